"""Rules for payments that involve connected accounts.

API guides: https://docs.stripe.com/connect/destination-charges and https://docs.stripe.com/connect/direct-charges
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..error_responses import StripeErrorResponse, below_minimum, exclusive_parameters, invalid, no_such

_is_account = re.compile(r"acct_\w+").fullmatch


def connect_violations(params: dict[str, Any], account: str | None) -> Iterator[StripeErrorResponse]:
    """Return the rules that fees, transfers and accounts violate. ``account`` is that of the request, if any."""
    for name in ("payment_intent_data", "subscription_data", "setup_intent_data"):
        if name in params:
            yield from _data_violations(params[name], name, account)


def _data_violations(data: dict[str, Any], name: str, account: str | None) -> Iterator[StripeErrorResponse]:
    if "on_behalf_of" in data and not _is_account(data["on_behalf_of"]):
        yield no_such("on_behalf_of", data["on_behalf_of"], f"{name}[on_behalf_of]")
    transfer: dict[str, Any] | None = data.get("transfer_data")
    path = f"{name}[transfer_data]"
    if transfer is not None and not _is_account(transfer["destination"]):
        yield no_such("destination", transfer["destination"], f"{path}[destination]")
    if transfer is not None and transfer["destination"] == account:
        yield invalid("`transfer_data[destination]` cannot be the account of the request.", f"{path}[destination]")
    for fee in ("application_fee_amount", "application_fee_percent"):
        if fee in data and account is None and transfer is None:
            yield invalid(
                f"Can only apply an `{fee}` to a direct payment (using the Stripe-Account header) or to a destination "
                "payment (using `transfer_data[destination]`).",
                f"{name}[{fee}]",
            )
    if data.get("application_fee_amount", 1) < 1:
        yield below_minimum(f"{name}[application_fee_amount]", data["application_fee_amount"], 1)
    if "application_fee_amount" in data and "amount" in (transfer or {}):
        yield exclusive_parameters(f"{name}[application_fee_amount]", f"{path}[amount]")
    if (transfer or {}).get("amount", 1) < 1:
        yield below_minimum(f"{path}[amount]", (transfer or {})["amount"], 1)
    for place, percent in (
        (f"{name}[application_fee_percent]", data.get("application_fee_percent", 0)),
        (f"{path}[amount_percent]", (transfer or {}).get("amount_percent", 0)),
    ):
        if not 0 <= percent <= 100:
            yield invalid("This value must be between 0 and 100.", place)


def check_connect_amounts(data: dict[str, Any], total: int) -> None:
    """Raise a :class:`StripeErrorResponse` if a fee or a transfer of ``payment_intent_data`` exceeds the total."""
    for path, amount in (
        ("payment_intent_data[application_fee_amount]", data.get("application_fee_amount", 0)),
        ("payment_intent_data[transfer_data][amount]", data.get("transfer_data", {}).get("amount", 0)),
    ):
        if amount > total:
            raise invalid(f"This value must not exceed the total of the Checkout Session, which is {total}.", path)
