"""Words that people search for, and the section that answers: entries of the index, which a search lists first."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging

TOPICS = {
    "guides/celery": {"stale sessions": "expire-stale-sessions", "background jobs": "celery-and-other-workers"},
    "guides/containers": {"docker": "local-development-with-containers", "docker compose": ""},
    "guides/idempotency": {"idempotency": "", "idempotency key": "", "duplicate": ""},
    "guides/line_items": {"line items": "", "quantity": ""},
    "guides/other_apis": {
        "refund": "refund-what-a-session-paid",
        "customer portal": "",
        "payment link": "",
        "capture": "",
        "cancel a subscription": "",
    },
    "guides/paid_sessions": {"csv": "the-export", "paid at": "created-or-paid", "export": "the-export"},
    "guides/rate_limits": {"429": "", "rate limit": "", "too many requests": ""},
    "guides/sessions": {
        "coupon": "discounts-and-coupons",
        "discount": "discounts-and-coupons",
        "promotion code": "discounts-and-coupons",
        "shipping": "shipping",
        "tax": "tax",
        "save a card": "saving-a-payment-method",
        "embedded": "the-embedded-page",
    },
    "guides/subscriptions": {"subscription": "", "trial": "sign-up"},
    "guides/upgrade": {"upgrade": "", "moved": "names-that-moved-or-went-away"},
    "guides/typing": {"mypy": "", "pyright": "", "none": "session-url-may-be-none"},
    "guides/webhooks_aws": {"lambda": "", "eventbridge": "through-eventbridge"},
}

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.connect("doctree-read", add_topics)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_topics(app: Sphinx, doctree: nodes.document) -> None:
    """Add the topics of a page to the index; an empty anchor is that of the page's title."""
    topics = TOPICS.get(app.env.current_document.docname, {})
    ids = [one for section in doctree.findall(nodes.section) for one in section["ids"]]
    for word, anchor in topics.items():
        if anchor and anchor not in ids:
            logger.warning("docs/_ext/search_topics.py: no section %s", anchor, location=doctree)
        entry = ("single", word, anchor or ids[0], "main", None)
        doctree[0].insert(1, addnodes.index(entries=[entry]))  # behind the title, for the search
        index = app.env.domains.index_domain.entries  # has read the page already
        index.setdefault(app.env.current_document.docname, []).append(entry)
