"""The argument of ``on_page``."""

from __future__ import annotations

import attrs


@attrs.frozen
class Progress:
    """The progress of ``list_parallel``, each time that it begins to yield a page."""

    pages: int
    """Number of pages so far, including this one."""
    sessions: int
    """Number of Sessions in them."""
    new_sessions: int
    """Number of Sessions in this page."""
    share: float
    """Share of the range of time that has been read, from 0 to 1, including pages that wait to be yielded."""
    at_once: int
    """How many requests may be in flight now: fewer after the API limited the rate."""
