"""Verbs about voices and sides: who speaks, who leans where, who is called what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polyvocal.cli._shared import table_verb
from polyvocal.stance._choices import ALIGNMENT_METHODS, BYS, PLACEBOS, STRATEGIES

if TYPE_CHECKING:
    from polyvocal.study import Study
    from polyvocal.table import Table

__all__ = ["alignment", "attributions", "frames", "labels", "stance", "voices"]


@table_verb()
@click.option(
    "--by", type=click.Choice(["outlet", "document"]), default="outlet", show_default=True
)
def voices(study: Study, *, by: Any) -> Table:
    """Show who is quoted how much: words and attributions of each speaker."""
    return study.voices(by=by)


@table_verb()
def attributions(study: Study) -> Table:
    """List who says what: source, cue and content of every attribution."""
    return study.attributions


@table_verb()
def labels(study: Study) -> Table:
    """Show who is called what, by outlet and voice."""
    return study.labels()


@table_verb()
def frames(study: Study) -> Table:
    """Show who is said to do what to whom."""
    return study.frames()


@table_verb()
@click.option("--method", type=click.Choice(ALIGNMENT_METHODS), default="belief", show_default=True)
@click.option("--statements", is_flag=True, help="The statements behind it, instead of the sides.")
def alignment(study: Study, *, method: Any, statements: bool) -> Table:
    """Place actors on the sides of the conflict, by ties and statements."""
    result = study.alignment(method=method)
    return result.statements() if statements else result.table


def _one_table(
    evidence: bool, relative: str | None, coding_sheet: int | None, check: str | None, **_: Any
) -> None:
    wanted = {
        "--evidence": evidence,
        "--relative": relative,
        "--coding-sheet": coding_sheet,
        "--check": check,
    }
    given = [name for name, value in wanted.items() if value]
    if len(given) > 1:
        message = f"{' and '.join(given)} ask for different tables; give one of them"
        raise click.UsageError(message)


@table_verb(check=_one_table)
@click.option("--by", type=click.Choice(BYS), default="document", show_default=True)
@click.option(
    "--voice",
    type=click.Choice(["outlet", "quoted", "reported", "all"]),
    help="Only this voice; every voice by default.",
)
@click.option("--stories", is_flag=True, help="Detect stories, and compare outlets within them.")
@click.option("--copies", is_flag=True, help="Detect copies of one text, and count them once.")
@click.option(
    "--labels",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A labelled coding sheet, to correct the scores by; may be repeated.",
)
@click.option("--evidence", is_flag=True, help="The evidence rows instead of the scores.")
@click.option(
    "--relative",
    metavar="FACTION[,FACTION]",
    help="Each group beside the others, on one faction or on two compared, instead of the scores.",
)
@click.option("--coding-sheet", type=click.IntRange(1), help="So many mentions to label instead.")
@click.option(
    "--strategy",
    type=click.Choice(STRATEGIES),
    default="random",
    show_default=True,
    help="How the coding sheet is drawn.",
)
@click.option(
    "--check", type=click.Choice([*PLACEBOS, "sensitivity"]), help="A check instead of the scores."
)
def stance(
    study: Study,
    *,
    by: Any,
    voice: Any,
    stories: bool,
    copies: bool,
    labels: tuple[Path, ...],
    evidence: bool,
    relative: str | None,
    coding_sheet: int | None,
    strategy: Any,
    check: Any,
) -> Table:
    """Score how each article, outlet, month or week leans toward each faction."""
    result = study.stance(
        by=by,
        voice=voice,
        stories="detect" if stories else None,
        copies="detect" if copies else None,
    )
    if labels:
        result = result.calibrate(list(labels))
    if coding_sheet:
        return result.coding_sheet(coding_sheet, strategy=strategy)
    if check:
        return result.sensitivity() if check == "sensitivity" else result.placebo(check)
    if relative:
        return result.relative(*relative.split(",", 1))
    return result.evidence() if evidence else result.table
