"""What ``on_page`` is told."""

from __future__ import annotations

import attrs


@attrs.frozen
class Progress:
    """How far a parallel walk is, each time that a page of it is handed out."""

    pages: int
    """Pages handed out so far, this one included."""
    sessions: int
    """Sessions in them."""
    new_sessions: int
    """Sessions in this page."""
    share: float
    """The part of the range of time that has been read, from 0 to 1, what waits to be handed out included."""
    at_once: int
    """How many requests may be in flight now: fewer after the API asked to slow down."""
