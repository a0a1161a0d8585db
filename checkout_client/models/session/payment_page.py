"""How the payment page looks and what it says and offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..line_items import AdjustableQuantity


@model
class BrandingImage(Model):
    """An icon or a logo. API reference: The Session object, ``branding_settings``."""

    file: str | None = None
    """Id of the uploaded File; None unless ``type`` is ``file``."""
    type: Literal["file", "url"] | str
    """Whether the image was uploaded to Stripe or lies at a URL of your own."""
    url: str | None = None
    """Where the image lies; None unless ``type`` is ``url``."""


@model
class BrandingSettings(Model):
    """Colours, images and name of the payment page. API reference: The Session object, ``branding_settings``."""

    background_color: str
    """Background colour, as ``#`` and hexadecimal digits."""
    border_style: Literal["pill", "rectangular", "rounded"] | str
    """Shape of buttons and fields."""
    button_color: str
    """Colour of the buttons, as ``#`` and hexadecimal digits."""
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
    """Something the customer may add to the purchase. API reference: The Session object, ``optional_items``."""

    adjustable_quantity: AdjustableQuantity | None = None
    """How far the customer may change the quantity; None when it is fixed."""
    price: str
    """Id of the Price of one unit."""
    quantity: int
    """Number of units that are added."""


@model
class LinkWalletOptions(Model):
    """Whether Link is offered. API reference: The Session object, ``wallet_options``."""

    display: Literal["auto", "never"] | str | None = None
    """Whether Stripe decides to show Link (``auto``) or it is left out (``never``); None when that was not set."""


@model
class WalletOptions(Model):
    """Which wallets the payment page offers. API reference: The Session object, ``wallet_options``."""

    link: LinkWalletOptions | None = None
    """Settings of Link; None when they were not set."""


@model
class CustomText(Model):
    """Texts of your own on the payment page, by place. API reference: The Session object, ``custom_text``."""

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
    """A text of your own on the payment page. API reference: The Session object, ``custom_text``."""

    message: str
    """The text, up to 1,200 characters."""


@model
class PhoneNumberCollection(Model):
    """Whether a phone number is asked for. API reference: The Session object, ``phone_number_collection``."""

    enabled: bool
    """Whether the customer is asked for a phone number."""
