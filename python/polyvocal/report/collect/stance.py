"""Scores with the evidence behind each, and which side each actor is on."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import TYPE_CHECKING, Literal

from polyvocal.report import words
from polyvocal.report.collect.beside import collect_beside
from polyvocal.report.collect.columns import Cells, ints, most, texts
from polyvocal.report.collect.context import VOICES, Context, who_is_meant
from polyvocal.report.collect.cues import cue_spans, cue_words, read_cues
from polyvocal.report.marking import Span
from polyvocal.report.model import (
    Alignment,
    EvidenceBlock,
    EvidenceRow,
    StanceCheck,
    StanceGroup,
    StanceRow,
    StanceSection,
    Statement,
)
from polyvocal.stance import LISTED_STATEMENTS
from polyvocal.stance._choices import PLACEBOS

if TYPE_CHECKING:
    from polyvocal.stance import Stance

__all__ = ["collect_alignment", "collect_stance"]

By = Literal["document", "outlet"]
_QUICK_ARTICLES = 2000
_VARIANCES = ("var_sampling", "var_measurement", "var_transfer")


def collect_stance(context: Context) -> list[StanceSection]:
    """Take the scores by outlet, where outlets have several articles, and by article."""
    if not context.factions:
        return []
    repeated = any(count > 1 for count in context.outlet_sizes.values())
    levels: list[By] = ["outlet", "document"] if repeated else ["document"]
    sections = [_section(context, by) for by in levels]
    return [section for section in sections if section is not None]


def _section(context: Context, by: By) -> StanceSection | None:
    result = context.study.stance(by=by)
    table = result.table
    groups, factions, voices = (texts(table, name) for name in ("group", "faction", "voice"))
    mentions = ints(table, "mentions").tolist()
    ranks = {faction.id: i for i, faction in enumerate(context.factions)}
    weight: Counter[str] = Counter()
    rows: dict[str, list[int]] = {}
    for row, (group, faction, voice) in enumerate(zip(groups, factions, voices, strict=True)):
        # All voices together are in the table.
        if voice in VOICES and faction in ranks:
            weight[group] += mentions[row]
            rows.setdefault(group, []).append(row)
    if not rows:
        return None
    by_document = by == "document"
    limit = context.limits.documents if by_document else context.limits.outlets
    kept = [group for group, _ in most(weight)[:limit]]
    kept.sort(key=lambda group: (context.number_of[group] if by_document else 0, group))
    evidence = _Evidence(context, result, set(kept))
    cells = Cells(table)
    prefix = "s" if by_document else "o"
    made: list[StanceGroup] = []
    number = 0
    for group in kept:
        stance_rows = []
        for row in sorted(
            rows[group], key=lambda row: (ranks[factions[row]], VOICES.index(voices[row]))
        ):
            number += 1
            shrinkage = cells.number("shrinkage", row) if "shrinkage" in table.columns else None
            stance_rows.append(
                StanceRow(
                    key=f"{prefix}{number}",
                    faction=context.faction_by_id[factions[row]],
                    voice=voices[row],
                    score=cells.number("score", row),
                    low=cells.number("low", row),
                    high=cells.number("high", row),
                    verdict=cells.text("verdict", row),
                    mentions=mentions[row],
                    documents=int(cells["documents"][row]),
                    variances=[cells.number(part, row) for part in _VARIANCES],
                    evidence=evidence.block((group, factions[row], voices[row]), shrinkage or 0.0),
                )
            )
        document = context.document(context.number_of[group]) if by_document else None
        made.append(
            StanceGroup(
                key=f"{prefix}g{len(made) + 1}",
                name=document.label if document else group,
                title=document.title if document else "",
                rows=stance_rows,
            )
        )
    return StanceSection(
        by=by,
        groups=made,
        groups_total=len(rows),
        verdicts=dict(Counter(row.verdict for group in made for row in group.rows if row.mentions)),
        rows_total=sum(bool(row.mentions) for group in made for row in group.rows),
        checks=_checks(context, result),
        beside=() if by_document else collect_beside(context),
    )


def _checks(context: Context, result: Stance) -> list[StanceCheck]:
    """Run the checks; the one by random targets scores 40 times, so only where that is quick."""
    small = context.size <= _QUICK_ARTICLES
    names = [name for name in PLACEBOS if small or name != "random_targets"]
    made = []
    for name in names:
        table = result.placebo(name)
        cells = Cells(table)
        made += [
            StanceCheck(
                check=name,
                detail=cells.text("detail", row),
                statistic=cells.text("statistic", row),
                observed=cells.number("observed", row),
                expected=cells.number("expected", row),
                verdict=cells.text("verdict", row),
            )
            for row in range(len(table))
        ]
    return made


class _Evidence:
    """The evidence by group, faction and voice; only of the groups that are shown."""

    def __init__(self, context: Context, result: Stance, groups: set[str]) -> None:
        self._context = context
        self._result = result
        self._adds: dict[tuple[str, str, str], list[float]] = {}
        table = result.evidence(cues=False)
        columns = [texts(table, name) for name in ("group", "faction", "voice")]
        for *key, adds in zip(*columns, table["contribution"].tolist(), strict=True):
            if key[0] in groups:
                self._adds.setdefault((key[0], key[1], key[2]), []).append(adds)

    def block(self, key: tuple[str, str, str], shrinkage: float) -> EvidenceBlock | None:
        """Put together the evidence of one score."""
        adds = self._adds.get(key, [])
        if not adds:
            return None
        # The largest contributions decide, so they are the ones to show; in the order of the text.
        group, faction, voice = key
        table = self._result.explain(
            group, faction, VOICES[VOICES.index(voice)], n=self._context.limits.evidence
        )
        cells = Cells(table)
        place = [self._context.number_of[document] for document in texts(table, "document")]
        order = sorted(range(len(table)), key=lambda row: (place[row], int(cells["start"][row])))
        shown = [self._row(cells, row) for row in order]
        return EvidenceBlock(
            rows=[item for item in shown if item.contribution],
            neutral=[item for item in shown if not item.contribution],
            total=len(adds),
            rest=math.fsum([*adds, *(-item.contribution for item in shown)]),
            shrinkage=shrinkage,
            sum=math.fsum([*adds, shrinkage]),
        )

    def _row(self, cells: Cells, row: int) -> EvidenceRow:
        context = self._context
        document = context.number_of[str(cells["document"][row])]
        start, end = int(cells["start"][row]), int(cells["end"][row])
        name = context.name(cells.text("actor", row))
        surface = cells.text("surface", row)
        voice = cells.text("voice", row)
        spans = [Span(start, end, "mention", who_is_meant(surface, name))]
        if voice != "outlet":
            spans += context.speaker_spans(document, start, end)
        cues, rest = read_cues(cells["cues"][row])
        spans += cue_spans(cues)
        sentence = context.sentence(
            document,
            int(cells["sentence_start"][row]),
            int(cells["sentence_end"][row]),
            spans,
            voice=voice,
            speaker=context.name(cells.text("holder", row)),
        )
        return EvidenceRow(
            sentence=sentence,
            actor=name,
            surface=surface,
            label=cells.text("label", row),
            frame=cells.text("frame", row),
            cues=cue_words(cues, rest, context.text(document)),
            score=float(cells["score"][row]),
            weight=float(cells["weight"][row]),
            contribution=float(cells["contribution"][row]),
        )


def collect_alignment(context: Context) -> tuple[list[Alignment], int]:
    """Take the actors with a side or a statement, most mentions first, and their number."""
    if not context.factions:
        return [], 0
    table = context.study.alignment().table
    cells = Cells(table)
    found = []
    for row in range(len(table)):
        actor = cells.text("actor", row)
        if actor in context.actor_rows:
            found.append((-context.actor_rows[actor].mentions, row, actor))
    found.sort()
    shown: list[Alignment] = []
    for _, row, actor in found[: context.limits.actors]:
        listed: list[dict[str, str]] = json.loads(cells["statements"][row] or "[]")
        statements = _statements(context, listed)
        total = int(table["count"][row]) if len(listed) >= LISTED_STATEMENTS else len(statements)
        faction = context.faction_by_id.get(cells.text("faction", row))
        shown.append(
            Alignment(
                key=f"al{len(shown) + 1}",
                actor=context.name(actor),
                mark=faction.mark if faction else "fn",
                faction=faction.name if faction else "",
                probability=cells.number("probability", row),
                verdict=cells.text("verdict", row),
                statements=statements[: context.limits.statements],
                statements_total=total,
            )
        )
    return shown, len(found)


def _statements(context: Context, items: list[dict[str, str]]) -> list[Statement]:
    """Read the statements behind an alignment; one sentence may stand in several places."""
    sources: dict[str, list[str]] = {}
    for item in items:
        number = context.number_of.get(item.get("document") or "")
        source = context.labels[number] if number is not None else "actors file"
        known = sources.setdefault(" ".join(item["text"].split()), [])
        if source not in known:
            known.append(source)
    return [Statement(text, words.listing(known)) for text, known in sources.items()]
