"""What ``python -m checkout_client.testing`` reads, and what it says."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient
from support.shop import ONE_ITEM, call, shop
from support.webhook_receiver import shopfront

from checkout_client.testing import FakeCheckout
from checkout_client.testing import __main__ as command_line
from checkout_client.testing._command.catalogue_file import read_catalogue
from checkout_client.testing._command.price_option import PriceOption, price_option
from checkout_client.testing._command.start_text import webhook_text
from checkout_client.testing.server import create_app
from checkout_client.testing.server.activity_log import log_request


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    logger = logging.getLogger("checkout_client.testing")
    before = (logger.handlers[:], logger.level)
    yield
    logger.handlers[:], level = before
    logger.setLevel(level)


def printed_by(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    def start_and_stop(server: uvicorn.Server, sockets: object) -> None:
        assert isinstance(server.config.app, Starlette)
        with TestClient(server.config.app):
            pass

    monkeypatch.setattr(uvicorn.Server, "run", start_and_stop)
    assert command_line.main(["--port", "0", *options]) == 0
    return capsys.readouterr().out


def test_the_start_tells_everything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "catalogue.toml"
    file.write_text('[[prices]]\nid = "price_toml"\nunit_amount = 5\n')
    state = str(tmp_path / "state.sqlite")
    with shopfront() as front:
        printed = printed_by(
            monkeypatch, capsys, "--price", "price_1=10.99 usd, T-shirt", "--price", "price_2=5 eur/month",
            "--catalogue", str(file), "--webhook-url", f"{front.url}/hook", "--seed", "7", "--state", state,
        )  # fmt: skip
        assert f"webhooks:        sent to {front.url}/hook (it answers)\n" in printed
    url = re.findall(r"running at (http://127\.0\.0\.1:\d+)\n", printed)[0]
    for line in (
        f"dashboard:       {url}/\n",
        f"control API:     {url}/_fake/openapi.json\n",
        "signing secret:  whsec_fake\n",
        "prices:          price_1 (10.99 USD, T-shirt), price_2 (5.00 EUR per month, price_2) and 1 more\n",
        "seed:            7\n",
        f"state:           {state}\n",
    ):
        assert line in printed


def test_prices_of_a_catalogue_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "catalogue.toml"
    file.write_text('[[prices]]\nid = "price_toml"\nunit_amount = 5\n')
    assert "prices:          1\n" in printed_by(monkeypatch, capsys, "--catalogue", str(file))


def test_whether_the_webhook_target_answers() -> None:
    assert webhook_text(None, None) == "not sent (see --webhook-url)"
    text = webhook_text("http://127.0.0.1:1/hook", "http://127.0.0.1:1/hook")
    assert text.startswith("sent to http://127.0.0.1:1/hook (NOTHING ANSWERS THERE YET: Connection refused;")
    assert "NOTHING ANSWERS" in webhook_text("https://[::1]/hook", "x")


def test_the_help_has_every_default(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.main(["--help"])
    text = " ".join(capsys.readouterr().out.split())
    options = re.findall(r"(?<= )--[a-z-]+(?= [A-Z]|  )", text.partition("options:")[2])
    assert len(set(options)) >= 10
    assert text.count("(default: ") == len(set(options)) + text.count("--quiet print")


# --price


@pytest.mark.parametrize(
    ("option", "price"),
    [
        ("price_1=10.99 usd, T-shirt", PriceOption("price_1", 1099, "usd", None, "T-shirt")),
        ("p=10 USD", PriceOption("p", 1000, "usd", None, "p")),
        ("p=10usd", PriceOption("p", 1000, "usd", None, "p")),
        (" p = 500 jpy , Tea, green ", PriceOption("p", 500, "jpy", None, "Tea, green")),
        ("p=5 eur/month, Plan", PriceOption("p", 500, "eur", "month", "Plan")),
        ("p=5 eur / year", PriceOption("p", 500, "eur", "year", "p")),
        ("p=0 usd", PriceOption("p", 0, "usd", None, "p")),
    ],
)
def test_prices(option: str, price: PriceOption) -> None:
    assert price_option(option) == price


# --catalogue

CATALOGUE = """
[[products]]
id = "prod_tea"
name = "Tea"

[[promotion_codes]]
code = "SPRING"
coupon = "TEN"

[[coupons]]
id = "TEN"
percent_off = 10

[[prices]]
id = "price_tea"
unit_amount = 450
currency = "eur"
product = "prod_tea"
recurring = { interval = "month" }

[[prices]]
unit_amount = "0.5"

[[customers]]
email = "ann@example.com"

