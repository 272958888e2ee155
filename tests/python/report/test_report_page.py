"""The page as text: what it holds, that it is safe, the same on every run, and bounded."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from polyvocal.report import Limits, build_report, save_figures
from polyvocal.report.collect import collect
from polyvocal.report.marking import Span, mark
from polyvocal.table import Table

VOID = {"meta", "link", "br", "img", "hr", "input"}


class Page(HTMLParser):
    """Elements, ids, links and the nesting of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == [], f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if values.get("id"):
            self.ids.append(str(values["id"]))
        href = values.get("href") or ""
        if href.startswith("#"):
            self.targets.append(href[1:])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1] == tag, f"</{tag}> closes <{self._open[-1]}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


@pytest.fixture(scope="module")
def page(sample_study: Any) -> str:
    return build_report(sample_study)


def test_every_link_leads_somewhere_and_ids_are_unique(page: str) -> None:
    parsed = Page(page)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert set(parsed.targets) <= set(parsed.ids)
    assert len(parsed.targets) > 100


def test_headings_do_not_skip_a_level(page: str) -> None:
    levels = Page(page).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_needs_no_script_and_no_network(page: str) -> None:
    parsed = Page(page)
    names = {tag for tag, _ in parsed.tags}
    assert not names & {"script", "iframe", "object", "embed", "img", "form", "base"}
    for tag, values in parsed.tags:
        assert not any(key.startswith("on") for key in values), (tag, values)
        for key in ("href", "src", "action", "xlink:href"):
            value = values.get(key)
            assert value is None or value.startswith("#") or value == "data:,", (tag, value)
    style = "".join(re.findall(r"<style>(.*?)</style>", page, re.S))
    assert "url(" not in style
    assert "@import" not in style
    assert "default-src 'none'" in page


def test_size_and_repetition(page: str, sample_study: Any, make_study: Any) -> None:
    assert len(page.encode()) < 1_000_000
    assert build_report(sample_study) == page
    assert build_report(make_study(sample_study.articles)) == page


def test_says_what_a_reader_looks_for(page: str) -> None:
    text = " ".join(Page(page).text.split())
    for words in (
        "What the five articles say",
        "no article was left out",
        "Khalifa Haftar",
        "“Hafta”",
        "variant document",
        "not distinguishable",
        "insufficient",
        "No reused passages were found",
        "What this cannot tell",
        "0" * 64,
        "1" * 64,
    ):
        assert words in text, words


def test_each_figure_has_a_sentence_a_description_and_a_table(page: str) -> None:
    figures = re.findall(r"<figure.*?</figure>", page, re.S)
    assert len(figures) >= 10
    for figure in figures:
        assert re.search(r'class="says">[^<]{20,}', figure)
        assert re.search(r"<title id=[^>]+>[^<]+</title><desc id=[^>]+>[^<]{20,}</desc>", figure)
        stance = 'id="figure-stance' in figure
        assert stance or ("<caption>" in figure and 'scope="col"' in figure)
    # The panels of one level share a table, since one row holds both sides.
    assert re.search(r"Data table: scores by article.*?<caption>.*?</table>", page, re.S)


def test_contributions_add_up_to_the_score(sample_study: Any) -> None:
    checked = 0
    for section in collect(sample_study).stance:
        for group in section.groups:
            for row in group.rows:
                if row.evidence is None:
                    continue
                shown = sum(item.contribution for item in row.evidence.rows)
                assert row.evidence.sum == pytest.approx(row.score, abs=1e-9)
                assert shown + row.evidence.rest + row.evidence.shrinkage == pytest.approx(
                    row.score, abs=1e-9
                )
                checked += 1
    assert checked > 5


def test_evidence_beyond_the_limit_is_counted_and_still_adds_up(sample_study: Any) -> None:
    data = collect(sample_study, limits=Limits(evidence=2))
    rows = [r for s in data.stance for g in s.groups for r in g.rows if r.evidence]
    cut = [row for row in rows if row.evidence.total > 2]
    assert cut
    for row in cut:
        block = row.evidence
        assert len(block.rows) + len(block.neutral) == 2
        assert sum(r.contribution for r in block.rows) + block.rest == pytest.approx(row.score)
    assert "urther mention" in build_report(sample_study, top=Limits(evidence=2))


