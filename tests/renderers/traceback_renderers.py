"""Packages that show an exception with the local variables of its frames: each as a function that returns the text."""

from __future__ import annotations

import io
import json
import sys
import traceback
from collections.abc import Callable
from typing import Any

import pytest

TracebackRenderer = Callable[[BaseException], str]


def _info(error: BaseException) -> Any:
    return type(error), error, error.__traceback__


def standard_library(error: BaseException) -> str:
    return "".join(traceback.TracebackException(*_info(error), capture_locals=True).format())


def _structlog(error: BaseException, **settings: Any) -> str:
    structlog = pytest.importorskip("structlog")
    transformer = structlog.tracebacks.ExceptionDictTransformer(**settings)
    fields = structlog.processors.ExceptionRenderer(transformer)(None, "error", {"exc_info": _info(error)})
    return json.dumps(fields)


def structlog_dict_tracebacks(error: BaseException) -> str:
    return _structlog(error)


def structlog_with_rich(error: BaseException) -> str:
    pytest.importorskip("rich")
    return _structlog(error, use_rich=True)


def structlog_with_long_strings(error: BaseException) -> str:
    return _structlog(error, use_rich=False, locals_max_string=500)


def structlog_console(error: BaseException) -> str:
    structlog = pytest.importorskip("structlog")
    pytest.importorskip("rich")
    text = io.StringIO()
    structlog.dev.RichTracebackFormatter(width=400, show_locals=True, color_system=None, extra_lines=0)(
        text, _info(error)
    )
    return text.getvalue()


def _rich(error: BaseException, **settings: Any) -> str:
    pytest.importorskip("rich")
    from rich.console import Console
    from rich.traceback import Traceback

    console = Console(file=io.StringIO(), width=400, color_system=None)
    console.print(Traceback.from_exception(*_info(error), show_locals=True, width=400, extra_lines=0, **settings))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


def rich_show_locals(error: BaseException) -> str:
    return _rich(error)


def rich_with_whole_strings(error: BaseException) -> str:
    return _rich(error, locals_max_string=None, locals_max_length=None, locals_hide_dunder=False)


def stackprinter(error: BaseException) -> str:
    text: str = pytest.importorskip("stackprinter").format(error, show_vals="all", truncate_vals=10_000)
    return text


def better_exceptions(error: BaseException) -> str:
    if sys.version_info >= (3, 13):
        pytest.skip("better_exceptions shows no values from Python 3.13 on")
    return "".join(pytest.importorskip("better_exceptions").format_exception(*_info(error)))


def _loguru(error: BaseException, **settings: Any) -> str:
    pytest.importorskip("loguru")
    from loguru import logger

    text = io.StringIO()
    logger.remove()
    sink = logger.add(text, diagnose=True, backtrace=False, **settings)
    try:
        logger.opt(exception=error).error("failed")
    finally:
        logger.remove(sink)
    return text.getvalue()


def loguru_diagnose(error: BaseException) -> str:
    return _loguru(error)


def loguru_serialize(error: BaseException) -> str:
    return _loguru(error, serialize=True)


def ipython_verbose(error: BaseException) -> str:
    pytest.importorskip("IPython")
    from IPython.core.ultratb import VerboseTB

    text: str = VerboseTB(theme_name="nocolor").text(*_info(error))
    return text


def sentry(error: BaseException) -> str:
    pytest.importorskip("sentry_sdk")
    from sentry_sdk import Client
    from sentry_sdk.scrubber import EventScrubber
    from sentry_sdk.transport import Transport
    from sentry_sdk.utils import event_from_exception

    sent = io.BytesIO()

    class KeptTransport(Transport):
        def capture_envelope(self, envelope: Any) -> None:
            sent.write(envelope.serialize())

    client = Client(
        dsn="http://public@localhost:9/1",
        transport=KeptTransport,
        default_integrations=False,
        max_value_length=100_000,
        event_scrubber=EventScrubber(denylist=[], pii_denylist=[]),  # as if the names of variables told nothing
    )
    event, hint = event_from_exception(error, client_options=client.options)
    client.capture_event(event, hint)
    client.close()
    return sent.getvalue().decode()


RENDERERS: tuple[TracebackRenderer, ...] = (
    standard_library,
    structlog_dict_tracebacks,
    structlog_with_rich,
    structlog_with_long_strings,
    structlog_console,
    rich_show_locals,
    rich_with_whole_strings,
    stackprinter,
    better_exceptions,
    loguru_diagnose,
    loguru_serialize,
    ipython_verbose,
    sentry,
)
