"""The drift check finds every way in which a specification can move away from the code, and says where."""

from __future__ import annotations

import copy
import json
import subprocess
import sys

import drift
import pytest
from drift_compare import differences
from drift_openapi import OpenAPI

NEWEST = json.loads(drift.newest().read_text())
FOUND_TODAY = set(differences(OpenAPI(NEWEST)))
FORM = "application/x-www-form-urlencoded"
SESSIONS = "/v1/checkout/sessions"


@pytest.fixture
def api():
    return copy.deepcopy(NEWEST)


def found(api):
    """What is new, compared with the specification as it is."""
    return sorted(str(one) for one in set(differences(OpenAPI(api))) - FOUND_TODAY)


def create(api):
    return api["paths"][SESSIONS]["post"]["requestBody"]["content"][FORM]["schema"]


def update(api):
    return api["paths"][f"{SESSIONS}/{{session}}"]["post"]["requestBody"]["content"][FORM]["schema"]


def schema(api, name="checkout.session"):
    return api["components"]["schemas"][name]


def test_a_new_parameter(api):
    create(api)["properties"]["gift_wrapping"] = {"type": "boolean"}
    assert found(api) == ["SessionCreateParams.gift_wrapping: the parameter is missing in the code"]


@pytest.mark.long
def test_a_new_parameter_deep_inside(api):
    line_item = create(api)["properties"]["line_items"]["items"]
    line_item["properties"]["price_data"]["properties"]["product_data"]["properties"]["gtin"] = {"type": "string"}
    assert found(api) == ["ProductDataParams.gtin: the parameter is missing in the code"]


@pytest.mark.long
def test_a_new_parameter_of_a_query(api):
    api["paths"][SESSIONS]["get"]["parameters"].append({"in": "query", "name": "mode", "schema": {"type": "string"}})
    assert found(api) == ["SessionListParams.mode: the parameter is missing in the code"]


@pytest.mark.long
def test_a_parameter_that_is_gone(api):
    del create(api)["properties"]["client_reference_id"]
    assert found(api) == ["SessionCreateParams.client_reference_id: the parameter is not in the specification"]


@pytest.mark.long
def test_a_new_field(api):
    schema(api)["properties"]["gift_wrapping"] = {"type": "boolean"}
    assert found(api) == ["Session.gift_wrapping: the field is missing in the code"]


@pytest.mark.long
def test_a_new_field_of_an_expandable_object(api):
    schema(api, "customer")["properties"]["nickname"] = {"type": "string", "nullable": True}
    assert found(api) == ["Customer.nickname: the field is missing in the code"]


@pytest.mark.long
def test_a_new_field_of_the_objects_in_a_mapping(api):
    schema(api, "price.currency_options")["properties"]["rounding"] = {"type": "string"}
    assert found(api) == ["PriceCurrencyOptions.rounding: the field is missing in the code"]


def test_a_field_that_is_gone(api):
    del schema(api)["properties"]["url"]
    assert found(api) == ["Session.url: the field is not in the specification"]


@pytest.mark.long
def test_a_field_that_can_be_null_now(api):
    schema(api)["properties"]["created"]["nullable"] = True
    assert found(api) == ["Session.created: can be null or absent, and the code says that it is always there"]


@pytest.mark.long
def test_a_field_that_can_be_absent_now(api):
    schema(api)["required"].remove("livemode")
    assert found(api) == ["Session.livemode: can be null or absent, and the code says that it is always there"]


@pytest.mark.long
def test_a_field_that_is_never_null_now(api):
    schema(api)["properties"]["currency"]["nullable"] = False
    schema(api)["required"].append("currency")
    assert found(api) == ["Session.currency: is never null or absent, and the code says that it can be"]


@pytest.mark.long
def test_a_class_that_stands_for_several_schemas_has_what_any_of_them_needs(api):
    address = schema(api, "checkout.session.customer_details.address")
    address["properties"]["floor"] = {"type": "string"}
    assert found(api) == ["Address.floor: the field is missing in the code"]
    del address["properties"]["floor"], address["properties"]["city"]
    assert found(api) == []  # other addresses have a city


@pytest.mark.long
def test_a_new_value_of_a_parameter(api):
    create(api)["properties"]["submit_type"]["enum"].append("reserve")
    assert found(api) == ["SessionCreateParams.submit_type: value 'reserve' is missing in the code"]


@pytest.mark.long
def test_a_new_value_in_a_list(api):
    countries = create(api)["properties"]["shipping_address_collection"]["properties"]["allowed_countries"]
    countries["items"]["enum"].append("ZX")
    assert found(api) == ["ShippingAddressCollectionParams.allowed_countries: [] value 'ZX' is missing in the code"]


def test_a_new_value_of_a_field(api):
    schema(api)["properties"]["status"]["enum"].append("paused")
    assert found(api) == ["Session.status: value 'paused' is missing in the code"]


@pytest.mark.long
def test_a_value_that_is_gone(api):
    schema(api)["properties"]["status"]["enum"].remove("expired")
    assert found(api) == ["Session.status: value 'expired' is not in the specification"]


@pytest.mark.long
def test_values_where_there_were_none(api):
    create(api)["properties"]["client_reference_id"] = {"type": "string", "enum": ["mine", "yours"]}
    assert found(api) == ["SessionCreateParams.client_reference_id: has a list of values, and none in the code"]


