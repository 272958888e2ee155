"""The study: a corpus, its actors, and the results of the stages that have run."""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polyvocal._files import whole_file
from polyvocal._version import __version__
from polyvocal.actors import read_actors
from polyvocal.annotators._run import (
    annotate,
    load_annotations,
    recorded,
    save_annotations,
)
from polyvocal.corpus import Corpus
from polyvocal.errors import InputError
from polyvocal.languages import load_tables
from polyvocal.study._likeness import Likeness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from polyvocal._progress import ProgressCallback


_MANIFEST = "study.json"
_ANNOTATIONS = "annotations.jsonl"


class Study(Likeness):
    """Compare how the articles of a corpus name, quote and judge the actors of a conflict.

    A study holds no logic of its own: it runs each stage when its result is first asked for, hands
    results on from stage to stage, and remembers them. Results are the same bytes for any number of
    threads and on every run.

    Parameters
    ----------
    corpus : Corpus
        The articles, from `read_corpus`.
    actors : Actors
        Actors and factions, from `read_actors`.
    seed : int, default 0
        Seed of every resampling. Same seed, same numbers.
    annotators : list of Annotator, function or str, optional
        Plug-ins that find more names: objects, functions, or names under which installed packages
        register one ("spacy:xx_ent_wiki_sm"). Of two for the same words the earlier one counts.
    language_tables : list of path or LanguageTable, optional
        Words of other languages (titles, particles, months, ...), from `read_language_table`; they
        add to the built-in English ones.
    short_names : {"cautious", "generous"}, default "cautious"
        How readily a part of a name stands for it where the article does not give it in full.
        "cautious" takes what hardly means anybody else: surnames, acronyms of three letters or
        more, parts for which the article or the corpus has evidence. "generous" takes any telling part that fits one listed actor, unless the corpus
        speaks against it: given names, "Stanford" of "Stanford University". It is meant for lists
        whose actors are known to be the ones written about; such mentions have a low confidence.
    threads : int, optional
        Threads to use; all CPUs of the process when not given. Never changes a result.
    progress : bool or callable, default True
        ``True`` shows a line for long work in terminals and notebooks; a callable is called as
        ``progress(stage, done, total)``.

    Examples
    --------
    >>> import polyvocal as pv
    >>> corpus = pv.read_corpus([{"id": "a", "text": "Ann Lee met Bo Diaz. Lee praised Diaz."}])
    >>> actors = pv.read_actors(
    ...     {
    ...         "actor": [
    ...             {"id": "lee", "name": "Ann Lee", "type": "person"},
    ...             {"id": "diaz", "name": "Bo Diaz", "type": "person"},
    ...         ]
    ...     }
    ... )
    >>> study = pv.Study(corpus, actors, progress=False)
    >>> [str(surface) for surface in study.mentions["surface"]]
    ['Ann Lee', 'Bo Diaz', 'Lee', 'Diaz']
    """

    def report(
        self, path: str | Path, *, title: str | None = None, figures: str | Path | None = None
    ) -> Path:
        """Write one self-contained HTML file that opens from disk, without script or network.

        Parameters
        ----------
        path : path
            Where to write, for example ``"report.html"``.
        title : str, optional
            Title of the report; the study's title when not given.
        figures : path, optional
            Folder for each figure as an SVG file of its own as well; made when missing.

        Returns
        -------
        pathlib.Path
            The file written.
        """
        from polyvocal.report import write_report

        return write_report(self, Path(path), title=title, figures=figures)

    def save(self, path: str | Path) -> Path:
        """Keep the study in a folder: corpus, actors and settings; `load_study` brings it back.

        Results are not stored: they are a function of what is stored, and come out the same. What
        annotators said is stored, and said again without them.
        """
        folder = Path(path)
        if folder.exists() and not folder.is_dir():
            message = f"{folder} is a file; give a folder to keep the study in"
            raise InputError(message)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"cannot make the folder {folder}: {error.strerror}"
            raise InputError(message) from error
        self.corpus.save(folder / "corpus.polyvocal")
        self.actors.save(folder / "actors.toml")
        manifest = {
            "polyvocal": __version__,
            "seed": self.seed,
            "short_names": self.short_names,
            "corpus_sha256": self.corpus.hash,
            "actors_sha256": self.actors.hash,
            "language_tables": [
                table.save(folder / f"language-{i + 1}.toml")
                for i, table in enumerate(self.language_tables)
            ],
        }
        said = self._annotated[1] if self._annotators else None
        if said is not None:
            save_annotations(folder / _ANNOTATIONS, self.corpus, said)
            manifest["annotators"] = list(said.names)
            manifest["annotations_sha256"] = _hash_of(folder / _ANNOTATIONS)
        text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
        with whole_file(folder / _MANIFEST) as file:
            file.write(text.encode())
        return folder

    def __getstate__(self) -> dict[str, object]:
        return {
            "corpus": self.corpus,
            "actors": self.actors,
            "annotators": recorded(
                self.corpus, self._annotated[1] or annotate(self.corpus, self.actors, ())
            )
            if self._annotators
            else (),
            "language_tables": self.language_tables,
            "short_names": self.short_names,
            "seed": self.seed,
            "threads": self.threads,
        }

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def __repr__(self) -> str:
        lines = [
            f"Study of {len(self.corpus):,} articles",
            f"  outlets   {len(set(filter(None, self.corpus.outlets))):,}",
            f"  actors    {len(self.actors.actors):,}",
            f"  factions  {', '.join(f.id for f in self.actors.factions) or 'none'}",
            f"  seed      {self.seed}",
        ]
        if "_mentions" in self.__dict__:
            nobody = "" if len(self._mentions) else " (no listed actor is named; see .candidates)"
            lines.append(f"  mentions  {len(self._mentions):,}{nobody}")
        return "\n".join(lines)


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def load_study(
    path: str | Path, *, threads: int | None = None, progress: bool | ProgressCallback = True
) -> Study:
    """Bring back a study kept by `Study.save`.

    Parameters
    ----------
    path : path
        The folder.
    threads, progress
        As in `Study`.

    Returns
    -------
    Study

    Raises
    ------
    InputError
        When the folder holds no study, or its files were changed since.
    """
    folder = Path(path)
    manifest_path = folder / _MANIFEST
    if not manifest_path.is_file():
        message = (
            f"{folder} holds no study ({_MANIFEST} is missing); give a folder that Study.save wrote"
        )
        raise InputError(message)
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    corpus = Corpus.load(folder / "corpus.polyvocal")
    actors = read_actors(folder / "actors.toml")
    hashes = {"corpus": corpus.hash, "actors": actors.hash}
    names = manifest.get("annotators", [])
    tables = load_tables(folder, manifest.get("language_tables", []))
    if names:
        hashes["annotations"] = _hash_of(folder / _ANNOTATIONS)
    for what, found in hashes.items():
        if found != manifest[f"{what}_sha256"]:
            message = f"{folder}: the {what} were changed after the study was saved"
            raise InputError(message)
    if manifest["polyvocal"] != __version__:
        warnings.warn(
            f"the study was saved by polyvocal {manifest['polyvocal']} and is read by "
            f"{__version__}: results may differ",
            stacklevel=2,
        )
    return Study(
        corpus,
        actors,
        annotators=load_annotations(folder / _ANNOTATIONS, names) if names else (),
        language_tables=tables,
        short_names=manifest.get("short_names", "cautious"),
        seed=manifest["seed"],
        threads=threads,
        progress=progress,
    )
