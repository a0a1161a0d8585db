"""The fake as an HTTP server, with a page that pays. Needs the extra ``checkout-client[server]``."""

from __future__ import annotations

from .app import create_app, serve

__all__ = ["create_app", "serve"]
