"""The figures of the report, drawn from its data."""

from __future__ import annotations

import numpy as np

from polyvocal.report import words
from polyvocal.report.figures.bars import Bar, draw_bars
from polyvocal.report.figures.beside import Row, draw_beside
from polyvocal.report.figures.cluster import Tree, average_linkage
from polyvocal.report.figures.map import draw_map
from polyvocal.report.figures.network import Edge, Node, draw_network
from polyvocal.report.figures.stance import Dot, Group, draw_stance
from polyvocal.report.figures.svg import Figure
from polyvocal.report.figures.tree import draw_tree
from polyvocal.report.figures.triangle import Cell, Key, draw_triangle
from polyvocal.report.model import (
    Pair,
    ReportData,
    Similarity,
    StanceRow,
    StanceSection,
    Together,
)

__all__ = [
    "actors_figure",
    "all_figures",
    "beside_figures",
    "heatmap_figure",
    "network_figure",
    "similarity_figure",
    "stance_figures",
    "tree_figure",
]

BARS = 16
_LEAST_FOR_COLOUR = 2  # one shared sentence says nothing about association


def actors_figure(data: ReportData) -> Figure | None:
    """Bars of the actors named most, by voice."""
    if not data.actors:
        return None
    shown = data.actors[:BARS]
    bars = [
        Bar(row.name, row.faction.mark if row.faction else "fn", row.by_voice, row.key)
        for row in shown
    ]
    named = [words.VOICE_NAMES[voice] for voice in data.voices]
    parts = [f"in the article's {named[0]}", *named[1:]]
    total = [sum(row.by_voice[i] for row in data.actors) for i in range(len(data.voices))]
    every = sum(total) or 1
    says = (
        f"{100 * total[0] / every:.0f} % of the mentions stand in the articles' own voice, "
        f"{100 * total[1] / every:.0f} % in quotations and "
        f"{100 * total[2] / every:.0f} % in what the articles report others to have said."
    )
    note = f"The {len(shown)} actors named most." if len(data.actors) > len(shown) else ""
    return draw_bars(bars, parts=parts).figure(
        "actors", title="Who is named, and in whose voice", says=says, note=note
    )


def _order(together: Together) -> Tree:
    """Cluster actors by association; pairs that never meet are farthest apart."""
    closeness = np.where(np.isfinite(together.npmi), together.npmi, -1.0)
    distance = np.round((1 - closeness) / 2, 9)
    np.fill_diagonal(distance, 0.0)
    return average_linkage(distance)


def _association_shade(count: int, npmi: float) -> str:
    if count < _LEAST_FOR_COLOUR or not np.isfinite(npmi):
        return "heat0"
    steps = ((0.6, "heat4"), (0.4, "heat3"), (0.2, "heat2"), (0.05, "heat1"))
    for least, shade in steps:
        if npmi >= least:
            return shade
    if npmi > -0.05:
        return "heat0"
    return "cold1" if npmi > -0.2 else "cold2"


ASSOCIATION_KEYS = (
    Key("heat4", "NPMI .6 and more"),
    Key("heat3", ".4"),
    Key("heat2", ".2"),
    Key("heat1", ".05"),
    Key("heat0", "as by chance, or one sentence only"),
    Key("cold1", "less than by chance"),
    Key("cold2", "−.2 and less"),
)


def heatmap_figure(together: Together) -> Figure:
    """Draw the co-occurrence matrix, ordered by clustering."""
    keys = {(min(p.a, p.b), max(p.a, p.b)): p.key for p in together.pairs}

    def cell(a: int, b: int) -> Cell | None:
        count = int(together.counts[a, b])
        if not count:
            return None
        npmi = float(together.npmi[a, b])
        measure = f", NPMI {words.signed(npmi)}" if np.isfinite(npmi) else ""
        hint = f"{together.names[a]} and {together.names[b]}: {words.count(count, 'sentence')}{measure}"
        target = keys.get((min(a, b), max(a, b)))
        return Cell(f"{count:,}", _association_shade(count, npmi), hint, target)

    canvas = draw_triangle(
        together.names,
        cell,
        tree=_order(together),
        side=30.0,
        keys=ASSOCIATION_KEYS,
        marks=together.marks,
    )
    return canvas.figure(
        "together",
        title="Who is named together",
        says=words.together_sentence(together),
        note=(
            "A number counts the sentences that name both actors: read left from a name, and down "
            "from it. The shade says how much more (teal) or less (ochre) often than by chance. "
            "Neighbours in the tree at the left keep the same company."
        ),
    )


