"""The error for input that a payment page would not accept."""

from __future__ import annotations


class InputError(ValueError):
    """Raised for input that the payment page of a Session refuses.

    The message is for whoever writes a test. ``shown`` is what the page tells the customer.
    """

    def __init__(
        self, message: str, field: str | None = None, shown: str | None = None, values: tuple[object, ...] = ()
    ) -> None:
        super().__init__(message)
        self.field = field
        """The field of the page that is wrong, such as ``"promotion_code"``; ``None`` if it is no single field."""
        self.shown = shown
        """The English text for the customer, with ``{}`` for each value; ``None`` if no customer can cause this."""
        self.values = values
        """What takes the place of each ``{}`` in ``shown``."""


FILL_IN = "Please fill in this field."
"""What the page says about a required field that is empty."""
