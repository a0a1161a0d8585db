"""Links from names in the text to their entries, and to the documentation of other projects."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from .annotations import ELSEWHERE
from .entries import members
from .public import by_path, homes
from .shown import link

logger = logging.getLogger(__name__)

_call = re.compile(r"(?:client\.)?sessions\.(create|retrieve|update|list|list_parallel|list_line_items|expire)")


def link_names(app: Sphinx, doctree: nodes.document) -> None:
    """Turn names in code style into links: public names everywhere, fields within the entry of their class."""
    _unlink_builtins(doctree)
    paths = _paths()
    for literal in list(doctree.findall(nodes.literal)):
        if _is_linked(literal):
            continue
        text = literal.astext().removesuffix("()")
        path = paths.get(text)
        if path is None and (call := _call.fullmatch(text)):
            path = f"checkout_client.Sessions.{call[1]}"
        path = path or _field(literal, text)
        if path is not None:
            reference = link(path, "")
            literal.replace_self(reference)
            reference.children = []
            reference += literal


def name_api_links(app: Sphinx, doctree: nodes.document) -> None:
    """Let "API reference: https://…" in a docstring be a link that reads "API reference"."""
    for reference in list(doctree.findall(nodes.reference)):
        if reference.astext() != reference.get("refuri"):
            continue
        before = reference.previous_sibling()
        if isinstance(before, nodes.Text) and (found := re.search(r"(API references?): $", before)):
            before.parent.replace(before, nodes.Text(before[: found.start()]))
            reference.children = []
            reference += nodes.Text(found[1].removesuffix("s"))
        elif isinstance(before, nodes.Text) and before.astext().strip() == "and":
            reference.children = []
            reference += nodes.Text(reference["refuri"].partition("/api/")[2] or reference["refuri"])


def _unlink_builtins(doctree: nodes.document) -> None:
    """Remove links from names without dots in signatures: Sphinx would look for any attribute named ``list``."""
    for signature in doctree.findall(addnodes.desc_signature):
        for reference in list(signature.findall(addnodes.pending_xref)):
            if "." not in reference["reftarget"]:
                reference.replace_self(nodes.Text(reference["reftarget"]))


def _paths() -> dict[str, str]:
    """Return the link targets of names that are not also English words."""
    found: dict[str, str] = {}
    for home in homes().values():
        for path in (home.path, *home.also):
            found[path] = home.path
        if re.search(r"[A-Z_]", home.name):
            found[home.name] = home.path
    return found


def _is_linked(node: nodes.Node) -> bool:
    while node is not None:
        if isinstance(node, nodes.reference | addnodes.pending_xref | nodes.title | addnodes.desc_signature):
            return True
        if isinstance(node, nodes.container) and "api-values" in node["classes"]:
            return True
        node = node.parent
    return False


def _field(literal: nodes.literal, name: str) -> str | None:
    """Return the row of the same table that a name refers to."""
    node: nodes.Node = literal
    row: nodes.Node | None = None
    while node is not None:
        if isinstance(node, nodes.row):
            row = node
        if isinstance(node, addnodes.desc):
            signature = node[0]
            assert isinstance(signature, addnodes.desc_signature)
            path = f"{signature['module']}.{signature['fullname']}"
            home = by_path().get(path)
            if home is None or name not in {one.name for one in members(home)}:
                return None
            is_own = row is not None and row[0].astext().startswith(name)
            return None if is_own else f"{path}.{name}"
        node = node.parent
    return None


def resolve_elsewhere(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, shown: nodes.TextElement
) -> nodes.Node | None:
    """Return a link to the documentation of another project."""
    address = ELSEWHERE.get(node["reftarget"])
    return None if address is None else nodes.reference("", "", shown, internal=False, refuri=address)


def check_that_all_is_there(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about public names that no page documents."""
    documented = env.domains.python_domain.objects
    for home in homes().values():
        for path in (home.path, *home.also):
            if path not in documented:
                logger.warning("%s is public, but no page of the reference documents it", path)
