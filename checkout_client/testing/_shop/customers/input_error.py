"""The error for input that a payment page would not accept."""

from __future__ import annotations


class InputError(ValueError):
    """Raised for input that the payment page of a Session refuses."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
        """The field of the page that is wrong, such as ``"promotion_code"``; ``None`` if it is no single field."""
