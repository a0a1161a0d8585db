"""List the line items of a Session, beginning with the ones that it already holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from ._transport import endpoints
from .models.line_items import LineItem, LineItemList
from .models.session.session import Session
from .options import RequestOptions, checked_options
from .pagination import PageQuery, first_query

_ITEMS = "line_items."
_OWN_PAGE = ("starting_after", "ending_before", "expand")


def line_items_query(
    session: str | Session, params: Mapping[str, object], options: RequestOptions | None
) -> tuple[PageQuery[LineItem], LineItemList | None]:
    """Return the first query, and the first page if the Session holds it.

    A cursor or expansions in ``params`` ask for another page than the one in the Session.
    """
    if not isinstance(session, Session):
        return first_query(endpoints.list_line_items(session, params), options), None
    embedded = session.line_items
    if any(params.get(name) is not None for name in _OWN_PAGE):
        embedded = None
    if embedded is not None and cast("bool | None", embedded.has_more) is None:
        embedded = None  # a list that was stored without it, so nobody knows whether it is complete
    if hasattr(session, "last_response"):
        response = session.last_response
        kept: RequestOptions = {"api_version": response.api_version, "stripe_account": response.stripe_account}
        options = {**kept, **checked_options(options)}
        # A Session in a list was expanded by the list's paths: data.line_items.data.taxes.
        paths = [path.removeprefix("data.") for path in response.expand]
        expand = [path.removeprefix(_ITEMS) for path in paths if path.startswith(f"{_ITEMS}data.")]
        if expand and embedded is not None:
            params = {**params, "expand": expand}
    return first_query(endpoints.list_line_items(session.id, params), options), embedded
