"""Types of the C++ core. Private: use the names in polyvocal."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, overload

import numpy as np
import numpy.typing as npt

__version__: str

_Progress = Callable[[int, int], None] | None

# ---- core (bind_core.cpp) ------------------------------------------------------------------------

class StringColumn:
    def __init__(self, strings: Sequence[str]) -> None: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> str: ...
    def to_list(self) -> list[str]: ...
    def encode(self) -> tuple[npt.NDArray[np.int32], list[str]]: ...

def resolve_threads(threads: int = 0) -> int: ...

# ---- corpus (bind_corpus.cpp) --------------------------------------------------------------------

NO_DATE: int

class Corpus:
    def __len__(self) -> int: ...
    def text(self, doc: int) -> str: ...
    def text_size(self, doc: int) -> int: ...
    def id(self, doc: int) -> str: ...
    def title(self, doc: int) -> str: ...
    def ids(self) -> list[str]: ...
    def titles(self) -> list[str]: ...
    @property
    def outlet_names(self) -> list[str]: ...
    @property
    def agency_names(self) -> list[str]: ...
    @property
    def language_names(self) -> list[str]: ...
    @property
    def outlets(self) -> npt.NDArray[np.int32]: ...
    @property
    def agencies(self) -> npt.NDArray[np.int32]: ...
    @property
    def languages(self) -> npt.NDArray[np.int32]: ...
    @property
    def dates(self) -> npt.NDArray[np.int32]: ...
    @property
    def offsets(self) -> npt.NDArray[np.uint64]: ...
    @property
    def text_bytes(self) -> int: ...
    def buffers(self) -> list[npt.NDArray[Any]]: ...
    def first_of_same_text(self) -> npt.NDArray[np.uint32]: ...
    def documents_with_markup(self) -> npt.NDArray[np.uint32]: ...
    def subset(self, docs: npt.NDArray[np.uint32]) -> Corpus: ...
    def to_bytes(self) -> bytes: ...
    @staticmethod
    def from_bytes(block: bytes) -> Corpus: ...

class CorpusBuilder:
    def __init__(self) -> None: ...
    def __len__(self) -> int: ...
    @property
    def text_bytes(self) -> int: ...
    def reserve(self, text_bytes: int) -> None: ...
    def add_batch(
        self,
        ids: list[str] | ArrowColumn,
        texts: list[str | bytes | None] | ArrowColumn,
        *,
        outlets: list[str] | ArrowColumn | None = None,
        agencies: list[str] | ArrowColumn | None = None,
        titles: list[str] | ArrowColumn | None = None,
        languages: list[str] | ArrowColumn | None = None,
        dates: npt.NDArray[np.int32] | None = None,
    ) -> list[tuple[int, str]]: ...
    def finish(self, dates: npt.NDArray[np.int32] | None = None) -> Corpus: ...

def to_code_points(
    corpus: Corpus, docs: npt.NDArray[np.uint32], bytes: npt.NDArray[np.uint32]
) -> npt.NDArray[np.int32]: ...
def to_bytes(
    corpus: Corpus, docs: npt.NDArray[np.uint32], code_points: npt.NDArray[np.int32]
) -> npt.NDArray[np.uint32]: ...
def decode(bytes: bytes, encoding: str = "") -> tuple[str, str, int, bool]: ...
def first_invalid_utf8(bytes: bytes) -> int: ...
def icu_version() -> str: ...
def has_markup(text: str) -> bool: ...

class ArrowColumn:
    def __len__(self) -> int: ...
    @property
    def format(self) -> str: ...
    @property
    def is_string(self) -> bool: ...
    @property
    def is_date(self) -> bool: ...
    def to_list(self) -> list[Any]: ...
    def days(self) -> npt.NDArray[np.int32]: ...

class ArrowReader:
    def __init__(self, source: object) -> None: ...
    @property
    def names(self) -> list[str]: ...
    def next(self) -> list[ArrowColumn] | None: ...

def arrow_stream(columns: list[tuple[str, Any]], rows: int) -> object: ...

# ---- text (bind_text.cpp) ------------------------------------------------------------------------

class Segments:
    """Paragraphs, sentences, quotations and words of a corpus; offsets leave it in code points."""

    region_names: tuple[str, ...]
    mark_names: tuple[str, ...]
    @property
    def document_count(self) -> int: ...
    @property
    def token_count(self) -> int: ...
    @property
    def sentence_count(self) -> int: ...
    @property
    def paragraph_count(self) -> int: ...
    @property
    def quote_count(self) -> int: ...
    @property
    def type_count(self) -> int: ...
    @property
    def key_count(self) -> int: ...
    @property
    def nbytes(self) -> int: ...
    @property
    def region_counts(self) -> dict[str, int]: ...
    def sentences(self, corpus: Corpus) -> dict[str, npt.NDArray[Any]]: ...
    def sentence_spans(self, corpus: Corpus) -> dict[str, npt.NDArray[np.int32]]: ...
    def paragraphs(self, corpus: Corpus) -> dict[str, npt.NDArray[Any]]: ...
    def quotes(self, corpus: Corpus) -> dict[str, npt.NDArray[Any]]: ...
    def tokens(self, corpus: Corpus, document: int) -> dict[str, npt.NDArray[np.int32]]: ...
    def vocabulary(self) -> dict[str, Any]: ...
    def keys(self) -> dict[str, Any]: ...

def segment(
    corpus: Corpus,
    *,
    threads: int = 0,
    progress: _Progress = None,
    force_icu: bool = False,
    words: Sequence[tuple[str, str]] = ...,
) -> Segments: ...
def tokenize(text: str, *, force_icu: bool = False) -> list[tuple[int, int]]: ...
def fold_key(token: str) -> str: ...

# ---- names (bind_matcher.cpp) -------------------------------------------------------------------

class Matcher:
    """A compiled list of names; positions leave it in code points."""

    def __init__(
        self,
        names: Sequence[str],
        cases: npt.NDArray[np.uint8],
        plurals: npt.NDArray[np.uint8],
        overlap: str,
        ids: npt.NDArray[np.int64],
        labels: Sequence[str],
    ) -> None: ...
    def find_in_texts(
        self, texts: Sequence[str], *, threads: int = 0, progress: _Progress = None
    ) -> dict[str, Any]: ...
    def find_in_corpus(
        self, corpus: Corpus, *, threads: int = 0, progress: _Progress = None
    ) -> dict[str, Any]: ...
    def surfaces(self) -> list[str]: ...
    @property
    def size(self) -> int: ...
    @property
    def nbytes(self) -> int: ...
    @property
    def overlap(self) -> Literal["longest", "nested", "all"]: ...
    @property
    def ids(self) -> npt.NDArray[np.int64]: ...
    @property
    def labels(self) -> list[str]: ...
    def to_bytes(self) -> bytes: ...
    @staticmethod
    def from_bytes(block: bytes) -> Matcher: ...

# ---- counts (bind_counts.cpp) --------------------------------------------------------------------

_Ints = npt.NDArray[np.int32]
_Longs = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float64]

class CountPlan:
    def __init__(
        self,
        knowledge: Knowledge,
        *,
        unit: str,
        window: int,
        level: str,
        regions: Sequence[str],
        metonyms: bool,
        nested: bool,
        min_confidence: float,
        directed: bool,
        weight: str | None,
        decay: float,
        slices: int,
        document_slices: _Ints | None = None,
        mention_slices: _Ints | None = None,
    ) -> None: ...
    @property
    def nodes(self) -> int: ...

def count_cooccurrence(
    mentions: MentionResult,
    segments: Segments,
    knowledge: Knowledge,
    plan: CountPlan,
    *,
    threads: int = 0,
    progress: _Progress = None,
) -> list[dict[str, Any]]: ...
def pair_evidence(
    corpus: Corpus,
    mentions: MentionResult,
    segments: Segments,
    knowledge: Knowledge,
    plan: CountPlan,
    slice: int,
    a: int,
    b: int,
) -> dict[str, npt.NDArray[Any]]: ...
def voice_of_mentions(voices: Voices) -> _Ints: ...
def region_names() -> list[str]: ...
def counted_regions() -> list[str]: ...
def actor_type_names() -> list[str]: ...
def association_names() -> list[str]: ...
def associate(
    measure: str,
    indptr: _Ints,
    indices: _Ints,
    values: npt.NDArray[Any],
    rows: npt.NDArray[Any],
    columns: npt.NDArray[Any],
    total: float,
    *,
    shift: float = 1.0,
    smoothing: float = 1.0,
) -> _Floats: ...
def pair_p_values(
    indptr: _Ints, indices: _Ints, values: _Ints, n: _Longs, total: int
) -> _Floats: ...
def disparity(indptr: _Ints, indices: _Ints, values: npt.NDArray[Any]) -> _Floats: ...
@overload
def hypergeometric_upper(k: int, n_i: int, n_j: int, total: int) -> float: ...
@overload
def hypergeometric_upper(k: _Longs, n_i: _Longs, n_j: _Longs, total: _Longs) -> _Floats: ...
def benjamini_hochberg(p: _Floats, tests: int) -> _Floats: ...

# ---- counts: words and partial counts (bind_windows.cpp) ---------------------------------------------

class WordNumbers:
    def __init__(self) -> None: ...
    def add(self, words: Sequence[str]) -> None: ...
    @property
    def words(self) -> list[str]: ...
    @property
    def ids(self) -> _Ints: ...
    @property
    def documents(self) -> _Longs: ...

def count_number_windows(
    ids: _Ints,
    documents: _Longs,
    nodes: int,
    *,
    size: int,
    weight: str,
    decay: float,
    directed: bool,
    upper: bool,
    min_count: int = 1,
    max_bytes: int = 0,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, npt.NDArray[Any]]: ...
def count_word_windows(
    segments: Segments,
    *,
    regions: Sequence[str],
    size: int,
    weight: str,
    decay: float,
    directed: bool,
    upper: bool,
    min_count: int,
    max_bytes: int,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def add_counts(
    indptr_a: _Ints,
    indices_a: _Ints,
    values_a: _Ints,
    indptr_b: _Ints,
    indices_b: _Ints,
    values_b: _Ints,
    columns: int,
) -> tuple[_Ints, _Ints, _Ints]: ...
def add_weights(
    indptr_a: _Ints,
    indices_a: _Ints,
    values_a: _Longs,
    indptr_b: _Ints,
    indices_b: _Ints,
    values_b: _Longs,
    columns: int,
) -> tuple[_Ints, _Ints, _Longs]: ...
def save_counts(
    header: str, matrices: list[dict[str, Any]], incidences: list[dict[str, Any]]
) -> bytes: ...
def load_counts(block: bytes) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]: ...

# ---- counts: nulls (bind_nulls.cpp) --------------------------------------------------------------

def document_nodes(
    mentions: MentionResult, segments: Segments, knowledge: Knowledge, plan: CountPlan, slice: int
) -> dict[str, npt.NDArray[Any]]: ...
def count_incidence(
    begin: _Longs, items: _Ints, nodes: int, *, threads: int = 0
) -> dict[str, Any]: ...
def shuffle_documents(
    begin: _Longs,
    items: _Ints,
    nodes: int,
    *,
    seed: int,
    replicate: int,
    strata: _Ints | None = None,
) -> dict[str, npt.NDArray[Any]]: ...
def permutation_tests(
    begin: _Longs,
    items: _Ints,
    nodes: int,
    *,
    replicates: int,
    seed: int,
    strata: _Ints | None = None,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, npt.NDArray[Any]]: ...

# ---- counts: around an actor (bind_contexts.cpp) -------------------------------------------------

def count_near_words(
    mentions: MentionResult,
    segments: Segments,
    knowledge: Knowledge,
    plan: CountPlan,
    *,
    min_count: int,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def count_sources(
    mentions: MentionResult,
    segments: Segments,
    knowledge: Knowledge,
    plan: CountPlan,
    voices: Voices,
) -> dict[str, Any]: ...

# ---- counts: networks (bind_networks.cpp) --------------------------------------------------------

def communities(
    indptr: _Ints, indices: _Ints, weights: npt.NDArray[Any], resolution: float
) -> _Ints: ...
def modularity(
    indptr: _Ints,
    indices: _Ints,
    weights: npt.NDArray[Any],
    community: _Ints,
    resolution: float,
) -> float: ...
def force_layout(
    indptr: _Ints,
    indices: _Ints,
    weights: npt.NDArray[Any],
    *,
    seed: int = 0,
    threads: int = 0,
) -> _Floats: ...

# ---- similarity (bind_similarity.cpp) ------------------------------------------------------------

FEWEST_DOCUMENTS: int

class Sketches:
    size: int
    slots: int
    words: int
    seed: int
    ids: list[str]
    values: npt.NDArray[np.uint32]
    def __init__(self, slots: int, words: int, seed: int) -> None: ...
    def add_texts(
        self,
        ids: Sequence[str],
        texts: Sequence[str],
        *,
        threads: int = 0,
        progress: _Progress = None,
    ) -> None: ...
    def add_corpus(
        self, corpus: Corpus, *, threads: int = 0, progress: _Progress = None
    ) -> None: ...
    def merge(self, other: Sketches) -> None: ...
    def pairs(
        self,
        *,
        threshold: float,
        recall: float,
        first: int,
        max_bytes: int,
        threads: int = 0,
        progress: _Progress = None,
    ) -> dict[str, npt.NDArray[np.int32]]: ...
    def equal_slots(
        self, a: npt.NDArray[np.int32], b: npt.NDArray[np.int32]
    ) -> npt.NDArray[np.int32]: ...
    def to_bytes(self) -> bytes: ...
    @staticmethod
    def from_bytes(block: bytes) -> Sketches: ...

def sketch_sets(
    hashes: npt.NDArray[np.uint64],
    begin: npt.NDArray[np.int64],
    *,
    slots: int,
    seed: int = 0,
    threads: int = 0,
) -> npt.NDArray[np.uint32]: ...

class SparseRows:
    def __init__(
        self, indptr: _Ints, indices: _Ints, values: npt.NDArray[np.float32], columns: int
    ) -> None: ...
    @property
    def shape(self) -> tuple[int, int]: ...
    @property
    def indptr(self) -> _Ints: ...
    @property
    def indices(self) -> _Ints: ...
    @property
    def values(self) -> npt.NDArray[np.float32]: ...

def count_terms(
    segments: Segments,
    without_mentions: MentionResult | None = None,
    *,
    by_sentence: bool = False,
    numbers: bool = False,
    threads: int = 0,
) -> tuple[_Ints, _Ints, _Ints]: ...
def fit_wordfish(
    indptr: _Ints,
    indices: _Ints,
    values: _Floats,
    columns: int,
    start: _Floats,
    *,
    beta_sd: float,
    tolerance: float,
    max_rounds: int,
    threads: int = 0,
) -> dict[str, Any]: ...
def fit_affinity(
    indptr: _Ints,
    indices: _Ints,
    values: _Floats,
    columns: int,
    profiles: _Floats,
    classes: int,
    *,
    smooth: float,
    threads: int = 0,
) -> tuple[_Floats, _Floats]: ...
def vectorize(
    corpus: Corpus,
    *,
    function_words: bool = False,
    threads: int = 0,
    progress: _Progress = None,
) -> tuple[SparseRows, list[str]]: ...
def word_vectors(
    segments: Segments,
    *,
    background: DocumentFrequencies | None = None,
    threads: int = 0,
    progress: _Progress = None,
) -> SparseRows: ...

class DocumentFrequencies:
    documents: int
    words: list[str]
    counts: npt.NDArray[np.int64]
    def __init__(self) -> None: ...
    def add(self, segments: Segments, *, threads: int = 0, progress: _Progress = None) -> None: ...
    def merge(self, other: DocumentFrequencies) -> None: ...
    def count(self, word: str) -> int: ...
    def idf(self, word: str) -> float: ...
    def to_bytes(self) -> bytes: ...
    @staticmethod
    def from_bytes(block: bytes) -> DocumentFrequencies: ...

def share_columns(
    of_a: Segments, of_b: Segments, a: SparseRows, b: SparseRows
) -> tuple[SparseRows, SparseRows]: ...
def cross_cosine(
    a: SparseRows,
    b: SparseRows,
    *,
    top: int = 10,
    threshold: float = 0.0,
    days: int = -1,
    dates_a: _Ints | None = None,
    dates_b: _Ints | None = None,
    groups_a: _Ints | None = None,
    groups_b: _Ints | None = None,
    threads: int = 0,
    progress: _Progress = None,
) -> tuple[_Ints, _Ints, npt.NDArray[np.float32]]: ...
def rank_overlap(
    rows: SparseRows, a: _Ints, b: _Ints, *, persistence: float, threads: int = 0
) -> _Floats: ...
def word_counts(
    segments: Segments, *, threads: int = 0, progress: _Progress = None
) -> SparseRows: ...

class StoryProfiles:
    @property
    def vectors(self) -> SparseRows: ...
    @property
    def words(self) -> _Ints: ...
    @property
    def numbers(self) -> _Ints: ...

def story_profiles(
    segments: Segments, *, threads: int = 0, progress: _Progress = None
) -> StoryProfiles: ...
def story_evidence(
    profiles: StoryProfiles, a: _Ints, b: _Ints, *, threads: int = 0
) -> dict[str, npt.NDArray[np.float32]]: ...
def actor_vectors(
    mentions: MentionResult, segments: Segments, knowledge: Knowledge
) -> SparseRows: ...
def all_pairs(
    rows: SparseRows,
    measure: str,
    *,
    max_bytes: int,
    threads: int = 0,
    progress: _Progress = None,
) -> _Floats: ...
def given_pairs(
    rows: SparseRows, measure: str, a: _Ints, b: _Ints, *, threads: int = 0
) -> _Floats: ...
def top_cosine(
    rows: SparseRows,
    *,
    top: int = 10,
    threshold: float = 0.0,
    days: int = -1,
    dates: _Ints | None = None,
    groups: _Ints | None = None,
    threads: int = 0,
    progress: _Progress = None,
) -> tuple[_Ints, _Ints, npt.NDArray[np.float32]]: ...
def side_agreement(
    scores: _Floats, variances: _Floats, factions: int, a: _Ints, b: _Ints
) -> tuple[_Floats, _Floats, _Ints]: ...
def compare_divergence(
    counts: SparseRows,
    groups: _Ints,
    group_count: int,
    *,
    strata: _Ints | None = None,
    damped: bool = True,
    permutations: int = 999,
    seed: int = 0,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, npt.NDArray[Any]]: ...
def log_odds_ratios(
    counts: SparseRows, a: _Ints, b: _Ints, *, prior: float
) -> dict[str, npt.NDArray[Any]]: ...
def dealt_labels(
    groups: _Ints, strata: _Ints | None, begin: int, end: int, *, seed: int
) -> _Ints: ...
def drawn_documents(groups: _Ints, scale: float, begin: int, end: int, *, seed: int) -> _Ints: ...
def mantel(x: _Floats, y: _Floats, *, permutations: int, seed: int) -> dict[str, Any]: ...
def first_sentences(
    corpus: Corpus, segments: Segments, keys: _Ints, documents: _Ints
) -> dict[str, _Ints]: ...
def compare_groups(
    rows: SparseRows,
    measure: str,
    groups: _Ints,
    group_count: int,
    *,
    strata: _Ints | None = None,
    permutations: int = 999,
    seed: int = 0,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, npt.NDArray[Any]]: ...
def find_reuse(
    corpus: Corpus,
    segments: Segments,
    *,
    min_tokens: int = 12,
    other_outlets_only: bool = False,
    days: int = -1,
    garbled: bool = True,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def average_linkage(similarity: _Floats) -> dict[str, npt.NDArray[Any]]: ...
def cluster_pairs(items: int, a: _Ints, b: _Ints, score: _Floats, least: float) -> _Ints: ...
def classical_scaling(similarity: _Floats, dimensions: int = 2) -> dict[str, Any]: ...

# ---- actors (bind_actors.cpp) --------------------------------------------------------------------

class Knowledge:
    def __init__(
        self,
        *,
        factions: Sequence[tuple[str, str]],
        actors: Iterable[
            tuple[str, str, str, Sequence[tuple[int, int | None, int | None]], Sequence[str]]
        ],
        names: Iterable[tuple[int, str, str, str]],
        ties: Sequence[tuple[int, int, int, float, str]],
        corrections: Sequence[tuple[str, str, str, int, int]],
        other_names: Sequence[str] = ...,
        countries: Sequence[str] = ...,
        words: Sequence[tuple[str, str]] = ...,
    ) -> None: ...
    @property
    def actor_count(self) -> int: ...
    @property
    def faction_count(self) -> int: ...
    def faction_of(self, actor: int, day: int | None = None) -> int: ...

class MentionResult:
    kind_names: tuple[str, ...]
    method_names: tuple[str, ...]
    cues_before: tuple[str, ...]
    cues_after: tuple[str, ...]
    cues_inside: tuple[str, ...]
    type_names: tuple[str, ...]
    outcome_names: tuple[str, ...]
    def __len__(self) -> int: ...
    def columns(
        self, corpus: Corpus, segments: Segments, *, threads: int = 0
    ) -> dict[str, Any]: ...
    def candidates(self, corpus: Corpus) -> dict[str, Any]: ...
    def candidate_mentions(self, corpus: Corpus) -> dict[str, Any]: ...
    @property
    def candidates_left_out(self) -> int: ...
    @property
    def correction_effects(self) -> list[tuple[int, int]]: ...

def find_mentions(
    corpus: Corpus,
    segments: Segments,
    knowledge: Knowledge,
    *,
    threads: int = 0,
    progress: _Progress = None,
    variants: bool = True,
    short_forms: bool = True,
    short_names: str = "cautious",
    keep_nested: bool = True,
    candidates: bool = True,
    places: bool = False,
    max_candidates: int = 2000,
) -> MentionResult: ...
def is_common_word(word: str) -> bool: ...
def add_annotations(
    corpus: Corpus,
    segments: Segments,
    knowledge: Knowledge,
    found: MentionResult,
    *,
    documents: npt.NDArray[np.int32],
    starts: npt.NDArray[np.int32],
    ends: npt.NDArray[np.int32],
    actors: npt.NDArray[np.int32],
    annotators: npt.NDArray[np.uint8],
    confidences: npt.NDArray[np.float32],
) -> tuple[MentionResult, npt.NDArray[np.uint8]]: ...
def spelling_distances(left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.float64]: ...
def transliteration_distances(
    left: Sequence[str], right: Sequence[str]
) -> npt.NDArray[np.float64]: ...
def name_similarities(
    a: Sequence[str], b: Sequence[str], thing: int = 0
) -> npt.NDArray[np.float64]: ...
def spelling_sounds(words: Sequence[str]) -> list[str]: ...
def romanised(words: Sequence[str]) -> list[str]: ...

# ---- voice (bind_voice.cpp) ----------------------------------------------------------------------

class Voices:
    voice_names: tuple[str, ...]
    directness_names: tuple[str, ...]
    cue_class_names: tuple[str, ...]
    def __len__(self) -> int: ...
    def columns(self, corpus: Corpus) -> dict[str, Any]: ...
    def mention_columns(self, corpus: Corpus) -> dict[str, Any]: ...
    def token_columns(
        self,
        segments: Segments,
        regions: Sequence[str],
        *,
        threads: int = 0,
        progress: _Progress = None,
    ) -> dict[str, Any]: ...

def attribute(
    corpus: Corpus,
    segments: Segments,
    mentions: MentionResult,
    knowledge: Knowledge,
    *,
    threads: int = 0,
    progress: _Progress = None,
) -> Voices: ...

# ---- stance (bind_polarity.cpp, bind_evidence.cpp, bind_alignment.cpp) --------------------------------------------------------------------

POLARITY_COLUMNS: int

class PolarityModel:
    def __init__(
        self,
        *,
        words: Iterable[str],
        weights: npt.NDArray[np.int8],
        scales: npt.NDArray[np.float64],
        rules: npt.NDArray[np.float64],
        bias: npt.NDArray[np.float64],
        distance: float,
        measurement_sd: float,
    ) -> None: ...
    @staticmethod
    def from_bytes(block: bytes) -> PolarityModel: ...
    def to_bytes(self) -> bytes: ...
    def __len__(self) -> int: ...
    @property
    def bias(self) -> tuple[float, float]: ...
    @property
    def measurement_sd(self) -> float: ...

def polarity_terms(
    corpus: Corpus,
    segments: Segments,
    documents: npt.NDArray[np.uint32],
    starts: npt.NDArray[np.int32],
    ends: npt.NDArray[np.int32],
    *,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def polarity_of_spans(
    corpus: Corpus,
    segments: Segments,
    model: PolarityModel,
    documents: npt.NDArray[np.uint32],
    starts: npt.NDArray[np.int32],
    ends: npt.NDArray[np.int32],
    *,
    threads: int = 0,
    progress: _Progress = None,
) -> npt.NDArray[np.float64]: ...

class Evidence:
    kind_names: tuple[str, ...]
    def __len__(self) -> int: ...
    @property
    def relation_count(self) -> int: ...
    @property
    def cue_count(self) -> int: ...
    def columns(
        self, corpus: Corpus, segments: Segments, mentions: MentionResult
    ) -> dict[str, Any]: ...
    def cues(self, corpus: Corpus, rows: npt.NDArray[np.int32]) -> StringColumn: ...
    def scores(self) -> npt.NDArray[np.float64]: ...
    def neutral(self) -> npt.NDArray[np.float64]: ...
    def acts(self, corpus: Corpus, segments: Segments) -> dict[str, Any]: ...
    def labels(self, corpus: Corpus) -> dict[str, Any]: ...
    def cue_kinds(self) -> npt.NDArray[np.uint8]: ...
    def supported(self) -> npt.NDArray[np.bool_]: ...

def find_evidence(
    corpus: Corpus,
    segments: Segments,
    mentions: MentionResult,
    knowledge: Knowledge,
    voices: Voices,
    *,
    count_relations: bool = False,
    polarity: PolarityModel | None = None,
    all_languages: bool = False,
    threads: int = 0,
    progress: _Progress = None,
) -> Evidence: ...
def with_scores(
    evidence: Evidence, scores: npt.NDArray[np.float32], neutral: npt.NDArray[np.float32]
) -> Evidence: ...

class AlignmentResult:
    @property
    def violated(self) -> float: ...
    def columns(self) -> dict[str, Any]: ...
    def statements(self, corpus: Corpus, segments: Segments) -> dict[str, Any]: ...
    def values(self) -> npt.NDArray[np.float64]: ...

class Affiliations:
    def __len__(self) -> int: ...
    def columns(self) -> dict[str, Any]: ...

def find_affiliations(
    corpus: Corpus,
    segments: Segments,
    mentions: MentionResult,
    knowledge: Knowledge,
    *,
    threads: int = 0,
    progress: _Progress = None,
) -> Affiliations: ...
def align_actors(
    corpus: Corpus,
    knowledge: Knowledge,
    evidence: Evidence,
    affiliations: Affiliations,
    *,
    method: str = "belief",
    seed: int = 0,
    replicates: int = 500,
    tau: float = 1.0,
    threads: int = 0,
    progress: _Progress = None,
) -> AlignmentResult: ...
def score_spans(
    corpus: Corpus,
    segments: Segments,
    documents: npt.NDArray[np.uint32],
    starts: npt.NDArray[np.int32],
    ends: npt.NDArray[np.int32],
    *,
    count_relations: bool = False,
    threads: int = 0,
    progress: Callable[[int, int], object] | None = None,
) -> npt.NDArray[np.float32]: ...

# ---- scores (bind_scores.cpp) --------------------------------------------------------------------

MEASUREMENT_SD: float
TRANSFER_SD: float

class Grouping:
    def __init__(
        self,
        group: npt.NDArray[np.int32],
        groups: int,
        *,
        each_document: bool = False,
        copy: npt.NDArray[np.int32] | None = None,
        story: npt.NDArray[np.int32] | None = None,
        center: bool = False,
    ) -> None: ...
    @staticmethod
    def by_document(corpus: Corpus) -> Grouping: ...
    @staticmethod
    def by_outlet(corpus: Corpus) -> Grouping: ...
    @property
    def group(self) -> npt.NDArray[np.int32]: ...
    @property
    def groups(self) -> int: ...

class LabelTable:
    def __init__(
        self, value: npt.NDArray[np.float32], probability: npt.NDArray[np.float32]
    ) -> None: ...

class Calibration:
    @property
    def offset(self) -> float: ...
    @property
    def slope(self) -> float: ...
    @property
    def center(self) -> float: ...
    @property
    def offset_variance(self) -> float: ...
    @property
    def slope_variance(self) -> float: ...
    @property
    def measurement_sd(self) -> float: ...
    @property
    def transfer_sd(self) -> float: ...
    @property
    def labels(self) -> int: ...
    @property
    def cells(self) -> int: ...

def fit_calibration(
    grouping: Grouping,
    factions: int,
    evidence: Evidence,
    labels: LabelTable,
    *,
    measurement_sd: float = ...,
    transfer_sd: float = ...,
) -> Calibration: ...
def recalibrate(evidence: Evidence, fit: Calibration) -> Evidence: ...
def replace_evidence(
    evidence: Evidence,
    *,
    factions: npt.NDArray[np.int32] | None = None,
    scores: npt.NDArray[np.float64] | None = None,
) -> Evidence: ...
def score_stance(
    grouping: Grouping,
    factions: int,
    evidence: Evidence,
    *,
    seed: int = 0,
    replicates: int = 2000,
    measurement_sd: float = ...,
    transfer_sd: float = ...,
    shrink: bool = True,
    labels: LabelTable | None = None,
    calibration: Calibration | None = None,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def contrast_factions(
    grouping: Grouping,
    factions: int,
    evidence: Evidence,
    a: int,
    b: int,
    *,
    seed: int = 0,
    replicates: int = 2000,
    measurement_sd: float = ...,
    transfer_sd: float = ...,
    labels: LabelTable | None = None,
    calibration: Calibration | None = None,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def contributions(
    grouping: Grouping, factions: int, evidence: Evidence, *, voice: int = 3
) -> npt.NDArray[np.float64]: ...
def roster_swap_error(
    grouping: Grouping,
    factions: int,
    evidence: Evidence,
    a: int,
    b: int,
    *,
    seed: int = 0,
    threads: int = 0,
) -> float: ...
def permute_within_stories(
    grouping: Grouping,
    factions: int,
    evidence: Evidence,
    a: int,
    b: int,
    *,
    voice: int = 3,
    seed: int = 0,
    permutations: int = 999,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def order_groups(
    grouping: Grouping,
    factions: int,
    evidence: Evidence,
    a: int,
    b: int,
    *,
    voice: int = 3,
    seed: int = 0,
    replicates: int = 2000,
    threads: int = 0,
    progress: _Progress = None,
) -> dict[str, Any]: ...
def draw_sample(
    sizes: npt.NDArray[np.float64],
    strata: npt.NDArray[np.int32] | None,
    wanted: int,
    *,
    seed: int = 0,
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]: ...
def krippendorff_alpha(
    ratings: npt.NDArray[np.float64],
    *,
    scale: str = "nominal",
    seed: int = 0,
    replicates: int = 2000,
) -> dict[str, float]: ...