def test_evidence_marks_stand_on_the_words_of_the_article(sample_study: Any) -> None:
    texts = {article.id: article.text for article in sample_study.articles}
    data = collect(sample_study)
    blocks = [r.evidence for s in data.stance for g in s.groups for r in g.rows if r.evidence]
    roles = set()
    for item in (item for block in blocks for item in (*block.rows, *block.neutral)):
        whole = "".join(piece.text for piece in item.sentence.pieces)
        start = item.sentence.start
        assert texts[item.sentence.document.id][start : start + len(whole)] == whole
        assert any(p.role == "mention" and p.text in item.surface for p in item.sentence.pieces)
        roles |= {piece.role for piece in item.sentence.pieces}
    assert roles >= {"mention", "plus", "minus", ""}


NASTY = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"


def test_what_articles_and_names_say_is_never_markup(make_study: Any, make_article: Any) -> None:
    text = f"{NASTY} Ann Lee met Bo Diaz. Ann Lee failed. \x00\x07\x0b Bo Diaz supported {NASTY}."
    articles = [
        make_article(NASTY, text, outlet=NASTY, agency=NASTY, title=NASTY, language="en"),
        make_article("b", text, outlet="Plain"),
        make_article("c", text, outlet="Other"),
    ]
    actors = [
        ("lee", f"Ann {NASTY}", "person", "f", r"Ann Lee"),
        ("diaz", "Bo Diaz", "person", "f", r"Bo Diaz"),
        ("x", NASTY, "person", "f", r"onerror"),
    ]
    study = make_study(articles, actors, [("f", NASTY)], title=NASTY)
    page = build_report(study, title=NASTY)
    parsed = Page(page)
    assert not {"script", "img"} & {tag for tag, _ in parsed.tags}
    assert not any(k.startswith("on") for _, values in parsed.tags for k in values)
    assert "\x00" not in page
    assert NASTY in parsed.text


def test_standalone_figures_are_wellformed(
    make_study: Any, make_article: Any, tmp_path: Any, sample_study: Any
) -> None:
    text = "Ann Lee\x0b met Bo Diaz & Co. Ann Lee met Bo Diaz."
    actors = [
        ("a", "Ann <Lee> &\x00", "person", "f", "Ann Lee"),
        ("b", "Bo", "person", "", "Bo Diaz"),
    ]
    hostile = make_study([make_article("a", text), make_article("b", text)], actors, [("f", "<F>")])
    for name, study in (("sample", sample_study), ("hostile", hostile)):
        files = save_figures(study, tmp_path / name)
        assert files
        for file in files:
            root = ET.parse(file).getroot()
            assert root.get("role") == "img"
            assert not list(root.iter("{http://www.w3.org/2000/svg}a")), "links lead nowhere here"


def test_right_to_left_text_keeps_its_direction(make_study: Any, make_article: Any) -> None:
    text = "قال خليفة حفتر إن القوات تقدمت. التقى خليفة حفتر فايز السراج في موسكو."
    actors = [
        ("h", "خليفة حفتر", "person", "f", "خليفة حفتر"),
        ("s", "فايز السراج", "person", "", "فايز السراج"),
    ]
    articles = [make_article("ar1", text, outlet="الجزيرة", language="ar", title="عنوان")]
    page = build_report(make_study(articles, actors, [("f", "الشرق")], title="ليبيا"))
    parsed = Page(page)
    assert parsed.text.count("خليفة حفتر") > 5
    assert re.search(r'<p dir="auto">[^<]*(<mark|ق)', page)
    assert "<bdi>خليفة حفتر</bdi>" in page
    assert '<h1 dir="auto">ليبيا</h1>' in page


@pytest.mark.parametrize("texts", [[], [""], ["Hello"], ["Ann Lee"], ["Ann Lee", "Ann Lee"]])
def test_little_input_gives_a_page(make_study: Any, make_article: Any, texts: list[str]) -> None:
    articles = [make_article(str(i), text) for i, text in enumerate(texts)]
    actors = [("lee", "Ann Lee", "person", "", "Ann Lee")]
    for factions in ([], [("f", "F")]):
        Page(build_report(make_study(articles, actors, factions)))


