"""Names in raw text: the matcher against a slow reference, bad input, files, threads."""

from __future__ import annotations

import pickle
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyvocal as pv
from tests.reference import matcher as reference

CASES = ("smart", "exact", "insensitive")
OVERLAPS = ("longest", "nested", "all")

# Words that share keys, beginnings, capitals and signs, so that chance makes names of them.
WORDS = st.sampled_from(
    [
        "Al", "al", "AL", "Ann", "ann", "ANN", "Lee", "LEE", "Lees", "lees", "McLee", "MCLEE", "U.N", "UN",
        "Un", "O'Lee", "O’Lee", "Lee's", "LEE'S", "Lee’s", "Émile", "Emile", "EMILE", "E\u0301mile", "Straße",
        "STRASSE", "3M", "3,5", "a_b", "_Ann", "حفتر", "خليفة", "Хафтар", "ХАФТАР", "漢字", "צה\"ל", "An\u200fn",
        "L", "l", "International", "INTERNATIONAL", "Internationals", "of", "Of", "The", "é", "ﬁn", "fin",
        "Ǆ", "ǆ", "İ", "i", "ẞ", "__", "x" * 20, "X" * 20,
    ]
)  # fmt: skip
SIGNS = st.sampled_from(
    [" ", " ", " ", " ", "-", "\n", "\u00a0", ". ", ".", " & ", "&", "\r\n", "\n\n", ", ", "", "  ", "\u2011",
     " \u200f", "\u200e", ".-", " - ", "'", "’ ", "“", "\t", "\x00", "\u2028", "\f", "/", "; ", " " * 20]
)  # fmt: skip


def rows(pieces: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
    return pieces.map("".join)


def rows_of(most: int) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(WORDS, SIGNS), min_size=1, max_size=most)
    return pairs.map(lambda found: "".join(word + sign for word, sign in found))


def spans(table: pv.Table) -> list[tuple[int, int, int]]:
    return list(
        zip(table["start"].tolist(), table["end"].tolist(), table["id"].tolist(), strict=True)
    )


def compiled(names: list[str], **options: object) -> pv.Matcher | None:
    """A matcher, or None when a name has no word or too much between two."""
    try:
        return pv.Matcher(names, **options)  # type: ignore[arg-type]
    except pv.InputError:
        return None


@settings(max_examples=600)
@given(data=st.data())
def test_equals_the_reference(data: st.DataObject) -> None:
    names = data.draw(st.lists(rows_of(3), min_size=1, max_size=8))
    names = [name for name in names if compiled([name]) is not None]
    cases = [data.draw(st.sampled_from(CASES)) for _ in names]
    plurals = [data.draw(st.booleans()) for _ in names]
    overlap = data.draw(st.sampled_from(OVERLAPS))
    matcher = pv.Matcher(names, case=cases, plurals=plurals, overlap=overlap)
    pieces = st.one_of(rows_of(4), st.sampled_from(names)) if names else rows_of(4)
    text = data.draw(rows(st.lists(st.tuples(pieces, SIGNS).map("".join), max_size=12)))
    listed = [reference.Name(*row) for row in zip(matcher.names, cases, plurals, strict=True)]
    assert spans(matcher.find(text)) == reference.find(listed, text, overlap)


@settings(max_examples=300)
@given(
    text=st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("AaBb .'’-")), max_size=60),
    overlap=st.sampled_from(OVERLAPS),
    case=st.sampled_from(CASES),
)  # fmt: skip
def test_a_text_finds_its_own_words(text: str, overlap: str, case: str) -> None:
    tokens = reference.words(text)
    names = [text[word.start : word.end] for word in tokens]
    matcher = pv.Matcher(names, case=case, overlap=overlap)  # type: ignore[arg-type]
    listed = [reference.Name(name, case) for name in matcher.names]
    found = spans(matcher.find(text))
    assert found == reference.find(listed, text, overlap)
    assert {start for start, _, _ in found} == {word.start for word in tokens}


def test_every_name_of_the_samples_is_found(
    sample_corpus: pv.Corpus, sample_actors: pv.Actors
) -> None:
    matcher = pv.Matcher.from_actors(sample_actors, overlap="all")
    found = matcher.find(sample_corpus)
    assert len(found) > 100
    assert set(found["id"]) <= {actor.id for actor in sample_actors}
    texts = {document.id: document.text for document in sample_corpus}
    columns = [found[name].tolist() for name in ("document", "start", "end", "surface")]
    for document, start, end, surface in zip(*columns, strict=True):
        assert texts[document][start:end] == surface


