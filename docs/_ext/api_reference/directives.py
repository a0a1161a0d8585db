"""The directives: ``api`` inserts the entries of a module into a page; entries use the other directives."""

from __future__ import annotations

import ast

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_id

from .annotations import long_values
from .entries import Row, alias_of, arguments, entry, members
from .parameter_paths import parameter_paths
from .public import Home, by_path, homes_in
from .shown import type_nodes
from .source import ROOT, is_typed_dict


class ApiDirective(SphinxDirective):
    """``.. api:: module [name …]``: the entries of the names, or of all public names that the module defines."""

    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        names = self.arguments[1].split() if len(self.arguments) > 1 else []
        found: list[nodes.Node] = []
        for home in homes_in(self.arguments[0], names):
            self.env.note_dependency(find_file(home))
            body = nodes.Element()
            self.state.nested_parse(StringList(entry(home), f"{home.module.name}.{home.name}"), 0, body)
            self._note_other_names(home, body)
            found += body.children
        return found

    def _note_other_names(self, home: Home, body: nodes.Element) -> None:
        domain = self.env.domains.python_domain
        signature = next(iter(body.findall(addnodes.desc_signature)))
        canonical = f"{home.module.name}.{home.definition_name}"  # Sphinx notes this one itself
        for name in home.also:
            if name == canonical:
                continue
            domain.note_object(name, "class", signature["ids"][0], aliased=True, location=signature)


def find_file(home: Home) -> str:
    """The file that defines a name."""
    path = ROOT.joinpath(*home.module.name.split("."))
    return str(path / "__init__.py" if path.is_dir() else path.with_suffix(".py"))


class AliasDirective(SphinxDirective):
    """``.. api-alias:: full.name``: what a name is an alias of."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        alias = alias_of(by_path()[self.arguments[0]])
        assert alias is not None
        shown = nodes.inline("", "", *type_nodes(alias), classes=["api-type"], support_smartquotes=False)
        return [nodes.paragraph("", "", nodes.Text("= "), shown), *map(_folded, long_values(alias))]


class _Table(SphinxDirective):
    required_arguments = 1

    def table(self, title: str, found: list[tuple[nodes.entry, Row]]) -> list[nodes.Node]:
        """A table of three columns."""
        widths = (31, 28, 41)
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=3)
        heads = (nodes.entry("", nodes.paragraph("", one)) for one in (title, "Type", "Meaning"))
        group += nodes.thead("", nodes.row("", *heads))
        group += nodes.tbody("", *(self._row(name, row) for name, row in found))
        return [nodes.table("", group, classes=["api-fields", "colwidths-given"])]

    def _row(self, name: nodes.entry, row: Row) -> nodes.row:
        kind = nodes.paragraph("", "", classes=["api-type"], support_smartquotes=False)
        if row.type:
            kind += type_nodes(row.type)
        meaning = nodes.entry()
        self.state.nested_parse(StringList(row.words.splitlines(), f"{self.arguments[0]}.{row.name}"), 0, meaning)
        if row.type:
            meaning += list(map(_folded, long_values(row.type)))
        return nodes.row("", name, nodes.entry("", kind), meaning)


class ArgumentsDirective(_Table):
    """``.. api-arguments:: full.name``: the arguments of a function, or of a class when it is made."""

    def run(self) -> list[nodes.Node]:
        return self.table("Argument", [(self._name(row), row) for row in arguments(by_path()[self.arguments[0]])])

    @staticmethod
    def _name(row: Row) -> nodes.entry:
        name = nodes.paragraph("", "", nodes.literal("", row.name))
        if row.default is not None:
            name += nodes.inline("", "", nodes.Text("= "), nodes.literal("", row.default), classes=["api-default"])
        return nodes.entry("", name)


class MembersDirective(_Table):
    """``.. api-members:: full.name``: the keys of a TypedDict, or the fields and attributes of a class."""

    def run(self) -> list[nodes.Node]:
        home = by_path()[self.arguments[0]]
        assert isinstance(home.definition, ast.ClassDef)
        title = "Key" if is_typed_dict(home.module, home.definition) else "Attribute"
        return self.table(title, [(self._name(home, row), row) for row in members(home)])

    def _name(self, home: Home, row: Row) -> nodes.entry:
        full = f"{home.path}.{row.name}"
        node_id = make_id(self.env, self.state.document, "", full)
        link = nodes.reference("", "", nodes.literal("", row.name), refid=node_id, internal=True)
        name = nodes.paragraph("", "", link, ids=[node_id])
        self.state.document.note_explicit_target(name)
        self.env.domains.python_domain.note_object(full, "attribute", node_id, location=name)
        if row.required:
            name += nodes.inline("", "required", classes=["api-required"])
        paths = parameter_paths().get(full)  # main entries of the index come before everything else in a search
        texts = [(path, "main") for path in paths] if paths else [(f"{row.name} ({home.name})", "")]
        index = addnodes.index(entries=[("single", text, node_id, main, None) for text, main in texts])
        return nodes.entry("", index, name)


def _folded(values: list[str]) -> nodes.Node:
    """A long list of values that opens when asked to."""
    shown: list[nodes.Node] = []
    for value in values:
        shown += [nodes.literal("", value), nodes.Text(" ")]
    head = nodes.raw("", f"<details><summary>{len(values)} values</summary>", format="html")
    return nodes.container(
        "", head, nodes.paragraph("", "", *shown), nodes.raw("", "</details>", format="html"), classes=["api-values"]
    )
