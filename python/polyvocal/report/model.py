"""What the report shows, as plain immutable data: filled by `collect`, read by the templates.

Every list is already cut to what the page shows; `total` fields say how many there are in all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from polyvocal.report.figures.cluster import Tree

__all__ = [
    "ActorRow",
    "Alignment",
    "Beside",
    "CandidateRow",
    "Document",
    "EvidenceBlock",
    "EvidenceRow",
    "Faction",
    "Limits",
    "Listing",
    "Pair",
    "Passage",
    "Piece",
    "QuotedRow",
    "RegionRow",
    "ReportData",
    "Sentence",
    "Similarity",
    "Speaker",
    "Spelling",
    "StanceGroup",
    "StanceRow",
    "StanceSection",
    "Standing",
    "Statement",
    "Together",
]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much the page shows; the rest is counted on the page and kept in the tables.

    Attributes
    ----------
    documents, outlets : int
        Articles and outlets with a row of their own.
    actors : int
        Actors in the table of actors; `nodes` in the heatmap and the network.
    pairs, edges : int
        Pairs with their sentences (by default every pair of the heatmap); lines of the network.
    sentences : int
        Sentences shown for a pair.
    evidence : int
        Evidence rows shown for a score.
    spellings, candidates, statements, passages, notices : int
        Rows of these lists.
    words : int
        Words shown of a passage.
    """

    documents: int = 25
    outlets: int = 25
    factions: int = 6
    actors: int = 30
    nodes: int = 24
    pairs: int = 276
    edges: int = 60
    sentences: int = 4
    evidence: int = 20
    spellings: int = 12
    candidates: int = 12
    statements: int = 6
    passages: int = 12
    words: int = 180
    notices: int = 20

    @classmethod
    def of(cls, top: int) -> Limits:
        """Show `top` of everything that has a row, and figures of a size that can be read."""
        return cls(
            documents=top,
            outlets=top,
            actors=top,
            nodes=min(top, 30),
            pairs=10 * top,
            edges=2 * top,
            candidates=top,
            passages=top,
            notices=top,
        )


@dataclass(frozen=True)
class Speaker:
    """Somebody quoted: share of the group's words (0 to 1) and number of attributions."""

    name: str
    share: float
    attributions: int


@dataclass(frozen=True)
class QuotedRow:
    """Whose words an outlet or article holds; `shares` in the order of `polyvocal.voices.KINDS`."""

    name: str
    words: int
    shares: Sequence[float]
    speakers: Sequence[Speaker]


@dataclass(frozen=True)
class Piece:
    """A stretch of text with one role.

    Roles: "" (plain), "mention" (the actor scored or counted), "other" (another actor), "plus",
    "minus" (cue words), "not" (negation), "speaker", "match", "edit", "letters" (edited, within a
    word). `label` says it in words.
    """

    text: str
    role: str = ""
    label: str = ""


@dataclass(frozen=True)
class Document:
    """One article. `label` is short and unique on the page."""

    key: str
    label: str
    id: str
    outlet: str
    agency: str
    date: str
    title: str
    language: str
    characters: int
    mentions: int


@dataclass(frozen=True)
class Listing:
    """A table shown as it came: quarantined rows, warnings."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    total: int


@dataclass(frozen=True)
class RegionRow:
    """A part of the articles (headline, caption ...) and the mentions in it."""

    region: str
    mentions: int
    counted: bool


@dataclass(frozen=True)
class Faction:
    """A faction; `mark` is the class of its colour and shape."""

    id: str
    name: str
    mark: str


@dataclass(frozen=True)
class Spelling:
    """A surface form of an actor and how it was recognised."""

    surface: str
    kind: str
    method: str
    confidence: float
    count: int
    variant: bool


@dataclass(frozen=True)
class ActorRow:
    """An actor that was found."""

    key: str
    id: str
    name: str
    type: str
    faction: Faction | None
    mentions: int
    documents: int
    by_voice: Sequence[int]
    by_group: Sequence[int]
    spellings: Sequence[Spelling]
    spellings_total: int


@dataclass(frozen=True)
class CandidateRow:
    """An unknown name or uncertain spelling, for review."""

    name: str
    type: str
    variants: Sequence[str]
    count: int
    documents: int
    nearest: str
    similarity: float | None
    reason: str
    example: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article with its marked parts."""

    document: Document
    pieces: Sequence[Piece]
    start: int
    voice: str = ""
    speaker: str = ""


@dataclass(frozen=True)
class Pair:
    """Two actors, how often they are named together, and the sentences."""

    key: str
    a: int
    b: int
    count: int
    n_a: int
    n_b: int
    measures: dict[str, float]
    p: float | None
    q: float | None
    sentences: Sequence[Sentence]
    sentences_total: int


@dataclass(frozen=True)
class Circle:
    """A community: its first members by strength, and how many it has."""

    members: Sequence[str]
    size: int


@dataclass(frozen=True)
class Circles:
    """Communities of the pairs that chance does not explain."""

    rows: Sequence[Circle]
    total: int
    actors: int
    pairs: int
    modularity: float


@dataclass(frozen=True)
class PairShare:
    """Articles naming a pair, of those naming either, in one outlet and in all others."""

    a: str
    b: str
    here: int
    possible: int
    there: int
    possible_there: int


@dataclass(frozen=True)
class OutletPairs:
    """Pairs that an outlet names together more, and less, than all others."""

    name: str
    more: Sequence[PairShare]
    more_total: int
    less: Sequence[PairShare]
    less_total: int


@dataclass(frozen=True)
class PairsByOutlet:
    """The outlets that differ, of those compared; the comparisons that differ, of all."""

    rows: Sequence[OutletPairs]
    total: int
    outlets: int
    differing: int
    comparisons: int


