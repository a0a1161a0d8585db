"""What all calls have in common: keys, accounts, versions, idempotency, pages, expansion."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import httpx
import pytest
from support.shop import ELEMENTS, KEY, NOW, ONE_ITEM, SESSIONS, call, created, encoded, refused, shop

from checkout_client import (
    AuthenticationError,
    IdempotencyError,
    InvalidRequestError,
    NotFoundError,
    PermissionDeniedError,
)
from checkout_client.testing import FakeCheckout

JAR = {"client_reference_id": "jar"}


@pytest.mark.parametrize(
    ("authorization", "status", "message"),
    [
        ("", 401, "You did not provide an API key"),
        ("Bearer ", 401, "You did not provide an API key"),
        ("Digest x", 401, "You did not provide an API key"),
        ("Basic ÿ", 401, "You did not provide an API key"),
        ("Bearer pk_test_1", 401, "publishable"),
        ("Bearer sk_nonsense_1234567890", 401, "Invalid API Key provided: sk_nonse**********7890"),
        ("Bearer sk_x", 401, "Invalid API Key provided: sk_x"),
        ("Bearer rk_test_1", 200, ""),
        ("bearer sk_live_1", 200, ""),
        (f"Basic {b64encode(b'sk_test_1:').decode()}", 200, ""),
    ],
)
def test_api_keys(authorization: str, status: int, message: str) -> None:
    found, body, headers = call(shop(), "GET", headers={"Authorization": authorization})
    assert found == status
    assert message in body.get("error", {"message": ""})["message"]
    assert headers["request-id"].startswith("req_")


def test_client_errors_for_keys_and_accounts() -> None:
    fake = shop()
    with pytest.raises(AuthenticationError) as wrong_key:
        fake.client(api_key="sk_nonsense_of_mine").sessions.list()
    assert "sk_nonsense_of_mine" not in str(wrong_key.value)
    with pytest.raises(PermissionDeniedError) as wrong_account:
        fake.client(stripe_account="nobody").sessions.list()
    assert (wrong_account.value.code, wrong_account.value.http_status) == ("account_invalid", 403)
    with pytest.raises(NotFoundError) as wrong_id:
        fake.client().sessions.retrieve("cs_test_none")
    assert (wrong_id.value.code, wrong_id.value.param) == ("resource_missing", "session")


def test_accounts_and_modes_see_only_their_own_sessions() -> None:
    fake = shop()
    clients = [fake.client(), fake.client(stripe_account="acct_1"), fake.client(api_key="sk_live_1")]
    sessions = [client.sessions.create(**ONE_ITEM) for client in clients]
    for client, own in zip(clients, sessions, strict=True):
        assert [session.id for session in client.sessions.list()] == [own.id]
        for other in sessions:
            if other is not own:
                with pytest.raises(NotFoundError):
                    client.sessions.retrieve(other.id)
    assert [session.livemode for session in sessions] == [False, False, True]
    assert sessions[2].id.startswith("cs_live_")
    assert fake.complete(sessions[1]).to_dict()["account"] == "acct_1"
    assert fake.requests[1].stripe_account == "acct_1"


def test_unknown_urls() -> None:
    status, _, _, message = refused(shop(), "GET", "/v1/checkout/session")
    assert (status, message[:57]) == (404, "Unrecognized request URL (GET: /v1/checkout/session). Ple")
    assert refused(shop(), "DELETE", SESSIONS)[0] == 404


def test_recorded_requests() -> None:
    fake = shop()
    fake.client().sessions.create(**ONE_ITEM, metadata={"0": "zero"}, options={"idempotency_key": "k1"})
    recorded = fake.requests[-1]
    assert (recorded.method, recorded.path, recorded.operation) == ("POST", SESSIONS, "create")
    assert recorded.params == {**ONE_ITEM, "metadata": {"0": "zero"}}
    assert (recorded.idempotency_key, recorded.http_status) == ("k1", 200)
    assert "sk_test_fake" not in repr(recorded)
    call(fake, "POST", params={"mode": "payment", "nonsense": ["a", {"b": "c"}]})
    assert fake.requests[-1].params == {"mode": "payment", "nonsense": ["a", {"b": "c"}]}
    assert fake.requests[-1].http_status == 400
    call(fake, "GET", params={"limit": 3}, headers={"Authorization": ""})
    assert fake.requests[-1].params == {"limit": "3"}


@pytest.mark.parametrize(
    ("body", "params"),
    [
        ("a=1&a=2", {"a": "2"}),
        ("a[]=1&a[]=2&&b", {"a": ["1", "2"], "b": ""}),
        ("a=1&a[b]=2", {"a": {"b": "2"}}),
        ("a%5B0%5D%5Bb%5D=x+y", {"a": [{"b": "x y"}]}),
        ("a[10]=k&a[9]=j", {"a": ["j", "k"]}),
    ],
)
def test_form_notations(body: str, params: dict[str, Any]) -> None:
    fake = shop()
    with httpx.Client(transport=fake.transport, base_url="https://api.stripe.com") as client:
        client.post(SESSIONS, content=body)
    assert fake.requests[-1].params == params


def test_the_same_key_gives_the_same_response() -> None:
    fake = shop()
    client = fake.client()
    first = client.sessions.create(**ONE_ITEM, options={"idempotency_key": "k"})
    again = client.sessions.create(**ONE_ITEM, options={"idempotency_key": "k"})
    assert again == first
    assert (first.last_response.idempotent_replayed, again.last_response.idempotent_replayed) == (False, True)
    assert again.last_response.headers["original-request"] == first.last_response.request_id
    assert again.last_response.request_id != first.last_response.request_id
    assert len(client.sessions.list().data) == 1


def test_the_same_key_with_other_parameters_or_another_call() -> None:
    fake = shop()
    client = fake.client()
    session = client.sessions.create(**ONE_ITEM, options={"idempotency_key": "k"})
    for refuse in (
        lambda: client.sessions.create(**ONE_ITEM, **JAR, options={"idempotency_key": "k"}),
        lambda: client.sessions.expire(session.id, options={"idempotency_key": "k"}),
    ):
        with pytest.raises(IdempotencyError) as error:
            refuse()
        assert error.value.http_status == 400
    fake.client(stripe_account="acct_1").sessions.create(**ONE_ITEM, **JAR, options={"idempotency_key": "k"})


def test_a_key_can_be_reused_after_a_day() -> None:
    fake = shop()
    client = fake.client()
    first = client.sessions.create(**ONE_ITEM, options={"idempotency_key": "k"})
    fake.advance(hours=23, minutes=59)
    assert client.sessions.create(**ONE_ITEM, options={"idempotency_key": "k"}).id == first.id
    fake.advance(minutes=1)
    assert client.sessions.create(**ONE_ITEM, options={"idempotency_key": "k"}).id != first.id


def test_invalid_parameters_do_not_use_up_a_key_and_later_errors_do() -> None:
    fake = shop()
    client = fake.client()
    with pytest.raises(InvalidRequestError):
        client.sessions.create(**ONE_ITEM, colour="red", options={"idempotency_key": "k"})
    session = client.sessions.create(**ONE_ITEM, options={"idempotency_key": "k"})
    fake.complete(session)
    for _ in range(2):
        with pytest.raises(InvalidRequestError) as error:
            client.sessions.expire(session.id, options={"idempotency_key": "e"})
    assert error.value.headers["idempotent-replayed"] == "true"


def test_a_key_that_is_too_long() -> None:
    status, body, _ = call(shop(), "POST", params=ONE_ITEM, headers={"Idempotency-Key": "k" * 256})
    assert (status, body["error"]["type"]) == (400, "idempotency_error")


def many(count: int) -> tuple[FakeCheckout, list[str]]:
    """Return a fake with ``count`` Sessions and their ids, newest first."""
    fake = shop()
    ids: list[str] = []
    for _ in range(count):
        ids.insert(0, created(fake)["id"])
        fake.advance(1)
    return fake, ids


def listed(fake: FakeCheckout, **params: Any) -> tuple[list[str], bool]:
    status, page, _ = call(fake, "GET", params=params)
    assert status == 200, page
    assert (page["object"], page["url"]) == ("list", SESSIONS)
    return [session["id"] for session in page["data"]], page["has_more"]


def test_pages() -> None:
    fake, ids = many(25)
    assert listed(fake) == (ids[:10], True)
    assert listed(fake, limit=100) == (ids, False)
    assert listed(fake, limit=25) == (ids, False)
    assert listed(fake, limit=3, starting_after=ids[3]) == (ids[4:7], True)
    assert listed(fake, limit=3, starting_after=ids[24]) == ([], False)
    assert listed(fake, limit=3, ending_before=ids[5]) == (ids[2:5], True)
    assert listed(fake, limit=5, ending_before=ids[5]) == (ids[:5], False)
    assert listed(fake, limit=1, ending_before=ids[0]) == ([], False)
    assert [session.id for session in fake.client().sessions.list(limit=4)] == ids
    assert [session.id for session in fake.client().sessions.list(limit=4, ending_before=ids[24])] == ids[23::-1]


@pytest.mark.parametrize(
    ("params", "code", "param"),
    [
        ({"limit": 0}, "parameter_invalid_integer", "limit"),
        ({"limit": 101}, "parameter_invalid_integer", "limit"),
        ({"limit": "many"}, "parameter_invalid_integer", "limit"),
        ({"starting_after": "cs_test_none"}, "resource_missing", "starting_after"),
        ({"ending_before": "cs_test_none"}, "resource_missing", "ending_before"),
        ({"starting_after": "a", "ending_before": "b"}, None, None),
        ({"status": "done"}, None, "status"),
    ],
)
def test_invalid_pages(params: dict[str, Any], code: str | None, param: str | None) -> None:
    assert refused(shop(), "GET", **params)[:3] == (400, code, param)


def test_a_cursor_of_another_account_is_refused() -> None:
    fake = shop()
    other = fake.client(stripe_account="acct_1").sessions.create(**ONE_ITEM)
    assert refused(fake, "GET", starting_after=other.id)[1] == "resource_missing"


def test_filters() -> None:
    fake = shop()
    plain = created(fake)["id"]
    fake.advance(100)
    of_ann = created(fake, customer="cus_ann")["id"]
    plan = created(fake, mode="subscription", line_items=[{"price": "price_plan", "quantity": 1}])["id"]
    paid = fake.complete(plain).session["payment_intent"]
    subscription = fake.complete(plan, customer_details={"email": "bob@example.com"}).session["subscription"]
    assert listed(fake, status="open")[0] == [of_ann]
    assert listed(fake, status="complete")[0] == [plan, plain]
    assert listed(fake, customer="cus_ann")[0] == [of_ann]
    assert listed(fake, payment_intent=paid)[0] == [plain]
    assert listed(fake, subscription=subscription)[0] == [plan]
    assert listed(fake, payment_link="plink_1")[0] == []
    assert listed(fake, customer_details={"email": "ann@example.com"})[0] == [of_ann]
    assert listed(fake, customer_details={"email": "bob@example.com"})[0] == [plan]
    assert listed(fake, created=NOW)[0] == [plain]
    assert listed(fake, created={"gte": NOW, "lt": NOW + 100})[0] == [plain]
    assert listed(fake, created={"gt": NOW, "lte": NOW + 100})[0] == [plan, of_ann]


def test_line_items_in_pages() -> None:
    fake = shop()
    session = fake.client().sessions.create(**{**ONE_ITEM, "line_items": [{"price": "price_mug", "quantity": 1}] * 23})
    ids = [item["id"] for item in fake.line_items(session)]
    assert [item.id for item in fake.client().sessions.list_line_items(session.id, limit=5)] == ids
    items = f"{SESSIONS}/{session.id}/line_items"
    page = call(fake, "GET", items, {"limit": 3, "ending_before": ids[5]})[1]
    assert ([item["id"] for item in page["data"]], page["has_more"], page["url"]) == (ids[2:5], True, items)
    page = call(fake, "GET", items, {"ending_before": ids[2]})[1]
    assert ([item["id"] for item in page["data"]], page["has_more"]) == (ids[:2], False)
    assert refused(fake, "GET", items, starting_after="li_none")[1:3] == ("resource_missing", "starting_after")
    embedded = fake.client().sessions.retrieve(session.id, expand=["line_items"])
    assert [item.id for item in fake.client().sessions.list_line_items(embedded)] == ids


def test_expansion_to_four_levels() -> None:
    fake = shop()
    session = created(fake, customer="cus_ann", discounts=[{"coupon": "TEN"}])
    fake.complete(session["id"])
    path = f"{SESSIONS}/{session['id']}"
    expand = ["payment_intent.customer", "line_items.data.price.product", "discounts.coupon", "total_details.breakdown"]
    shown = call(fake, "GET", path, {"expand": expand})[1]
    assert shown["payment_intent"]["customer"]["email"] == "ann@example.com"
    assert shown["line_items"]["data"][0]["price"]["product"]["name"] == "Shirt"
    assert shown["discounts"][0]["coupon"]["percent_off"] == 10
    assert shown["total_details"]["breakdown"]["discounts"][0]["amount"] == 220
    plain = call(fake, "GET", path)[1]
    assert isinstance(plain["payment_intent"], str)
    assert "line_items" not in plain
    page = call(fake, "GET", params={"expand": ["data.customer", "data.line_items"]})[1]
    assert page["data"][0]["customer"]["name"] == "Ann"
    assert page["data"][0]["line_items"]["has_more"] is False


@pytest.mark.parametrize(
    "path", ["colour", "line_items.data.colour", "total_details", "amount_total", "customer.email"]
)
def test_paths_that_cannot_be_expanded(path: str) -> None:
    fake = shop()
    for method, url in (("POST", SESSIONS), ("GET", f"{SESSIONS}/{created(fake)['id']}")):
        params = {**(ONE_ITEM if method == "POST" else {}), "expand": [path]}
        status, _, param, message = refused(fake, method, url, **params)
        assert (status, param) == (400, "expand[0]")
        assert message.startswith(f"This property cannot be expanded ({path}).")


def test_paths_that_are_too_deep_or_do_not_exist() -> None:
    fake = shop()
    session = created(fake)
    url = f"{SESSIONS}/{session['id']}"
    deep = "payment_intent.customer.subscriptions.data.latest_invoice"
    assert "more than 4 levels" in refused(fake, "GET", url, expand=[deep])[3]
    assert "cannot be expanded" in refused(fake, "GET", url, expand=["payment_link.line_items"])[3]
    shown = call(fake, "GET", url, {"expand": ["customer", "line_items.data.taxes", "line_items.data.price.tiers"]})[1]
    assert shown["customer"] is None
    assert shown["line_items"]["data"][0]["taxes"] == []
    assert "tiers" not in shown["line_items"]["data"][0]["price"]


def test_fields_shown_only_when_expanded() -> None:
    fake = shop()
    fake.add_coupon("SHIRTS", percent_off=50, products=["prod_shirt"])
    url = f"{SESSIONS}/{created(fake, discounts=[{'coupon': 'SHIRTS'}])['id']}"
    expand = ["line_items.data.price.currency_options", "discounts.coupon.applies_to"]
    shown = call(fake, "GET", url, {"expand": expand})[1]
    assert shown["line_items"]["data"][0]["price"]["currency_options"]["eur"]["unit_amount"] == 999
    assert shown["discounts"][0]["coupon"]["applies_to"] == {"products": ["prod_shirt"]}


def test_updates_merge_and_clear() -> None:
    fake = shop()
    session = created(fake, metadata={"a": "1", "b": "2"}, **ELEMENTS)
    url = f"{SESSIONS}/{session['id']}"
    assert call(fake, "POST", url, {"metadata": {"b": "", "c": "3"}})[1]["metadata"] == {"a": "1", "c": "3"}
    assert call(fake, "POST", url, {"metadata": ""})[1]["metadata"] == {}
    address = {"country": "DE", "line1": "Gasse 1"}
    params = {"collected_information": {"shipping_details": {"name": "Ann", "address": address}}}
    collected = call(fake, "POST", url, params)[1]["collected_information"]
    assert (collected["shipping_details"]["address"]["line1"], collected["business_name"]) == ("Gasse 1", None)
    params = {"payment_intent_data": {"description": "Order", "metadata": {"x": "1"}}}
    call(fake, "POST", url, params)
    call(fake, "POST", url, {"payment_intent_data": {"description": "", "metadata": {"y": "2"}}})
    fake.complete(session["id"])
    payment = call(fake, "GET", url, {"expand": ["payment_intent"]})[1]["payment_intent"]
    assert (payment["description"], payment["metadata"]) == (None, {"x": "1", "y": "2"})


def test_refused_updates_change_nothing() -> None:
    fake = shop()
    session = created(fake, mode="subscription", line_items=[{"price": "price_plan", "quantity": 1}], **ELEMENTS)
    url = f"{SESSIONS}/{session['id']}"
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"metadata": {"a": "b"}, "line_items": [{"id": "li_none"}]}, "line_items[0][id]"),
        ({"metadata": {"a": "b"}, "line_items": [{"price": "price_mug", "quantity": 1}]}, "line_items"),
        ({"metadata": {"a": "b"}, "payment_intent_data": {"description": "x"}}, "payment_intent_data"),
        ({"metadata": {"a": "b" * 501}}, "metadata[a]"),
    ]
    for params, param in wrong:
        assert refused(fake, "POST", url, **params)[2] == param
        assert fake.session(session["id"]) == session
    fake.complete(session["id"])
    assert refused(fake, "POST", url, shipping_options="")[2] == "shipping_options"
    assert call(fake, "POST", url, {"metadata": {"late": "yes"}})[1]["metadata"] == {"late": "yes"}


EMBEDDED = {"ui_mode": "embedded_page", "success_url": None, "return_url": "https://example.com/done"}
FORM = {**EMBEDDED, "ui_mode": "form"}
COLLECTED = {"shipping_details": {"name": "Ann", "address": {"country": "DE", "line1": "Gasse 1"}}}


@pytest.mark.parametrize(
    ("page", "collected", "payment_intent"),
    [({}, False, False), (FORM, False, False), (EMBEDDED, True, False), (ELEMENTS, True, True)],
    ids=["hosted_page", "form", "embedded_page", "elements"],
)
def test_what_can_be_updated_depends_on_the_page(page: dict[str, Any], collected: bool, payment_intent: bool) -> None:
    fake = shop()
    session = created(fake, **page)
    url = f"{SESSIONS}/{session['id']}"
    changes: list[tuple[bool, str, dict[str, Any]]] = [
        (collected, "collected_information", COLLECTED),
        (payment_intent, "payment_intent_data", {"description": "x"}),
    ]
    for accepted, name, value in changes:
        if accepted:
            assert call(fake, "POST", url, {name: value})[0] == 200
        else:
            before = fake.session(session["id"])
            status, _, param, message = refused(fake, "POST", url, **{name: value}, metadata={"a": "b"})
            assert (status, param) == (400, name)
            assert message == f"`{name}` can not be used when `ui_mode` is `{session['ui_mode']}`."
            assert fake.session(session["id"]) == before


def test_decoding_reverses_encoding() -> None:
    assert encoded({"a": [{"b": True}], "c": "x y"}) == "a%5B0%5D%5Bb%5D=true&c=x+y"
    assert KEY.startswith("sk_test_")
