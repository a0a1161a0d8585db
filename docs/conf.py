"""Settings of the documentation build."""

import sys
from pathlib import Path

from checkout_client import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "checkout_client"
author = "The checkout_client maintainers"
copyright = "2026, the checkout_client maintainers"  # noqa: A001 - the name that Sphinx reads
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx_copybutton",
    "api_reference",
    "search_topics",
]
exclude_patterns = ["_build"]
nitpicky = True
# pyarrow's classes are not linked.
nitpick_ignore = [("py:class", "pa.Schema"), ("py:class", "pa.Table")]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

add_module_names = False
maximum_signature_line_length = 88
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = f"checkout_client {version}"
html_static_path = ["_static"]
html_css_files = ["api.css", "site.css"]
html_favicon = "_static/favicon.svg"
html_search_scorer = str(Path(__file__).parent / "_ext" / "search_scorer.js")
html_show_sourcelink = False
html_copy_source = False
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
