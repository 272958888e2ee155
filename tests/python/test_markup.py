"""HTML in texts: said, or taken out on demand."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import polyvocal as pv
from polyvocal import _core
from polyvocal.cli import cli
from polyvocal.corpus._markup import plain_text, plain_title
from polyvocal.errors import UnknownNameError

PAGE = (
    "<html><head><title>x</title><style>p {color: red}</style></head><body>\n"
    "<h1>Talks</h1><script>var a = '<p>';</script>\n"
    "<p>Ann&nbsp;Lee met\n   <b>Bo&#8217;s</b> aide.</p><p>She<br>left.</p></body></html>"
)
PLAIN = "Talks\n\nAnn\N{NO-BREAK SPACE}Lee met Bo’s aide.\n\nShe\nleft."
ROWS = [
    {"id": "page", "title": "Ann&#8217;s talks", "text": PAGE},
    {
        "id": "plain",
        "title": "1 < 2 & 3",
        "text": "AT&T said x < y.\n\n  Ann Lee <ann@example.org>",
    },
]


def test_a_page_becomes_its_paragraphs() -> None:
    assert plain_text(PAGE) == PLAIN
    assert plain_text("Ann\n\nLee <i>left</i>") == "Ann\n\nLee left"
    assert plain_text("<ul><li>One<li>Two</ul>") == "One\n\nTwo"
    assert plain_title("Q&amp;A:\n<em>talks</em>") == "Q&A: talks"


def test_html_is_listed_with_what_to_do() -> None:
    corpus = pv.read_corpus(ROWS, progress=False)
    assert corpus["page"].text == PAGE
    assert [(row["id"], "markup='strip'" in row["reason"]) for row in corpus.warnings] == [
        ("page", True)
    ]


@pytest.mark.parametrize("make", [list, pa.Table.from_pylist])
def test_stripping_takes_html_out_and_leaves_the_rest(make: object) -> None:
    corpus = pv.read_corpus(make(ROWS), markup="strip", progress=False)  # type: ignore[operator]
    assert corpus["page"].text == PLAIN
    assert corpus["page"].title == "Ann’s talks"
    assert corpus["plain"].text == ROWS[1]["text"]
    assert corpus["plain"].title == "1 < 2 & 3"
    assert not len(corpus.warnings)


def test_html_that_was_written_as_text_goes_too() -> None:
    text = "Watch at &lt;a href=&quot;http://x.example&quot;&gt;x.example&lt;/a&gt; now."
    [article] = pv.read_corpus([{"text": text}], markup="strip", progress=False)
    assert article.text == "Watch at x.example now."


def test_an_article_of_nothing_but_tags_is_left_out() -> None:
    rows = [{"id": "a", "text": "<p></p><br>"}, {"id": "b", "text": "Ann Lee left."}]
    corpus = pv.read_corpus(rows, markup="strip", progress=False)
    assert corpus.quarantine["id"].tolist() == ["a"]


def test_an_unknown_choice_is_named() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'strip'"):
        pv.read_corpus(["x"], markup="stripp")  # type: ignore[arg-type]


def test_the_command_line_says_it_once_and_strips(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    file.write_text("".join(json.dumps({**ROWS[0], "id": str(n)}) + "\n" for n in range(3)))
    actors = tmp_path / "actors.toml"
    actors.write_text("[[actor]]\nid = 'lee'\nname = 'Ann Lee'\ntype = 'person'\n")
    command = ["candidates", str(file), "--actors", str(actors)]
    told = CliRunner().invoke(cli, command)
    assert "the text holds HTML" in told.stderr
    assert "2 more like it" in told.stderr
    stripped = CliRunner().invoke(cli, [*command, "--strip-html"])
    assert stripped.exit_code == 0
    assert "HTML" not in stripped.stderr


@given(st.text(alphabet="<>/&;#abp x='\n", max_size=60))
def test_any_text_is_stripped_to_something(text: str) -> None:
    plain = plain_text(text)
    assert isinstance(plain, str)
    if not _core.has_markup(text) and "<" not in text and "&" not in text:
        assert plain == text.strip()
