"""What has happened to a Session: requests, events, deliveries and what the customer did, in order."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..context import ServerContext


@attrs.frozen
class TimelineEntry:
    """One thing that happened."""

    at: float
    """When, in Unix seconds of the fake's clock."""
    kind: str
    text: str
    link: str | None = None
    result: str | None = None
    """How it went, in one word."""
    is_good: bool = True


def timeline(context: ServerContext, session_id: str) -> list[TimelineEntry]:
    """Return what has happened to a Session, the latest last."""
    # Events have whole seconds. Of what happened in the same second, requests come first, then events and deliveries.
    return sorted(_entries(context, session_id), key=lambda entry: int(entry.at))


def _entries(context: ServerContext, session_id: str) -> Iterator[TimelineEntry]:
    for request in list(context.fake.requests):
        if request.object_id == session_id or session_id in request.path:
            yield TimelineEntry(
                request.received_at,
                "request",
                f"{request.method} {request.path}",
                None if request.request_id is None else f"/requests/{request.request_id}",
                str(request.http_status or "no response"),
                request.http_status is not None and request.http_status < 400,
            )
    for activity in context.activities:
        if activity.session_id == session_id:
            yield TimelineEntry(activity.at, "activity", activity.text)
    for event in list(context.fake.events):
        if event.session["id"] == session_id:
            link = f"/events/{event.id}"
            yield TimelineEntry(event.created, "event", event.type, link)
            for attempt in context.outbox.attempts_of(event.id):
                result = str(attempt.http_status or "no response")
                yield TimelineEntry(
                    attempt.at, "delivery", f"Webhook {event.type} to {attempt.url}", link, result, attempt.accepted
                )
