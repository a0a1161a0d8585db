"""A server with many Sessions whose answers are nearly ready, that fails and limits on request: run as a process.

It prints its port and serves until its standard input ends. ``GET /stats`` says what it saw, and
``GET /stats?requests=10`` after it has seen ten requests.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from urllib.parse import parse_qsl

NEWEST = 1_767_225_600  # 2026-01-01
HEAD = (
    "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nRequest-Id: req_1\r\n{more}Content-Length: {length}\r\n\r\n"
)


def session_id(account: str, number: int) -> str:
    return f"cs_test_{account}_{number:08}"


def line_item(account: str, number: int, position: int) -> dict[str, object]:
    return {
        "id": f"li_{account}_{number:08}_{position}", "object": "item", "amount_discount": 0, "amount_subtotal": 500,
        "amount_tax": 0, "amount_total": 500, "currency": "usd", "description": "T-shirt", "quantity": 1,
    }  # fmt: skip


class Store:
    """``count`` Sessions for each account, one every ``gap`` seconds, the newest just before ``NEWEST``."""

    def __init__(self, count: int, gap: int) -> None:
        self.count, self.gap = count, gap

    def created(self, number: int) -> int:
        return NEWEST - 1 - number * self.gap

    def session(self, account: str, number: int, with_items: bool) -> dict[str, object]:
        data: dict[str, object] = {
            "id": session_id(account, number), "object": "checkout.session", "created": self.created(number),
            "amount_total": number % 1000, "amount_subtotal": number % 1000, "currency": ("usd", "eur")[number % 2],
            "customer_details": {"email": f"jenny{number}@example.com"}, "livemode": False, "mode": "payment",
            "metadata": {"order": str(number)}, "payment_status": ("paid", "unpaid")[number % 3 == 0],
            "payment_method_types": ["card"], "status": "complete", "expires_at": NEWEST, "custom_fields": [],
            "custom_text": {}, "automatic_tax": {"enabled": False}, "shipping_options": [],
        }  # fmt: skip
        if with_items:
            # Every hundredth Session has more line items than a list embeds.
            data["line_items"] = {
                "object": "list", "url": f"/v1/checkout/sessions/{data['id']}/line_items",
                "has_more": number % 100 == 0, "data": [line_item(account, number, 0)],
            }  # fmt: skip
        return data

    def page(self, account: str, query: dict[str, str]) -> dict[str, object]:
        begin, end = 0, self.count
        if "created[lt]" in query:
            begin = max(begin, -((int(query["created[lt]"]) - NEWEST) // self.gap))
        if "created[gte]" in query:
            end = min(end, (NEWEST - 1 - int(query["created[gte]"])) // self.gap + 1)
        if "starting_after" in query:
            begin = int(query["starting_after"].rpartition("_")[2]) + 1
        last = max(begin, min(end, begin + int(query.get("limit", "10"))))
        with_items = "data.line_items" in query.values()
        data = [self.session(account, number, with_items) for number in range(begin, last)]
        return {"object": "list", "url": "/v1/checkout/sessions", "has_more": last < end, "data": data}


class Server:
    """Answers requests, or fails, or says that there are too many."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.store = Store(given.sessions, given.gap)
        self.given = given
        self.random = random.Random(given.seed)
        self.arrivals: dict[str, list[float]] = {}
        self.limited = 0
        self.failed = 0
        self.storm_left = given.storm
        self.received = asyncio.Event()

    async def requests_received(self, count: int) -> None:
        """Wait until this many requests have been received."""
        while sum(map(len, self.arrivals.values())) < count:
            await self.received.wait()

    def answer(self, head: str) -> bytes | None:
        """Return the response; ``None`` to close the connection."""
        target = head.split(" ", 2)[1]
        if target.startswith("/stats"):
            return response("200 OK", {"arrivals": self.arrivals, "limited": self.limited, "failed": self.failed})
        headers = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:])
        account = headers.get("stripe-account", "own")
        arrivals = self.arrivals.setdefault(account, [])
        arrivals.append(time.monotonic())
        self.received.set()
        self.received = asyncio.Event()
        if self.storm_left and len(arrivals) % 20 == 0:
            self.storm_left -= 1
            self.limited += 1
            return response("429 Too Many", {"error": {"code": "rate_limit"}}, "Retry-After: 0.3\r\n")
        if self.random.random() < self.given.failures:
            self.failed += 1
            return None if self.random.random() < 0.5 else response("500 Oops", {"error": {"message": "failed"}})
        path, _, query = target.partition("?")
        if path.endswith("/line_items"):
            number = int(path.split("/")[-2].rpartition("_")[2])
            rest = [line_item(account, number, position) for position in range(1, 13)]
            return response("200 OK", {"object": "list", "url": path, "has_more": False, "data": rest})
        return response("200 OK", self.store.page(account, dict(parse_qsl(query))))


def response(status: str, body: object, more: str = "") -> bytes:
    content = json.dumps(body).encode()
    return HEAD.format(status=status, length=len(content), more=more).encode() + content


async def start(server: Server) -> asyncio.Server:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                if head.startswith("GET /stats?requests="):
                    await server.requests_received(int(head.split("=")[1].split()[0]))
                elif server.given.delay:
                    await asyncio.sleep(server.given.delay)
                answer = server.answer(head.strip())
                if answer is None:
                    break
                writer.write(answer)
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()

    return await asyncio.start_server(connected, "127.0.0.1", 0)


async def serve_until_input_ends(server: Server) -> None:
    listening = await start(server)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=5000)
    parser.add_argument("--gap", type=int, default=60, help="seconds between two Sessions")
    parser.add_argument("--failures", type=float, default=0.0, help="share of requests that fail")
    parser.add_argument("--storm", type=int, default=0, help="how often 429 is the answer")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--seed", type=int, default=0)
    return parser


if __name__ == "__main__":
    asyncio.run(serve_until_input_ends(Server(parser().parse_args())))
