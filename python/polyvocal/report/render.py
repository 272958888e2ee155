"""Fill the templates. Autoescape is on everywhere: what articles and actors files say is untrusted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from polyvocal.report import drawings, words
from polyvocal.report.figures.svg import Figure, clean
from polyvocal.report.model import ReportData, Similarity
from polyvocal.report.theme import page_css

__all__ = ["render"]


def _source(name: str) -> str | None:
    file = files(__package__).joinpath("templates", name)
    return file.read_text(encoding="utf-8") if file.is_file() else None


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = lambda text: clean(str(text))
    return environment


def _shades(data: ReportData) -> Callable[[int, int], str]:
    """Shade of a count by its share of its column, for "who writes about whom"."""
    totals = [
        sum(row.by_group[column] for row in data.actors) or 1 for column in range(len(data.groups))
    ]

    def shade(value: int, column: int) -> str:
        share = value / totals[column]
        for least, name in ((0.2, "heat4"), (0.12, "heat3"), (0.06, "heat2"), (0.02, "heat1")):
            if value and share >= least:
                return name
        return "heat0"

    return shade


def _joined(section: Similarity, item: int) -> str:
    n = len(section.names)
    return section.names[item] if item < n else f"join {item - n + 1}"


def render(data: ReportData) -> str:
    """Write the page.

    Parameters
    ----------
    data : ReportData
        From `collect`.

    Returns
    -------
    str
        HTML, the same for the same data.
    """
    figures: dict[str, Figure] = {figure.key: figure for figure in drawings.all_figures(data)}
    stance = {
        section.by: drawings.beside_figures(section) + drawings.stance_figures(section, data)
        for section in data.stance
    }
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            data=data,
            figures=figures,
            stance_figures=stance,
            words=words,
            css=Markup(page_css()),
            shade_of=_shades(data),
            joined=_joined,
            by_article=data.groups_total == data.documents_total,
        )
    )