@settings(max_examples=300)
@given(
    names=st.lists(st.lists(st.sampled_from("ABC"), min_size=1, max_size=4), min_size=1, max_size=8),
    text=st.lists(st.sampled_from("ABC"), max_size=30),
    overlap=st.sampled_from(OVERLAPS),
)  # fmt: skip
def test_overlaps_equal_the_reference(
    names: list[list[str]], text: list[str], overlap: str
) -> None:
    surfaces_ = [" ".join(name) for name in names]
    matcher = pv.Matcher(surfaces_, overlap=overlap)  # type: ignore[arg-type]
    listed = [reference.Name(name) for name in surfaces_]
    joined = " ".join(text)
    assert spans(matcher.find(joined)) == reference.find(listed, joined, overlap)


def surfaces(matcher: pv.Matcher, text: str) -> list[str]:
    return list(matcher.find(text)["surface"])


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Khalifa Haftar", "KHALIFA\nHAFTAR’s", ["KHALIFA\nHAFTAR"]),
        ("Khalifa Haftar", "Khalifa\n\nHaftar", []),
        ("Khalifa Haftar", "khalifa Haftar", []),
        ("al-Sisi", "Al Sisi, al-Sisi, AL\u2011SISI", ["Al Sisi", "al-Sisi", "AL\u2011SISI"]),
        ("U.N.", "the UN, the U.N. and un", ["UN", "U.N"]),
        ("Gen Haftar", "Gen. Haftar", ["Gen. Haftar"]),
        ("Smith Jones", "by Smith. Jones", []),
        ("AT&T", "AT&T, AT & T, AT T", ["AT&T", "AT & T"]),
        ("Lord's Army", "Lord’s Army, Lords Army", ["Lord’s Army"]),
        ("McDonald's", "McDonald's McDonald", ["McDonald's"]),
        ("Erdogan", "Erdoğan", ["Erdoğan"]),
        ("Haftar", "Haf\u200ftar \u200fHaftar\u200f", ["Haf\u200ftar", "Haftar\u200f"]),
        ("A", "A an a", ["A"]),
        ("حفتر", "قال حفتر، أمس", ["حفتر"]),
        ("漢字", "これは漢字です", ["漢字"]),
        ("Ann", "_Ann Ann_ Annie Jo-Ann", ["Ann"]),
    ],
)  # fmt: skip
def test_rules(name: str, text: str, found: list[str]) -> None:
    assert surfaces(pv.Matcher([name]), text) == found


def test_overlap_policies() -> None:
    names = ["New York", "New York Times", "York Times Square", "York"]
    text = "New York Times Square"
    found = {
        overlap: surfaces(pv.Matcher(names, overlap=overlap), text)  # type: ignore[arg-type]
        for overlap in OVERLAPS
    }
    assert found["longest"] == ["New York Times"]
    assert found["nested"] == ["New York Times", "New York", "York"]
    assert found["all"] == ["New York Times", "New York", "York Times Square", "York"]


def test_every_sense_of_a_surface_is_returned() -> None:
    matcher = pv.Matcher(["Georgia", "Georgia", "GEORGIA"], ["us-ga", "ge", "ge"])
    assert list(matcher.find("Georgia")["id"]) == ["us-ga", "ge"]
    assert list(matcher.find("GEORGIA")["id"]) == ["us-ga", "ge", "ge"]


def test_plurals() -> None:
    matcher = pv.Matcher(["Haftar", "Times"], plurals=True)
    assert surfaces(matcher, "the Haftars, HAFTARS, Haftarss, Timess") == ["Haftars", "HAFTARS"]
    assert surfaces(pv.Matcher(["Haftar"]), "Haftars") == []


def test_ids_may_be_numbers_or_words_or_positions() -> None:
    assert list(pv.Matcher(["Lee"]).find("Lee")["id"]) == [0]
    assert list(pv.Matcher({"Lee": 7}).find("Lee")["id"]) == [7]
    assert list(pv.Matcher({"Lee": "ann"}).find("Lee")["id"]) == ["ann"]


def test_positions_count_characters() -> None:
    found = pv.Matcher(["Lee"]).find(["é😀 Lee", "", "Lee"])
    assert found["document"].tolist() == [0, 2]
    assert found["start"].tolist() == [3, 0]
    assert found["end"].tolist() == [6, 3]


def test_same_for_any_number_of_threads(sample_corpus: pv.Corpus) -> None:
    matcher = pv.Matcher(["Libya", "Haftar", "Tripoli"], overlap="all")
    texts = [document.text for document in sample_corpus] * 20
    one = matcher.find(texts, threads=1)
    assert len(one) > 1000
    assert matcher.find(texts, threads=3) == one


