"""A server with ``--state`` continues where it stopped, also after it was killed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest
from starlette.testclient import TestClient
from support.shop import KEY, ONE_ITEM, encoded, shop
from support.webhook_receiver import shopfront

from checkout_client.testing import FakeCheckout
from checkout_client.testing.server import create_app

KEYED = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/x-www-form-urlencoded"}


@attrs.frozen
class Shop:
    """A server with a state, in this process."""

    fake: FakeCheckout
    client: TestClient

    def create(self, key: str = "", **params: Any) -> httpx.Response:
        headers = {**KEYED, **({"Idempotency-Key": key} if key else {})}
        content = encoded({**ONE_ITEM, **params})
        return self.client.post("/v1/checkout/sessions", content=content, headers=headers)

    def control(self, path: str, **body: Any) -> Any:
        response = self.client.post(f"/_fake/{path}", json=body)
        assert response.status_code == 200, response.text
        return response.json()

    def read(self, path: str) -> Any:
        return self.client.get(f"/_fake/{path}").json()["data"]


@contextmanager
def running(state: Path, fake: FakeCheckout | None = None, **settings: Any) -> Iterator[Shop]:
    fake = FakeCheckout() if fake is None else fake
    with TestClient(create_app(fake, state=str(state), allowed_hosts=["testserver"], **settings)) as client:
        yield Shop(fake, client)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


def test_everything_is_there_after_a_restart(state: Path) -> None:
    with shopfront() as front:
        front.status = 500
        with running(state, shop(start=None), webhook_url=front.url) as before:
            paid, open_one = (before.create(f"key-{n}", metadata={"n": str(n)}).json() for n in range(2))
            before.fake.refuse_connection()
            before.create()  # does not arrive
            discounted = before.create(discounts=[{"coupon": "TEN"}]).json()
            event = before.control(f"sessions/{paid['id']}/complete")
            before.control("clock/advance", minutes=2)
            before.client.post(f"/c/pay/{open_one['id']}", data={"token": "wrong"})
            page = before.client.get(f"/c/pay/{open_one['id']}").text
            token = re.findall('name="token" value="([0-9a-f]{64})"', page)[0]
            before.client.post(f"/c/pay/{open_one['id']}", data={"token": token, "action": "decline"})
            seen = {name: before.read(name) for name in ("sessions", "prices", "customers", "coupons")}
            kept = [one["request_id"] for one in before.read("requests") if one["request_id"] is not None]
            delivery = before.read("events")[0]["deliveries"]
            retry = before.client.get(f"/_fake/events/{event['id']}").json()["next_delivery"]
        with running(state, webhook_url=front.url) as after:
            assert {name: after.read(name) for name in seen} == seen
            assert [request["request_id"] for request in after.read("requests")] == kept
            assert [one["id"] for one in after.read("events")] == [event["id"]]
            assert (after.read("events")[0]["deliveries"], len(front.webhooks)) == (delivery, 1)
            assert after.client.get(f"/_fake/events/{event['id']}").json()["next_delivery"] == retry
            assert after.fake.clock.ahead == 120
            replayed = after.create("key-0", metadata={"n": "0"})
            assert (replayed.json(), replayed.headers["idempotent-replayed"]) == (paid, "true")
            assert "The card was declined." in after.client.get(f"/sessions/{open_one['id']}").text
            price = after.client.get("/v1/prices/price_shirt?expand[]=currency_options", headers=KEYED).json()
            assert price["currency_options"]["eur"]["unit_amount"] == 999
            fresh = after.create().json()["id"]
            assert fresh not in {one["id"] for one in seen["sessions"]}
            after.control("clock/advance", days=2)
            assert {one["status"] for one in after.read("sessions")} == {"complete", "expired"}
            assert [one["id"] for one in after.read("sessions")][:3] == [paid["id"], open_one["id"], discounted["id"]]
            front.status = 200
            after.control(f"events/{event['id']}/resend")
        with running(state) as again:
            assert again.client.get(f"/_fake/events/{event['id']}").json()["deliveries"][-1]["accepted"]
            assert "sk_test" not in state.read_bytes().decode(errors="replace")


def test_the_same_seed_makes_other_ids_after_a_restart(state: Path) -> None:
    with running(state, shop(start=None, seed=7)) as before:
        first = before.create().json()["id"]
    with running(state, FakeCheckout(seed=7)) as after:
        assert after.create().json()["id"] != first


def test_set_up_once_and_after_a_reset(state: Path) -> None:
    def setup(fake: FakeCheckout) -> None:
        fake.add_price("price_shirt", unit_amount=100)

    with running(state, setup=setup) as before:
        assert before.create().status_code == 200
    with running(state, setup=setup) as after:
        assert len(after.read("sessions")) == 1
        after.control("reset")
        assert len(after.read("prices")) == 1
    with running(state, setup=setup) as again:
        assert (again.read("sessions"), len(again.read("prices"))) == ([], 1)


def test_what_resumes_is_called_instead_of_the_set_up(state: Path) -> None:
    def refuse(fake: FakeCheckout) -> None:
        raise ValueError("called")

    def resume(fake: FakeCheckout) -> None:
        fake.add_price("price_more", unit_amount=200)

    with running(state, shop(start=None), resume=refuse) as before:
        count = len(before.read("prices"))
    with pytest.raises(ValueError, match="called") as caught, running(state, resume=refuse):
        pass
    with running(state, setup=refuse, resume=resume) as after:  # the one that failed has closed the file
        assert len(after.read("prices")) == count + 1
    with running(state) as again:
        assert len(again.read("prices")) == count + 1
    del caught


def test_events_that_were_not_sent_are_sent_after_a_restart(state: Path) -> None:
    with running(state, shop(start=None)) as before:
        before.control(f"sessions/{before.create().json()['id']}/complete")
    with shopfront() as front:
        with running(state, webhook_url=front.url) as after:
            after.create()
            assert front.webhooks == []  # the server had no webhook URL then
        with sqlite3.connect(state) as database:  # as if it had been killed before it could send the event
            database.execute("DELETE FROM state WHERE kind = 'delivery'")
        database.close()
        with running(state, webhook_url=front.url) as after:
            after.create()
            after.create()
            assert len(front.webhooks) == 1


def test_files_that_cannot_be_used(state: Path, tmp_path: Path) -> None:
    with running(state), pytest.raises(ValueError, match=r"cannot be kept in .*locked"):
        create_app(FakeCheckout(), state=str(state))
    with pytest.raises(ValueError, match="cannot be kept in"):
        create_app(FakeCheckout(), state=str(tmp_path / "none" / "state.sqlite"))
    (tmp_path / "text").write_text("hello " * 1000)
    with pytest.raises(ValueError, match="not a database"):
        create_app(FakeCheckout(), state=str(tmp_path / "text"))
    database = sqlite3.connect(state)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(ValueError, match="its format is 99"):
        create_app(FakeCheckout(), state=str(state))
    database = sqlite3.connect(state)
    database.execute("PRAGMA user_version = 1")
    database.execute("INSERT INTO state (kind, id, data) VALUES ('session', 'x', '{}')")
    database.commit()
    database.close()
    with pytest.raises(ValueError, match="cannot be kept in"):
        create_app(FakeCheckout(), state=str(state))


# Killed.


@contextmanager
def server(state: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    arguments = ["--port", "0", "--state", str(state), "--price", "price_shirt=10.99 usd, Shirt", "--quiet"]
    command = [sys.executable, "-m", "checkout_client.testing", *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        try:
            yield process, url
        finally:
            process.kill()
            process.communicate()


def create_until_killed(url: str, process: subprocess.Popen[str], number: int) -> list[str]:
    """Create Sessions, kill the server in the midst of it, and return the ids that it has told."""
    told: list[str] = []
    with httpx.Client(base_url=url, headers=KEYED) as client:
        for index in range(number):
            if index == number - 1:
                os.kill(process.pid, signal.SIGKILL)
            try:
                told.append(client.post("/v1/checkout/sessions", content=encoded(ONE_ITEM)).json()["id"])
            except httpx.HTTPError:
                break
    return told


def survives(state: Path, kills: int) -> None:
    told: list[str] = []
    for kill in range(kills):
        with server(state) as (process, url):
            found = [one["id"] for one in httpx.get(f"{url}/_fake/sessions?limit=1000").json()["data"]]
            assert found[: len(told)] == told
            told = found + create_until_killed(url, process, 3 + kill)
    with server(state) as (_, url):
        found = [one["id"] for one in httpx.get(f"{url}/_fake/sessions?limit=1000").json()["data"]]
        assert found[: len(told)] == told
        assert len(set(found)) == len(found) >= 2 * kills


def test_each_response_is_in_the_file_before_it_is_sent(state: Path, tmp_path: Path) -> None:
    with running(state, shop(start=None)) as before:
        told: list[str] = []
        for number in range(3):
            told.append(before.create().json()["id"])
            copied = tmp_path / f"copy{number}.sqlite"  # what a killed server leaves
            for suffix in ("", "-wal"):
                shutil.copy(f"{state}{suffix}", f"{copied}{suffix}")
            with running(copied) as after:
                assert [one["id"] for one in after.read("sessions")] == told


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_nothing_is_lost_when_it_is_killed(state: Path) -> None:
    survives(state, 8)
