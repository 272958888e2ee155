"""Sphinx configuration: `./run docs` builds it with warnings as errors."""

from __future__ import annotations

import polyvocal

project = "polyvocal"
author = "the polyvocal developers"
copyright = "2026, the polyvocal developers"
version = release = polyvocal.__version__

extensions = [
    "myst_parser",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.mathjax",
]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["dollarmath", "deflist", "fieldlist"]
myst_heading_anchors = 3
autodoc_typehints = "none"
autosummary_generate = False
numpydoc_show_class_members = False
# Pages open from disk and without a network: no formula renderer from elsewhere.
mathjax_path = ""
html_theme = "pydata_sphinx_theme"
html_title = f"polyvocal {release}"
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": False, "secondary_sidebar_items": ["page-toc"]}
html_static_path: list[str] = []
