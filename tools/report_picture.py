"""Make docs/images/report.png: the head of the sample study's report and two of its figures.

./run report && .venv/bin/python tools/report_picture.py    (when the report looks different)
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "build/report/report.html"
PICTURE = ROOT / "docs/images/report.png"
SHOWN = ("figure-stance-document-1", "figure-together")
STYLE = """
.toc, main > section > :not(.shown), .shown > details, body > footer { display: none !important }
main { display: flex; flex-direction: column }
main > section { display: contents }
"""
MARK = """names => names.forEach((name, i) => {
  const figure = document.getElementById(name);
  figure.classList.add('shown');
  figure.style.order = i;
})"""


def main() -> None:
    browser_path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if browser_path is None or not REPORT.exists():
        sys.exit("needs Chromium, and build/report/report.html from ./run report")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": 1000, "height": 800}, device_scale_factor=1.2, color_scheme="light"
        )
        page.goto(REPORT.as_uri())
        page.evaluate(MARK, SHOWN)
        page.add_style_tag(content=STYLE)
        page.screenshot(path=PICTURE, full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
