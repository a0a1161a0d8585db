"""Names that an editor explains on hover, in code for both packages; the ``|`` marks the pointer."""

from __future__ import annotations

import attrs


@attrs.frozen
class Explanation:
    """A name, and a word that identifies its explanation."""

    what: str
    ours: str
    peers: str
    our_word: str
    peers_word: str
    known_miss: str = ""
    """Why it cannot be explained by any package."""


EXPLANATIONS = [
    Explanation(
        "create: mode",
        ours='client.sessions.create(mo|de="payment")',
        peers='client.v1.checkout.sessions.create({"mo|de": "payment"})',
        our_word="subscription",
        peers_word="mode",
    ),
    Explanation(
        "create, async: expires_at",
        ours="async def run():\n    await async_client.sessions.create(mode='payment', expires|_at=1)",
        peers="async def run():\n    await client.v1.checkout.sessions.create_async("
        "{'mode': 'payment', 'expires|_at': 1})",
        our_word="24 hours",
        peers_word="Epoch",
    ),
    Explanation(
        "line_items: quantity",
        ours='client.sessions.create(mode="payment", line_items=[{"quan|tity": 1}])',
        peers='client.v1.checkout.sessions.create({"mode": "payment", "line_items": [{"quan|tity": 1}]})',
        our_word="metered",
        peers_word="quantity",
    ),
    Explanation(
        "price_data: unit_amount",
        ours='client.sessions.create(mode="payment", line_items='
        '[{"price_data": {"currency": "usd", "unit_am|ount": 1}}])',
        peers="client.v1.checkout.sessions.create("
        '{"mode": "payment", "line_items": [{"price_data": {"currency": "usd", "unit_am|ount": 1}}]})',
        our_word="cents",
        peers_word="cents",
    ),
    Explanation(
        "payment_method_options.card: request_three_d_secure",
        ours='client.sessions.create(mode="payment", payment_method_options='
        '{"card": {"request_three_d|_secure": "any"}})',
        peers="client.v1.checkout.sessions.create("
        '{"mode": "payment", "payment_method_options": {"card": {"request_three_d|_secure": "any"}}})',
        our_word="3D Secure",
        peers_word="3D",
    ),
    Explanation(
        "list: starting_after",
        ours='client.sessions.list(starting_a|fter="cs_123")',
        peers='client.v1.checkout.sessions.list({"starting_a|fter": "cs_123"})',
        our_word="starts just after",
        peers_word="cursor",
    ),
    Explanation(
        "options: idempotency_key",
        ours='client.sessions.create(mode="payment", options={"idempotency|_key": "order-1"})',
        peers='client.v1.checkout.sessions.create({"mode": "payment"}, options={"idempotency|_key": "order-1"})',
        our_word="safe to repeat",
        peers_word="key",
    ),
    Explanation(
        "the client: max_retries",
        ours="CheckoutClient(max_re|tries=3)",
        peers="StripeClient('sk_test_123', max_network_re|tries=3)",
        our_word="repeated",
        peers_word="retries",
        known_miss="pyright explains the keywords of a TypedDict, not a function's own; the class explains them",
    ),
    Explanation(
        "the class of the client",
        ours="Checkout|Client",
        peers="Stripe|Client",
        our_word="One client is enough",
        peers_word="client",
    ),
    Explanation(
        "create",
        ours="client.sessions.cre|ate",
        peers="client.v1.checkout.sessions.cre|ate",
        our_word="customer",
        peers_word="Session",
    ),
    Explanation(
        "list, async",
        ours="async_client.sessions.li|st",
        peers="client.v1.checkout.sessions.list_as|ync",
        our_word="async for",
        peers_word="list",
    ),
    Explanation(
        "expire",
        ours="client.sessions.exp|ire",
        peers="client.v1.checkout.sessions.exp|ire",
        our_word="no longer be paid",
        peers_word="expire",
    ),
    Explanation(
        "a Session: amount_total",
        ours='client.sessions.retrieve("cs_123").amount_to|tal',
        peers='client.v1.checkout.sessions.retrieve("cs_123").amount_to|tal',
        our_word="minor units",
        peers_word="discounts",
    ),
    Explanation(
        "a Session: is it paid?",
        ours='client.sessions.retrieve("cs_123").is_pa|id',
        peers='client.v1.checkout.sessions.retrieve("cs_123").payment_sta|tus',
        our_word="payment_status",
        peers_word="paid",
    ),
    Explanation(
        "an element of a list, async: created",
        ours="async def run():\n    async for session in async_client.sessions.list():\n        session.crea|ted",
        peers="async def run():\n    async for session in (await client.v1.checkout.sessions.list_async())"
        ".auto_paging_iter():\n        session.crea|ted",
        our_word="Unix seconds",
        peers_word="Unix",
    ),
    Explanation(
        "a line item's price: unit_amount",
        ours="def total(item: LineItem) -> None:\n    if item.price:\n        item.price.unit_am|ount",
        peers="def total(item: LineItem) -> None:\n    if item.price:\n        item.price.unit_am|ount",
        our_word="minor units",
        peers_word="cents",
    ),
    Explanation(
        "an expanded customer: email",
        ours='expanded(client.sessions.retrieve("cs_123").customer).em|ail',
        peers='customer = client.v1.checkout.sessions.retrieve("cs_123").customer\n'
        "if customer and not isinstance(customer, str):\n    customer.em|ail",
        our_word="mail",
        peers_word="mail",
    ),
    Explanation(
        "a page: has_more",
        ours="client.sessions.list().has_m|ore",
        peers="client.v1.checkout.sessions.list().has_m|ore",
        our_word="goes on",
        peers_word="more",
    ),
    Explanation(
        "an error: code",
        ours='try:\n    client.sessions.expire("cs_123")\nexcept APIError as error:\n    error.co|de',
        peers='try:\n    client.v1.checkout.sessions.expire("cs_123")\nexcept StripeError as error:\n    error.co|de',
        our_word="error code",
        peers_word="code",
    ),
    Explanation(
        "a class of error",
        ours="APIConnection|Error",
        peers="APIConnection|Error",
        our_word="No complete response",
        peers_word="connect",
    ),
]
