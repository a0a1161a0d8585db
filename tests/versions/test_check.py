"""A request that does not fit its version causes one warning, at the caller's line, that says what to do."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import warnings
from enum import Enum
from pathlib import Path

import httpx
import pytest

from checkout_client import API_VERSION, CLEAR, APIVersionWarning, AsyncCheckoutClient, CheckoutClient
from checkout_client.versions import DROPPED_MARKERS, warn_of_unavailable, warned
from checkout_client.versions._lookup import unavailable_in
from checkout_client.versions.changes import CHANGES, VERSIONS

CREATE = ("POST", "/v1/checkout/sessions")
DAHLIA = "2026-06-24.dahlia"
SESSION = (Path(__file__).parent.parent / "data" / "page_create.json").read_bytes()


@pytest.fixture(autouse=True)
def nothing_warned():
    warned.clear()
    yield
    warned.clear()


def answer(request):
    if request.method == "GET":
        return httpx.Response(
            200, json={"object": "list", "data": [], "has_more": False, "url": "/v1/checkout/sessions"}
        )
    return httpx.Response(200, content=SESSION)


def client(**settings):
    http_client = httpx.Client(transport=httpx.MockTransport(answer))
    return CheckoutClient("sk_test_123", http_client=http_client, max_retries=0, **settings)


def warnings_of(*requests, api_version=API_VERSION, call=CREATE):
    """The messages for these encoded requests, one after the other."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for encoded in requests:
            warn_of_unavailable(*call, encoded, api_version)
    assert all(warning.category is APIVersionWarning for warning in caught)
    return [str(warning.message) for warning in caught]


REMOVED = {
    "payment_method_types[0]=card": (
        "The request sends payment_method_types, which Stripe-Version 2026-10-28.endive no longer has: "
        "2026-06-24.dahlia was the last version with it, and 2026-10-28.endive dropped it. "
        "Use the payment methods of the Dashboard, narrowed by allowed_payment_method_types."
    ),
    "line_items[0][price]=p&line_items[1][dynamic_tax_rates][0]=txr_1": (
        "The request sends line_items[].dynamic_tax_rates, which Stripe-Version 2026-10-28.endive no longer has: "
        "2026-06-24.dahlia was the last version with it, and 2026-10-28.endive dropped it. Use automatic_tax."
    ),
    "mode=payment&ui_mode=hosted": (
        "The request sends ui_mode=hosted, which Stripe-Version 2026-10-28.endive no longer has: "
        "2026-02-25.clover was the last version with it, and 2026-04-22.dahlia dropped it. "
        "Use hosted_page, its new name."
    ),
}


@pytest.mark.parametrize(("encoded", "message"), REMOVED.items())
def test_what_the_newest_version_dropped(encoded, message):
    assert warnings_of(encoded) == [message]


def test_what_the_newest_version_added():
    sent = "payment_method_options[blik][setup_future_usage]=none"
    assert warnings_of(sent, api_version=DAHLIA) == [
        "The request sends payment_method_options.blik, which Stripe-Version 2026-06-24.dahlia does not have yet: "
        "2026-10-28.endive added it, and 2026-06-24.dahlia did not have it."
    ]


def test_a_parameter_known_only_from_responses_may_be_unavailable():
    sent = "branding_settings[display_name]=Shop"
    assert warnings_of(sent, api_version="2024-04-10") == [
        "The request sends branding_settings, which Stripe-Version 2024-04-10 may not have yet: it was first seen in "
        "responses of 2025-10-29.clover."
    ]


def test_a_value_with_another_name_in_an_older_version():
    (message,) = warnings_of("ui_mode=embedded_page", api_version="2026-02-25.clover")
    assert message.endswith("Use embedded, its old name.")


def test_a_value_has_its_own_versions():
    sent = "ui_mode=custom"
    assert "first seen in responses of 2025-08-27.basil" in warnings_of(sent, api_version="2025-02-24.acacia")[0]
    warned.clear()
    assert warnings_of(sent, api_version="2025-10-29.clover") == []
    assert "2026-04-22.dahlia dropped it" in warnings_of(sent, api_version=DAHLIA)[0]