def test_a_large_corpus_gives_a_bounded_page(make_study: Any, make_article: Any) -> None:
    names = [f"Person{chr(65 + i // 26)}{chr(97 + i % 26)} Name" for i in range(60)]
    actors = [(f"p{i}", name, "person", "ab"[i % 2], name) for i, name in enumerate(names)]
    articles = []
    for i in range(500):
        picks = [names[(i * k + k) % 60] for k in (1, 3, 7)]
        body = f"{picks[0]} supported {picks[1]}. {picks[2]} failed. {picks[0]} met {picks[2]}."
        articles.append(make_article(f"doc{i}", body, outlet=f"Outlet {i % 60}", date="2020-01-01"))
    study = make_study(articles, actors, [("a", "A"), ("b", "B")])
    page = build_report(study)
    text = Page(page).text
    assert len(page.encode()) < 1_500_000
    assert "25 of 500" in text
    assert "30 of 60" in text
    smaller = build_report(study, top=10)
    assert len(smaller) < len(page)
    assert "10 of 500" in Page(smaller).text


def test_left_out_articles_are_shown_with_their_reason(
    make_study: Any, make_article: Any, sample_study: Any
) -> None:
    table = Table({"document": ["bad.txt"], "reason": ["looks <binary>"]})
    study = make_study(sample_study.articles, quarantine=table)
    text = Page(build_report(study)).text
    assert "bad.txt" in text
    assert "looks <binary>" in text
    assert "one article could not be used" in text


def test_shared_passages_stand_side_by_side(make_study: Any, make_article: Any) -> None:
    first = "A repeated passage that many papers print word for word on the day. Ann Lee."
    second = "Intro. A repeated passage that many journals print word for word on the day. Ann Lee."
    articles = [make_article("a", first, outlet="One"), make_article("b", second, outlet="Two")]
    page = build_report(make_study(articles, [("lee", "Ann Lee", "person", "", "Ann Lee")], []))
    assert '<mark class="m-edit">papers</mark>' in page
    assert '<mark class="m-edit">journals</mark>' in page


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("abcdefghij", "")]),
        ([Span(0, 10, "mention", "x")], [("abcdefghij", "mention")]),
        (
            [Span(2, 6, "mention", "x"), Span(4, 8, "plus", "y")],
            [("ab", ""), ("cdef", "mention"), ("gh", "plus"), ("ij", "")],
        ),
        (
            [Span(2, 8, "speaker", "s"), Span(4, 5, "mention", "x")],
            [("ab", ""), ("cd", "speaker"), ("e", "mention"), ("fgh", "speaker"), ("ij", "")],
        ),
        ([Span(-5, 3, "minus", "m")], [("abc", "minus"), ("defghij", "")]),
    ],
)
def test_marking(spans: list[Span], expected: list[tuple[str, str]]) -> None:
    pieces = mark("abcdefghij", 0, 10, spans)
    assert [(piece.text, piece.role) for piece in pieces] == expected
    labels = [piece.label for piece in pieces if piece.label]
    assert len(labels) == len(set(labels)), "a label stands once"


def test_a_long_passage_is_cut_and_says_so(make_study: Any, make_article: Any) -> None:
    body = "A repeated passage " + " ".join(f"word{i}" for i in range(400))
    articles = [make_article("a", body, outlet="One"), make_article("b", body, outlet="Two")]
    study = make_study(articles, [("lee", "Ann Lee", "person", "", "Ann Lee")], [])
    page = build_report(study, top=Limits(words=5))
    assert "the first 5 shown" in page


def test_outlets_have_ellipses_support_and_words(make_study: Any, make_article: Any) -> None:
    articles = [
        make_article(
            f"doc{i}",
            f"The ceasefire {' '.join(['north', 'south', 'coastal', 'desert'][: i % 4])} held.",
            outlet=f"Outlet {i % 4}",
        )
        for i in range(200)
    ]
    page = build_report(make_study(articles))
    assert "What sets each outlet apart" in Page(page).text
    assert "A ceasefire <b>held</b>." in Page(page).text
    assert page.count("<ellipse") == 4
    assert "percent of trees" in page
