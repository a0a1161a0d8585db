"""The lists of model classes match the files, and nothing is loaded before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import make_models_index
import pytest

import checkout_client
from checkout_client import models, params
from checkout_client.models._index import MODULES
from checkout_client.models.base import Model, ResponseModel

MODELS = Path(models.__file__).parent
PARAMS = Path(params.__file__).parent


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def exported(package: Path) -> list[str]:
    (assignment,) = (
        node
        for node in tree(package / "__init__.py").body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    return list(ast.literal_eval(assignment.value))


def test_the_lists_of_classes_are_those_that_the_script_writes():
    for path, content in make_models_index.files().items():
        assert path.read_text("utf-8") == content, "run python spec/make_models_index.py"


def test_every_class_is_exported_and_nothing_else():
    assert sorted(models.__all__) == sorted([*MODULES, "register"])
    assert len(models.__all__) == len(set(models.__all__))
    assert dir(models) == models.__all__


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_name_gives_its_class(name: str):
    cls = getattr(models, name)
    assert cls.__name__ == name
    assert cls.__module__ == f"checkout_client.models.{MODULES[name]}"
    assert issubclass(cls, Model)
    assert "__slots__" in vars(cls)


def test_an_unknown_name_is_an_attribute_error_that_repeats_it():
    with pytest.raises(AttributeError, match=r"module 'checkout_client\.models' has no attribute 'Sesion'"):
        models.Sesion  # noqa: B018


def test_what_is_deleted_is_called_so_and_has_the_flag():
    deleted = [name for name in MODULES if name.startswith("Deleted")]
    assert deleted
    for name in deleted:
        assert name.removeprefix("Deleted") in MODULES
        assert getattr(models, name).__annotations__["deleted"] == "Literal[True]"


def test_only_what_calls_return_knows_its_response():
    knowing = {name for name in MODULES if issubclass(getattr(models, name), ResponseModel)}
    assert knowing == {"Session", "SessionList", "LineItemList"}


def test_every_public_name_of_the_parameter_modules_is_exported_and_nothing_else():
    defined: set[str] = set()
    for path in PARAMS.rglob("*.py"):
        if path.stem == "__init__":
            continue
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef):
                defined.add(node.name)
            elif isinstance(node, ast.AnnAssign) and "TypeAlias" in ast.unparse(node.annotation):
                defined.add(ast.unparse(node.target))
    public = {name for name in defined if not name.startswith("_")}
    assert sorted(params.__all__) == sorted(exported(PARAMS))
    assert set(params.__all__) == public


def test_every_exported_parameter_type_can_be_imported():
    for name in params.__all__:
        assert getattr(params, name) is not None
    assert len(params.__all__) == len(set(params.__all__))


def test_the_package_exports_what_it_says():
    for name in checkout_client.__all__:
        assert getattr(checkout_client, name) is not None


def modules_loaded_by(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {name for name in done.stdout.split() if name.startswith("checkout_client.")}


EXPANDED = {
    f"checkout_client.models.{module}"
    for module in set(MODULES.values())
    if module.partition(".")[0] in ("billing", "customers", "payments", "products")
}


def test_importing_the_package_loads_neither_expanded_resources_nor_parameters():
    loaded = modules_loaded_by("from checkout_client import CheckoutClient")
    assert "checkout_client.models.session.session" in loaded
    assert not loaded & EXPANDED
    assert not {name for name in loaded if name.startswith("checkout_client.params")}


def test_an_expanded_resource_is_loaded_when_a_response_first_holds_one():
    code = """
from checkout_client._decoding.converter import decode
from checkout_client.models.products.price import CustomUnitAmount, Price
price = dict(
    id="price_1", object="price", active=True, billing_scheme="per_unit", created=1, currency="usd", livemode=False,
    metadata={}, product="prod_1", type="one_time",
)
decode(Price, price)
assert "checkout_client.models.products.product" not in sys.modules
decode(Price, price | {"product": {"id": "prod_1", "object": "product", "deleted": True}})
"""
    loaded = modules_loaded_by(code) & EXPANDED
    assert loaded == {"checkout_client.models.products.price", "checkout_client.models.products.product"}


def test_a_model_is_loaded_when_its_name_is_first_asked_for():
    loaded = modules_loaded_by("from checkout_client.models import Coupon")
    assert loaded & EXPANDED == {"checkout_client.models.products.coupon"}
