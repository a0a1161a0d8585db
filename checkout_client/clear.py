"""``CLEAR``: the value that unsets what the server holds."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Clear(Enum):
    """The type of :data:`CLEAR`, for annotations of values that may be unset."""

    CLEAR = ""

    def __repr__(self) -> str:
        return "CLEAR"


CLEAR: Final = Clear.CLEAR
"""Unsets a value on the server: it is sent as the empty string.

``None`` means "not given" and is never sent, so removing an existing value takes ``CLEAR``::

    client.sessions.update("cs_test_123", metadata={"gift_note": CLEAR})
"""
