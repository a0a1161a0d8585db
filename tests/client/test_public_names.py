"""The public names of the package: three lists that must agree."""

from __future__ import annotations

import ast
import inspect

import checkout_client


def imported_for_type_checkers() -> dict[str, str]:
    """Each name that the block for type checkers imports, with its module."""
    found = {}
    for node in ast.walk(ast.parse(inspect.getsource(checkout_client))):
        if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module != "version":
            found.update({alias.name: str(node.module) for alias in node.names})
    return found


def test_type_checkers_and_python_find_the_same_names_in_the_same_modules() -> None:
    assert imported_for_type_checkers() == checkout_client._MODULES


def test_all_has_these_names_sorted() -> None:
    names = {*checkout_client._MODULES, "API_VERSION", "__version__"}
    assert set(checkout_client.__all__) == names
    assert len(checkout_client.__all__) == len(names)


def test_each_public_class_is_from_a_public_module() -> None:
    assert not [module for module in checkout_client._MODULES.values() if "._" in f".{module}"]
