"""The page in a real browser: nothing fetched, nothing complained of, every label in its box."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from polyvocal.report import Limits, build_report, save_figures

pytest.importorskip("playwright", reason="the browser tests need the package playwright")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the browser tests need Chromium")

# Text outside its drawing, or on top of other text of the same drawing.
LABELS = """() => {
  const faults = [];
  for (const svg of document.querySelectorAll('svg.fig')) {
    const frame = svg.getBoundingClientRect();
    const name = svg.querySelector('title').textContent;
    const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim());
    const boxes = texts.map(t => t.getBoundingClientRect());
    boxes.forEach((b, i) => {
      const label = name + ': ' + texts[i].textContent;
      if (b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 ||
          b.bottom > frame.bottom + 1) faults.push('outside: ' + label);
      for (let j = i + 1; j < boxes.length; j++) {
        const c = boxes[j];
        const w = Math.min(b.right, c.right) - Math.max(b.left, c.left);
        const h = Math.min(b.bottom, c.bottom) - Math.max(b.top, c.top);
        if (w > 1 && h > 2) faults.push('overlap: ' + label + ' / ' + texts[j].textContent);
      }
    });
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def crowded_study(make_study: Any, make_article: Any) -> Any:
    """Long names in several scripts, many factions, many pairs."""
    stems = ["Government of National Understanding and Reconciliation of", "عبد الفتاح السيسي الرئيس",
             "Правительство национального согласия и щедрости", "W" * 30, "联合国支助团", "Al"]  # fmt: skip
    names = [f"{stems[i % len(stems)]} {chr(65 + i)}" for i in range(24)]
    factions = [(f"f{i}", f"Faction {i} with a long and winding name") for i in range(7)]
    actors = [
        (f"a{i}", name, "person", f"f{i % 8}" if i % 8 < 7 else "", name)
        for i, name in enumerate(names)
    ]
    articles = []
    for i in range(14):
        picks = [names[(i * 5 + k * (i + 2)) % 24] for k in range(6)]
        body = f"{picks[0]} met {picks[1]} and {picks[2]}. {picks[3]} failed. {picks[4]} and {picks[5]} support it."
        outlet = f"The Very Long Gazette of Somewhere {i % 9}"
        articles.append(make_article(f"article-{i}", body, outlet=outlet))
    return make_study(articles, actors, factions, title="A crowded report")


@pytest.fixture(scope="module")
def files(tmp_path_factory: Any, real_study: Any, crowded_study: Any) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report")
    found = {}
    for name, study in (("sample", real_study), ("crowded", crowded_study)):
        found[name] = folder / f"{name}.html"
        build_report(study, found[name])
    found["short"] = folder / "short.html"
    few = Limits(documents=3, actors=6, nodes=6, evidence=4, candidates=3, statements=2)
    build_report(real_study, found["short"], top=few)
    return found


STUDIES = pytest.mark.parametrize("name", ["sample", "crowded"])


@STUDIES
def test_opens_quietly_with_every_label_in_its_box(
    browser: Any, files: dict[str, Path], name: str
) -> None:
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(files[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(LABELS) == []
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()


def _violations(page: Any, options: dict[str, Any], least: int) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response
    assert len(found["passes"]) >= least, "the rules ran"
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]


def test_no_accessibility_violation(browser: Any, files: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(files["sample"].as_uri())
    everything_else = {"rules": {"color-contrast": {"enabled": False}}}
    assert _violations(page, everything_else, 20) == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_contrast_violation(browser: Any, files: dict[str, Path], scheme: str) -> None:
    # Axe takes minutes to measure thousands of cells; the short page has one of each kind.
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(files["short"].as_uri())
    assert _violations(page, {"runOnly": ["color-contrast"]}, 1) == []
    context.close()


@STUDIES
@pytest.mark.parametrize("width", [360, 820, 1400])
def test_nothing_scrolls_sideways(
    browser: Any, files: dict[str, Path], name: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=True)
    page.goto(files[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_click_on_a_number_opens_its_evidence(browser: Any, files: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(files["sample"].as_uri())
    link = page.locator("#figure-stance-document-1 svg a").first
    target = link.get_attribute("href")
    assert target is not None
    assert not page.locator(target).is_visible()
    link.click()
    page.wait_for_function("document.querySelector(location.hash).checkVisibility()")
    assert "Sum of the contributions" in page.locator(target).inner_text()
    page.close()


def test_works_without_javascript_and_prints_everything(
    browser: Any, files: dict[str, Path], tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(files["sample"].as_uri() + "#s1")
    assert page.locator("#s1").is_visible()
    context.close()
    page = browser.new_page()
    page.goto(files["sample"].as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    hidden = page.evaluate(
        "[...document.querySelectorAll('details table, details ul')].filter(e => !e.checkVisibility()).length"
    )
    assert hidden == 0
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    assert len(page.pdf(format="A4")) > 50_000
    page.close()


def test_keyboard_reaches_the_content_first(browser: Any, files: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(files["sample"].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.close()


def test_standalone_figures_open(
    browser: Any, real_study: Any, crowded_study: Any, tmp_path: Path
) -> None:
    page = browser.new_page()
    for name, study in (("sample", real_study), ("crowded", crowded_study)):
        for file in save_figures(study, tmp_path / name):
            page.goto(file.as_uri())
            assert page.evaluate(LABELS) == [], file.name
    page.close()
