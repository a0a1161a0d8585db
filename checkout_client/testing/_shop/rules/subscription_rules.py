"""Rules for ``subscription_data``: trials and billing dates.

API reference: https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-subscription_data
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..error_responses import StripeErrorResponse, below_minimum, exclusive_parameters, invalid

MIN_TRIAL = 48 * 60 * 60
MAX_TRIAL_DAYS = 730


def subscription_violations(data: dict[str, Any], now: int) -> Iterator[StripeErrorResponse]:
    """Return the rules that ``subscription_data`` violates."""
    trial_end, days = "subscription_data[trial_end]", "subscription_data[trial_period_days]"
    if "trial_end" in data and "trial_period_days" in data:
        yield exclusive_parameters(trial_end, days)
    if "trial_end" in data and data["trial_end"] - now < MIN_TRIAL:
        yield invalid("The `trial_end` date has to be at least 2 days in the future.", trial_end)
    if data.get("trial_period_days", 1) < 1:
        yield below_minimum(days, data["trial_period_days"], 1)
    too_long = f"The maximum number of trial period days is {MAX_TRIAL_DAYS} (2 years)."
    if "trial_end" in data and data["trial_end"] - now > MAX_TRIAL_DAYS * 86400:
        yield invalid(too_long, trial_end)
    if data.get("trial_period_days", 1) > MAX_TRIAL_DAYS:
        yield invalid(too_long, days)
    anchor = data.get("billing_cycle_anchor")
    if anchor is not None and anchor <= now:
        yield invalid("`billing_cycle_anchor` must be in the future.", "subscription_data[billing_cycle_anchor]")
