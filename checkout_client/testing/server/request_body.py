"""Reads the body of a request, up to a limit."""

from __future__ import annotations

from contextlib import aclosing

from starlette.requests import Request


async def read_body(request: Request, limit: int) -> bytes:
    """Return the first ``limit`` bytes of the body. The rest is not read."""
    body = bytearray()
    async with aclosing(request.stream()) as stream:
        async for chunk in stream:
            body += chunk[: limit - len(body)]
            if len(body) >= limit:
                break
    return bytes(body)
