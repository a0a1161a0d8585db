"""Going on from the line items that came with a Session."""

from __future__ import annotations

from collections.abc import Mapping

from ._transport import endpoints as calls
from .models.line_items import LineItem, LineItemList
from .models.session.session import Session
from .options import RequestOptions, checked_options
from .pagination import Walk, start_walk

_ITEMS = "line_items."
_OWN_PAGE = ("starting_after", "ending_before", "expand")


def line_items_walk(
    session: str | Session, params: Mapping[str, object], options: RequestOptions | None
) -> tuple[Walk[LineItem], LineItemList | None]:
    """Where to begin, and the page to begin with where the Session brought one along.

    A cursor or expansions of the caller's own ask for another page than the one at hand.
    """
    if not isinstance(session, Session):
        return start_walk(calls.list_line_items(session, params), options), None
    embedded = session.line_items
    if any(params.get(name) is not None for name in _OWN_PAGE):
        embedded = None
    if hasattr(session, "last_response"):
        response = session.last_response
        kept: RequestOptions = {"api_version": response.api_version, "stripe_account": response.stripe_account}
        options = {**kept, **checked_options(options)}
        # A Session of a list was expanded by the list's paths: data.line_items.data.taxes.
        paths = [path.removeprefix("data.") for path in response.expand]
        expand = [path.removeprefix(_ITEMS) for path in paths if path.startswith(f"{_ITEMS}data.")]
        if expand and embedded is not None:
            params = {**params, "expand": expand}
    return start_walk(calls.list_line_items(session.id, params), options), embedded
