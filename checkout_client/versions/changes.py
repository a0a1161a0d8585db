"""The table of changes between API versions.

The responses of seven versions are on record, and the parameters of the two newest. A change is placed between two
versions on record; any version between them may have made it. Parameters older than 2026-06-24.dahlia are dated by the
field of the response that mirrors them. Registries that most versions add to are left out: types of tax ids, and
countries to ship to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

Place: TypeAlias = Literal["create", "update", "list", "Session", "LineItem", "Price"]
"""A call (for its parameters) or a class (for its fields)."""

VERSIONS: Final = (
    "2024-04-10",
    "2025-02-24.acacia",
    "2025-08-27.basil",
    "2025-10-29.clover",
    "2026-02-25.clover",
    "2026-04-22.dahlia",
    "2026-06-24.dahlia",
    "2026-10-28.endive",
)
"""The versions on record, oldest first. Of 2026-06-24.dahlia only the parameters are."""

PARAMETERS_ON_RECORD: Final = VERSIONS[-2:]
"""The versions whose parameters are known from their own specification."""


class Change(NamedTuple):
    """A parameter, field or value that not every version has."""

    name: str
    """A parameter or field, such as ``line_items[].metadata``, or a value of one, such as ``ui_mode=form``."""
    places: tuple[Place, ...]
    since: str | None = None
    """The first version on record that has it; None if the oldest one does."""
    until: str | None = None
    """The last version on record that has it; None if the newest one does."""
    instead: str = ""
    """What to use in versions without it."""

    @property
    def unavailable_until(self) -> str | None:
        """The last version on record that does not have it yet."""
        return None if self.since is None else VERSIONS[VERSIONS.index(self.since) - 1]

    @property
    def dropped_in(self) -> str | None:
        """The first version on record that no longer has it."""
        return None if self.until is None else VERSIONS[VERSIONS.index(self.until) + 1]


def _added(since: str, places: tuple[Place, ...], names: str) -> Iterator[Change]:
    return (Change(name, places, since=since) for name in names.split())


_CREATE: Final = ("create",)
_SESSION: Final = ("Session",)
_BOTH: Final = ("create", "Session")

CHANGES: Final[tuple[Change, ...]] = (
    *_added(
        "2025-02-24.acacia",
        _BOTH,
        """
        adaptive_pricing
        payment_method_options.acss_debit.target_date
        payment_method_options.au_becs_debit.target_date
        payment_method_options.bacs_debit.mandate_options
        payment_method_options.bacs_debit.target_date
        payment_method_options.card.request_extended_authorization
        payment_method_options.card.request_incremental_authorization
        payment_method_options.card.request_multicapture
        payment_method_options.card.request_overcapture
        payment_method_options.card.restrictions
        payment_method_options.kakao_pay
        payment_method_options.kr_card
        payment_method_options.naver_pay
        payment_method_options.payco
        payment_method_options.samsung_pay
        payment_method_options.sepa_debit.mandate_options
        payment_method_options.sepa_debit.target_date
        payment_method_options.us_bank_account.target_date
        submit_type=subscribe
        tax_id_collection.required
        """,
    ),
    # The parameter `discounts` is older than the field.
    *_added(
        "2025-02-24.acacia",
        _SESSION,
        """
        collected_information
        discounts
        payment_method_options.us_bank_account.financial_connections.filters
        """,
    ),
    # ------------------------------------------------------------------------------------------ 2025-08-27.basil
    Change(
        "shipping_details",
        _SESSION,
        until="2025-02-24.acacia",
        instead="`collected_information.shipping_details`",
    ),
    Change("collected_information.shipping_details.carrier", _SESSION, VERSIONS[1], VERSIONS[1]),
    Change("collected_information.shipping_details.phone", _SESSION, VERSIONS[1], VERSIONS[1]),
    Change("collected_information.shipping_details.tracking_number", _SESSION, VERSIONS[1], VERSIONS[1]),
    Change(
        "recurring.aggregate_usage",
        ("Price",),
        until="2025-02-24.acacia",
        instead="a meter, named in `recurring.meter`",
    ),
    *_added(
        "2025-08-27.basil",
        _BOTH,
        """
        invoice_creation.invoice_data.rendering_options.template
        optional_items
        origin_context
        payment_method_options.naver_pay.setup_future_usage
        payment_method_options.pix.amount_includes_iof
        payment_method_options.pix.setup_future_usage
        permissions
        wallet_options
        """,
    ),
    *_added(
        "2025-08-27.basil",
        _SESSION,
        """
        automatic_tax.provider
        presentment_details
        """,
    ),
    # ------------------------------------------------------------------------------------------ 2025-10-29.clover
    *_added(
        "2025-10-29.clover",
        _BOTH,
        """
        branding_settings
        excluded_payment_method_types
        name_collection
        payment_method_options.affirm.capture_method
        payment_method_options.afterpay_clearpay.capture_method
        payment_method_options.alma
        payment_method_options.amazon_pay.capture_method
        payment_method_options.billie
        payment_method_options.card.capture_method
        payment_method_options.cashapp.capture_method
        payment_method_options.klarna.capture_method
        payment_method_options.link.capture_method
        payment_method_options.mobilepay.capture_method
        payment_method_options.revolut_pay.capture_method
        payment_method_options.satispay
        payment_method_options.twint
        """,
    ),
    *_added(
        "2025-10-29.clover",
        _SESSION,
        """
        collected_information.business_name
        collected_information.individual_name
        customer_details.business_name
        customer_details.individual_name
        """,
    ),
    # ------------------------------------------------------------------------------------------ 2026-02-25.clover
    *_added("2026-02-25.clover", ("create", "list", "Session"), "customer_account"),
    *_added("2026-02-25.clover", _BOTH, "payment_method_options.payto"),
    *_added("2026-02-25.clover", ("create", "update"), "line_items[].metadata"),
    *_added("2026-02-25.clover", ("LineItem",), "adjustable_quantity metadata"),
    # ------------------------------------------------------------------------------------------ 2026-04-22.dahlia
    Change("ui_mode=hosted", _BOTH, until="2026-02-25.clover", instead="`hosted_page`, its new name"),
    Change("ui_mode=embedded", _BOTH, until="2026-02-25.clover", instead="`embedded_page`, its new name"),
    Change(
        "ui_mode=custom",
        _BOTH,
        since="2025-08-27.basil",
        until="2026-02-25.clover",
        instead="`elements`, its new name",
    ),
    Change("ui_mode=hosted_page", _BOTH, since="2026-04-22.dahlia", instead="`hosted`, its old name"),
    Change("ui_mode=embedded_page", _BOTH, since="2026-04-22.dahlia", instead="`embedded`, its old name"),
    Change(
        "ui_mode=elements",
        _BOTH,
        since="2026-04-22.dahlia",
        instead="`custom`, its old name, from 2025-08-27.basil on",
    ),
    *_added(
        "2026-04-22.dahlia",
        _BOTH,
        """
        integration_identifier
        managed_payments
        payment_method_options.pix.mandate_options
        payment_method_options.pix.setup_future_usage=off_session
        payment_method_options.upi
        ui_mode=form
        """,
    ),
    # ------------------------------------------------------------------------------------------ 2026-10-28.endive
    Change(
        "payment_method_types",
        _CREATE,
        until="2026-06-24.dahlia",
        instead="the payment methods of the Dashboard, narrowed by `allowed_payment_method_types`",
    ),
    Change("line_items[].dynamic_tax_rates", _CREATE, until="2026-06-24.dahlia", instead="`automatic_tax`"),
    Change(
        "allowed_payment_method_types",
        _BOTH,
        since="2026-10-28.endive",
        instead="`payment_method_types`, which is the whole list to offer",
    ),
    *_added(
        "2026-10-28.endive",
        _BOTH,
        """
        locale=hi-IN
        payment_method_options.bancontact.setup_future_usage=off_session
        payment_method_options.card.restrictions.funding_types_blocked
        payment_method_options.payco.setup_future_usage
        payment_method_options.samsung_pay.setup_future_usage
        payment_method_options.sequra
        """,
    ),
    *_added(
        "2026-10-28.endive",
        _CREATE,
        """
        excluded_payment_method_types[]=paypay
        excluded_payment_method_types[]=sequra
        payment_method_options.blik
        subscription_data.invoice_settings.account_tax_ids
        subscription_data.invoice_settings.custom_fields
        subscription_data.invoice_settings.description
        subscription_data.invoice_settings.footer
        """,
    ),
    *_added("2026-10-28.endive", ("create", "update"), "line_items[].price_data.product_data.tax_details"),
    *_added("2026-10-28.endive", ("update",), "payment_intent_data"),
    # Parameters of these names are older than the fields.
    *_added(
        "2026-10-28.endive",
        _SESSION,
        """
        payment_method_options.scalapay
        payment_method_options.sunbit
        payment_method_options.twint.setup_future_usage=off_session
        payment_method_options.wechat_pay
        """,
    ),
)
"""Every change on record, ordered by version."""
