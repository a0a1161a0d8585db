"""The HTML of single fields: label, value, and the error next to it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from .page_data import PageData


def text_field(
    data: PageData, name: str, label: str, *, default: str = "", type: str = "text", attributes: str = ""
) -> str:
    """Return an input with its label. ``attributes`` is HTML."""
    value = escape(data.value(name, default))
    return (
        f'<label for="{escape(name)}">{escape(label)}</label>'
        f'<input id="{escape(name)}" name="{escape(name)}" type="{type}" value="{value}"{attributes}'
        f"{_invalid(data, name)}>\n{error(data, name)}"
    )


def select_field(data: PageData, name: str, label: str, options: Mapping[str, str], *, default: str = "") -> str:
    """Return a list to choose from. ``options`` are labels by value."""
    chosen = data.value(name, default)
    listed = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(shown)}</option>'
        for value, shown in options.items()
    )
    return (
        f'<label for="{escape(name)}">{escape(label)}</label>'
        f'<select id="{escape(name)}" name="{escape(name)}"{_invalid(data, name)}>{listed}</select>\n'
        f"{error(data, name)}"
    )


def check_box(data: PageData, name: str, label: str, value: str = "yes") -> str:
    """Return a box to tick."""
    checked = " checked" if data.value(name) == value else ""
    box = f'<input type="checkbox" name="{escape(name)}" value="{escape(value)}"{checked}{_invalid(data, name)}>'
    return f'<label class="choice">{box} {escape(label)}</label>\n{error(data, name)}'


def radio_buttons(data: PageData, name: str, legend: str, options: Mapping[str, str], default: str) -> str:
    """Return a group of which one is chosen. ``options`` are labels by value."""
    chosen = data.value(name, default)
    buttons = "".join(
        f'<label><input type="radio" name="{escape(name)}" value="{escape(value)}"'
        f"{' checked' if value == chosen else ''}> {escape(label)}</label>"
        for value, label in options.items()
    )
    return f"<fieldset><legend>{escape(legend)}</legend>{buttons}</fieldset>\n{error(data, name)}"


def error(data: PageData, name: str) -> str:
    """Return the error of a field; nothing if it has none."""
    if data.field != name or not data.problem:
        return ""
    return f'<p class="error" id="error" role="alert">{escape(sentence(data.problem))}</p>\n'


def sentence(problem: str) -> str:
    """Return ``problem`` with a capital letter at the beginning."""
    return problem[:1].upper() + problem[1:]


def _invalid(data: PageData, name: str) -> str:
    return ' aria-invalid="true" aria-describedby="error"' if data.field == name and data.problem else ""
