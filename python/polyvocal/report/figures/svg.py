"""A small writer of SVG: every attribute and text is escaped, numbers are short and stable.

>>> canvas = Canvas(100, 20)
>>> canvas.add("text", "A & B", x=1.26, y=10, class_="label")
>>> str(canvas.body())
'<text x="1.3" y="10" class="label">A &amp; B</text>'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from markupsafe import Markup, escape

from polyvocal.report.figures.metrics import fit

_HEADING = 36.0  # above a figure in a file of its own

__all__ = ["Canvas", "Figure", "clean", "number", "signed"]

# Characters that XML forbids; an article may hold them.
_FORBIDDEN = {code: "\ufffd" for code in range(0x20) if chr(code) not in "\t\n\r"} | dict.fromkeys(
    (127, 65534, 65535, *range(128, 160)), "�"
)


def clean(text: str) -> str:
    """Replace control characters, which neither XML nor a reader can show, by U+FFFD."""
    return text.translate(_FORBIDDEN)


def number(value: float) -> str:
    """Format a coordinate with at most one decimal, without a negative zero."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def signed(value: float | None, digits: int = 2) -> str:
    """Write a score with its sign and a true minus; a dash when there is none.

    >>> signed(-0.5), signed(0.0), signed(-0.0001), signed(None)
    ('−0.50', '0.00', '0.00', '–')
    """
    if value is None:
        return "–"
    text = f"{value:+.{digits}f}"
    if float(text) == 0:
        return text[1:]
    return text.replace("-", "−")


def _attributes(values: Mapping[str, object]) -> str:
    parts = []
    for key, value in values.items():
        if value is None:
            continue
        name = key.rstrip("_").replace("_", "-")
        shown = number(value) if isinstance(value, int | float) else clean(str(value))
        parts.append(f' {name}="{escape(shown)}"')
    return "".join(parts)


class Canvas:
    """A drawing area of `width` x `height` units."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._parts: list[str] = []
        self._plain: list[str] = []  # the same without links, for a file of its own

    def _put(self, part: str, plain: str | None = None) -> None:
        self._parts.append(part)
        self._plain.append(part if plain is None else plain)

    def add(
        self, name: str, text: str | None = None, *, hint: str | None = None, **attributes: object
    ) -> None:
        """Add one element; `hint` becomes its tooltip (a `title` child)."""
        inner = "" if text is None else str(escape(clean(text)))
        if hint:
            inner += f"<title>{escape(clean(hint))}</title>"
        opening = f"<{name}{_attributes(attributes)}"
        self._put(f"{opening}>{inner}</{name}>" if inner else f"{opening}/>")

    @contextmanager
    def within(self, name: str, *, hint: str | None = None, **attributes: object) -> Iterator[None]:
        """Open an element around what is added inside the `with` block."""
        self._put(f"<{name}{_attributes(attributes)}>")
        if hint:
            self._put(f"<title>{escape(clean(hint))}</title>")
        yield
        self._put(f"</{name}>")

    @contextmanager
    def link(self, target: str | None, *, hint: str) -> Iterator[None]:
        """Link to an element of the page. The data table is the way in for keyboards."""
        if target is None:
            with self.within("g", hint=hint):
                yield
            return
        values = {"href": f"#{target}", "tabindex": "-1", "class_": "fig-link"}
        self._put(f"<a{_attributes(values)}>", "<g>")
        self._put(f"<title>{escape(clean(hint))}</title>")
        yield
        self._put("</a>", "</g>")

    def body(self) -> Markup:
        """Everything added so far."""
        return Markup("".join(self._parts))

    def figure(
        self, key: str, *, title: str, says: str, note: str = "", legend: str = ""
    ) -> Figure:
        """Finish the drawing."""
        return Figure(
            key=key,
            title=title,
            says=says,
            width=self.width,
            height=self.height,
            body=self.body(),
            plain=Markup("".join(self._plain)),
            note=note,
            legend=legend,
        )


@dataclass(frozen=True)
class Figure:
    """A finished drawing with the words that go with it.

    `key` names it (file name, ids); `title` and `says` are its headline and the one sentence that says
    what it shows; `note` tells how to read it. `plain` is the body without links.
    """

    key: str
    title: str
    says: str
    width: float
    height: float
    body: Markup
    plain: Markup
    note: str = ""
    legend: str = ""

    def inline(self) -> Markup:
        """SVG for the page: styled by the page's stylesheet, linked to the evidence."""
        # Children of role=img are hidden from assistive technology, links among them.
        role = "img" if self.body == self.plain else "group"
        return self._svg(self.body, role=role)

    def standalone(self) -> str:
        """SVG as a file of its own, with its own light and dark style."""
        from polyvocal.report.theme import figure_css

        heading = Canvas(self.width, _HEADING)
        heading.add("rect", y=-_HEADING, width="100%", height="100%", class_="fig-paper")
        heading.add("text", fit(self.title, self.width - 16, 14, bold=True), x=8, y=-14,
                    class_="t-bold t-title")  # fmt: skip
        before = Markup("<style>{}</style>").format(Markup(figure_css())) + heading.body()
        drawing = self._svg(before + self.plain, role="img", top=_HEADING)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'

    def _svg(self, content: Markup, *, role: str, top: float = 0.0) -> Markup:
        key = f"fig-{self.key}"
        width, height = number(self.width), number(self.height + top)
        size = f' width="{width}" height="{height}"' if top else ""
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="fig" role="{role}" '
            f'viewBox="0 {number(-top)} {width} {height}"{size} '
            f'aria-labelledby="{key}-t {key}-d">'
        )
        words = Markup('<title id="{0}-t">{1}</title><desc id="{0}-d">{2}</desc>')
        return (
            Markup(opening)
            + words.format(key, clean(self.title), clean(self.says))
            + content
            + Markup("</svg>")
        )
