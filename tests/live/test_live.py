"""The comparison with Stripe, tried on fakes: it finds nothing where nothing differs, and every planted difference.

Nothing here reaches Stripe: the other side is the fake, too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.shop import SESSIONS

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import serve
from live import __main__ as program
from live.account import Account
from live.comparison import run
from live.differences import KINDS, Difference, KnownDifference, read_known
from live.normalization import normalized
from live.report import Report
from live.steps import Step
from live.story import STORY

Change = Callable[[httpx.Request, Any], Any]

CREATE = {
    "mode": "payment",
    "success_url": "https://example.com/ok",
    "line_items": [{"price": "$shirt", "quantity": 2}],
}
SHORT = (
    Step("product", "POST", "/v1/products", {"name": "Shirt"}, saves={"product": "id"}),
    Step("price", "POST", "/v1/prices", {"product": "$product", "currency": "usd", "unit_amount": 1099},
         saves={"shirt": "id"}),
    Step("create", "POST", SESSIONS, CREATE, saves={"session": "id"}),
    Step("items", "GET", f"{SESSIONS}/$session/line_items"),
    Step("unknown", "POST", SESSIONS, {**CREATE, "colour": "red"}),
)  # fmt: skip


def compared(
    change: Change = lambda request, body: body,
    *,
    steps: Sequence[Step] = SHORT,
    known: Sequence[KnownDifference] = (),
    http_status: Callable[[httpx.Request, int], int] = lambda request, status: status,
) -> Report:
    """Compare with a fake whose responses are changed."""
    fake = FakeCheckout()

    def answer(request: httpx.Request) -> httpx.Response:
        response = fake.transport.handle_request(request)
        body = change(request, json.loads(response.read()))
        return httpx.Response(http_status(request, response.status_code), json=body)

    with httpx.Client(transport=httpx.MockTransport(answer), base_url="https://stripe.test") as client:
        return run(steps, Account(client, "sk_test_1", sleep=lambda seconds: None), known)


def test_nothing_differs_between_two_fakes() -> None:
    report = compared(steps=STORY)
    assert report.unknown == []
    refused = {step.name for step, answer in zip(STORY, report.stripe, strict=True) if answer.http_status >= 400}
    assert refused == {step.name for step in STORY if step.name.startswith("refused: ")}
    assert Counter(step.name for step in STORY).most_common(1)[0][1] == 1
    assert list(report.lines()) == [f"{len(STORY)} requests, of which Stripe refused {len(refused)}: "
                                    "0 differences, and 0 that are known"]  # fmt: skip


def of_step(path: str, **changes: Any) -> Change:
    """Return a change to the values of a Session's creation; ``None`` as a change removes the value."""

    def change(request: httpx.Request, body: Any) -> Any:
        if request.method == "POST" and request.url.path == SESSIONS and "error" not in body:
            return path_changed(body, path, changes)
        return body

    return change


def path_changed(body: Any, path: str, changes: dict[str, Any]) -> Any:
    target = body
    for name in filter(None, path.split(".")):
        target = target[name]
    target.update(changes)
    return {name: value for name, value in body.items() if value != "removed"}


