"""Where in the parameters something is: as it is sent, and as a person writes it."""

from __future__ import annotations

import re
from urllib.parse import unquote_plus


def parameter_path(wire: str) -> str:
    """A name on the wire as a person writes it.

    >>> parameter_path("line_items[0][price_data][currency]")
    'line_items[0].price_data.currency'
    """
    return unquote_plus(re.sub(r"\[(?!\d+\])([^\]]*)\]", r".\1", wire))
