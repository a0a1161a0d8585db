"""Types and names as nodes of a page."""

from __future__ import annotations

import ast
import re

from docutils import nodes
from sphinx import addnodes

from .annotations import ELSEWHERE, LITERAL, SHOWN_VALUES, text_of
from .source import PACKAGE

_token = re.compile(r'"[^"]*"|[A-Za-z_][\w.]*|[^"A-Za-z_]+')


def type_nodes(annotation: ast.expr) -> list[nodes.Node]:
    """Return the nodes of an annotation: documented names are links, long lists of values are omitted."""
    found: list[nodes.Node] = []
    for token in _token.findall(LITERAL.sub(_shortened, text_of(annotation))):
        short = token.rpartition(".")[2]
        if token.startswith(f"{PACKAGE}."):
            found.append(link(token, short))
        elif token in ELSEWHERE:
            found.append(nodes.reference("", short, internal=False, refuri=ELSEWHERE[token]))
        else:
            found.append(nodes.Text(token))
    return found


def _shortened(match: re.Match[str]) -> str:
    return match[0] if match[1].count(",") < SHOWN_VALUES else "Literal[…]"


def link(path: str, shown: str, role: str = "obj") -> addnodes.pending_xref:
    """Return a link to the entry of ``path``."""
    reference = addnodes.pending_xref(
        "", nodes.inline("", shown), refdomain="py", reftype=role, reftarget=path, refspecific=False, refwarn=True
    )
    reference["py:module"] = reference["py:class"] = None
    return reference
