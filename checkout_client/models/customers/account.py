"""The Stripe account that owns, issues or receives something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from .address import Address

IssuerType: TypeAlias = Literal["account", "self"] | str
"""Who is liable for tax or issues an invoice: a connected ``account``, or the account that made the request
(``self``)."""


@model
class AnnualRevenue(Model):
    """What a business takes in a year.

    API reference: https://docs.stripe.com/api/accounts/object#account_object-business_profile-annual_revenue
    """

    amount: int | None = None
    """The revenue, in minor units of ``currency`` (such as cents); None when it is not known."""
    currency: str | None = None
    """Currency of the amount: three-letter ISO 4217 code in lower case; None when it is not known."""
    fiscal_year_end: str | None = None
    """Last day of the fiscal year, as ``YYYY-MM-DD``; None when it is not known."""


@model
class MonthlyRevenue(Model):
    """What a business expects to take in a month.

    API reference: https://docs.stripe.com/api/accounts/object#account_object-business_profile-monthly_estimated_revenue
    """

    amount: int
    """The revenue, in minor units of ``currency`` (such as cents)."""
    currency: str
    """Currency of the amount: three-letter ISO 4217 code in lower case."""


@model
class AccountBusinessProfile(Model):
    """What an account tells about its business, to customers and to Stripe.

    API reference: https://docs.stripe.com/api/accounts/object#account_object-business_profile
    """

    annual_revenue: AnnualRevenue | None = None
    """What the business takes in a year; None when it is not known."""
    estimated_worker_count: int | None = None
    """How many people work for the business, about; None when it is not known."""
    mcc: str | None = None
    """Merchant category code, four digits; None when it is not known."""
    minority_owned_business_designation: (
        list[
            Literal[
                "lgbtqi_owned_business",
                "minority_owned_business",
                "none_of_these_apply",
                "prefer_not_to_answer",
                "women_owned_business",
            ]
            | str
        ]
        | None
    ) = None
    """What the owner says about who owns the business; None when they said nothing."""
    monthly_estimated_revenue: MonthlyRevenue | None = None
    """What the business expects to take in a month; None when it is not known."""
    name: str | None = None
    """Name that customers see; None when there is none."""
    product_description: str | None = None
    """What the account sells, for Stripe's own use and not for customers; None when there is none."""
    specified_commercial_transactions_act_url: str | None = None
    """Page with what Japanese law asks a business to disclose; None when there is none."""
    support_address: Address | None = None
    """Postal address of the support; None when there is none."""
    support_email: str | None = None
    """Email address of the support; None when there is none."""
    support_phone: str | None = None
    """Phone number of the support; None when there is none."""
    support_url: str | None = None
    """Web page of the support; None when there is none."""
    url: str | None = None
    """Web page of the business; None when there is none."""


@model
class Account(Resource):
    """A Stripe account, such as one connected to a platform.

    A platform sees only ``id`` and ``object`` of an account that it does not control.

    API reference: https://docs.stripe.com/api/accounts/object
    """

    id: str
    """Identifier, beginning with ``acct_``."""
    object: Literal["account"] | str
    """Kind of the object: ``account``."""
    business_profile: AccountBusinessProfile | None = None
    """What customers see of the business; None when nothing is known."""
    business_type: Literal["company", "government_entity", "individual", "non_profit"] | str | None = None
    """Legal kind of the business; None when it is not known or not shown to your platform."""
    capabilities: dict[str, Any] | None = None
    """Status of each capability, such as ``card_payments``: ``active``, ``inactive`` or ``pending``; None when it is
    not shown to your platform."""
    charges_enabled: bool | None = None
    """Whether the account can take payments; None when it is not shown to your platform."""
    company: dict[str, Any] | None = None
    """The company, as a JSON object; None when it is not shown to your platform."""
    controller: dict[str, Any] | None = None
    """Who controls the account, as a JSON object; None when it is not shown to your platform."""
    country: str | None = None
    """Country of the account: two-letter code (ISO 3166-1 alpha-2); None when it is not shown to your platform."""
    created: int | None = None
    """When the account was created or connected, in Unix seconds; None when it is not shown to your platform."""
    default_currency: str | None = None
    """Currency of its bank accounts and prices: lower-case ISO 4217 code; None when not shown to your platform."""
    details_submitted: bool | None = None
    """Whether the owner has sent the details that onboarding asks for; None when it is not shown to your platform."""
    email: str | None = None
    """Email address of the account; None when there is none or it is not shown to your platform."""
    external_accounts: dict[str, Any] | None = None
    """The first page of bank accounts and cards for payouts, as a JSON object; None when it is not shown to your
    platform."""
    future_requirements: dict[str, Any] | None = None
    """Details that will be needed, as a JSON object; None when it is not shown to your platform."""
    groups: dict[str, Any] | None = None
    """Groups of the account, as a JSON object; None when it is not shown to your platform."""
    individual: dict[str, Any] | None = None
    """The person, as a JSON object; None when it is not shown to your platform."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs on the account; None when it is not shown to your platform."""
    payouts_enabled: bool | None = None
    """Whether Stripe can pay out the balance; None when it is not shown to your platform."""
    requirements: dict[str, Any] | None = None
    """Details that are needed, as a JSON object; None when it is not shown to your platform."""
    settings: dict[str, Any] | None = None
    """Settings of the account, as a JSON object; None when it is not shown to your platform."""
    tos_acceptance: dict[str, Any] | None = None
    """Acceptance of Stripe's terms, as a JSON object; None when it is not shown to your platform."""
    type: Literal["custom", "express", "none", "standard"] | str | None = None
    """Kind of connected account; ``none`` where its properties are set one by one, None when it is not shown."""


@model
class Issuer(Model):
    """The account that is liable for tax or that issues an invoice.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-automatic_tax-liability
    """

    account: str | Account | None = None
    """The connected account, by id or expanded; None unless ``type`` is ``account``."""
    type: IssuerType
    """Whether it is a connected account or the account that made the request."""
