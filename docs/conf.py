"""Sphinx configuration: `./run docs` builds it with warnings as errors."""

from __future__ import annotations

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

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
]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["dollarmath", "deflist", "fieldlist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "none"
default_role = "py:obj"
autosummary_generate = False
numpydoc_show_class_members = False
html_math_renderer = "mathml"
html_theme = "pydata_sphinx_theme"
html_title = f"polyvocal {release}"
html_show_sourcelink = False
# Pages without pages below them need no tree at the left.
html_sidebars = {page: [] for page in ("guide", "numbers", "tables", "changelog", "api")}
html_theme_options = {
    "header_links_before_dropdown": 6,
    "navbar_persistent": ["search-button"],
    "navigation_with_keys": False,
    "secondary_sidebar_items": ["page-toc"],
}
html_static_path = ["static"]
html_css_files = ["polyvocal.css"]


def _write_formula(writer: HTML5Translator, node: nodes.math | nodes.math_block) -> None:
    block = isinstance(node, nodes.math_block)
    writer.body.append(tex2mathml(node.astext(), as_block=block))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Write formulas as MathML, which browsers show without a script from elsewhere."""
    renderers = (_write_formula, None)
    app.add_html_math_renderer("mathml", renderers, renderers)
