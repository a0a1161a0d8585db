"""The version of this package, and of the API that its types describe."""

from __future__ import annotations

from typing import Final

__version__: Final = "0.2.0"

API_VERSION: Final = "2026-10-28.endive"
"""The newest ``Stripe-Version`` that the types model, and the default of every client."""