def test_threads_share_a_matcher(sample_corpus: pv.Corpus) -> None:
    matcher = pv.Matcher(["Libya", "Haftar", "Tripoli"])
    expected = matcher.find(sample_corpus, threads=1)
    results: list[pv.Table] = []
    workers = [
        threading.Thread(target=lambda: results.append(matcher.find(sample_corpus, threads=1)))
        for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(results) == 4
    assert all(result == expected for result in results)


def test_saved_and_loaded(tmp_path: Path) -> None:
    matcher = pv.Matcher({"Ann Lee": "a", "AT&T": "b", "Émile": "c"}, overlap="nested")
    text = "Ann Lee of AT&T met EMILE"
    for other in (
        pv.load_matcher(matcher.save(tmp_path / "names")),
        pickle.loads(pickle.dumps(matcher)),
    ):
        assert other.find(text) == matcher.find(text)
        assert (other.names, other.overlap, len(other)) == (matcher.names, "nested", 3)


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    path = pv.Matcher(["Ann Lee"]).save(tmp_path / "names")
    whole = path.read_bytes()
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        with pytest.raises(pv.InputError, match="names: matcher"):
            pv.load_matcher(path)
    path.write_bytes(whole[:40] + bytes([whole[40] ^ 1]) + whole[41:])
    with pytest.raises(pv.InputError, match="damaged"):
        pv.load_matcher(path)
    path.write_text("id,text\n" * 10)
    with pytest.raises(pv.InputError, match="something else"):
        pv.load_matcher(path)
    with pytest.raises(pv.InputError, match="cannot read"):
        pv.load_matcher(tmp_path / "missing")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((["Ann", ""],), r"names\[1\]: '' has no word"),
        ((["…!"],), r"names\[0\]: '…!' has no word"),
        (("Ann",), "not one string"),
        (([3],), r"names\[0\]: expected str, got int"),
        ((3,), "expected a sequence"),
        ((["Ann"], ["a", "b"]), "2 for 1 names"),
        ((["Ann", "Bo"], ["a", 1]), "str for all names or int for all"),
        ((["Ann"], [2**70]), "64 bits"),
        (({"Ann": 1}, [1]), "has them already"),
        ((["Ann " + "-" * 20 + " Lee"],), "more than 16 bytes between"),
    ],
)
def test_bad_names(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(pv.InputError, match=message):
        pv.Matcher(*arguments)  # type: ignore[arg-type]


def test_bad_options() -> None:
    with pytest.raises(pv.InputError, match="overlap: 'most'"):
        pv.Matcher(["Ann"], overlap="most")  # type: ignore[arg-type]
    with pytest.raises(pv.InputError, match="case: use smart"):
        pv.Matcher(["Ann"], case="any")  # type: ignore[arg-type]
    with pytest.raises(pv.InputError, match="case: 2 for 1 names"):
        pv.Matcher(["Ann"], case=["smart", "exact"])
    with pytest.raises(pv.InputError, match="threads"):
        pv.Matcher(["Ann"]).find("Ann", threads=-1)


def test_half_characters_are_refused() -> None:
    with pytest.raises(pv.EncodingError, match=r"names\[1\]: lone surrogate at character 1"):
        pv.Matcher(["Ann", "x\ud800"])
    with pytest.raises(pv.EncodingError, match=r"texts\[0\]: lone surrogate"):
        pv.Matcher(["Ann"]).find("Ann \udfff")
    with pytest.raises(pv.InputError, match=r"texts\[1\]: expected str, got bytes"):
        pv.Matcher(["Ann"]).find(["Ann", b"Ann"])  # type: ignore[list-item]


def test_strange_texts() -> None:
    matcher = pv.Matcher(["Ann", "a b"], case="insensitive")
    assert surfaces(matcher, "Ann\0Ann\0\0a\0b") == ["Ann", "Ann"]
    assert surfaces(matcher, "x" * 1_000_000) == []
    assert surfaces(matcher, "A." * 500_000) == []
    assert surfaces(matcher, "\u0301" * 300_000 + "Ann") == ["Ann"]
    assert surfaces(matcher, "Ann," * 250_000) == ["Ann"] * 250_000
    assert surfaces(matcher, "_" * 1_000_000 + " Ann") == ["Ann"]


def test_long_texts_are_read_in_parts() -> None:
    lines = [f"Ann Lee {i} met Ann\nLee{'.' * (i % 3)}" for i in range(9000)]
    text = "\n\n".join(lines)
    found = pv.Matcher(["Ann Lee"]).find(text)
    assert len(found) == 18000
    starts = found["start"].tolist()
    assert all(text[start : start + 7].split() == ["Ann", "Lee"] for start in starts)
    assert sorted(set(starts)) == starts


def test_no_names() -> None:
    assert len(pv.Matcher([]).find("Ann")) == 0


def test_a_large_list() -> None:
    names = [f"Name{i} Family{i % 977}" for i in range(400_000)]
    matcher = pv.Matcher(names)
    assert len(matcher) == 400_000
    assert matcher.nbytes < 60 * len(names)
    assert matcher.find(f"{names[-1]}, Name5 Family6")["id"].tolist() == [399_999]
