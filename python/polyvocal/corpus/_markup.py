"""Texts out of HTML: what a reader of the page sees, a paragraph for each block."""

from __future__ import annotations

import re
from html.parser import HTMLParser

__all__ = ["plain_text", "plain_title"]

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd div dl dt figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr
    ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNSEEN = frozenset(("head", "noscript", "script", "select", "style", "svg", "template", "title"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\N{LINE SEPARATOR}"


class _Page(HTMLParser):
    """Collects what is seen; `_BREAK` stands for a line that the page breaks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.has_blocks = False
        self._unseen = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        self._break_at(tag)

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._break_at(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        self._break_at(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)

    def _break_at(self, tag: str) -> None:
        if tag == "br":
            self.parts.append(_BREAK)
        elif tag in _BLOCKS:
            self.parts.append(_BREAK * 2)
        else:
            return
        self.has_blocks = True


def plain_text(text: str) -> str:
    r"""Take tags and references out of a text.

    What is never seen (scripts, styles) goes; blocks become paragraphs, ``<br>`` a line. Where there
    are such tags, white space means nothing, as in a browser; else lines stay as they are.

    >>> plain_text("<p>It&#8217;s  <b>Ann</b>\nLee.</p><p>She spoke.</p>")
    'It’s Ann Lee.\n\nShe spoke.'
    >>> plain_text("AT&amp;T &lt;rose&gt;\nin May.")
    'AT&T <rose>\nin May.'
    """
    page = _Page()
    page.feed(text)
    page.close()
    seen = "".join(page.parts)
    if not page.has_blocks:
        return seen.strip()
    lines = (line.strip(" ") for line in _SPACE.sub(" ", seen).split(_BREAK))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain_title(title: str) -> str:
    """Take known tags and references out of a title, on one line.

    >>> plain_title("Ann&#8217;s <i>talks</i>"), plain_title("Q&A: 1 < 2")
    ('Ann’s talks', 'Q&A: 1 < 2')
    """
    return " ".join(plain_text(title).split()) if "<" in title or "&" in title else title
