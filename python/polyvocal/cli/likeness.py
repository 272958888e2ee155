"""Verbs about likeness: of articles, of outlets, stories, and the nearest in another corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polyvocal.cli._shared import read_articles, table_verb

if TYPE_CHECKING:
    from polyvocal.study import Study
    from polyvocal.table import Table

__all__ = ["nearest", "outlets", "similarity", "stories"]


@table_verb(needs_actors=False)
@click.option(
    "--least",
    type=click.FloatRange(0, 1, min_open=True),
    help="Mean probability of the same event at which two groups are one story.",
)
@click.option(
    "--days", type=int, help="Link articles at most so many days apart; -1: any distance."
)
def stories(study: Study, *, least: float | None, days: int | None) -> Table:
    """Group articles that report the same events."""
    return study.stories(least=least, days=days)


@table_verb()
@click.option(
    "--of", type=click.Choice(["document", "outlet"]), default="document", show_default=True
)
@click.option(
    "--kind",
    type=click.Choice(["words", "story", "actors", "side", "reuse", "frames"]),
    default="words",
    show_default=True,
)
@click.option(
    "--measure",
    type=click.Choice(["jsd"]),
    help="Of outlets: divergence, tested for its excess over chance.",
)
@click.option("--passages", is_flag=True, help="The reused passages instead of the scores.")
def similarity(
    study: Study,
    *,
    of: Any,
    kind: Any,
    measure: Any,
    passages: bool,
) -> Table:
    """Compare articles or outlets with each other."""
    result = study.similarity(of=of, kind="reuse" if passages else kind, measure=measure)
    return result.alignments() if passages else result.table()


@table_verb()
@click.option(
    "--show",
    type=click.Choice(["drivers", "stories", "flow", "stance", "channels", "drift", "tree", "map"]),
    default="stories",
    show_default=True,
    help="What the table holds.",
)
@click.option(
    "--between",
    nargs=2,
    metavar="A B",
    help="Drivers: two outlets; without it, each against all others.",
)
def outlets(
    study: Study,
    *,
    show: str,
    between: tuple[str, str] | None,
) -> Table:
    """Show in what outlets differ: words, stories, reuse, stance, change."""
    compared = study.compare_outlets()
    if show == "drivers":
        return compared.drivers(*between) if between else compared.all_drivers()
    if show in ("tree", "map"):
        return compared.tree().table() if show == "tree" else compared.map().table()
    table: Table = getattr(compared, show)()
    return table


@table_verb(needs_actors=False)
@click.option(
    "--among",
    type=click.Path(exists=True, path_type=Path),
    help="Other articles, where partners are looked for; by default PATH itself.",
)
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True)
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1, max_open=True),
    default=0.0,
    help="Leave out partners whose cosine is not above this.",
)
@click.option("--days", type=click.IntRange(min=0), help="Partners at most so many days apart.")
@click.option("--other-outlets", is_flag=True, help="Only partners from other outlets.")
def nearest(study: Study, *, among: Path | None, **choices: Any) -> Table:
    """Find the articles most alike in words, here or in other files."""
    other = None if among is None else _like(study, among)
    return study.nearest(other, **choices)


def _like(study: Study, path: Path) -> Study:
    """Make a study of other articles, read with the same options."""
    from polyvocal.study import Study

    given = click.get_current_context().params
    named = ("columns", "encoding", "strip_html", "quiet")
    corpus = read_articles(path, **{name: given[name] for name in named})
    return Study(corpus, study.actors, threads=given["threads"], progress=not given["quiet"])