@dataclass(frozen=True)
class Together:
    """Co-occurrence of the actors shown; the network shows the first `edges` of the pairs."""

    unit: str
    names: Sequence[str]
    marks: Sequence[str]
    actor_keys: Sequence[str | None]
    mentions: Sequence[int]
    counts: NDArray[np.int64]
    npmi: NDArray[np.float64]
    units: int
    measures: Sequence[str]
    pairs: Sequence[Pair]
    edges: int
    pairs_total: int
    actors_total: int
    circles: Circles | None
    by_outlet: PairsByOutlet | None


@dataclass(frozen=True)
class EvidenceRow:
    """One evidence row: a mention, the cues around it, and what it adds to the score."""

    sentence: Sentence
    actor: str
    surface: str
    label: str
    frame: str
    cues: Sequence[str]
    score: float
    weight: float
    contribution: float


@dataclass(frozen=True)
class EvidenceBlock:
    """The evidence of one score.

    `rows` add something to it, `neutral` ones nothing; `rest` is the sum of the rows that are not
    shown, `shrinkage` what drawing outlets towards their common mean adds. All together is `sum`.
    """

    rows: Sequence[EvidenceRow]
    neutral: Sequence[EvidenceRow]
    total: int
    rest: float
    shrinkage: float
    sum: float


@dataclass(frozen=True)
class StanceRow:
    """A score: one group, faction and voice."""

    key: str
    faction: Faction
    voice: str
    score: float | None
    low: float | None
    high: float | None
    verdict: str
    mentions: int
    documents: int
    variances: Sequence[float | None]
    evidence: EvidenceBlock | None


@dataclass(frozen=True)
class StanceGroup:
    """An article or outlet and its scores."""

    key: str
    name: str
    title: str
    rows: Sequence[StanceRow]


@dataclass(frozen=True)
class StanceCheck:
    """A check of the scores whose outcome is known beforehand."""

    check: str
    detail: str
    statistic: str
    observed: float | None
    expected: float | None
    verdict: str


@dataclass(frozen=True)
class Standing:
    """An outlet's score less the mean of the others'."""

    name: str
    difference: float
    low: float
    high: float
    verdict: str


@dataclass(frozen=True)
class Beside:
    """Outlets beside each other in their own voice, the highest first: those shown of `total`.

    Toward `a`, or toward `a` compared with `b`; `counted` are the verdicts of all.
    """

    a: Faction
    b: Faction | None
    rows: Sequence[Standing]
    total: int
    counted: dict[str, int]


@dataclass(frozen=True)
class StanceSection:
    """Scores by article or by outlet; verdicts of those with a mention, and their number."""

    by: str
    groups: Sequence[StanceGroup]
    groups_total: int
    verdicts: dict[str, int]
    rows_total: int
    checks: Sequence[StanceCheck] = ()
    beside: Sequence[Beside] = ()


@dataclass(frozen=True)
class Statement:
    """What places an actor on a side: a declared tie or a stated relation."""

    text: str
    source: str


@dataclass(frozen=True)
class Alignment:
    """An actor's place among the factions."""

    key: str
    actor: str
    mark: str
    faction: str
    probability: float | None
    verdict: str
    statements: Sequence[Statement]
    statements_total: int


@dataclass(frozen=True)
class Passage:
    """A passage that two articles share, side by side."""

    a: Document
    b: Document
    left: Sequence[Piece]
    right: Sequence[Piece]
    words: int
    words_shown: int
    edited: bool
    in_quotation: bool
    boilerplate: bool


@dataclass(frozen=True)
class SimilarityRow:
    """One pair of articles or outlets."""

    a: int
    b: int
    score: float | None
    low: float | None
    high: float | None
    p: float | None
    q: float | None
    verdict: str
    key: str


@dataclass(frozen=True)
class Driver:
    """A word that one outlet uses more than the others, with a sentence."""

    outlet: int
    term: str
    log_odds: float
    z: float
    q: float
    documents: int
    example: str
    example_document: Document


@dataclass(frozen=True)
class Similarity:
    """Likeness in one respect."""

    kind: str
    of: str
    names: Sequence[str]
    total: int
    matrix: NDArray[np.float64]
    rows: Sequence[SimilarityRow]
    rows_total: int
    tree: Tree | None = None
    points: NDArray[np.float64] | None = None
    stress: float | None = None
    ellipses: NDArray[np.float64] | None = None
    drivers: Sequence[Driver] = ()


@dataclass(frozen=True)
class ReportData:
    """Everything on the page."""

    title: str
    version: str
    settings: Sequence[tuple[str, str]]
    hashes: Sequence[tuple[str, str]]
    documents: Sequence[Document]
    documents_total: int
    outlets: Sequence[tuple[str, int]]
    outlets_total: int
    languages: Sequence[tuple[str, int]]
    dates: tuple[str, str] | None
    undated: int
    text_bytes: int
    encodings: Sequence[tuple[str, int]]
    quarantine: Listing
    warnings: Listing
    furniture: Listing
    regions: Sequence[RegionRow]
    factions: Sequence[Faction]
    actors: Sequence[ActorRow]
    actors_total: int
    actors_listed: int
    mentions_total: int
    voices: Sequence[str]
    groups: Sequence[str]
    groups_total: int
    methods: Sequence[tuple[str, int]]
    candidates: Sequence[CandidateRow]
    candidates_total: int
    together: Together | None
    stance: Sequence[StanceSection]
    alignment: Sequence[Alignment]
    alignment_total: int
    similarity: Sequence[Similarity]
    passages: Sequence[Passage]
    passages_total: int
    quoted: Sequence[QuotedRow] = ()
    quoted_total: int = 0
