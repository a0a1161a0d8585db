"""Branding of one session's page, where it differs from the account's branding."""

from __future__ import annotations

from typing import Literal, Required, TypeAlias

from typing_extensions import TypedDict

from ..clear import Clear

# fmt: off
KnownFontFamily: TypeAlias = Literal[
    "be_vietnam_pro", "bitter", "chakra_petch", "default", "hahmlet", "inconsolata", "inter", "lato", "lora",
    "m_plus_1_code", "montserrat", "noto_sans", "noto_sans_jp", "noto_serif", "nunito", "open_sans", "pridi",
    "pt_sans", "pt_serif", "raleway", "roboto", "roboto_slab", "source_sans_pro", "titillium_web", "ubuntu_mono",
    "zen_maru_gothic",
]
"""Fonts that Checkout can use."""
# fmt: on


class BrandingImageParams(TypedDict, total=False):
    """An icon or a logo.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``branding_settings.icon`` and ``.logo``).
    """

    type: Required[Literal["file", "url"]]
    """Where the image comes from: a file uploaded to Stripe, or a URL."""

    file: str
    """ID of the uploaded file (``file_…``). Required if ``type`` is ``file``, not allowed otherwise."""

    url: str
    """URL of the image. Required if ``type`` is ``url``, not allowed otherwise."""


class BrandingSettingsParams(TypedDict, total=False):
    """Colors, font and images of the page.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``branding_settings``).
    """

    background_color: str | Clear
    """Background color of the page, in hexadecimal with ``#`` (``#ffffff``)."""

    border_style: Literal["pill", "rectangular", "rounded"] | Clear
    """Shape of the corners of fields and buttons."""

    button_color: str | Clear
    """Color of the buttons, in hexadecimal with ``#``."""

    display_name: str
    """Business name at the top of the page. Terms and receipts still show the account's own name."""

    font_family: KnownFontFamily | str | Clear
    """Font of the page."""

    icon: BrandingImageParams
    """Small, preferably square image. An uploaded file must have the purpose ``business_icon``."""

    logo: BrandingImageParams
    """Larger image. An uploaded file must have the purpose ``business_logo``."""