@pytest.mark.long
def test_no_values_where_there_were_some(api):
    create(api)["properties"]["ui_mode"] = {"type": "string"}
    # Those that older versions have are listed as known differences, and so are not new.
    assert found(api) == ["SessionCreateParams.ui_mode: takes any string, and only some in the code"]


@pytest.mark.long
def test_a_parameter_that_is_required_now(api):
    create(api)["required"] = ["success_url"]
    assert found(api) == ["SessionCreateParams.success_url: is required, and not in the code"]


@pytest.mark.long
def test_a_parameter_that_is_not_required_any_more(api):
    create(api)["properties"]["automatic_tax"]["required"] = []
    assert found(api) == ["AutomaticTaxParams.enabled: is not required, but in the code it is"]


@pytest.mark.long
def test_a_parameter_that_can_be_unset_now(api):
    update(api)["properties"]["line_items"] = {
        "anyOf": [update(api)["properties"]["line_items"], {"type": "string", "enum": [""]}]
    }
    assert found(api) == ["SessionUpdateParams.line_items: can be unset, but not in the code"]


@pytest.mark.long
def test_a_parameter_that_cannot_be_unset_any_more(api):
    options = update(api)["properties"]["shipping_options"]["anyOf"]
    update(api)["properties"]["shipping_options"] = options[0]
    assert found(api) == ["SessionUpdateParams.shipping_options: cannot be unset, but in the code it can"]


def test_another_type(api):
    schema(api)["properties"]["amount_total"]["type"] = "string"
    create(api)["properties"]["expires_at"] = {"type": "string", "format": "decimal"}
    assert found(api) == [
        "Session.amount_total: is string, and integer in the code",
        "SessionCreateParams.expires_at: is decimal, and integer in the code",
    ]


@pytest.mark.long
def test_another_type_inside_a_list_and_a_mapping(api):
    schema(api)["properties"]["payment_method_types"]["items"] = {"type": "integer"}
    schema(api)["properties"]["metadata"]["additionalProperties"] = {"type": "integer"}
    assert found(api) == [
        "Session.metadata: […] is integer, and string in the code",
        "Session.payment_method_types: [] is integer, and string in the code",
    ]


@pytest.mark.long
def test_a_field_that_can_be_expanded_now(api):
    field = schema(api)["properties"]["payment_method_configuration_details"]
    field["anyOf"].append({"type": "string"})
    assert found(api) == [
        "Session.payment_method_configuration_details: is object or string, and object in the code",
    ]


@pytest.mark.long
def test_an_object_that_is_described_now(api):
    api["components"]["schemas"]["cash_balance"] = {"type": "object", "properties": {"available": {"type": "integer"}}}
    assert found(api) == [
        "Customer.cash_balance: is described in the specification (cash_balance), and any object in the code",
    ]


@pytest.mark.long
def test_a_new_operation(api):
    api["paths"][f"{SESSIONS}/{{session}}/approve"] = {"post": {}}
    assert found(api) == [f"post {SESSIONS}/{{session}}/approve: the package has no such call"]


@pytest.mark.long
def test_an_operation_that_is_gone(api):
    del api["paths"][f"{SESSIONS}/{{session}}/expire"]
    assert found(api) == [f"post {SESSIONS}/{{session}}/expire: not in the specification"]


@pytest.mark.long
def test_an_operation_without_parameters_takes_none(api):
    del api["paths"][f"{SESSIONS}/{{session}}/expire"]["post"]["requestBody"]
    assert found(api) == ["SessionExpireParams.expand: the parameter is not in the specification"]


def test_today_every_difference_is_listed():
    lines, well = drift.report(OpenAPI(NEWEST), drift.Known.read(drift.KNOWN))
    assert well, "\n".join(lines)
    assert lines == [
        f"{NEWEST['info']['version']}: 0 differences that are not listed, {len(FOUND_TODAY)} that are, "
        "0 listed for nothing"
    ]


@pytest.mark.long
def test_a_listed_difference_that_is_no_more(api):
    create(api)["required"] = ["mode"]
    lines, well = drift.report(OpenAPI(api), drift.Known.read(drift.KNOWN))
    assert not well
    assert lines[:-1] == [
        "listed in known_differences.toml, but no difference any more: "
        "SessionCreateParams.mode: is not required, but in the code it is"
    ]


@pytest.mark.long
def test_with_reasons():
    known = drift.Known.read(drift.KNOWN)
    lines, _ = drift.report(OpenAPI(NEWEST), known, everything=True)
    assert len(lines) == len(FOUND_TODAY) + 1
    assert (
        "Session.shipping_details: the field is not in the specification "
        "(known: older versions have it, and the package models them too)"
    ) in lines


@pytest.mark.long
def test_as_a_script(api, tmp_path):
    script = drift.HERE / "drift.py"
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"{NEWEST['info']['version']}: 0 differences that are not listed")

    del api["components"]["schemas"]["checkout.session"]["properties"]["url"]
    changed = tmp_path / "api.json"
    changed.write_text(json.dumps(api))
    done = subprocess.run([sys.executable, script, changed], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith("Session.url: the field is not in the specification\n")
