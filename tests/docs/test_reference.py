"""The reference documents every public name once, with a description of each of its parts."""

from __future__ import annotations

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from api_reference.annotations import long_values, text_of
from api_reference.entries import alias_of, arguments, entry, members, words_of
from api_reference.public import MODULES, by_path, homes, homes_in, is_alias, public_names
from guards import public_api

PAGES = Path(__file__).parents[2] / "docs" / "reference"
HOMES = pytest.mark.parametrize("home", [pytest.param(home, id=home.path) for home in homes().values()])


def placed() -> Counter[str]:
    """Count how often the pages document each name."""
    found: Counter[str] = Counter()
    for page in PAGES.rglob("*.md"):
        for module, names in re.findall(r"^\.\. api:: (\S+)(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
            found.update(home.path for home in homes_in(module, names.split()))
    return found


def test_every_name_is_on_one_page():
    assert placed() == Counter(by_path().keys())


def test_public_names_are_those_that_the_modules_export():
    assert {*public_api.MODULES} <= {*MODULES}
    known = {path for home in homes().values() for path in (home.path, *home.also)}
    for module in MODULES:
        exported = getattr(import_module(module), "__all__", ())
        assert {f"{module}.{name}" for name in exported} <= known
        assert all(hasattr(import_module(module), name) for name in public_names()[module])


def test_a_name_that_two_modules_export_has_one_entry():
    session = by_path()["checkout_client.Session"]
    assert session.also == ("checkout_client.models.Session",)
    assert session.module.name == "checkout_client.models.session.session"


def test_what_is_not_public_cannot_be_placed():
    with pytest.raises(LookupError, match="has no public Walk"):
        homes_in("checkout_client.pagination", ["Walk"])
    with pytest.raises(LookupError, match="defines nothing that is public"):
        homes_in("checkout_client._transport.flow", [])


@HOMES
def test_everything_has_words(home):
    definition = home.definition
    if isinstance(definition, ast.Assign | ast.AnnAssign):
        assert home.module.words.get(home.definition_name) or home.name == "__version__"
    else:
        assert words_of(ast.get_docstring(definition)).text
    assert [row.name for row in (*arguments(home), *members(home)) if not row.words] == []


@HOMES
def test_everything_has_an_entry(home):
    kind, shown = re.match(r"\.\. py:(\w+):: (\w+)", entry(home)[0]).groups()
    assert shown == home.name
    assert (kind == "type") == is_alias(home.definition)


def keys(path):
    return {row.name: (row.required, text_of(row.type)) for row in members(by_path()[path])}


def test_a_table_has_the_keys_of_a_typed_dict():
    found = keys("checkout_client.params.PriceDataParams")
    assert found["currency"] == (True, "checkout_client.params.Currency")
    assert found["product_data"] == (False, "checkout_client.params.ProductDataParams")
    assert next(iter(found)) == "currency"  # what is required comes first


def test_a_table_has_the_keys_that_are_inherited():
    assert keys("checkout_client.params.CardOptionsParams").keys() > {"capture_method", "installments"}
    assert keys("checkout_client.bulk.Shard") == {"created": (True, "checkout_client.params.CreatedFilterParams")}


def test_a_table_has_the_fields_of_a_model_with_its_types_written_out():
    found = keys("checkout_client.Session")
    assert (
        found["customer"][1] == "str | checkout_client.models.Customer | checkout_client.models.DeletedCustomer | None"
    )
    assert found["status"][1] == 'Literal["complete", "expired", "open"] | str | None'
    assert "_shape" not in found
    assert (
        keys("checkout_client.webhooks.CheckoutSessionExpired")["data"][1]
        == "checkout_client.webhooks.SessionEventData"
    )


def test_a_table_has_the_attributes_of_an_error():
    found = keys("checkout_client.APIError")
    assert found["param"] == (False, "str | None")
    assert '"resource_missing"' in found["code"][1]
    assert found["http_status"] == (False, "int")


def test_a_table_has_the_arguments_of_a_client():
    client = by_path()["checkout_client.CheckoutClient"]
    found = {row.name: row for row in arguments(client)}
    assert found["base_url"].default == "None"
    assert found["max_retries"].default == "2"
    assert "httpx.Client" in text_of(found["http_client"].type)
    assert [row.name for row in members(client)] == ["sessions"]


def test_signatures_have_full_names():
    lines = "\n".join(entry(by_path()["checkout_client.Sessions"]))
    assert "**params: Unpack[checkout_client.params.SessionCreateParams]) -> checkout_client.Session" in lines
    assert ".. py:class:: Sessions\n" in lines  # nobody makes one, so how is left out


def test_overloads_are_all_shown():
    lines = entry(by_path()["checkout_client.webhooks.EventHandler"])
    (first,) = [number for number, line in enumerate(lines) if line.startswith("   .. py:method:: on(")]
    assert all(line.strip().startswith("on(") for line in lines[first + 1 : first + 6])


def test_long_lists_of_values_are_folded():
    assert [len(values) for values in long_values(alias_of(by_path()["checkout_client.params.KnownCurrency"]))] > [100]
    assert long_values(alias_of(by_path()["checkout_client.params.TaxBehavior"])) == []


def test_a_docstring_in_its_parts():
    words = words_of(
        "Does it.\n\nArgs:\n    one: the first,\n        on two lines.\n\nRaises:\n    ValueError: no.\n\nSo."
    )
    assert words.text == "Does it.\n\nSo."
    assert words.arguments == {"one": "the first, on two lines."}
    assert words.raises == {"ValueError": "no."}
