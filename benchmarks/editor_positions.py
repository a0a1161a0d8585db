"""Cursor positions (the ``|``) in code for both packages, and what an editor should offer there."""

from __future__ import annotations

import attrs

OUR_SETUP = """\
from checkout_client import APIConnectionError, APIError, AsyncCheckoutClient, CheckoutClient
from checkout_client import LineItem, Session, expanded
client = CheckoutClient("sk_test_123")
async_client = AsyncCheckoutClient("sk_test_123")
"""

PEER_SETUP = """\
from stripe import APIConnectionError, InvalidRequestError, LineItem, StripeClient, StripeError
from stripe.checkout import Session
client = StripeClient("sk_test_123")
"""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


@attrs.frozen
class Completion:
    """A position where an editor offers names, and some of the expected ones."""

    what: str
    ours: str
    peers: str
    offers: frozenset[str] = attrs.field(converter=_listed)


COMPLETIONS = [
    # The keywords of the six methods.
    Completion(
        "create: keywords",
        ours="client.sessions.create(|)",
        peers='client.v1.checkout.sessions.create({"|"})',
        offers="mode line_items success_url ui_mode payment_method_options expires_at",
    ),
    Completion(
        "create: a keyword begun, others given",
        ours='client.sessions.create(mode="payment", line_items=[], succ|)',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "line_items": [], "succ|"})',
        offers="success_url",
    ),
    Completion(
        "create, async: keywords",
        ours="async def run():\n    await async_client.sessions.create(|)",
        peers='async def run():\n    await client.v1.checkout.sessions.create_async({"|"})',
        offers="mode line_items success_url allowed_payment_method_types",
    ),
    Completion(
        "retrieve: keywords",
        ours='client.sessions.retrieve("cs_123", |)',
        peers='client.v1.checkout.sessions.retrieve("cs_123", {"|"})',
        offers="expand",
    ),
    Completion(
        "update: keywords",
        ours='client.sessions.update("cs_123", |)',
        peers='client.v1.checkout.sessions.update("cs_123", {"|"})',
        offers="metadata shipping_options collected_information line_items",
    ),
    Completion(
        "list: keywords",
        ours="client.sessions.list(|)",
        peers='client.v1.checkout.sessions.list({"|"})',
        offers="created customer customer_details limit starting_after status subscription",
    ),
    Completion(
        "list_line_items: keywords",
        ours='client.sessions.list_line_items("cs_123", |)',
        peers='client.v1.checkout.sessions.line_items.list("cs_123", {"|"})',
        offers="limit starting_after ending_before expand",
    ),
    Completion(
        "expire: keywords",
        ours='client.sessions.expire("cs_123", |)',
        peers='client.v1.checkout.sessions.expire("cs_123", {"|"})',
        offers="expand",
    ),
    # Values.
    Completion(
        "mode: values",
        ours='client.sessions.create(mode="|")',
        peers='client.v1.checkout.sessions.create({"mode": "|"})',
        offers="payment setup subscription",
    ),
    Completion(
        "ui_mode: values",
        ours='client.sessions.create(mode="payment", ui_mode="|")',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "ui_mode": "|"})',
        offers="elements embedded_page form hosted_page",
    ),
    Completion(
        "submit_type, async: values",
        ours='async def run():\n    await async_client.sessions.create(mode="payment", submit_type="|")',
        peers="async def run():\n    await client.v1.checkout.sessions.create_async("
        '{"mode": "payment", "submit_type": "|"})',
        offers="auto book donate pay subscribe",
    ),
    Completion(
        "locale: values (an open enum)",
        ours='client.sessions.create(mode="payment", locale="|")',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "locale": "|"})',
        offers="auto de en-GB pt-BR",
    ),
    Completion(
        "currency: values (an open enum)",
        ours='client.sessions.create(mode="setup", currency="|")',
        peers='client.v1.checkout.sessions.create({"mode": "setup", "currency": "|"})',
        offers="eur usd jpy",
    ),
    Completion(
        "list status: values",
        ours='client.sessions.list(status="|")',
        peers='client.v1.checkout.sessions.list({"status": "|"})',
        offers="complete expired open",
    ),
    # Elements of lists.
    Completion(
        "allowed_payment_method_types: elements",
        ours='client.sessions.create(mode="payment", allowed_payment_method_types=["|"])',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "allowed_payment_method_types": ["|"]})',
        offers="card link klarna sepa_debit",
    ),
    Completion(
        "excluded_payment_method_types: the second element",
        ours='client.sessions.create(mode="payment", excluded_payment_method_types=["card", "|"])',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "excluded_payment_method_types": ["card", "|"]})',
        offers="affirm klarna",
    ),
    Completion(
        "allowed_countries: elements",
        ours='client.sessions.create(mode="payment", shipping_address_collection={"allowed_countries": ["|"]})',
        peers="client.v1.checkout.sessions.create("
        '{"mode": "payment", "shipping_address_collection": {"allowed_countries": ["|"]}})',
        offers="AT DE US",
    ),
    # Nested keys.
    Completion(
        "line_items: keys",
        ours='client.sessions.create(mode="payment", line_items=[{"|"}])',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "line_items": [{"|"}]})',
        offers="price price_data quantity adjustable_quantity tax_rates",
    ),
    Completion(
        "line_items: keys of the second item",
        ours='client.sessions.create(mode="payment", line_items=[{"price": "price_123"}, {"quantity": 1, "|"}])',
        peers="client.v1.checkout.sessions.create("
        '{"mode": "payment", "line_items": [{"price": "price_123"}, {"quantity": 1, "|"}]})',
        offers="price price_data",
    ),
    Completion(
        "price_data: keys (two levels down)",
        ours='client.sessions.create(mode="payment", line_items=[{"price_data": {"|"}}])',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "line_items": [{"price_data": {"|"}}]})',
        offers="currency product_data recurring unit_amount",
    ),
    Completion(
        "product_data: keys (three levels down)",
        ours='client.sessions.create(mode="payment", line_items=[{"price_data": {"product_data": {"|"}}}])',
        peers="client.v1.checkout.sessions.create("
        '{"mode": "payment", "line_items": [{"price_data": {"product_data": {"|"}}}]})',
        offers="name description images tax_code",
    ),
    Completion(
        "recurring.interval: values (three levels down)",
        ours='client.sessions.create(mode="payment", line_items=[{"price_data": {"recurring": {"interval": "|"}}}])',
        peers="client.v1.checkout.sessions.create("
        '{"mode": "payment", "line_items": [{"price_data": {"recurring": {"interval": "|"}}}]})',
        offers="day week month year",
    ),
    Completion(
        "payment_method_options: keys",
        ours='client.sessions.create(mode="payment", payment_method_options={"|"})',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "payment_method_options": {"|"}})',
        offers="card klarna us_bank_account wechat_pay",
    ),
    Completion(
        "payment_method_options.card: keys",
        ours='client.sessions.create(mode="payment", payment_method_options={"card": {"|"}})',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "payment_method_options": {"card": {"|"}}})',
        offers="installments request_three_d_secure capture_method setup_future_usage",
    ),
    Completion(
        "payment_method_options.us_bank_account, async: keys (three levels down)",
        ours="async def run():\n    await async_client.sessions.create(mode='payment', payment_method_options="
        '{"us_bank_account": {"financial_connections": {"|"}}})',
        peers="async def run():\n    await client.v1.checkout.sessions.create_async({'mode': 'payment', "
        '"payment_method_options": {"us_bank_account": {"financial_connections": {"|"}}}})',
        offers="permissions prefetch",
    ),
    Completion(
        "delivery_estimate.minimum.unit: values (four levels down)",
        ours='client.sessions.create(mode="payment", shipping_options='
        '[{"shipping_rate_data": {"delivery_estimate": {"minimum": {"unit": "|"}}}}])',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "shipping_options": '
        '[{"shipping_rate_data": {"delivery_estimate": {"minimum": {"unit": "|"}}}}]})',
        offers="business_day day hour week month",
    ),
    Completion(
        "subscription_data: keys",
        ours='client.sessions.create(mode="subscription", subscription_data={"|"})',
        peers='client.v1.checkout.sessions.create({"mode": "subscription", "subscription_data": {"|"}})',
        offers="trial_period_days trial_settings billing_cycle_anchor",
    ),
    Completion(
        "collected_information.shipping_details: keys",
        ours='client.sessions.update("cs_123", collected_information={"shipping_details": {"|"}})',
        peers='client.v1.checkout.sessions.update("cs_123", {"collected_information": {"shipping_details": {"|"}}})',
        offers="address name",
    ),
    Completion(
        "list created: keys (or a number)",
        ours='client.sessions.list(created={"|"})',
        peers='client.v1.checkout.sessions.list({"created": {"|"}})',
        offers="gt gte lt lte",
    ),
    Completion(
        "options: keys",
        ours='client.sessions.create(mode="payment", options={"|"})',
        peers='client.v1.checkout.sessions.create({"mode": "payment"}, options={"|"})',
        offers="idempotency_key stripe_account",
    ),
    Completion(
        "parameters built apart: keys",
        ours="from checkout_client.params import SessionCreateParams\n"
        'params: SessionCreateParams = {"mode": "payment", "|"}',
        peers="from stripe.params.checkout import SessionCreateParams\n"
        'params: SessionCreateParams = {"mode": "payment", "|"}',
        offers="success_url line_items",
    ),
    # The client.
    Completion(
        "the client: settings",
        ours='CheckoutClient("sk_test_123", |)',
        peers='StripeClient("sk_test_123", |)',
        offers="stripe_account http_client",
    ),
    Completion(
        "the client: the way to Sessions, and their methods",
        ours="client.sessions.|",
        peers="client.v1.checkout.sessions.|",
        offers="create expire list retrieve update",
    ),
    # Results.
    Completion(
        "a Session: fields",
        ours='client.sessions.retrieve("cs_123").|',
        peers='client.v1.checkout.sessions.retrieve("cs_123").|',
        offers="amount_total payment_status url customer_details line_items metadata",
    ),
    Completion(
        "a Session, awaited: fields",
        ours='async def run():\n    session = await async_client.sessions.retrieve("cs_123")\n    session.|',
        peers="async def run():\n"
        '    session = await client.v1.checkout.sessions.retrieve_async("cs_123")\n    session.|',
        offers="amount_total payment_status url",
    ),
    Completion(
        "a Session, as an annotated argument: fields",
        ours="def fulfil(session: Session) -> None:\n    session.|",
        peers="def fulfil(session: Session) -> None:\n    session.|",
        offers="amount_total payment_status url",
    ),
    Completion(
        "customer_details, once it is there: fields",
        ours='session = client.sessions.retrieve("cs_123")\n'
        "if session.customer_details:\n    session.customer_details.|",
        peers='session = client.v1.checkout.sessions.retrieve("cs_123")\n'
        "if session.customer_details:\n    session.customer_details.|",
        offers="email name address tax_ids",
    ),
    Completion(
        "payment_status: values to compare with",
        ours='session = client.sessions.retrieve("cs_123")\nif session.payment_status == "|":\n    pass',
        peers='session = client.v1.checkout.sessions.retrieve("cs_123")\nif session.payment_status == "|":\n    pass',
        offers="paid unpaid no_payment_required",
    ),
    Completion(
        "an element of a list: fields",
        ours="for session in client.sessions.list():\n    session.|",
        peers="for session in client.v1.checkout.sessions.list().auto_paging_iter():\n    session.|",
        offers="amount_total payment_status url",
    ),
    Completion(
        "an element of a list, async: fields",
        ours="async def run():\n    async for session in async_client.sessions.list():\n        session.|",
        peers="async def run():\n    async for session in (await client.v1.checkout.sessions.list_async())"
        ".auto_paging_iter():\n        session.|",
        offers="amount_total payment_status url",
    ),
    Completion(
        "a page: what it has",
        ours="client.sessions.list().|",
        peers="client.v1.checkout.sessions.list().|",
        offers="data has_more next_page",
    ),
    Completion(
        "a page, awaited: an element's fields",
        ours="async def run():\n    page = await async_client.sessions.list(limit=3)\n    page.data[0].|",
        peers="async def run():\n    page = await client.v1.checkout.sessions.list_async({'limit': 3})\n"
        "    page.data[0].|",
        offers="amount_total payment_status url",
    ),
    Completion(
        "a line item: fields",
        ours='for item in client.sessions.list_line_items("cs_123"):\n    item.|',
        peers='for item in client.v1.checkout.sessions.line_items.list("cs_123").auto_paging_iter():\n    item.|',
        offers="amount_total description price quantity",
    ),
    Completion(
        "a line item's price, async: fields",
        ours='async def run():\n    async for item in async_client.sessions.list_line_items("cs_123"):\n'
        "        if item.price:\n            item.price.|",
        peers="async def run():\n    items = await client.v1.checkout.sessions.line_items.list_async('cs_123')\n"
        "    async for item in items.auto_paging_iter():\n        if item.price:\n            item.price.|",
        offers="currency product recurring unit_amount",
    ),
    Completion(
        "an expanded customer: fields",
        ours='expanded(client.sessions.retrieve("cs_123", expand=["customer"]).customer).|',
        peers='customer = client.v1.checkout.sessions.retrieve("cs_123", {"expand": ["customer"]}).customer\n'
        "if customer and not isinstance(customer, str):\n    customer.|",
        offers="email name address",
    ),
    Completion(
        "an expanded payment intent: fields",
        ours='expanded(client.sessions.retrieve("cs_123").payment_intent).|',
        peers='intent = client.v1.checkout.sessions.retrieve("cs_123").payment_intent\n'
        "if intent and not isinstance(intent, str):\n    intent.|",
        offers="amount status latest_charge",
    ),
    Completion(
        "an error: fields",
        ours='try:\n    client.sessions.expire("cs_123")\nexcept APIError as error:\n    error.|',
        peers='try:\n    client.v1.checkout.sessions.expire("cs_123")\n'
        "except InvalidRequestError as error:\n    error.|",
        offers="code http_status param request_id",
    ),
    Completion(
        "how a response came",
        ours='client.sessions.retrieve("cs_123").last_response.|',
        peers='client.v1.checkout.sessions.retrieve("cs_123").last_response.|',
        offers="headers request_id idempotency_key",
    ),
]