def test_each_of_several_has_a_warning_in_order():
    sent = "ui_mode=hosted&payment_method_types[0]=card&line_items[0][dynamic_tax_rates][0]=txr_1"
    names = [message.split()[3].rstrip(",") for message in warnings_of(sent)]
    assert names == ["line_items[].dynamic_tax_rates", "payment_method_types", "ui_mode=hosted"]


def test_one_warning_for_each():
    sent = "payment_method_types[0]=card"
    assert len(warnings_of(sent, sent, "payment_method_types[0]=link")) == 1
    assert warned == {"payment_method_types"}
    assert warnings_of(sent, api_version="2027-01-01.fuchsia") == []
    assert len(warnings_of(f"{sent}&ui_mode=hosted")) == 1


@pytest.mark.parametrize(
    "api_version",
    ["2026-10-28", "2026-10-28.endive", "2026-12-31.endive", "2031-01-01.zebra", "2026-10-28.endive; some_beta=v1"],
)
def test_later_versions_are_treated_like_the_newest(api_version):
    assert len(warnings_of("ui_mode=hosted", api_version=api_version)) == 1


@pytest.mark.parametrize("api_version", ["2011-01-01", "2024-04-09", "2024-04-10", "2024-12-18.acacia"])
def test_earlier_versions_are_treated_like_the_oldest(api_version):
    assert unavailable_in(api_version, *CREATE).keys() >= {"ui_mode=form", "branding_settings"}
    assert "ui_mode=hosted" not in unavailable_in(api_version, *CREATE)


@pytest.mark.parametrize("api_version", ["2026-03-25.dahlia", "2026-04-21"])
def test_no_warning_between_two_versions_on_record(api_version):
    assert warnings_of("ui_mode=hosted", "ui_mode=hosted_page", api_version=api_version) == []


@pytest.mark.parametrize(
    "api_version", ["", "latest", "endive", "2026", "20261028", "2026-10-289", "2026-10-28-preview"]
)
def test_an_invalid_version_causes_no_warning(api_version):
    everything = "ui_mode=hosted&ui_mode=form&payment_method_types[0]=card&branding_settings[display_name]=Shop"
    assert warnings_of(everything, api_version=api_version) == []


QUIET = {
    "nothing at all": "",
    "what every version has": "mode=payment&line_items[0][price]=price_123&line_items[0][quantity]=2",
    "names with the same beginning": "ui_mode=hosted_page&allowed_payment_method_types[0]=card&ui_modes=hosted",
    "names in metadata": "metadata[payment_method_types]=1&metadata[ui_mode]=custom&metadata[dynamic_tax_rates]=",
    "a string that looks alike": "client_reference_id=%26ui_mode%3Dhosted%26&custom_text[submit][message]=ui_mode",
}


@pytest.mark.parametrize("encoded", QUIET.values(), ids=QUIET)
@pytest.mark.parametrize("method_and_path", [CREATE, ("POST", "/v1/checkout/sessions/{session}")])
def test_no_warning_for_available_parameters(encoded, method_and_path):
    assert warnings_of(encoded, call=method_and_path) == []


@pytest.mark.parametrize("path", ["/v1/checkout/sessions/{session}/expire", "/v1/other"])
def test_no_warning_for_calls_that_no_version_changed(path):
    assert warnings_of("payment_method_types[0]=card", call=("POST", path)) == []
    assert warnings_of("payment_method_types[0]=card", call=("POST", path), api_version="2024-04-10") == []


def test_updates_and_lists_have_their_own_parameters():
    update, listing = ("POST", "/v1/checkout/sessions/{session}"), ("GET", "/v1/checkout/sessions")
    assert len(warnings_of("payment_intent_data[description]=x", call=update, api_version=DAHLIA)) == 1
    assert warnings_of("payment_intent_data[description]=x", call=CREATE, api_version=DAHLIA) == []
    assert len(warnings_of("customer_account=acct_1&limit=3", call=listing, api_version="2025-10-29.clover")) == 1
    assert warnings_of("customer_account=acct_1&limit=3", call=listing) == []


