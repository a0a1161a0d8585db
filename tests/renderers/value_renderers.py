"""Packages that turn a value into text: each as a function that returns the text."""

from __future__ import annotations

import io
import json
import logging
import pprint as standard_pprint
import reprlib
from collections.abc import Callable
from typing import Any

import pytest

ValueRenderer = Callable[[object], str]


def text_of(value: object) -> str:
    return f"{value} {value!r} {[value]}"


def pprint(value: object) -> str:
    return standard_pprint.pformat({"value": value}, width=20)


def shortened(value: object) -> str:
    shortening = reprlib.Repr()
    shortening.maxother = shortening.maxstring = 10_000
    return shortening.repr([value])


def json_with_str(value: object) -> str:
    return json.dumps({"value": value}, default=str)


def logging_record(value: object) -> str:
    """Like the formatters that write every attribute of the record."""
    record = logging.LogRecord("shop", logging.INFO, "shop.py", 1, "%s %r", (value, value), None)
    record.value = value
    return logging.Formatter("%(message)s %(value)s").format(record) + json.dumps(vars(record), default=repr)


def _rich_console() -> Any:
    pytest.importorskip("rich")
    from rich.console import Console

    return Console(file=io.StringIO(), width=400, color_system=None)


def rich_print(value: object) -> str:
    console = _rich_console()
    console.print(value)
    console.print({"value": [value]})
    console.log(value)
    text: str = console.file.getvalue()
    return text


def rich_pretty(value: object) -> str:
    _rich_console()
    from rich.pretty import pretty_repr

    return f"{pretty_repr(value)} {pretty_repr(value, max_string=40)} {pretty_repr(value, expand_all=True)}"


def ipython(value: object) -> str:
    pytest.importorskip("IPython")
    from IPython.core.formatters import DisplayFormatter
    from IPython.lib.pretty import pretty

    shown, _ = DisplayFormatter().format(value)
    return pretty(value) + repr(shown)


def devtools(value: object) -> str:
    module = pytest.importorskip("devtools")
    return f"{module.pformat(value)} {module.debug.format(value)}"


def structlog_json(value: object) -> str:
    structlog = pytest.importorskip("structlog")
    return str(structlog.processors.JSONRenderer()(None, "info", {"event": value, "value": value}))


def structlog_console(value: object) -> str:
    structlog = pytest.importorskip("structlog")
    return str(structlog.dev.ConsoleRenderer(colors=False)(None, "info", {"event": value, "value": value}))


def structlog_logfmt(value: object) -> str:
    structlog = pytest.importorskip("structlog")
    return str(structlog.processors.LogfmtRenderer()(None, "info", {"event": "shown", "value": value}))


def loguru(value: object) -> str:
    pytest.importorskip("loguru")
    from loguru import logger

    text = io.StringIO()
    logger.remove()
    sink = logger.add(text, serialize=True)
    try:
        logger.bind(value=value).info("{} {!r}", value, value)
    finally:
        logger.remove(sink)
    return text.getvalue()


def sentry(value: object) -> str:
    pytest.importorskip("sentry_sdk")
    from sentry_sdk.serializer import serialize

    as_data = serialize({"extra": {"value": value}}, max_value_length=100_000)
    as_variable = serialize({"value": value}, is_vars=True, max_value_length=100_000)
    return json.dumps([as_data, as_variable])


RENDERERS: tuple[ValueRenderer, ...] = (
    text_of,
    pprint,
    shortened,
    json_with_str,
    logging_record,
    rich_print,
    rich_pretty,
    ipython,
    devtools,
    structlog_json,
    structlog_console,
    structlog_logfmt,
    loguru,
    sentry,
)