def _edge_hint(together: Together, pair: Pair) -> str:
    names = f"{together.names[pair.a]} and {together.names[pair.b]}"
    return f"{names}: {words.count(pair.count, 'sentence')}"


def network_figure(together: Together, data: ReportData) -> Figure:
    """Draw the network of the strongest pairs."""
    edges = [
        Edge(p.a, p.b, p.count, _edge_hint(together, p), p.key)
        for p in together.pairs[: together.edges]
    ]
    used = sorted({end for edge in edges for end in (edge.a, edge.b)})
    place = {item: i for i, item in enumerate(used)}
    nodes = [
        Node(together.names[i], together.marks[i], together.mentions[i], together.actor_keys[i])
        for i in used
    ]
    moved = [Edge(place[e.a], place[e.b], e.weight, e.hint, e.target) for e in edges]
    present = {together.marks[i] for i in used}
    factions = [(f.mark, f.name) for f in data.factions if f.mark in present]
    if "fn" in present:
        factions.append(("fn", "no faction declared"))
    canvas, unnamed = draw_network(nodes, moved, factions=factions)
    degree = np.bincount([end for e in moved for end in (e.a, e.b)], minlength=len(nodes))
    centre = int(np.argmax(degree))
    says = (
        f"{nodes[centre].name} is named together with the most others: "
        f"{int(degree[centre])} of {len(nodes) - 1}."
    )
    note = "Size: mentions. Thickness: sentences in common. Colour and shape: faction."
    if len(edges) < together.pairs_total:
        note += f" The {len(edges)} strongest of {together.pairs_total:,} pairs."
    if unnamed:
        note += f" Without room for a name: {words.listing(unnamed, limit=12)}."
    return canvas.figure("network", title="The network of actors", says=says, note=note)


def _dot(row: StanceRow) -> Dot:
    return Dot(
        voice=row.voice,
        shown=words.VOICE_NAMES.get(row.voice, row.voice),
        score=row.score,
        low=row.low,
        high=row.high,
        verdict=row.verdict,
        mentions=row.mentions,
        target=row.key,
    )


def stance_figures(section: StanceSection, data: ReportData) -> list[Figure]:
    """One dot-and-whisker panel per faction."""
    figures: list[Figure] = []
    unit = "article" if section.by == "document" else "outlet"
    for number, faction in enumerate(data.factions):
        groups = []
        counted = 0
        clear = 0
        for group in section.groups:
            rows = [row for row in group.rows if row.faction.id == faction.id and row.mentions]
            groups.append(Group(group.name, [_dot(row) for row in rows]))
            counted += len(rows)
            clear += sum(row.verdict in {"favours", "against"} for row in rows)
        if not counted:
            continue
        says = (
            f"Of {words.count(counted, 'score')} toward {faction.name}, "
            f"{words.in_words(clear) if clear else 'none'} {'are' if clear > 1 else 'is'} "
            "clear of zero."
        )
        note = (
            f"Dot: score of the {unit}’s own voice; diamond: of the sources it quotes; square: of "
            "what it reports. Line: 95 % interval. Hollow and dashed: too little evidence to say. "
            "A voice that does not mention the faction has no row. Click a row for its evidence."
        )
        figures.append(
            draw_stance(groups).figure(
                f"stance-{section.by}-{number + 1}",
                title=f"Stance toward {faction.name}, by {unit} and voice",
                says=says,
                note="" if figures else note,  # the same for every panel
            )
        )
    return figures


