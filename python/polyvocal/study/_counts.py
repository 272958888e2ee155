"""Who is named together, and with which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from polyvocal.scaling.term_counts import make_term_counts
from polyvocal.study._names import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from polyvocal.cooccurrence import Cooccurrence, CrossCounts
    from polyvocal.scaling.term_counts import TermCounts
    from polyvocal.study._choices import Unit


class Counts(Names):
    """Co-occurrence and counts of words."""

    def cooccurrence(
        self,
        *,
        unit: Unit = "sentence",
        by: Literal["outlet", "month", "voice", "region"] | None = None,
        window: int = 25,
        weight: Literal["flat", "harmonic", "exponential"] | None = None,
        decay: float = 5.0,
        directed: bool = False,
        level: Literal["actor", "faction", "type"] = "actor",
        regions: Sequence[str] | None = None,
        metonyms: bool = True,
        nested: bool = False,
        min_confidence: float = 0.0,
        documents: Sequence[str] | None = None,
    ) -> Cooccurrence:
        """Count who is named together.

        Parameters
        ----------
        unit : {"sentence", "paragraph", "document", "window"}
            What "together" means. A pair counts once per unit.
        by : {"outlet", "month", "voice", "region"}, optional
            Count apart for each outlet, month, voice, or part of the article.
        window : int, default 25
            Words per window, for ``unit="window"``; with `weight`, the largest distance.
        weight : {"flat", "harmonic", "exponential"}, optional
            For ``unit="window"``: count pairs of mentions by their distance d, with weight 1, 1/d
            or ``exp(-(d - 1) / decay)``.
        decay : float, default 5
            For ``weight="exponential"``: words after which the weight has fallen to 1/e.
        directed : bool, default False
            The row is the one that the unit names first.
        level : {"actor", "faction", "type"}
            What rows and columns are.
        regions : sequence of str, optional
            Parts of an article that count; by default headline, caption, subhead, slate and body.
        metonyms : bool, default True
            Count "Moscow" and "Russian" for Russia.
        nested : bool, default False
            Count "Libyan" inside "Libyan National Army" as well.
        min_confidence : float, default 0
            Leave out mentions found with less confidence.
        documents : sequence of str, optional
            Only these articles, by id. Counts of different articles can be merged.

        Returns
        -------
        Cooccurrence
        """
        from polyvocal.cooccurrence import make_cooccurrence

        options: dict[str, Any] = {
            "unit": unit,
            "by": by,
            "window": window,
            "weight": weight,
            "decay": decay,
            "directed": directed,
            "level": level,
            "regions": None if regions is None else tuple(regions),
            "metonyms": metonyms,
            "nested": nested,
            "min_confidence": min_confidence,
            "documents": None if documents is None else tuple(documents),
        }
        return self._remember(
            ("cooccurrence", *options.values()),
            lambda: make_cooccurrence(
                self.corpus,
                self.actors,
                self._segments,
                self._mentions,
                self._voices if by == "voice" else None,
                **options,
                threads=self._threads,
                progress=self._callback("counting"),
            ),
        )

    def keywords(
        self,
        *,
        window: int = 10,
        weight: Literal["flat", "harmonic", "exponential"] = "flat",
        decay: float = 5.0,
        level: Literal["actor", "faction", "type"] = "actor",
        min_count: int = 5,
        regions: Sequence[str] | None = None,
        metonyms: bool = True,
        nested: bool = False,
        min_confidence: float = 0.0,
    ) -> CrossCounts:
        """Count the words near each actor, and test which of them are there more than elsewhere.

        A token counts once, with the weight of the nearest mention; the words of a mention do not
        count for its actor. `p` compares, article by article, the tokens near the actor with those
        expected if the article's tokens of the word were spread evenly over it; articles are the
        independent units. One-sided; NaN below five articles that have both.

        Parameters
        ----------
        window : int, default 10
            Largest distance in words.
        weight : {"flat", "harmonic", "exponential"}
            1, 1/d or ``exp(-(d - 1) / decay)`` for a word d words away.
        decay : float, default 5
        level : {"actor", "faction", "type"}
        min_count : int, default 5
            Leave out rarer words.
        regions, metonyms, nested, min_confidence
            As of `cooccurrence`.

        Returns
        -------
        CrossCounts
            Actors x words; margins are the words near the actor, the tokens of the word, and all.
        """
        from polyvocal.cooccurrence._contexts import make_keywords

        options: dict[str, Any] = {
            "window": window,
            "weight": weight,
            "decay": decay,
            "level": level,
            "min_count": min_count,
            "regions": None if regions is None else tuple(regions),
            "metonyms": metonyms,
            "nested": nested,
            "min_confidence": min_confidence,
        }
        return self._remember(
            ("keywords", *options.values()),
            lambda: make_keywords(
                self.actors,
                self._segments,
                self._mentions,
                **options,
                threads=self._threads,
                progress=self._callback("counting"),
            ),
        )

    def named_by(
        self,
        *,
        level: Literal["actor", "faction", "type"] = "actor",
        regions: Sequence[str] | None = None,
        metonyms: bool = True,
        nested: bool = False,
        min_confidence: float = 0.0,
    ) -> CrossCounts:
        """Count who is named when whom speaks: attributions of each source that name each actor.

        Parameters
        ----------
        level : {"actor", "faction", "type"}
            What rows are; columns are the actors that speak.
        regions, metonyms, nested, min_confidence
            As of `cooccurrence`, of the mentions.

        Returns
        -------
        CrossCounts
            Margins are the attributions that name the actor, those of the source, and all to a known
            actor.
        """
        from polyvocal.cooccurrence._contexts import make_sources

        return make_sources(
            self.actors,
            self._segments,
            self._mentions,
            self._voices,
            level=level,
            regions=regions,
            metonyms=metonyms,
            nested=nested,
            min_confidence=min_confidence,
        )

    def word_pairs(
        self,
        *,
        window: int = 5,
        weight: Literal["flat", "harmonic", "exponential"] = "flat",
        decay: float = 5.0,
        directed: bool = False,
        upper: bool = False,
        min_count: int = 5,
        max_bytes: int | None = None,
        regions: Sequence[str] | None = None,
    ) -> CrossCounts:
        """Count which words stand near each other.

        Parameters
        ----------
        window : int, default 5
            Largest distance in words.
        weight : {"flat", "harmonic", "exponential"}
            1, 1/d or ``exp(-(d - 1) / decay)`` for words d apart.
        decay : float, default 5
        directed : bool, default False
            Row before column.
        upper : bool, default False
            Store each pair once. A word near itself counts from both sides, twice a pair.
        min_count : int, default 5
            Leave out rarer words; they keep their places.
        max_bytes : int, optional
            Stop with a `CapacityError` before the cells take more.
        regions : sequence of str, optional
            As of `cooccurrence`.

        Returns
        -------
        CrossCounts
            Words as folded keys, frequent ones first; margins are sums of the cells.
        """
        from polyvocal.cooccurrence._contexts import make_word_pairs

        return make_word_pairs(
            self._segments,
            window=window,
            weight=weight,
            decay=decay,
            directed=directed,
            upper=upper,
            min_count=min_count,
            max_bytes=max_bytes,
            regions=regions,
            threads=self._threads,
            progress=self._callback("counting"),
        )

    def term_counts(
        self,
        *,
        by: Literal["document", "outlet"] = "document",
        names: bool = False,
        numbers: bool = False,
        min_documents: int = 2,
        max_share: float = 1.0,
    ) -> TermCounts:
        """Count how often each article or outlet uses each word, for `polyvocal.scaling`.

        Parameters
        ----------
        by : {"document", "outlet"}
            What a row counts. Articles without an outlet are left out of the second.
        names : bool, default False
            Keep the words of mentions of listed actors: a scale then also says who is written about.
        numbers : bool, default False
            Keep words of digits.
        min_documents : int, default 2
            Leave out words that fewer rows use.
        max_share : float, default 1
            Leave out words that a larger share of the rows uses.

        Returns
        -------
        TermCounts
            Counts of folded words ("Libya's" counts as "libya"), and those of the sentences, or
            articles, that `bootstrap_positions` draws from. Rows without a word are left out.

        Examples
        --------
        >>> import polyvocal as pv
        >>> rows = [
        ...     {"id": "a", "text": "Talks of peace."},
        ...     {"id": "b", "text": "Peace talks failed."},
        ... ]
        >>> actors = pv.read_actors([{"id": "lee", "name": "Ann Lee", "type": "person"}])
        >>> study = pv.Study(pv.read_corpus(rows), actors, progress=False)
        >>> study.term_counts()
        <TermCounts: 2 documents x 2 terms>
        """
        return self._remember(
            ("term_counts", by, names, numbers, min_documents, max_share),
            lambda: make_term_counts(
                self.corpus,
                self._segments,
                None if names else self._mentions,
                by=by,
                numbers=numbers,
                min_documents=min_documents,
                max_share=max_share,
                threads=self._threads,
            ),
        )