PLANTED: list[tuple[str, Change, Difference]] = [
    ("a field that the fake lacks", of_step("", new_field=[1]), Difference("create", "new_field", "missing", [1])),
    ("a field that only the fake has", of_step("", locale="removed"), Difference("create", "locale", "extra")),
    ("null", of_step("", customer_creation=None),
     Difference("create", "customer_creation", "null", None, "if_required")),
    ("no null", of_step("", customer_email="a@b.co"), Difference("create", "customer_email", "null", "a@b.co", None)),
    ("another type", of_step("", amount_total="2198"), Difference("create", "amount_total", "type", "2198", 2198)),
    ("a boolean for a number", of_step("", amount_total=True),
     Difference("create", "amount_total", "type", True, 2198)),
    ("a time for a string", of_step("", status=1_750_000_000), Difference("create", "status", "type")),
    ("an object for a string", of_step("", status={}), Difference("create", "status", "type", {}, "open")),
    ("a list for a number", of_step("", amount_total=[]), Difference("create", "amount_total", "type", [], 2198)),
    ("another value of an enum", of_step("", payment_status="paid"),
     Difference("create", "payment_status", "value", "paid", "unpaid")),
    ("another sum", of_step("total_details", amount_tax=1),
     Difference("create", "total_details.amount_tax", "value", 1, 0)),
    ("a longer list", of_step("", custom_fields=[{"key": "a"}]), Difference("create", "custom_fields", "length", 1, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_planted_differences_are_found(change: Change, expected: Difference) -> None:
    (found,) = compared(change).unknown
    assert (found.step, found.path, found.kind) == (expected.step, expected.path, expected.kind)
    if (expected.stripe, expected.fake) != (None, None):
        assert (found.stripe, found.fake) == (expected.stripe, expected.fake)
    assert compared(change, known=[KnownDifference("why", path=expected.path)]).unknown == []


def error_changed(**changes: Any) -> Change:
    return lambda request, body: {"error": {**body["error"], **changes}} if "error" in body else body


@pytest.mark.parametrize(
    ("name", "value"), [("type", "api_error"), ("code", None), ("param", "color"), ("decline_code", "fraud")]
)
def test_refusals_are_compared(name: str, value: object) -> None:
    (found,) = compared(error_changed(**{name: value})).unknown
    assert (found.step, found.path, found.kind, found.stripe) == ("unknown", name, "refusal", value)


def test_the_wording_of_errors_is_not_counted() -> None:
    report = compared(error_changed(message="No."))
    assert report.unknown == []
    assert [line.strip() for line in report.lines(messages=True)][:4] == [
        "Errors with another message (not counted)", "unknown", "Stripe: No.",
        "fake:   Received unknown parameter: colour",
    ]  # fmt: skip


def test_what_only_one_side_refuses() -> None:
    found = compared(
        lambda request, body: {"error": {"type": "invalid_request_error", "message": "No."}},
        http_status=lambda request, status: 400,
        steps=SHORT[:3],
    ).unknown
    assert [(one.step, one.kind) for one in found] == [
        ("product", "status"),
        ("price", "not run"),
        ("create", "not run"),
    ]
    assert found[0].stripe == "400 (type invalid_request_error): No."
    assert found[0].fake == "200"
    assert found[1].stripe == "not sent, because $product is missing"


def test_a_story_that_both_sides_refuse_has_compared_nothing() -> None:
    steps = [Step("product", "POST", "/v1/products", {}, saves={"product": "id"})]
    assert [one.kind for one in compared(steps=steps).unknown] == ["not run"]


def test_busy_servers_and_the_pages_of_gateways() -> None:
    numbers = count()
    assert compared(http_status=lambda request, status: 429 if next(numbers) < 2 else status).unknown == []
    with httpx.Client(
        transport=httpx.MockTransport(lambda request: httpx.Response(502, text="<h1>Bad gateway</h1>")),
        base_url="https://stripe.test",
    ) as client:
        waits: list[float] = []
        report = run(SHORT[:1], Account(client, "sk_test_1", sleep=waits.append), [])
    assert (waits, [one.kind for one in report.unknown]) == ([2, 4, 8], ["status"])


def test_ids_times_urls_and_secrets_are_not_compared() -> None:
    body = {
        "id": "price_1MoBy5LkdIwHu7ixZhnattbh", "of": "cs_test_a1B2c3D4e5F6_secret_x", "url": "https://a.b/c/pay/cs_1#x",
        "path": "/v1/prices/price_1MoBy5LkdIwHu7ixZhnattbh/x", "mode": "if_required", "paid": 999_999_999,
        "at": 2_000_000_000, "icon": "https://files.stripe.com/links/abc", "other": "li_1MoBy5LkdIwHu7ixZhnatt0",
    }  # fmt: skip
    assert normalized(body, {"shirt": "price_1MoBy5LkdIwHu7ixZhnattbh"}, 2_000_000_000 - 86_390) == {
        "id": "<shirt>", "of": "<cs_test>_<secret>", "url": "<page>", "path": "/v1/prices/<shirt>/x",
        "mode": "if_required", "paid": 999_999_999, "at": "<now + 24 h>", "icon": "<file>", "other": "<li>",
    }  # fmt: skip


# The program.


@pytest.mark.long
def test_the_program_against_the_server(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("STRIPE_API_KEY", "sk_test_1")
    fake = FakeCheckout(start=None)
    with serve(fake) as url:
        assert program.main(["--base-url", url]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[-2].endswith("0 differences, and 0 that are known")
    assert printed[-1].startswith("could not be archived: txr_")  # the fake cannot archive
    assert {session["status"] for session in fake.sessions()} == {"expired"}


def test_a_difference_is_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("STRIPE_API_KEY", "rk_test_1")
    monkeypatch.setattr(program, "STORY", SHORT)
    known = tmp_path / "known.toml"
    known.write_text('[[known]]\npath = "nothing"\nreason = "why"\n')
    fake = FakeCheckout(start=None)
    fake.fail_next(4, status=400, on="create")
    with serve(fake) as url:
        assert program.main(["--base-url", url, "--known", str(known)]) == 1
    printed = capsys.readouterr().out
    assert "create\n  status: Stripe: 400" in printed
    assert "did not occur: * | nothing | * (why)" in printed


@pytest.mark.parametrize("api_key", ["sk_live_1", "rk_live_1", "pk_test_1", "1"])
def test_live_keys_are_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], api_key: str
) -> None:
    monkeypatch.setenv("STRIPE_API_KEY", api_key)
    monkeypatch.setattr(program, "run", None)  # nothing may be sent
    assert program.main([]) == 2
    printed = capsys.readouterr().out
    assert printed.startswith("NOTHING WAS TESTED: STRIPE_API_KEY is not a key for test mode")
    assert api_key == "1" or api_key not in printed


def test_without_a_key_nothing_is_tested(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("STRIPE_API_KEY", raising=False)
    monkeypatch.setattr(program, "run", None)
    assert program.main([]) == 0
    assert capsys.readouterr().out.startswith("NOTHING WAS TESTED: set STRIPE_API_KEY")


def test_a_server_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("STRIPE_API_KEY", "sk_test_secret")
    monkeypatch.setattr(program, "STORY", SHORT)
    assert program.main(["--base-url", "http://127.0.0.1:9"]) == 2
    printed = capsys.readouterr().out
    assert printed.startswith("NOTHING WAS COMPARED: http://127.0.0.1:9 cannot be used")
    assert "sk_test_secret" not in printed
    with pytest.raises(SystemExit):
        program.main(["--base-url", "https://example.com"])
    assert "must be a server on this machine" in capsys.readouterr().err


def test_every_known_difference_has_a_reason_and_a_possible_kind() -> None:
    for entry in read_known(program.KNOWN):
        assert entry.reason
        assert entry.kind in ("*", *KINDS)


def test_the_documented_numbers() -> None:
    guide = Path(__file__).parents[2].joinpath("docs", "guides", "fake_rules.md").read_text("utf-8")
    refused = sum(step.name.startswith("refused: ") for step in STORY)
    assert f"the same {len(STORY)} requests" in guide
    assert f"and {refused}\nrequests that are refused" in guide
    assert f"{len(STORY)} requests, of which Stripe refused {refused}: 2 differences" in guide
