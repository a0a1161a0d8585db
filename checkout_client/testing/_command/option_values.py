"""Checks the values of options. What is wrong with one is an ``ArgumentTypeError``, so that its option is named."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from urllib.parse import urlsplit

LARGEST_PORT = 65535

_host_name = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?").fullmatch


def port_option(argument: str) -> int:
    """Return a port number; 0 stands for any free port."""
    if not argument.isascii() or not argument.isdigit() or int(argument) > LARGEST_PORT:
        raise ArgumentTypeError(f"{argument!r} is not a port: use a number from 0 to {LARGEST_PORT}")
    return int(argument)


def host_option(argument: str) -> str:
    """Return an address to listen on."""
    if not argument or "/" in argument:
        raise ArgumentTypeError(f"{argument!r} is not an address: use one like 127.0.0.1, localhost or 0.0.0.0")
    return argument


def host_name_option(argument: str) -> str:
    """Return a name that the server answers to."""
    if _host_name(argument) is None:
        raise ArgumentTypeError(
            f"{argument!r} is not a host name: write the name alone, such as stripe-fake, without http:// and port"
        )
    return argument


def public_url_option(argument: str) -> str:
    """Return what Session URLs begin with."""
    _check_url(argument, "http://localhost:12111")
    parsed = urlsplit(argument)
    if parsed.query or parsed.fragment or parsed.username is not None:
        raise ArgumentTypeError("Session URLs begin with it, so it has no user, no '?' and no '#'")
    return argument.rstrip("/")


def webhook_url_option(argument: str) -> str:
    """Return the URL that events are sent to."""
    _check_url(argument, "http://127.0.0.1:8000/webhook")
    return argument


def _check_url(argument: str, example: str) -> None:
    # The URL itself is not shown: it may have a password in it.
    try:
        parsed = urlsplit(argument)
        valid = parsed.scheme in ("http", "https") and bool(parsed.hostname) and parsed.port != 0
    except ValueError:  # such as a port that is too large
        valid = False
    if not valid:
        raise ArgumentTypeError(f"it is not a URL: write it like {example}, with http:// or https://")


def webhook_secret_option(argument: str) -> str:
    """Return the secret that events are signed with."""
    if argument.startswith(("sk_", "rk_", "pk_")):
        raise ArgumentTypeError(
            "this is an API key. Use a signing secret, such as whsec_test, and tell it to your shop"
        )
    if not argument.strip():
        raise ArgumentTypeError("it is empty: use one such as whsec_test, or leave the option out")
    return argument


def file_option(argument: str) -> str:
    """Return the name of a file."""
    if not argument.strip():
        raise ArgumentTypeError("it is empty: name a file, or leave the option out")
    return argument