@pytest.mark.parametrize(
    "change", [change for change in CHANGES if change.name in unavailable_in(API_VERSION, *CREATE)]
)
def test_the_markers_find_everything_that_the_newest_version_dropped(change):
    path, _, value = change.name.partition("=")
    first, *rest = path.replace("[]", ".0").split(".")
    encoded = first + "".join(f"[{step}]" for step in rest) + (f"={value}" if value else "[0]=x")
    assert any(marker in f"&{encoded}&" for marker in DROPPED_MARKERS)
    assert len(warnings_of(encoded)) == 1


@pytest.mark.parametrize("api_version", VERSIONS)
@pytest.mark.parametrize(
    "call", [CREATE, ("POST", "/v1/checkout/sessions/{session}"), ("GET", "/v1/checkout/sessions")]
)
def test_every_message_names_the_change_and_the_version(api_version, call):
    for name in unavailable_in(api_version, *call):
        path, _, value = name.partition("=")
        first, *rest = path.replace("[]", ".0").split(".")
        encoded = first + "".join(f"[{step}]" for step in rest) + f"={value}"
        (message,) = warnings_of(encoded, api_version=api_version, call=call)
        assert message.startswith(f"The request sends {name}, which Stripe-Version {api_version} ")
        assert "None" not in message
        assert "`" not in message


class Shown(Enum):
    HOSTED = "hosted"


def test_enum_members_and_extra_parameters_are_seen():
    with pytest.warns(APIVersionWarning, match="sends ui_mode=hosted,"):
        client().sessions.create(mode="payment", ui_mode=Shown.HOSTED)
    with pytest.warns(APIVersionWarning, match="sends payment_method_types,"):
        client().sessions.create(mode="payment", options={"extra_params": {"payment_method_types": CLEAR}})


def test_the_version_of_a_call_takes_precedence_over_that_of_the_client():
    older = client(api_version="2025-02-24.acacia")
    with pytest.warns(APIVersionWarning, match=r"Stripe-Version 2026-10-28\.endive no longer has"):
        older.sessions.create(mode="payment", ui_mode="hosted", options={"api_version": API_VERSION})
    warned.clear()
    older.sessions.create(mode="payment", ui_mode="hosted")


def test_the_warning_is_shown_at_the_callers_line():
    with pytest.warns(APIVersionWarning) as caught:
        client().sessions.create(mode="payment", ui_mode="hosted")
    assert caught[0].filename == __file__


def test_a_list_warns_at_the_callers_line_too():
    with pytest.warns(APIVersionWarning) as caught:
        assert list(client(api_version="2024-04-10").sessions.list(customer_account="acct_1")) == []
    assert caught[0].filename == __file__


def test_awaited_calls_warn_at_the_callers_line():
    async def call():
        http_client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        async with AsyncCheckoutClient("sk_test_123", http_client=http_client, api_version="2024-04-10") as client:
            assert [session async for session in client.sessions.list(customer_account="acct_1")] == []

    with pytest.warns(APIVersionWarning) as caught:
        asyncio.run(call())
    assert caught[0].filename == __file__


def test_if_warnings_are_errors_every_such_call_raises():
    for _ in range(2):
        with pytest.raises(APIVersionWarning, match="payment_method_types"):
            client().sessions.create(mode="payment", payment_method_types=["card"])


def test_the_table_is_loaded_only_for_a_lookup():
    program = """
import sys
import httpx
from checkout_client import APIError, CheckoutClient

answer = httpx.MockTransport(lambda request: httpx.Response(500, json={}))
client = CheckoutClient("sk_test_123", http_client=httpx.Client(transport=answer), max_retries=0)
for ui_mode in ("hosted_page", "hosted"):
    try:
        client.sessions.create(mode="payment", ui_mode=ui_mode)
    except APIError:
        print("checkout_client.versions.changes" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
