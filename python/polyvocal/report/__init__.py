"""The report: one self-contained HTML file, its figures and tables.

No script, no request to anywhere, the same bytes on each run, bounded in size for any corpus.

>>> import polyvocal as pv
>>> from polyvocal.report import build_report
>>> actors = pv.read_actors([{"id": "lee", "name": "Ann Lee", "type": "person"}])
>>> study = pv.Study(pv.read_corpus(["Ann Lee spoke."]), actors, progress=False)
>>> build_report(study, title="One sentence").startswith("<!doctype html>")
True
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from polyvocal.report.model import Limits, ReportData

if TYPE_CHECKING:
    from polyvocal.study import Study

__all__ = ["Limits", "build_report", "save_figures", "save_tables", "write_report"]


def build_report(
    study: Study,
    path: str | Path | None = None,
    *,
    title: str | None = None,
    top: int | Limits | None = None,
    figures: str | Path | None = None,
) -> str:
    """Make the report of a study.

    Parameters
    ----------
    study : Study
        The study. Stages that have not run yet are run.
    path : path, optional
        Where to write it as well.
    title : str, optional
        Title of the page; that of the actors file when not given.
    top : int or Limits, optional
        How many articles, outlets, actors and pairs get a row of their own. What is left out is
        counted on the page and stands in the tables.
    figures : path, optional
        Folder for each figure as an SVG file of its own as well; made when missing.

    Returns
    -------
    str
        The HTML page.

    Raises
    ------
    InputError
        When a file cannot be written.
    """
    from polyvocal.report.render import render

    data = _collect(study, title, top)
    page = render(data)
    if path is not None:
        _write(Path(path), page.encode("utf-8"))
    if figures is not None:
        _save_figures(data, Path(figures))
    return page


def write_report(
    study: Study,
    path: str | Path,
    *,
    title: str | None = None,
    top: int | Limits | None = None,
    figures: str | Path | None = None,
) -> Path:
    """Write the report to a file and return its path; see `build_report`."""
    target = Path(path)
    build_report(study, target, title=title, top=top, figures=figures)
    return target


def save_figures(
    study: Study, folder: str | Path, *, top: int | Limits | None = None
) -> list[Path]:
    """Write every figure of the report as an SVG file of its own.

    Parameters
    ----------
    study : Study
        The study.
    folder : path
        Made when missing.
    top : int or Limits, optional
        As in `build_report`.

    Returns
    -------
    list of pathlib.Path
        The files, in the order of the report.
    """
    return _save_figures(_collect(study, None, top), Path(folder))


def _collect(study: Study, title: str | None, top: int | Limits | None) -> ReportData:
    from polyvocal.report.collect import collect

    limits = Limits.of(top) if isinstance(top, int) else top
    return collect(study, title=title, limits=limits)


def _save_figures(data: ReportData, folder: Path) -> list[Path]:
    from polyvocal.report.drawings import all_figures

    target = _folder(folder)
    written = []
    for figure in all_figures(data):
        file = target / f"{figure.key}.svg"
        _write(file, figure.standalone().encode("utf-8"))
        written.append(file)
    return written


def save_tables(study: Study, folder: str | Path) -> list[Path]:
    """Write every table as CSV, as Parquet where the optional package is there, and the graph.

    Parameters
    ----------
    study : Study
        The study.
    folder : path
        Made when missing.

    Returns
    -------
    list of pathlib.Path
        The files written.
    """
    from polyvocal.report.tables import save_tables as save

    return save(study, _folder(Path(folder)))


def _folder(path: Path) -> Path:
    from polyvocal.errors import InputError

    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"cannot make the folder {path}: {error.strerror}; give one you may write to"
        raise InputError(message) from error
    return path


def _write(path: Path, content: bytes) -> None:
    from polyvocal._files import whole_file

    with whole_file(path) as file:
        file.write(content)
