"""From a study to what the report shows: every result is asked for once and cut to the limits.

Only the texts of articles that are shown are touched, so that a large corpus gives a small report.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from polyvocal import _core
from polyvocal._version import __version__
from polyvocal.report.collect.actors import collect_actors, collect_candidates, group_documents
from polyvocal.report.collect.columns import listing, most
from polyvocal.report.collect.context import VOICES, Context
from polyvocal.report.collect.similarity import collect_passages, collect_similarity
from polyvocal.report.collect.stance import collect_alignment, collect_stance
from polyvocal.report.collect.together import collect_together
from polyvocal.report.collect.voices import collect_voices
from polyvocal.report.model import Limits, Listing, RegionRow, ReportData
from polyvocal.table import Table

if TYPE_CHECKING:
    from polyvocal.study import Study

__all__ = ["collect"]


def collect(study: Study, *, title: str | None = None, limits: Limits | None = None) -> ReportData:
    """Ask a study for its results and keep what the report shows.

    Parameters
    ----------
    study : Study
        The study.
    title : str, optional
        Title; the title of the actors file, or a plain one, when not given.
    limits : Limits, optional
        How many rows of each kind.

    Returns
    -------
    ReportData
    """
    context = Context(study, limits or Limits())
    corpus = study.corpus
    limits = context.limits
    groups = group_documents(context)
    actors = collect_actors(context, groups)
    context.know(actors)
    alignment, alignment_total = collect_alignment(context)
    passages, passages_total = collect_passages(context)
    quoted, quoted_total = collect_voices(context)
    dates = sorted(filter(None, context.dates))
    return ReportData(
        title=title or study.actors.title or "What the articles say",
        version=__version__,
        settings=_settings(context),
        hashes=(("corpus", corpus.hash), ("actors file", study.actors.hash)),
        documents=[context.document(i) for i in context.shown_documents(limits.documents)],
        documents_total=context.size,
        outlets=most(context.outlet_sizes)[: limits.outlets],
        outlets_total=len(context.outlet_sizes),
        languages=most(Counter(language or "not stated" for language in corpus.languages)),
        dates=(dates[0], dates[-1]) if dates else None,
        undated=context.size - len(dates),
        text_bytes=int(corpus.text_bytes),
        encodings=most(Counter(corpus.report.encodings)),
        quarantine=listing(corpus.quarantine, limits.notices),
        warnings=listing(corpus.warnings, limits.notices),
        furniture=_furniture(study, limits),
        regions=_regions(context),
        factions=context.factions,
        actors=actors[: limits.actors],
        actors_total=len(actors),
        actors_listed=len(study.actors.actors),
        mentions_total=len(context.mentions.document),
        voices=VOICES,
        groups=groups.names,
        groups_total=groups.total,
        methods=most(context.mentions.method.counted()),
        candidates=collect_candidates(context, study.candidates),
        candidates_total=len(study.candidates),
        together=collect_together(context),
        stance=collect_stance(context),
        alignment=alignment,
        alignment_total=alignment_total,
        similarity=collect_similarity(context),
        passages=passages,
        passages_total=passages_total,
        quoted=quoted,
        quoted_total=quoted_total,
    )


def _furniture(study: Study, limits: Limits) -> Listing:
    """Keep what outlets repeat most; what stands once is furniture by its words and shown nowhere."""
    table = study.furniture
    table = table.filter(np.asarray(table["articles"]) > 1)
    columns = {name: table.column(name) for name in ("outlet", "text", "articles")}
    return listing(Table(columns, name="furniture"), limits.candidates)


def _regions(context: Context) -> list[RegionRow]:
    counted = set(_core.counted_regions())
    return [
        RegionRow(region, count, region in counted)
        for region, count in most(context.mentions.region.counted())
    ]


def _settings(context: Context) -> list[tuple[str, str]]:
    actors = context.study.actors
    return [
        ("seed of resampling", str(context.study.seed)),
        ("unit of co-occurrence", "sentence"),
        ("parts counted", ", ".join(_core.counted_regions())),
        ("articles", f"{context.size:,}"),
        ("actors listed", f"{len(actors.actors):,}"),
        ("factions", ", ".join(faction.name for faction in context.factions) or "none"),
        ("corrections", _corrections(context)),
    ]


def _corrections(context: Context) -> str:
    total = len(context.study.actors.corrections)
    if not total:
        return "0"
    stale = [row for row in context.study.corrections if row["status"] == "stale"]
    if not stale:
        return f"{total:,}"
    listed = "; ".join(f"{row['surface']}: {row['reason']}" for row in stale[:5])
    more = f"; and {len(stale) - 5} more" if len(stale) > 5 else ""
    return f"{total:,}, of which {len(stale):,} no longer apply: {listed}{more}"
