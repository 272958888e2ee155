"""Verbs about who is named together, and with which words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polyvocal.cli._shared import table_verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from polyvocal.cooccurrence import Cooccurrence
    from polyvocal.study import Study
    from polyvocal.table import Table

__all__ = ["cooccurrence", "keywords"]

_WEIGHTS = ("flat", "harmonic", "exponential")
_LEVELS = ("actor", "faction", "type")


def _counting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of everything that counts mentions."""
    options = [
        click.option("--level", type=click.Choice(_LEVELS), default="actor", show_default=True),
        click.option(
            "--region",
            "regions",
            multiple=True,
            metavar="REGION",
            help="Part of an article that counts, e.g. headline, body. May be given several times.",
        ),
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            default=0.0,
            help="Leave out mentions found with less confidence.",
        ),
        click.option(
            "--decay",
            type=click.FloatRange(min=0, min_open=True),
            default=5.0,
            show_default=True,
            help="Of exponential weight: words after which it has fallen to 1/e.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _one_view(compare: tuple[str, str] | None, show: str, by: str | None, **_: Any) -> None:
    if compare and show != "pairs":
        message = f"--compare and --show {show} ask for different tables; give one of them"
        raise click.UsageError(message)
    if compare and by not in ("outlet", "month"):
        message = "--compare needs slices of different articles: give --by outlet or --by month"
        raise click.UsageError(message)
    if show == "distances" and by is None:
        message = "--show distances compares slices: give --by"
        raise click.UsageError(message)


@table_verb(check=_one_view)
@click.option(
    "--unit",
    type=click.Choice(["sentence", "paragraph", "document", "window"]),
    default="sentence",
    show_default=True,
    help="What 'together' means.",
)
@click.option(
    "--by", type=click.Choice(["outlet", "month", "voice", "region"]), help="Count apart for each."
)
@click.option("--window", type=click.IntRange(min=2), default=25, show_default=True)
@click.option(
    "--weight", type=click.Choice(_WEIGHTS), help="Of a pair in a window, by distance in words."
)
@click.option("--directed", is_flag=True, help="The first name is the one that comes first.")
@_counting_options
@click.option(
    "--significant",
    type=click.FloatRange(0, 1),
    metavar="Q",
    help="Only pairs in more articles than chance gives, at this false discovery rate.",
)
@click.option(
    "--backbone",
    type=click.FloatRange(0, 1),
    metavar="ALPHA",
    help="Only edges that carry the network (disparity filter).",
)
@click.option(
    "--show",
    type=click.Choice(["pairs", "communities", "centrality", "distances"]),
    default="pairs",
    show_default=True,
    help="What the table holds.",
)
@click.option(
    "--compare",
    nargs=2,
    metavar="A B",
    help="Two outlets or months: which pairs changed (with --by).",
)
@click.option(
    "--graph",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Save the network too: .gexf or .graphml.",
)
def cooccurrence(
    study: Study,
    *,
    significant: float | None,
    backbone: float | None,
    show: str,
    compare: tuple[str, str] | None,
    graph: Path | None,
    regions: tuple[str, ...],
    **choices: Any,
) -> Table:
    """Count who is named together."""
    result = study.cooccurrence(regions=regions or None, **choices)
    if significant is not None:
        result = result.significant(q=significant)
    if backbone is not None:
        result = result.backbone(alpha=backbone)
    if graph is not None:
        result.save(graph)
    return result.compare(*compare) if compare else _view(result, show)


def _view(result: Cooccurrence, show: str) -> Table:
    if show == "communities":
        return result.communities().table
    if show == "centrality":
        return result.centrality()
    if show == "distances":
        return result.network_distance().table()
    return result.table()


@table_verb()
@click.option(
    "--window",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="Largest distance in words.",
)
@click.option("--weight", type=click.Choice(_WEIGHTS), default="flat", show_default=True)
@click.option(
    "--min-count",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Leave out rarer words.",
)
@_counting_options
@click.option(
    "--significant",
    type=click.FloatRange(0, 1),
    metavar="Q",
    help="Only words that are there more than elsewhere, at this false discovery rate.",
)
def keywords(
    study: Study, *, significant: float | None, regions: tuple[str, ...], **choices: Any
) -> Table:
    """Count the words near each actor, those that go with it most first."""
    result = study.keywords(regions=regions or None, **choices)
    if significant is not None:
        result = result.significant(q=significant)
    return result.ranked()
