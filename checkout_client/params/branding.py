"""The look of one session's page, where it differs from the account's own branding."""

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
    """An icon or a logo. API reference: Create a Session, ``branding_settings.icon`` and ``.logo``."""

    type: Required[Literal["file", "url"]]
    """Where the image comes from: a file uploaded to Stripe, or an address on the web."""

    file: str
    """ID of the uploaded file (``file_…``). Needed when ``type`` is ``file``, refused otherwise."""

    url: str
    """Address of the image. Needed when ``type`` is ``url``, refused otherwise."""


class BrandingSettingsParams(TypedDict, total=False):
    """Colours, font and images of the page. API reference: Create a Session, ``branding_settings``."""

    background_color: str | Clear
    """Colour behind the page, as hexadecimal with ``#`` (``#ffffff``)."""

    border_style: Literal["pill", "rectangular", "rounded"] | Clear
    """Shape of the corners of fields and buttons."""

    button_color: str | Clear
    """Colour of the buttons, as hexadecimal with ``#``."""

    display_name: str
    """Business name at the top of the page. Terms and receipts keep the account's own name."""

    font_family: KnownFontFamily | str | Clear
    """Font of the page."""

    icon: BrandingImageParams
    """Small image, best square. An uploaded file needs the purpose ``business_icon``."""

    logo: BrandingImageParams
    """Larger image. An uploaded file needs the purpose ``business_logo``."""
