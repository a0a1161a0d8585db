"""Your own questions on the payment page, with the customer's answers."""

from __future__ import annotations

from typing import Literal

from ..base import Model, model


@model
class CustomFieldOption(Model):
    """One entry of a dropdown.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-custom_fields
    """

    label: str
    """Text that the customer sees, up to 100 characters."""
    value: str
    """Your own name for the entry, which the customer does not see; unique within the dropdown."""


@model
class CustomFieldDropdown(Model):
    """A dropdown and what was picked from it.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-custom_fields
    """

    default_value: str | None = None
    """``value`` of the option that is picked at first; None when none is."""
    options: list[CustomFieldOption]
    """The entries, in the order shown."""
    value: str | None = None
    """``value`` of the option that the customer picked; None until the Session is complete, or when left open."""


@model
class CustomFieldInput(Model):
    """A field for text or digits and what was typed.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-custom_fields
    """

    default_value: str | None = None
    """Initial content of the field; None when it starts empty."""
    maximum_length: int | None = None
    """Largest number of characters that is accepted; None when no limit was set."""
    minimum_length: int | None = None
    """Smallest number of characters that is accepted; None when no limit was set."""
    value: str | None = None
    """What the customer typed (digits only in a numeric field); None until complete, or when left empty."""


@model
class CustomFieldLabel(Model):
    """The caption of a custom field.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-custom_fields
    """

    custom: str | None = None
    """Your own caption, up to 100 characters; None unless ``type`` is ``custom``."""
    type: Literal["custom"] | str
    """Kind of caption: ``custom`` is your own."""


@model
class CustomField(Model):
    """Your own question on the payment page.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-custom_fields
    """

    dropdown: CustomFieldDropdown | None = None
    """The dropdown and its answer; None unless ``type`` is ``dropdown``."""
    key: str
    """Your own name for the field, unique within the Session; the customer does not see it."""
    label: CustomFieldLabel
    """Caption that the customer sees."""
    numeric: CustomFieldInput | None = None
    """The field for digits and its answer; None unless ``type`` is ``numeric``."""
    optional: bool
    """Whether the customer may leave the field empty."""
    text: CustomFieldInput | None = None
    """The text field and its answer; None unless ``type`` is ``text``."""
    type: Literal["dropdown", "numeric", "text"] | str
    """Which of ``dropdown``, ``numeric`` and ``text`` is filled."""
