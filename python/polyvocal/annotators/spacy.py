"""Named entities of a spaCy pipeline as annotations; needs ``polyvocal[spacy]``.

>>> import polyvocal as pv
>>> from polyvocal.annotators.spacy import SpacyAnnotator
>>> study = pv.Study(
...     corpus, actors, annotators=[SpacyAnnotator("xx_ent_wiki_sm")]
... )  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from polyvocal.annotators import Batch, Span
from polyvocal.errors import InputError

__all__ = ["TYPES", "SpacyAnnotator"]

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "PERSON": "person",
        "PER": "person",
        "ORG": "organisation",
        "NORP": "group",
        "GPE": "state",
        "LOC": "place",
        "FAC": "place",
    }
)
"""Our types for the labels of spaCy's models; entities with other labels are left out."""


def entity_id(entity: Any) -> str | None:
    """Return the id that an entity ruler gave, as the actor's id."""
    return entity.ent_id_ or None


class SpacyAnnotator:
    """An annotator that runs a spaCy pipeline.

    Parameters
    ----------
    nlp : spacy.language.Language or str
        The pipeline, or the name of an installed one.
    types : mapping of str to str, optional
        Our type for each entity label; entities with other labels are left out.
    actor_of : callable, optional
        Takes an entity (a spaCy ``Span``) and returns the id of a listed actor or ``None``; by
        default the id that an ``EntityRuler`` gave it.
    confidence : float, default 0.8
        Of every span: spaCy gives none.
    name : str, default "spacy"
        Stands in the column ``method``.

    Notes
    -----
    Articles whose stated language is not the pipeline's are skipped, unless it is the multi-language
    "xx".
    """

    def __init__(
        self,
        nlp: Any,
        *,
        types: Mapping[str, str] = TYPES,
        actor_of: Callable[[Any], str | None] = entity_id,
        confidence: float = 0.8,
        name: str = "spacy",
    ) -> None:
        if isinstance(nlp, str):
            nlp = _load(nlp)
        if not hasattr(nlp, "pipe"):
            message = f"{type(nlp).__name__} is no spaCy pipeline; give one, or a pipeline's name"
            raise InputError(message)
        self.name = name
        self._nlp = nlp
        self._types = dict(types)
        self._actor_of = actor_of
        self._confidence = confidence

    def annotate(self, batch: Batch) -> Iterable[Span]:
        """Return the entities of a batch."""
        wanted = [number for number in range(len(batch)) if self._reads(batch.languages[number])]
        # One text at a time through the components, so that a text's entities are its own.
        found = self._nlp.pipe((batch.texts[number] for number in wanted), batch_size=1)
        for number, parsed in zip(wanted, found, strict=True):
            yield from self._spans(number, parsed)

    def _spans(self, number: int, parsed: Any) -> Iterator[Span]:
        for entity in parsed.ents:
            kind = self._types.get(entity.label_)
            actor = self._actor_of(entity)
            if (kind or actor) and any(c.isalnum() for c in entity.text):
                start, end = entity.start_char, entity.end_char
                yield Span(number, start, end, actor, kind, self._confidence)

    def _reads(self, language: str) -> bool:
        own = self._nlp.lang
        return not language or own == "xx" or language.partition("-")[0] == own


def _load(name: str) -> Any:
    try:
        import spacy
    except ImportError:
        message = "spaCy is not installed: pip install 'polyvocal[spacy]'"
        raise InputError(message) from None
    try:
        return spacy.load(name)
    except OSError as error:
        message = f"spaCy has no pipeline {name!r} installed: {str(error).splitlines()[0]}"
        raise InputError(message) from error
