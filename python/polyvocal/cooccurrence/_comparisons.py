"""What differs between slices of counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polyvocal.cooccurrence._compare import Among, compare_all, compare_counts
from polyvocal.errors import InputError
from polyvocal.matrix import check_name
from polyvocal.table import Table

if TYPE_CHECKING:
    from polyvocal.cooccurrence._choices import By
    from polyvocal.cooccurrence._counts import Slice

__all__ = ["Comparisons"]


class Comparisons:
    """Slices beside each other."""

    if TYPE_CHECKING:
        by: By | None
        labels: tuple[str, ...]
        slices: tuple[str, ...]
        _slices: tuple[Slice, ...]

    def compare(
        self, first: str, second: str, *, among: Among = "all", level: float = 0.95
    ) -> Table:
        """Compare how often each pair shares an article in two slices.

        Parameters
        ----------
        first, second : str
            Two of `slices`, counted by outlet or month: groups of different articles.
        among : {"all", "either"}
            Odds among all articles, or among those that name one of the two at least: whether the
            pair changed, or whether it is named together more of the times that it is named.
        level : float, default .95
            Of the interval.

        Returns
        -------
        Table
            ``a, b``; articles naming both and articles in all, of either slice (``documents_1,
            documents_2, documents_n_1, documents_n_2``); ``change``, ln of the odds in `second`
            over those in `first`, .5 added to each cell (Haldane 1956), with its interval ``low``,
            ``high`` (Woolf 1955); ``p``, two-sided mid-p of Fisher's exact test, and ``q`` over the
            pairs of the table. NaN where a slice has no such article.

        Raises
        ------
        UnknownNameError, InputError
        """
        self._check_comparison(level)
        check_name("among", among, ("all", "either"))
        places = [check_name("slice", name, self.slices) for name in (first, second)]
        one, two = (self._slices[place].documents for place in places)
        return compare_counts(self.labels, one, two, among=among, level=level)

    def compare_all(
        self,
        *,
        among: Among = "all",
        least: int = 5,
        min_documents: int = 10,
        level: float = 0.95,
    ) -> Table:
        """Compare each slice with all the others together: which pairs an outlet, or a month, has more.

        Parameters
        ----------
        among
            As of `compare`. With ``"either"`` an outlet of longer articles, which name more, does
            not differ for that alone.
        least : int, default 5
            Leave out pairs named in fewer articles of all.
        min_documents : int, default 10
            Leave out slices of fewer articles. They count among the others.
        level : float, default .95
            Of the interval.

        Returns
        -------
        Table
            ``slice``, and the columns of `compare`, where 1 is all other slices and 2 this one:
            ``change`` is above 0 where it names the pair together more. ``q`` is over all rows.

        Raises
        ------
        InputError
            When not counted by outlet or month.
        """
        self._check_comparison(level)
        check_name("among", among, ("all", "either"))
        return compare_all(
            self.labels,
            self.slices,
            [part.documents for part in self._slices],
            among=among,
            least=least,
            min_documents=min_documents,
            level=level,
        )

    def _check_comparison(self, level: float) -> None:
        if self.by not in ("outlet", "month"):
            message = (
                f"counted by {self.by}: the slices are not of different articles; "
                "count by='outlet' or by='month' to compare"
            )
            raise InputError(message)
        if not 0 < level < 1:
            message = f"level is {level}; give a number between 0 and 1"
            raise InputError(message)
