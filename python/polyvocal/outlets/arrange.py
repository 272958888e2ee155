"""Tree with support, map with ellipses, correspondence analysis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.special import ndtr, ndtri

from polyvocal import _core
from polyvocal.errors import InputError
from polyvocal.outlets._data import Data, Floats, Profile, to_scipy
from polyvocal.outlets._resampled import ShapedKind, resampled_matrices, weights_of
from polyvocal.table import Table

__all__ = ["EllipseMap", "SupportedTree", "correspondence_map", "ellipse_map", "supported_tree"]

#: Sizes of the samples, as parts of the number of articles (Shimodaira 2004; pvclust).
SCALES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4)
_INSIDE = 5.991464547107979  # 95 % of a chi-squared variable with two degrees of freedom
_CORRESPONDENCE_TERMS = 1000
_SHOWN_TERMS = 20


@dataclass(frozen=True)
class SupportedTree:
    """A dendrogram by average linkage, with the support of each join.

    Parameters
    ----------
    labels : tuple of str
        Outlets.
    merges : array
        scipy's linkage matrix: left, right, height, number of leaves.
    order : tuple of str
        Leaves from left to right.
    bp : array
        Per merge, share of bootstrap trees (articles drawn anew inside each outlet) that have
        exactly these leaves together, 0 to 1; 1 for the last merge.
    au : array
        Approximately unbiased support (Shimodaira 2002), from how that share changes with the size
        of the samples; NaN where no curve can be fitted.

    Examples
    --------
    >>> import numpy as np
    >>> merges = np.array([[0, 1, 0.2, 2], [2, 3, 0.5, 3]])
    >>> tree = SupportedTree(("a", "b", "c"), merges, ("a", "b", "c"), np.ones(2), np.ones(2))
    >>> tree.table()["members"][0]
    'a; b'
    """

    labels: tuple[str, ...]
    merges: Floats
    order: tuple[str, ...]
    bp: Floats
    au: Floats

    def table(self) -> Table:
        """One row a merge: ``merge, members, size, height, bp, au``."""
        members = _leaves(self.merges, len(self.labels))
        return Table(
            {
                "merge": np.arange(1, len(self.merges) + 1),
                "members": ["; ".join(self.labels[i] for i in sorted(one)) for one in members],
                "size": [len(one) for one in members],
                "height": self.merges[:, 2],
                "bp": self.bp,
                "au": self.au,
            },
            name="tree",
        )


@dataclass(frozen=True)
class EllipseMap:
    """Places of outlets in the plane, with the region that each may be in.

    Parameters
    ----------
    labels : tuple of str
        Outlets.
    points : array
        One row a label, two columns.
    ellipses : array
        One row a label: half axes (long, short) and angle of the long one to the x axis in radians,
        of the ellipse around the point that holds 95 % of the bootstrap; NaN below five articles.
    stress : float
        Kruskal's stress-1 of a scaling: 0 is perfect, above .2 poor; NaN for correspondence.
    explained : tuple of float
        Part of the variation (inertia) that each axis shows.
    terms : Table or None
        Of correspondence analysis: the terms that contribute most, with their places.
    """

    labels: tuple[str, ...]
    points: Floats
    ellipses: Floats
    stress: float
    explained: tuple[float, ...]
    terms: Table | None = None

    def table(self) -> Table:
        """One row a label: ``label, x, y, long, short, angle``."""
        columns: dict[str, object] = {"label": list(self.labels)}
        columns |= {"x": self.points[:, 0], "y": self.points[:, 1]}
        columns |= {key: self.ellipses[:, i] for i, key in enumerate(("long", "short", "angle"))}
        return Table(columns, name="map")


def _leaves(merges: Floats, n: int) -> list[frozenset[int]]:
    sets = [frozenset([i]) for i in range(n)]
    for left, right in merges[:, :2].astype(int).tolist():
        sets.append(sets[left] | sets[right])
    return sets[n:]


def _linkage(matrix: Floats) -> tuple[Floats, list[int]]:
    found = _core.average_linkage(np.ascontiguousarray(matrix))
    merges = np.column_stack([found[key] for key in ("left", "right", "height", "size")])
    return merges.astype(np.float64), found["order"].tolist()


def _needs(data: Data, least: int, what: str) -> None:
    if len(data.labels) < least:
        message = f"{what} needs {least} outlets or more; the corpus has {len(data.labels)}"
        raise InputError(message)


def supported_tree(data: Data, kind: ShapedKind, replicates: int) -> SupportedTree:
    """Grow the tree and its bootstrap; see `OutletComparison.tree`."""
    _needs(data, 3, "a tree")
    merges, order = _linkage(np.asarray(data.similarity("outlet", kind).matrix.toarray()))
    clusters = _leaves(merges, len(data.labels))
    counts = np.zeros((len(SCALES), len(clusters)))
    for step, scale in enumerate(SCALES):
        for matrix in resampled_matrices(
            data, kind, scale=scale, replicates=replicates, offset=step * replicates
        ):
            seen = set(_leaves(_linkage(matrix)[0], len(data.labels)))
            counts[step] += [cluster in seen for cluster in clusters]
    shares = counts / replicates
    au = np.array([unbiased_support(shares[:, i], replicates) for i in range(len(clusters))])
    labels = data.labels
    bp = shares[SCALES.index(1.0)]
    return SupportedTree(labels, merges, tuple(labels[i] for i in order), bp, au)


def unbiased_support(shares: Floats, replicates: int) -> float:
    """Approximately unbiased p of one cluster, from its shares at `SCALES`.

    Fits z = v sqrt(r) + c / sqrt(r) to z = -Phi^-1(share) by weighted least squares; the support is
    1 - Phi(v - c).

    >>> round(unbiased_support(np.array(ndtr(np.sqrt(SCALES))), 1000), 3)
    0.841
    """
    if np.all(shares == 1) or np.all(shares == 0):
        return float(shares[0])
    inner = (shares > 0) & (shares < 1)
    if np.count_nonzero(inner) < 2:
        return float("nan")
    scale, share = np.array(SCALES)[inner], shares[inner]
    z = -ndtri(share)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    weight = np.sqrt(replicates * density**2 / (share * (1 - share)))
    design = np.column_stack([np.sqrt(scale), 1 / np.sqrt(scale)])
    (v, c), *_ = np.linalg.lstsq(design * weight[:, None], z * weight, rcond=None)
    return float(1 - ndtr(v - c))


def _ellipses(points: Floats, cloud: Floats, few: np.ndarray) -> Floats:
    """95 % ellipses of replicates x labels x 2 around the points."""
    found = np.full((len(points), 3), np.nan)
    for i in np.flatnonzero(~few).tolist():
        gap = cloud[:, i] - points[i]
        values, vectors = np.linalg.eigh(gap.T @ gap / len(gap))
        long = vectors[:, 1] * (1 if vectors[0, 1] >= 0 else -1)
        half = np.sqrt(_INSIDE * np.maximum(values[::-1], 0))
        found[i] = half[0], half[1], np.arctan2(long[1], long[0])
    return found


def _few(data: Data) -> np.ndarray:
    known = data.of_document[data.of_document >= 0]
    return np.bincount(known, minlength=len(data.labels)) < _core.FEWEST_DOCUMENTS


def _aligned(points: Floats, other: Floats) -> Floats:
    """Move and turn (or mirror) `other` onto `points`, without stretching: Procrustes."""
    left, right = points - points.mean(axis=0), other - other.mean(axis=0)
    u, _, vt = np.linalg.svd(right.T @ left)
    aligned: Floats = right @ (u @ vt) + points.mean(axis=0)
    return aligned


def ellipse_map(data: Data, kind: ShapedKind, replicates: int) -> EllipseMap:
    """Lay the outlets out; see `OutletComparison.map`."""
    _needs(data, 3, "a map")
    square = np.ascontiguousarray(data.similarity("outlet", kind).matrix.toarray())
    found = _core.classical_scaling(square, 2)
    points = np.asarray(found["coordinates"])
    cloud = np.array(
        [
            _aligned(
                points, _core.classical_scaling(np.ascontiguousarray(matrix), 2)["coordinates"]
            )
            for matrix in resampled_matrices(data, kind, scale=1.0, replicates=replicates)
        ]
    )
    ellipses = _ellipses(points, cloud, _few(data))
    return EllipseMap(
        data.labels, points, ellipses, float(found["stress"]), tuple(found["explained"].tolist())
    )


def correspondence_map(data: Data, profile: Profile, replicates: int) -> EllipseMap:
    """Set outlets beside the terms that part them; see `OutletComparison.correspondence`."""
    _needs(data, 3, "a correspondence map")
    counts = csr_array(to_scipy(data.counts(profile)).astype(np.float64))
    frequency = np.asarray(counts.sum(axis=0)).ravel()
    chosen = np.argsort(-frequency, kind="stable")[:_CORRESPONDENCE_TERMS]
    chosen = np.sort(chosen[frequency[chosen] > 0])
    rows = np.flatnonzero(data.of_document >= 0)
    articles = counts[rows][:, chosen].toarray()
    groups = np.ascontiguousarray(data.of_document[rows])
    outlets = len(data.labels)
    table = weights_of(groups, np.ones_like(groups), outlets) @ articles
    if np.any(table.sum(axis=1) == 0) or table.shape[1] < 2:
        empty = [data.labels[i] for i in np.flatnonzero(table.sum(axis=1) == 0).tolist()]
        message = f"nothing was counted in {', '.join(empty) or 'two terms'}; correspondence needs counts in each outlet"
        raise InputError(message)
    mass, column_mass = table.sum(axis=1) / table.sum(), table.sum(axis=0) / table.sum()
    centred = table / table.sum() - np.outer(mass, column_mass)
    u, singular, vt = np.linalg.svd(
        centred / np.sqrt(np.outer(mass, column_mass)), full_matrices=False
    )
    # The largest value of each axis is positive: a sign that no library decides.
    flip = np.sign(u[np.argmax(np.abs(u), axis=0), np.arange(u.shape[1])])
    u, vt = u * flip, vt * flip[:, None]
    points = (u * singular / np.sqrt(mass)[:, None])[:, :2]
    standard = (vt / np.sqrt(column_mass)).T[:, :2]
    cloud = []
    for times in _core.drawn_documents(groups, 1.0, 0, replicates, seed=data.seed):
        drawn = weights_of(groups, times, outlets) @ articles
        total = drawn.sum(axis=1, keepdims=True)
        shares = np.divide(drawn, total, out=np.zeros_like(drawn), where=total > 0)
        cloud.append(shares @ standard)  # drawn outlets as further points of the same map
    inertia = singular**2
    names = data.terms(profile)
    contribution = (vt[:2] ** 2 * inertia[:2, None]).sum(axis=0)
    top = np.argsort(-contribution, kind="stable")[:_SHOWN_TERMS]
    terms = Table(
        {
            "term": [names[i] for i in chosen[top].tolist()],
            "x": standard[top, 0] * singular[0],
            "y": standard[top, 1] * singular[1],
            "contribution": contribution[top] / inertia[:2].sum(),
        },
        name="terms",
    )
    explained = tuple((inertia[:2] / inertia.sum()).tolist())
    ellipses = _ellipses(points, np.array(cloud), _few(data))
    return EllipseMap(data.labels, points, ellipses, float("nan"), explained, terms)
