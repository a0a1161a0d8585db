"""The payment page: how it looks, what it says and offers, and what it asks the customer for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..line_items import AdjustableQuantity
    from ..literals import CountryCode


@model
class BrandingImage(Model):
    """An icon or a logo.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-branding_settings
    """

    file: str | None = None
    """Id of the uploaded File; None unless ``type`` is ``file``."""
    type: Literal["file", "url"] | str
    """Whether the image was uploaded to Stripe or is at your own URL."""
    url: str | None = None
    """URL of the image; None unless ``type`` is ``url``."""


@model
class BrandingSettings(Model):
    """Colors, images and name of the payment page.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-branding_settings
    """

    background_color: str
    """Background color, as ``#`` and hexadecimal digits."""
    border_style: Literal["pill", "rectangular", "rounded"] | str
    """Shape of buttons and fields."""
    button_color: str
    """Color of the buttons, as ``#`` and hexadecimal digits."""
    display_name: str
    """Name of the business on the page."""
    font_family: str
    """Name of the typeface."""
    icon: BrandingImage | None = None
    """Small square image; None when there is none, as when a logo is used instead."""
    logo: BrandingImage | None = None
    """Image in place of icon and name; None when there is none, as when an icon is used instead."""


@model
class OptionalItem(Model):
    """Something the customer may add to the purchase.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-optional_items
    """

    adjustable_quantity: AdjustableQuantity | None = None
    """How far the customer may change the quantity; None when it is fixed."""
    price: str
    """Id of the Price of one unit."""
    quantity: int
    """Number of units that are added."""


@model
class LinkWalletOptions(Model):
    """Whether Link is offered.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-wallet_options
    """

    display: Literal["auto", "never"] | str | None = None
    """Whether Stripe decides to show Link (``auto``) or it is left out (``never``); None when that was not set."""


@model
class WalletOptions(Model):
    """Which wallets the payment page offers.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-wallet_options
    """

    link: LinkWalletOptions | None = None
    """Settings of Link; None when they were not set."""


@model
class CustomText(Model):
    """Your own text on the payment page, by position.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-custom_text
    """

    after_submit: CustomTextMessage | None = None
    """Text after the payment button; None when there is none."""
    shipping_address: CustomTextMessage | None = None
    """Text next to the shipping address; None when there is none."""
    submit: CustomTextMessage | None = None
    """Text next to the payment button; None when there is none."""
    terms_of_service_acceptance: CustomTextMessage | None = None
    """Text in place of Stripe's own next to the terms of service checkbox; None when Stripe's is used."""


@model
class CustomTextMessage(Model):
    """Your own text in one position on the payment page.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-custom_text
    """

    message: str
    """The text, up to 1,200 characters."""


@model
class PhoneNumberCollection(Model):
    """Whether a phone number is asked for.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-phone_number_collection
    """

    enabled: bool
    """Whether the customer is asked for a phone number."""


@model
class PaymentMethodReuseAgreement(Model):
    """The legal text about keeping a payment method.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-consent_collection
    """

    position: Literal["auto", "hidden"] | str
    """Whether Stripe places the text (``auto``) or it is left to you to show one (``hidden``)."""


@model
class ConsentCollection(Model):
    """What the customer is asked to agree to.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-consent_collection
    """

    payment_method_reuse_agreement: PaymentMethodReuseAgreement | None = None
    """Where the text about keeping the payment method is shown; None for Stripe's default."""
    promotions: Literal["auto", "none"] | str | None = None
    """Whether the customer may be asked about promotional messages; None when that was not set."""
    terms_of_service: Literal["none", "required"] | str | None = None
    """Whether the customer must accept your terms of service in order to pay; None when that was not set."""


@model
class NameCollectionSettings(Model):
    """Whether one kind of name is asked for.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-name_collection
    """

    enabled: bool
    """Whether the customer is asked for the name."""
    optional: bool
    """Whether the customer may leave it empty."""


@model
class NameCollection(Model):
    """Which names the customer is asked for.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-name_collection
    """

    business: NameCollectionSettings | None = None
    """How the name of a business is asked for; None when it is not."""
    individual: NameCollectionSettings | None = None
    """How the name of a person is asked for; None when it is not."""


@model
class ShippingAddressCollection(Model):
    """Whether a shipping address is asked for.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-shipping_address_collection
    """

    allowed_countries: list[CountryCode]
    """Countries that you ship to, as two-letter codes (ISO 3166-1 alpha-2)."""


@model
class TaxIdCollection(Model):
    """Whether a tax id is asked for.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-tax_id_collection
    """

    enabled: bool
    """Whether the customer may enter a tax id."""
    required: Literal["if_supported", "never"] | str | None = None
    """Whether the customer must enter one, wherever Stripe can collect it; None in 2024-04-10, which lacks the field.
    Since 2025-02-24.acacia."""
