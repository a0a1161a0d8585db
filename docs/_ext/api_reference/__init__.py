"""A Sphinx extension that generates the reference from the package's source, without importing it.

A page names what it documents. The extension reads names, signatures, types and docstrings from the source::

    ```{eval-rst}
    .. api:: checkout_client.params.prices
    .. api:: checkout_client Timeout Limits
    ```

``source`` reads the package, ``public`` knows its public names, ``annotations`` formats their types and ``entries``
whole entries. None of them needs Sphinx, so tests use them too. ``shown``, ``directives`` and ``links`` build pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives with Sphinx."""
    # Imported here, because the other modules work without Sphinx.
    from .directives import AliasDirective, ApiDirective, ArgumentsDirective, MembersDirective
    from .links import check_that_all_is_there, link_names, name_api_links, resolve_elsewhere

    app.add_directive("api", ApiDirective)
    app.add_directive("api-alias", AliasDirective)
    app.add_directive("api-arguments", ArgumentsDirective)
    app.add_directive("api-members", MembersDirective)
    app.connect("doctree-read", link_names)
    app.connect("doctree-read", name_api_links)
    app.connect("missing-reference", resolve_elsewhere)
    app.connect("env-check-consistency", check_that_all_is_there)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
