"""How Sphinx builds the site: `make docs`. Nothing is loaded from elsewhere, and the search works from files."""

import sys
from pathlib import Path

from sphinx.application import Sphinx

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]

from generated import filled
from sgreports import __version__

project = "sgreports"
author = "The sgreports developers"
copyright = "The sgreports developers. The texts of the reports are the United Nations'."
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["pictures", "generated", "documented"]
myst_heading_anchors = 4
myst_enable_extensions = ["attrs_inline"]
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True
default_role = "literal"
smartquotes = False
html_theme = "furo"
html_title = f"sgreports {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
# Furo's muted greys are a little below the contrast that WCAG asks for.
html_theme_options = {"light_css_variables": {"color-foreground-muted": "#55565a"}}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"


ACCESSIBLE = {
    '<aside class="sidebar-drawer"': '<aside aria-label="All pages" class="sidebar-drawer"',
    '<aside class="toc-drawer': '<aside aria-label="This page" class="toc-drawer',
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    '<div id="search-results">': '<h1>Search</h1>\n<div id="search-results">',
}
"""What Furo's pages lack: names of side bars, a heading of the search, keys that scroll wide code and tables."""


def setup(app: Sphinx) -> None:
    """Puts in what is generated before a page is read, and mends the pages that were written."""
    app.connect("source-read", _fill)
    app.connect("build-finished", _mend)


def _mend(app: Sphinx, _error: Exception | None) -> None:
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for lacking, whole in ACCESSIBLE.items():
            text = text.replace(lacking, whole)
        page.write_text(text, encoding="utf-8")


def _fill(app: Sphinx, page: str, source: list[str]) -> None:
    source[0] = filled(source[0], (Path(app.srcdir) / page).parent)