def beside_figures(section: StanceSection) -> list[Figure]:
    """One panel a faction, or one for two factions compared: outlets from the mean of the others."""
    figures: list[Figure] = []
    for number, beside in enumerate(section.beside):
        rows = [Row(r.name, r.difference, r.low, r.high, r.verdict) for r in beside.rows]
        toward = beside.a.name
        title = f"Toward {toward}" + (f" compared with {beside.b.name}" if beside.b else "")
        left, right = (
            (f"for {beside.b.name}", f"for {toward}")
            if beside.b
            else ("worse than the others", "better than the others")
        )
        note = (
            "Each outlet’s own voice less the mean of the others, with 95 % interval: what all have "
            "in common cancels. Who of them is nearer the truth it cannot say."
        )
        if len(rows) < beside.total:
            note += f" The {len(rows)} of {beside.total:,} outlets with the narrowest intervals."
        figures.append(
            draw_beside(rows, left=left, right=right).figure(
                f"beside-{number + 1}",
                title=f"{title}, beside the other outlets",
                says=words.beside_sentence(beside),
                note=note,
            )
        )
    return figures


_SHARE_STEPS = ((0.8, "heat4"), (0.5, "heat3"), (0.25, "heat2"), (0.1, "heat1"))


def _share_shade(value: float) -> str:
    for least, shade in _SHARE_STEPS:
        if value >= least:
            return shade
    if value > -0.1:
        return "heat0"
    return "cold1" if value > -0.5 else "cold2"


def similarity_figure(section: Similarity) -> Figure:
    """Draw one similarity matrix."""
    keys = {(min(r.a, r.b), max(r.a, r.b)): r.key for r in section.rows}

    def cell(a: int, b: int) -> Cell | None:
        value = float(section.matrix[a, b])
        if not np.isfinite(value):
            return None
        hint = f"{section.names[a]} and {section.names[b]}: {value:.2f}"
        return Cell(
            f"{value:.2f}".replace("-", "−").replace("0.", "."),
            _share_shade(value),
            hint,
            keys.get((min(a, b), max(a, b))),
        )

    order = section.tree.order if section.tree else None
    canvas = draw_triangle(section.names, cell, order=order, side=38.0)
    title = words.KIND_TITLES.get(section.kind, section.kind)
    return canvas.figure(
        f"similarity-{section.kind}",
        title=title,
        says=words.similarity_sentence(section),
        note=f"{words.capital(words.KIND_MEANINGS.get(section.kind, ''))}.",
    )


def tree_figure(section: Similarity) -> Figure | None:
    """Draw the tree of articles or outlets."""
    if section.tree is None or len(section.names) < 3:
        return None
    noun = "articles" if section.of == "document" else "outlets"
    first = section.tree.merges[0]
    says = (
        f"The first to join are {section.names[first.left]} and {section.names[first.right]}, "
        f"at a distance of {first.height:.2f}."
    )
    known = section.tree.merges[0].support is not None
    support = (
        " Numbers: percent of trees of articles drawn anew that have the join." if known else ""
    )
    return draw_tree(
        section.names, section.tree, axis="distance in words (average linkage)"
    ).figure(
        "tree",
        title=f"Tree of {noun}, by the words they use",
        says=says,
        note="The further right two branches join, the more alike they are." + support,
    )


def map_figure(section: Similarity) -> Figure | None:
    """Draw the map of articles or outlets."""
    if section.points is None:
        return None
    noun = "articles" if section.of == "document" else "outlets"
    gaps = np.sqrt(((section.points[:, None] - section.points[None]) ** 2).sum(axis=2))
    far = float(gaps.max())
    a, b = divmod(int(np.argmax(np.round(gaps, 9))), len(gaps))
    says = f"{section.names[a]} and {section.names[b]} are farthest apart."
    stress = "" if section.stress is None else f" Stress {section.stress:.2f} (0 is a perfect map)."
    if not far:
        return None
    region = (
        ""
        if section.ellipses is None
        else " Each ellipse holds 95 % of maps of articles drawn anew."
    )
    return draw_map(section.names, section.points, section.ellipses).figure(
        "map",
        title=f"Map of {noun}, by the words they use",
        says=says,
        note=f"Near means alike; the axes have no meaning of their own.{stress}{region}",
    )


def all_figures(data: ReportData) -> list[Figure]:
    """Every figure of the report, in its order."""
    figures: list[Figure | None] = [actors_figure(data)]
    if data.together is not None:
        figures += [heatmap_figure(data.together), network_figure(data.together, data)]
    for section in data.stance:
        figures += [*beside_figures(section), *stance_figures(section, data)]
    for similarity in data.similarity:
        figures.append(similarity_figure(similarity))
        figures += [tree_figure(similarity), map_figure(similarity)]
    return [figure for figure in figures if figure is not None]
