"""How the documentation is built."""

from checkout_client import __version__

project = "checkout_client"
author = "The checkout_client maintainers"
copyright = "2026, the checkout_client maintainers"  # noqa: A001 - the name that Sphinx reads
version = release = __version__

extensions = ["myst_parser", "sphinx_copybutton"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"checkout_client {version}"
html_static_path = ["_static"]
nitpicky = True
