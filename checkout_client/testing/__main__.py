"""``python -m checkout_client.testing`` runs the fake as a server."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from functools import partial
from secrets import randbits

from ._command.option_values import (
    file_option,
    host_name_option,
    host_option,
    port_option,
    public_url_option,
    webhook_secret_option,
    webhook_url_option,
)
from ._command.price_option import EXAMPLE, price_option
from ._command.start_text import start_text, webhook_text
from ._shop.event_log import WEBHOOK_SECRET
from .fake import FakeCheckout


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server with the options of the command line and return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        from ._command.catalogue_file import read_catalogue
        from ._command.start_objects import StartObject, register_all, register_new
        from .server.outbox import displayed_url
        from .server.run import run
    except ImportError as error:
        sys.stderr.write(f"{error}: the server needs an extra: pip install 'checkout-client[server]'\n")
        return 1
    # Random ids by default: web pages cannot guess them, and no id occurs again after a restart.
    seed = randbits(64) if options.seed is None else options.seed
    fake = FakeCheckout(seed=seed, webhook_secret=options.webhook_secret)
    try:
        shown_url = None if options.webhook_url is None else displayed_url(options.webhook_url)
        objects: list[StartObject] = list(options.price)
        if options.catalogue is not None:
            objects += read_catalogue(options.catalogue)

        def announce(url: str) -> None:
            text = start_text(url, fake, options, seed, webhook_text(options.webhook_url, shown_url))
            sys.stdout.write(text)
            sys.stdout.flush()

        log_to_terminal(quiet=options.quiet)
        run(
            fake,
            host=options.host,
            port=options.port,
            webhook_url=options.webhook_url,
            public_url=options.public_url,
            allowed_hosts=options.allow_host,
            state=options.state,
            setup=partial(register_all, objects),
            resume=partial(register_new, objects),
            ready=announce,
        )
    except (OSError, ValueError) as error:
        problem = error.strerror if isinstance(error, OSError) and error.strerror else error  # without its number
        sys.stderr.write(f"The server cannot start: {problem}\n")
        return 1
    return 0


def log_to_terminal(*, quiet: bool) -> None:
    """Print a line for each request and each webhook; with ``quiet``, only for problems."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(asctime)s  %(message)s", "%H:%M:%S"))
    logger = logging.getLogger("checkout_client.testing")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.WARNING if quiet else logging.INFO)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m checkout_client.testing",
        description="Run a local Stripe Checkout: the API, payment pages, a dashboard and a control API.",
    )
    add = parser.add_argument
    add("--host", type=host_option, default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    add(
        "--port",
        type=port_option,
        default=12111,
        help="the port to listen on; 0 for any free one (default: %(default)s)",
    )
    add(
        "--public-url",
        type=public_url_option,
        metavar="URL",
        help="what Session URLs begin with (default: the address of the server)",
    )
    add(
        "--allow-host",
        action="append",
        default=[],
        type=host_name_option,
        metavar="NAME",
        help="a further host name that the server answers to, such as that of its container; may be repeated "
        "(default: localhost, IP addresses, and the hosts of --host and --public-url)",
    )
    add("--seed", type=int, metavar="NUMBER", help="the same seed gives the same ids (default: a random one)")
    add(
        "--webhook-url",
        type=webhook_url_option,
        metavar="URL",
        help="where to send events (default: events are not sent)",
    )
    add(
        "--webhook-secret",
        default=WEBHOOK_SECRET,
        type=webhook_secret_option,
        metavar="SECRET",
        help="the secret to sign events with (default: %(default)s)",
    )
    add(
        "--price",
        action="append",
        default=[],
        type=price_option,
        metavar="ID=AMOUNT CURRENCY[/INTERVAL][, NAME]",
        help=f"register a price, such as {EXAMPLE!r} or 'price_2=5 eur/month, Tea'; may be repeated (default: none)",
    )
    add(
        "--catalogue",
        type=file_option,
        metavar="FILE",
        help="a TOML file with prices, coupons and so on to register (default: none)",
    )
    add(
        "--state",
        type=file_option,
        metavar="FILE",
        help="an SQLite file that keeps everything. If it exists already, --price and --catalogue register what has an "
        "id that is not in it yet (default: a restart forgets everything)",
    )
    add("--quiet", action="store_true", help="print problems only (default: a line for each request and webhook)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
