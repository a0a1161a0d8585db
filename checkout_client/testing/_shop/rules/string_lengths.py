"""The greatest lengths of strings. Parameters that are not listed take what other strings of the API take.

The lengths are those of the API reference and of its OpenAPI description:
https://docs.stripe.com/api/checkout/sessions/create and https://github.com/stripe/openapi
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from ..error_responses import StripeErrorResponse, invalid
from ..nested import is_list, is_object, visit_named

MAX_LENGTH: Final = 5000
"""Characters that a string may have unless :data:`LENGTHS` says otherwise."""

LENGTHS: Final = {
    "client_reference_id": 200,
    "custom_fields[][key]": 200,
    "custom_fields[][label][custom]": 100,
    "custom_fields[][dropdown][options][][label]": 100,
    "custom_fields[][dropdown][options][][value]": 100,
    "custom_fields[][text][default_value]": 255,
    "custom_fields[][numeric][default_value]": 255,
    "custom_text[after_submit][message]": 1200,
    "custom_text[shipping_address][message]": 1200,
    "custom_text[submit][message]": 1200,
    "custom_text[terms_of_service_acceptance][message]": 1200,
    "customer_email": 800,
    "integration_identifier": 200,
    "invoice_creation[invoice_data][custom_fields][][name]": 40,
    "invoice_creation[invoice_data][custom_fields][][value]": 140,
    "invoice_creation[invoice_data][description]": 1500,
    "line_items[][price_data][product_data][description]": 40000,
    "line_items[][price_data][product_data][unit_label]": 12,
    "payment_intent_data[description]": 1000,
    "payment_intent_data[statement_descriptor]": 22,
    "payment_intent_data[statement_descriptor_suffix]": 22,
    "setup_intent_data[description]": 1000,
    "shipping_options[][shipping_rate_data][display_name]": 100,
    "subscription_data[description]": 500,
}
"""Lengths by parameter. ``[]`` stands for any position in a list."""

_position = re.compile(r"\[\d+\]")


def length_violations(params: dict[str, Any]) -> Iterator[StripeErrorResponse]:
    """Return an error for each string in ``params`` that is too long."""
    if not _may_be_too_long(params):
        return
    errors: list[StripeErrorResponse] = []

    def visit(_: str, path: str, value: Any) -> None:
        if isinstance(value, str):
            longest = LENGTHS.get(_position.sub("[]", path), MAX_LENGTH)
            if len(value) > longest:
                errors.append(invalid(f"Invalid string: must be at most {longest} characters", path))

    visit_named(params, visit)
    yield from errors


def _may_be_too_long(value: Any) -> bool:
    # Without paths, which cost more than all the rest: few requests have a long string.
    if is_object(value):
        for name, inner in value.items():
            if len(inner) > _SHORTEST.get(name, MAX_LENGTH) if isinstance(inner, str) else _may_be_too_long(inner):
                return True
        return False
    return is_list(value) and any(map(_may_be_too_long, value))


_SHORTEST: dict[str, int] = {}
"""The least of the lengths that parameters of one name may have."""
for _path, _length in LENGTHS.items():
    _name = _path.rpartition("[")[2].rstrip("]")
    _SHORTEST[_name] = min(_length, _SHORTEST.get(_name, MAX_LENGTH))
