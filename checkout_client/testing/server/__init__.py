"""The fake as an HTTP server with a payment page. Needs the extra ``checkout-client[server]``."""

from __future__ import annotations

from .app import create_app
from .run import serve

__all__ = ["create_app", "serve"]
