"""The comparison of outlets as users see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from polyvocal.matrix import check_name
from polyvocal.outlets._data import PROFILES, Data, Profile
from polyvocal.outlets._resampled import SHAPED, ShapedKind
from polyvocal.outlets.arrange import (
    EllipseMap,
    SupportedTree,
    correspondence_map,
    ellipse_map,
    supported_tree,
)
from polyvocal.outlets.channels import compare_channels
from polyvocal.outlets.drift import follow
from polyvocal.outlets.drivers import find_all_drivers, find_drivers
from polyvocal.outlets.flow import find_flow
from polyvocal.outlets.stance import compare_stance
from polyvocal.outlets.stories import compare_stories
from polyvocal.table import Table

if TYPE_CHECKING:
    from polyvocal.similarity import Kind

__all__ = ["OutletComparison"]


class OutletComparison:
    """In what outlets differ, and how firmly. Made by ``study.compare_outlets()``.

    Every test deals articles out anew, never words: words come in bursts, and a test over them
    calls two random halves of one outlet different.

    Examples
    --------
    >>> import polyvocal as pv
    >>> rows = [
    ...     {"id": f"{outlet}{i}", "outlet": outlet, "text": f"The {word} crossed the border."}
    ...     for outlet, word in (("x", "migrants"), ("y", "refugees"))
    ...     for i in range(6)
    ... ]
    >>> actors = pv.read_actors([{"id": "lee", "name": "Lee", "type": "person"}])
    >>> study = pv.Study(pv.read_corpus(rows), actors, progress=False)
    >>> table = study.compare_outlets().drivers("x", "y", n=1)
    >>> table["term"][0], table["more_in"][0]
    ('migrants', 'x')
    """

    def __init__(self, data: Data) -> None:
        self._data = data

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the outlets."""
        return self._data.labels

    def drivers(self, a: str, b: str | None = None, *, of: Profile = "words", n: int = 20) -> Table:
        """Find what makes two outlets differ.

        Parameters
        ----------
        a, b : str
            Outlets; without ``b``, ``a`` is set against all others.
        of : {"words", "actors", "frames"}
            Terms to compare: words that count, how often each actor is named, or what is said of
            actors (roles and labels).
        n : int, default 20
            Terms of each side, at most.

        Returns
        -------
        Table
            Terms that at least three articles of the side that uses them more have: ``more_in, term,
            log_odds, low, high, z, p, q, count_a, count_b, documents_a, documents_b, example,
            example_document``; a's first, the surest first. When an outlet has fewer than five
            articles, nothing is tested: the columns from ``low`` to ``q`` are empty, and the order
            is that of the log odds.

        Notes
        -----
        Log odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), of a
        tenth of the smaller outlet's counts; the standard error is that over articles where it is
        larger than the model's. ``q`` is Benjamini and Hochberg's over all terms tested.
        """
        check_name("of", of, PROFILES)
        return find_drivers(self._data, of, a, b, n)

    def all_drivers(
        self, *, of: Profile = "words", n: int = 20, outlets: Sequence[str] | None = None
    ) -> Table:
        """Find what sets each outlet apart from all others.

        Parameters
        ----------
        of : {"words", "actors", "frames"}
            Terms to compare.
        n : int, default 20
            Terms of each outlet, at most.
        outlets : sequence of str, optional
            Outlets to describe, each against all others of the corpus; every outlet if not given.

        Returns
        -------
        Table
            The rows of `drivers` that are more in the outlet, outlet by outlet: ``more_in`` names
            it, and ``b`` is all others.
        """
        check_name("of", of, PROFILES)
        return find_all_drivers(self._data, of, n, outlets)

    def stories(self, *, of: Profile = "words", permutations: int = 999) -> Table:
        """Part the choice of stories from how the shared ones are told.

        Parameters
        ----------
        of : {"words", "actors", "frames"}
            Respect in which the telling is compared.
        permutations : int, default 999
            Replicates of both tests.

        Returns
        -------
        Table
            One row a pair. Selection: ``stories_a, stories_b, shared, overlap`` (shared of all of
            both), ``chance`` (shared ones when outlets are dealt out to articles within months),
            ``lift`` (shared over chance), ``p, q, selection``. Treatment: ``articles_a,
            articles_b`` in shared stories, and the excess divergence between them when articles
            change outlets only inside a story: ``treatment_divergence`` and the like, in bits.
        """
        check_name("of", of, PROFILES)
        return compare_stories(self._data, of, permutations)

    def flow(self) -> Table:
        """Follow reused text from outlet to outlet.

        Returns
        -------
        Table
            ``from, to, articles`` (of ``to`` that repeat a text ``from`` printed on an earlier
            day), ``words`` and their ``share`` of all words of ``to``, ``median_days`` between;
            ``same_day_articles, same_day_words``: the same day, so either may be first, and both
            directions are listed. Quotations and furniture of the outlets are left out.

        Notes
        -----
        Repeating is not proof of copying: both may print an agency's text.
        """
        return find_flow(self._data)

    def stance(self) -> Table:
        """Compare the stance of outlets on the same stories, so that the choice of stories is out.

        Returns
        -------
        Table
            One row a pair and faction: ``stories`` both score the faction in, ``difference`` of the
            mean scores (a minus b, -2 to 2) with its interval over stories, ``agreement`` (share of
            stories with the same sign, where both take a side), ``p, q, verdict``.
        """
        return compare_stance(self._data)

    def channels(
        self,
        kinds: Sequence[Kind] = ("words", "actors", "story", "reuse"),
        *,
        permutations: int = 9999,
    ) -> Table:
        """Test whether two respects agree: are outlets alike in words also alike in actors.

        Parameters
        ----------
        kinds : sequence of str
            Kinds of similarity.
        permutations : int, default 9999
            Above eight outlets; up to eight all orders are looked at, so that the smallest
            possible p of five outlets is 1/120.

        Returns
        -------
        Table
            ``a, b`` (kinds), ``r`` (Pearson's over the pairs of outlets), ``p`` (Mantel 1967,
            two-sided), ``pairs, permutations, exact, verdict``.
        """
        return compare_channels(self._data, kinds, permutations)

    def drift(self, *, of: Profile = "words", permutations: int = 999) -> Table:
        """Follow each outlet by month: away from its last month, and from the others.

        Parameters
        ----------
        of : {"words", "actors", "frames"}
            Respect.
        permutations : int, default 999
            Replicates of each test.

        Returns
        -------
        Table
            ``outlet, month, against`` (a month, or "other outlets": their articles of the same
            month), ``articles, articles_against, divergence, excess, low, high, z, p, q, verdict``.
            No rows without dates.
        """
        check_name("of", of, PROFILES)
        return follow(self._data, of, permutations)

    def tree(self, kind: ShapedKind = "words", *, replicates: int = 200) -> SupportedTree:
        """Grow the tree of outlets with the support of each join.

        Parameters
        ----------
        kind : {"words", "actors"}
            Respect.
        replicates : int, default 200
            Bootstrap trees at each of ten sample sizes.

        Returns
        -------
        SupportedTree

        Raises
        ------
        InputError
            Below three outlets.
        """
        check_name("kind", kind, SHAPED)
        return supported_tree(self._data, kind, replicates)

    def map(self, kind: ShapedKind = "words", *, replicates: int = 500) -> EllipseMap:
        """Lay the outlets out in the plane, with the ellipse that each may be in.

        Parameters
        ----------
        kind : {"words", "actors"}
            Respect.
        replicates : int, default 500
            Bootstrap maps, each turned onto the map (Procrustes).

        Returns
        -------
        EllipseMap

        Raises
        ------
        InputError
            Below three outlets.
        """
        check_name("kind", kind, SHAPED)
        return ellipse_map(self._data, kind, replicates)

    def correspondence(self, of: Profile = "words", *, replicates: int = 500) -> EllipseMap:
        """Map outlets and the terms that part them in one plane: correspondence analysis.

        Parameters
        ----------
        of : {"words", "actors", "frames"}
            Terms; the 1,000 most frequent.
        replicates : int, default 500
            Bootstrap samples, put into the map as further points (partial bootstrap).

        Returns
        -------
        EllipseMap
            With ``terms``: the 20 that contribute most.

        Raises
        ------
        InputError
            Below three outlets, or when an outlet has none of the terms.
        """
        check_name("of", of, PROFILES)
        return correspondence_map(self._data, of, replicates)

    def __repr__(self) -> str:
        return f"OutletComparison of {len(self.labels)} outlets"
