"""Write the fake's table of the parameters of prices, customers and so on: ``related_objects/parameters.json``.

    python spec/make_catalogue_parameters.py

The OpenAPI files of this folder describe Checkout Sessions only. So this reads the names and types of parameters from
the TypedDicts of Stripe's own library, which must be installed. :mod:`make_parameters` describes the format.
"""

from __future__ import annotations

import ast
import importlib.util
import json
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "checkout_client" / "testing" / "_api" / "related_objects" / "parameters.json"

CREATED = ("coupon", "customer", "price", "product", "promotion_code", "shipping_rate", "tax_rate")
LISTED = (*CREATED, "charge", "event", "invoice", "payment_intent", "payment_method", "setup_intent", "subscription")

SCALARS = {"str": "string", "int": "integer", "bool": "boolean", "float": "number", "Decimal": "decimal"}
ENUM_OF_STRINGS = "string"


def table(library: Path) -> dict[str, Any]:
    """The whole table, of the library in the folder ``library``."""
    create = {
        name: Definitions(library, f"_{name}_create_params").node(f"{camel(name)}CreateParams") for name in CREATED
    }
    lists = {name: Definitions(library, f"_{name}_list_params").node(f"{camel(name)}ListParams") for name in LISTED}
    version: dict[str, str] = {}
    exec((library / "_version.py").read_text(encoding="utf-8"), version)  # noqa: S102 - of an installed package
    return {"create": create, "list": lists, "stripe": version["VERSION"]}


def camel(name: str) -> str:
    """The name of the class of an object."""
    return "".join(word.title() for word in name.split("_"))


class Definitions:
    """The TypedDicts of one module."""

    def __init__(self, library: Path, module: str) -> None:
        tree = ast.parse((library / "params" / f"{module}.py").read_text(encoding="utf-8"))
        self.classes = {one.name: one for one in tree.body if isinstance(one, ast.ClassDef)}

    def node(self, name: str) -> dict[str, Any]:
        """The node for the TypedDict called ``name``."""
        fields = [one for one in self.classes[name].body if isinstance(one, ast.AnnAssign)]
        return dict(sorted(self.field(one) for one in fields))

    def field(self, field: ast.AnnAssign) -> tuple[str, Any]:
        """The marked name of a parameter, and its node."""
        assert isinstance(field.target, ast.Name)
        annotation = field.annotation
        required = not is_generic(annotation, "NotRequired")
        if isinstance(annotation, ast.Subscript) and not required:
            annotation = annotation.slice
        forms = list(self.forms(annotation))
        clearable = "" in forms
        nodes = [form for form in forms if form != ""]
        if any(isinstance(one, str) and one.startswith("enum:") for one in nodes):
            nodes = [one for one in nodes if one != ENUM_OF_STRINGS]  # values that the library does not know yet
        nodes.sort(key=lambda one: isinstance(one, str))
        marks = "!" * required + "~" * clearable
        return field.target.id + marks, nodes[0] if len(nodes) == 1 else {"or": nodes}

    def forms(self, annotation: Any) -> Any:
        """The nodes of the members of a union; the empty string for one that unsets."""
        if isinstance(annotation, ast.Constant):
            annotation = ast.parse(annotation.value, mode="eval").body
        if isinstance(annotation, ast.BinOp):
            yield from self.forms(annotation.left)
            yield from self.forms(annotation.right)
        elif isinstance(annotation, ast.Name):
            yield SCALARS[annotation.id] if annotation.id in SCALARS else self.node(annotation.id)
        elif is_generic(annotation, "Literal"):
            values = [one.value for one in getattr(annotation.slice, "elts", [annotation.slice])]
            yield from ([""] if "" in values else [])
            if named := sorted(value for value in values if value):
                yield f"enum:{'|'.join(named)}"
        elif is_generic(annotation, "Union"):
            for member in annotation.slice.elts:
                yield from self.forms(member)
        elif is_generic(annotation, "List"):
            element = next(one for one in self.forms(annotation.slice) if one != "")
            yield [element]
        elif is_generic(annotation, "Dict"):
            value = next(one for one in self.forms(annotation.slice.elts[1]) if one != "")
            yield {"*": value}
        else:
            assert is_generic(annotation, "UntypedStripeObject"), ast.dump(annotation)  # beside a Dict


def is_generic(annotation: Any, name: str) -> Any:
    """Whether ``annotation`` is ``name[…]``."""
    return isinstance(annotation, ast.Subscript) and getattr(annotation.value, "id", "") == name


def main() -> None:
    """Write the file."""
    found = importlib.util.find_spec("stripe")
    assert found is not None, "install stripe first"
    assert found.origin is not None
    written = json.dumps(table(Path(found.origin).parent), separators=(",", ":"), sort_keys=True)
    TABLE.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