[[shipping_rates]]
amount = 500
"""


def test_a_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.toml"
    file.write_text(CATALOGUE)
    fake = FakeCheckout()
    for entry in read_catalogue(str(file)):
        entry.register(fake)
    tea, call = fake.objects("price")
    assert (tea["id"], tea["recurring"]["interval"], call["unit_amount_decimal"]) == ("price_tea", "month", "0.5")
    kinds = ("promotion_code", "coupon", "customer", "shipping_rate")
    assert [len(fake.objects(kind)) for kind in kinds] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("cats = 1", "there is no 'cats': use [[products]], [[prices]]"),
        ("prices = 1", "write [[prices]], once for each object"),
        ("prices = [1]", "write [[prices]], once for each object"),
        ("[[prices]]", "prices[0] needs 'unit_amount'"),
        ("[[prices]]\nunit_amount = 1.5", "prices[0].unit_amount must be an integer or a number in quotes"),
        ("[[prices]]\nunit_amount = 1\ncolour = 1", "prices[0] has no 'colour': use id"),
        ("[[prices]]\nunit_amount = 1\ncurrency = 'dollar'", "prices[0]: currency must be a code of three letters"),
        ("[[promotion_codes]]\ncode = 'x'\ncoupon = 'none'", "promotion_codes[0]: there is no coupon 'none'"),
        ("= 1", "(at line 1, column 1)"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_one_line(
    content: str, problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "catalogue.toml"
    file.write_text(content)
    assert command_line.main(["--port", "0", "--catalogue", str(file)]) == 1
    error = capsys.readouterr().err
    assert (problem in error, error.count("\n")) == (True, 1)


# An existing --state


def test_new_entries_are_registered_in_an_existing_state(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, state = tmp_path / "catalogue.toml", tmp_path / "state.sqlite"
    options = ["--catalogue", str(file), "--state", str(state)]
    file.write_text('[[coupons]]\nid = "TEN"\npercent_off = 10\n[[prices]]\nunit_amount = 5\n')
    printed_by(monkeypatch, capsys, "--price", "price_1=10 usd, T-shirt", *options)
    file.write_text(file.read_text() + '[[coupons]]\nid = "HALF"\npercent_off = 50\n[[prices]]\nunit_amount = 6\n')
    more = ["--price", "price_1=99 usd, T-shirt", "--price", "price_2=5 eur, Mug", *options]
    printed = printed_by(monkeypatch, capsys, *more)
    assert "prices:          price_1 (as it was in the state), price_2 (5.00 EUR, Mug) and 1 more\n" in printed
    fake = FakeCheckout()
    with TestClient(create_app(fake, state=str(state))):
        pass
    assert [(price["id"], price["unit_amount"]) for price in fake.objects("price")[::2]] == [
        ("price_1", 1000), ("price_2", 500),
    ]  # fmt: skip
    assert len(fake.objects("price")) == 3  # the one without an id once
    assert [coupon["id"] for coupon in fake.objects("coupon")] == ["TEN", "HALF"]


def test_what_cannot_be_registered_in_an_existing_state(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    state = str(tmp_path / "state.sqlite")
    printed_by(monkeypatch, capsys, "--state", state)
    twice = ["--price", "price_1=1 usd", "--price", "price_1=2 usd", "--state", state]
    assert command_line.main(["--port", "0", *twice]) == 1
    assert "the id 'price_1' is already in use" in capsys.readouterr().err


def test_a_missing_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["--port", "0", "--catalogue", "none.toml"]) == 1
    assert "none.toml" in capsys.readouterr().err


# The log in the terminal.


def test_a_line_for_each_request(caplog: pytest.LogCaptureFixture) -> None:
    fake = shop()
    call(fake, "POST", params=ONE_ITEM, headers={"Idempotency-Key": "k\n\x1b[31m"})
    call(fake, "POST", params=ONE_ITEM, headers={"Idempotency-Key": "k\n\x1b[31m"})
    call(fake, "GET", "/v1/prices/price_none")
    fake.refuse_connection()
    with pytest.raises(AssertionError):
        call(fake, "GET", "/v1/prices")
    made = fake.requests[0].object_id
    with caplog.at_level(logging.INFO, "checkout_client.testing"):
        for request in fake.requests:
            log_request(request)
    lines = [re.sub(r" \d+ ms", "", record.getMessage()) for record in caplog.records]
    assert lines == [
        rf"POST /v1/checkout/sessions 200 {made} key k\n\x1b[31m",
        rf"POST /v1/checkout/sessions 200 {made} key k\n\x1b[31m replayed",
        "GET /v1/prices/price_none 404 - No such price: 'price_none'",
        "GET /v1/prices no response",
    ]
    caplog.clear()
    with caplog.at_level(logging.WARNING, "checkout_client.testing"):
        log_request(fake.requests[0])
    assert caplog.records == []


def test_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("checkout_client.testing")
    printed_by(monkeypatch, capsys)
    assert logger.isEnabledFor(logging.INFO)
    logger.info("hello")
    assert re.fullmatch(r"\d\d:\d\d:\d\d  hello\n", capsys.readouterr().out)
    printed_by(monkeypatch, capsys, "--quiet")
    assert not logger.isEnabledFor(logging.INFO)
