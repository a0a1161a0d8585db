"""The HTML of single fields: label, value, and the error next to it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from .page_data import PageData


def text_field(
    data: PageData,
    name: str,
    label: str,
    *,
    default: str = "",
    type: str = "text",
    attributes: str = "",
    is_narrow: bool = False,
) -> str:
    """Return an input with its label. ``attributes`` is HTML. Two narrow fields share a line, if there is room."""
    value = escape(data.value(name, default))
    return (
        f'<div class="field{" narrow" if is_narrow else ""}"><label for="{escape(name)}">{escape(label)}</label>'
        f'<input id="{escape(name)}" name="{escape(name)}" type="{type}" value="{value}"{attributes}'
        f"{_invalid(data, name)}>\n{error(data, name)}</div>\n"
    )


def select_field(data: PageData, name: str, label: str, options: Mapping[str, str], *, default: str = "") -> str:
    """Return a list to choose from. ``options`` are labels by value."""
    chosen = data.value(name, default)
    listed = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(shown)}</option>'
        for value, shown in options.items()
    )
    return (
        f'<div class="field"><label for="{escape(name)}">{escape(label)}</label>'
        f'<select id="{escape(name)}" name="{escape(name)}"{_invalid(data, name)}>{listed}</select>\n'
        f"{error(data, name)}</div>\n"
    )


def check_box(data: PageData, name: str, label: str, value: str = "yes") -> str:
    """Return a box to tick."""
    checked = " checked" if data.value(name) == value else ""
    box = f'<input type="checkbox" name="{escape(name)}" value="{escape(value)}"{checked}{_invalid(data, name)}>'
    return f'<div class="field"><label class="choice">{box} {escape(label)}</label>\n{error(data, name)}</div>\n'


def radio_buttons(data: PageData, name: str, legend: str, options: Mapping[str, str], default: str) -> str:
    """Return a group of which one is chosen. ``options`` are labels by value."""
    chosen = data.value(name, default)
    buttons = "".join(
        f'<label class="choice"><input type="radio" name="{escape(name)}" value="{escape(value)}"'
        f"{' checked' if value == chosen else ''}> {escape(label)}</label>"
        for value, label in options.items()
    )
    return f"<fieldset><legend>{escape(legend)}</legend>{buttons}\n{error(data, name)}</fieldset>\n"


def error(data: PageData, name: str) -> str:
    """Return the place for the error of a field, and the error if it has one."""
    shown = ""
    if data.field == name and data.problem:
        shown = f'<p class="error" id="error-{escape(name)}" role="alert">{escape(data.problem)}</p>'
    return f'<div data-error="{escape(name)}">{shown}</div>'


def _invalid(data: PageData, name: str) -> str:
    if data.field != name or not data.problem:
        return ""
    return f' aria-invalid="true" aria-describedby="error-{escape(name)}"'
