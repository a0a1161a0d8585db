"""Write the lists of the model classes: ``models/__init__.py`` and ``models/_index.py``, from the classes themselves.

Run it after adding, renaming or moving a class: ``python spec/make_models_index.py``. A test fails until then.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from pathlib import Path

MODELS = Path(__file__).resolve().parent.parent / "checkout_client" / "models"
WIDTH = 120

INIT = '''"""The classes that responses are made of; each module loads when one of its classes is first needed.

Written by ``spec/make_models_index.py`` from the classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._concurrency.fork_lock import ForkLock
from .._values import introspectable

if TYPE_CHECKING:
    import cattrs

{imports}

# fmt: off
__all__ = [
{names}
]
# fmt: on

# A fork waits for an import that is under way: in the child it would never end.
_import_lock = ForkLock()


def __getattr__(name: str) -> Any:
    from importlib import import_module

    from ._index import MODULES

    if name not in MODULES:
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")

    with _import_lock:
        value = getattr(import_module(f".{{MODULES[name]}}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


def register(converter: cattrs.BaseConverter) -> None:
    """Teach ``converter`` to structure and unstructure all models, and the TypedDicts of ``checkout_client.params``.

    For example::

        converter = cattrs.preconf.json.make_converter()
        checkout_client.models.register(converter)
        stored = converter.dumps(session)
        session = converter.loads(stored, Session)

    Models are structured by ``from_dict`` and unstructured by ``to_dict``, with their unknown fields. The functions
    ``cattrs.structure`` and ``cattrs.unstructure`` do that without a call of this.

    Args:
        converter: any cattrs converter: a plain one or one of ``cattrs.preconf``.

    """
    from .._decoding.conversions import register as register_all

    register_all(converter)


introspectable(register)
'''

INDEX = '''"""Which module each model class is in. Written by ``spec/make_models_index.py`` from the classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NAMES_BY_MODULE: Final = {{
{modules}
}}

MODULES: Final[Mapping[str, str]] = {{
    name: module for module, names in _NAMES_BY_MODULE.items() for name in names.split()
}}
"""The module of each class, by the class's name."""
'''


def classes_by_module() -> dict[str, list[str]]:
    """The names of the model classes of each module, both in order."""
    found: dict[str, list[str]] = {}
    for path in sorted(MODELS.rglob("*.py")):
        names = [
            node.name
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.ClassDef) and any(ast.unparse(mark) == "model" for mark in node.decorator_list)
        ]
        if names:
            found[".".join(path.relative_to(MODELS).with_suffix("").parts)] = sorted(names)
    return found


def _imports(module: str, names: list[str]) -> str:
    return "\n".join(f"    from .{module} import {name} as {name}" for name in names)


def _entry(module: str, names: list[str]) -> str:
    line = f'    "{module}": "{" ".join(names)}",'
    if len(line) <= WIDTH:
        return line
    parts: list[str] = []
    part = ""
    for name in names:
        if len(part) + len(name) + 12 > WIDTH:
            parts.append(part)
            part = ""
        part += f"{name} "
    parts.append(part.rstrip())
    return "\n".join([f'    "{module}": (', *(f'        "{part}"' for part in parts), "    ),"])


def _wrapped(names: list[str]) -> str:
    quoted = ", ".join(f'"{name}"' for name in names)
    return textwrap.fill(f"{quoted},", WIDTH, initial_indent="    ", subsequent_indent="    ")


def files() -> dict[Path, str]:
    """Return the two files as they should be."""
    found = classes_by_module()
    names = sorted(name for group in found.values() for name in group)
    return {
        MODELS / "__init__.py": INIT.format(
            imports="\n".join(_imports(module, group) for module, group in found.items()),
            names=_wrapped([*names, "register"]),
        ),
        MODELS / "_index.py": INDEX.format(modules="\n".join(_entry(*item) for item in found.items())),
    }


def main() -> None:
    """Write both files."""
    for path, content in files().items():
        path.write_text(content, "utf-8")
        sys.stdout.write(f"{path.name} written\n")


if __name__ == "__main__":
    main()
