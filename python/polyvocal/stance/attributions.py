"""Who says what, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from polyvocal import _core
from polyvocal.table import Strings, Table

if TYPE_CHECKING:
    from polyvocal.actors import Actors
    from polyvocal.corpus import Corpus

__all__ = ["make_attributions"]


def make_attributions(corpus: Corpus, actors: Actors, voices: _core.Voices) -> Table:
    """Build the table of attributions: who says what, with offsets in code points.

    Parameters
    ----------
    corpus, actors
        What the study is about.
    voices
        Result of the voice stage.

    Returns
    -------
    Table
        Columns of the contract, then ``source`` (the words that name the source, looked up where the
        row itself has a pronoun or none), ``carried``, ``own_voice`` (a reporter's own words in
        quotation marks), ``named`` (the source has a name, not only a description), ``phrase`` (the
        content is an object or infinitive of the cue, no statement) and ``parent`` (the row whose content holds this one, -1 for none).
    """
    columns = voices.columns(corpus._core)
    kinds = _core.Voices
    return Table(
        {
            "document": Strings(columns["document"], corpus.ids),
            "source_start": columns["source_start"],
            "source_end": columns["source_end"],
            "source_actor": Strings(columns["source_actor"], [a.id for a in actors.actors]),
            "cue_start": columns["cue_start"],
            "cue_end": columns["cue_end"],
            "content_start": columns["content_start"],
            "content_end": columns["content_end"],
            "directness": Strings(columns["directness"].astype(np.int32), kinds.directness_names),
            "cue_class": Strings(columns["cue_class"].astype(np.int32), kinds.cue_class_names),
            "source": columns["source_text"],
            "carried": columns["carried"].astype(bool),
            "own_voice": columns["own_voice"].astype(bool),
            "named": columns["named"].astype(bool),
            "phrase": columns["phrase"].astype(bool),
            "parent": columns["parent"],
        },
        name="attributions",
    )
