"""Who is named where, and how."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from polyvocal.annotators._load import names_of
from polyvocal.annotators._run import (
    add_to_candidates,
    annotate,
    make_annotations,
)
from polyvocal.corrections import make_corrections, uncorrected_mentions
from polyvocal.mentions import make_candidate_mentions, make_candidates, make_mentions
from polyvocal.spellings import make_spellings
from polyvocal.study._stages import Stages

if TYPE_CHECKING:
    from polyvocal.table import Table


class Names(Stages):
    """Mentions, candidates and corrections."""

    @cached_property
    def mentions(self) -> Table:
        """Every mention of an actor: one row a mention, with method, confidence, region and voice.

        Offsets are code points: ``corpus[m["document"]].text[m["start"]:m["end"]] == m["surface"]``.
        """
        return make_mentions(
            self.corpus,
            self.actors,
            self._segments,
            self._mentions,
            self._voices,
            threads=self._threads,
            annotators=names_of(self._annotators),
        )

    @cached_property
    def candidates(self) -> Table:
        """Unknown names and spellings too uncertain to merge, for review.

        Sorted by ``affects``, the mentions that listing the name would bring.

        In a corpus of 50 articles or more, a name is listed when it stands in two articles or three
        times; `candidate_mentions` has every place of every name.
        """
        table = make_candidates(self.corpus, self.actors, self._mentions)
        if self._annotators:
            return add_to_candidates(self.corpus, table, self.annotations)
        return table

    @cached_property
    def annotations(self) -> Table:
        """What the annotators said, and what became of it: one row a span.

        Returns
        -------
        Table
            ``document``, ``start``, ``end``, ``surface``, ``annotator``, ``actor``, ``type``,
            ``confidence`` and ``outcome``: ``accepted`` as a mention, ``overruled`` by a correction,
            a listed name or an earlier annotator, ``unlisted`` (a candidate, for review), ``known``
            (no actor given, but a mention stands there).
        """
        said = self._annotated[1] or annotate(self.corpus, self.actors, ())
        return make_annotations(self.corpus, said)

    @cached_property
    def candidate_mentions(self) -> Table:
        """Every place of a name that nobody listed: one row a place, in order of the text.

        Returns
        -------
        Table
            ``document``, ``start``, ``end`` and ``surface`` as in `mentions`, in code points; ``name``
            (its most frequent spelling) and ``type`` (what it seems to be, from all its places);
            ``candidate``: whether `candidates` lists the name. It leaves out the rarest names of
            a corpus of 50 articles or more, those beyond its 2,000 rows, and places whose name
            stands in the actors file as that of a government ("in Moscow").

        Examples
        --------
        >>> import polyvocal as pv
        >>> corpus = pv.read_corpus([{"id": "a", "text": "Ann Lee met Bo Diaz. Mr Diaz left."}])
        >>> actors = pv.read_actors({"actor": [{"id": "lee", "name": "Ann Lee", "type": "person"}]})
        >>> rows = pv.Study(corpus, actors, progress=False).candidate_mentions
        >>> list(zip(rows["start"].tolist(), rows["surface"], rows["type"]))
        [(12, 'Bo Diaz', 'person'), (24, 'Diaz', 'person')]
        """
        # Few ask for them, and to keep them would make every study slower: looked for when asked.
        return make_candidate_mentions(self.corpus, self._find_mentions(places=True))

    @cached_property
    def corrections(self) -> Table:
        """What each correction of the actors file did, and which no longer apply: one row each.

        Returns
        -------
        Table
            ``number`` in the file, ``action`` (assign, split, block, merge, rename), the keys as
            given, ``mentions`` it speaks of, how many of them it ``changed``, ``status`` (applied,
            no change, stale) and the ``reason`` why it is stale.

        Examples
        --------
        >>> import polyvocal as pv
        >>> corpus = pv.read_corpus([{"id": "a", "text": "Ann Lee left. Lea had come with Lee."}])
        >>> actors = pv.read_actors(
        ...     {
        ...         "actor": [{"id": "lee", "name": "Ann Lee", "type": "person"}],
        ...         "correction": [{"surface": "Lea", "actor": "lee"}],
        ...     }
        ... )
        >>> row = next(iter(pv.Study(corpus, actors, progress=False).corrections))
        >>> row["action"], row["mentions"], row["changed"], row["status"]
        ('assign', 1, 1, 'applied')
        """
        return make_corrections(
            self.corpus,
            self.actors,
            self._mentions.columns(self.corpus._core, self._segments),
            self._mentions.correction_effects,
            uncorrected_mentions(
                self.corpus,
                self._segments,
                self.actors,
                tables=self.language_tables,
                short_names=self.short_names,
                threads=self._threads,
            ),
        )

    def spellings(self, *, by: Literal["outlet"] | None = "outlet") -> Table:
        """Who writes what: how each outlet spells each actor, as written.

        Parameters
        ----------
        by : {"outlet"} or None
            Count apart for each outlet, without the articles that have none; or count all articles
            together.

        Returns
        -------
        Table
            ``outlet``, ``actor``, ``surface``, ``count``, ``documents``, ``share`` within outlet and
            actor, and the ``kind`` and ``method`` that most of the mentions have.

        Examples
        --------
        >>> import polyvocal as pv
        >>> rows = [{"id": "a", "outlet": "Post", "text": "Ann Lee left. Lee is back, Lee said."}]
        >>> actors = pv.read_actors([{"id": "lee", "name": "Ann Lee", "type": "person"}])
        >>> table = pv.Study(pv.read_corpus(rows), actors, progress=False).spellings()
        >>> list(zip(table["surface"], table["count"].tolist(), table["kind"]))
        [('Lee', 2, 'short'), ('Ann Lee', 1, 'name')]
        """
        return self._remember(
            ("spellings", by), lambda: make_spellings(self.corpus, self.mentions, by=by)
        )
