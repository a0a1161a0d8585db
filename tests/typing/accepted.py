"""What users write, and type checkers must accept as it stands. Nothing here is ever run."""

from __future__ import annotations

import json
import pickle
from collections.abc import AsyncIterator, Iterator, Mapping
from copy import copy
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Literal, Unpack, assert_type

import httpx

from checkout_client import (
    CLEAR,
    APIConnectionError,
    APIError,
    APITimeoutError,
    AsyncCheckoutClient,
    AsyncPage,
    AsyncPager,
    AsyncSessions,
    CardError,
    CheckoutClient,
    CheckoutError,
    IdempotencyError,
    InvalidRequestError,
    LastResponse,
    Limits,
    LineItem,
    NotFoundError,
    Page,
    PageCursor,
    RateLimitError,
    RequestOptions,
    ResponseDecodeError,
    Session,
    Sessions,
    Timeout,
    expanded,
    object_id,
)
from checkout_client.models import (
    Customer,
    DeletedCustomer,
    DeletedProduct,
    PaymentIntent,
    PaymentMethod,
    PaymentMethodCard,
    Price,
    Product,
)
from checkout_client.money import from_minor_units, to_minor_units
from checkout_client.params import (
    LineItemParams,
    PaymentMethodOptionsParams,
    PriceDataParams,
    SessionCreateParams,
    SessionListParams,
    SessionUpdateParams,
)
from checkout_client.webhooks import (
    CheckoutSessionCompleted,
    CheckoutSessionExpired,
    Event,
    EventHandler,
    SessionEvent,
    construct_event,
)


def clients() -> None:
    """Every way to make one."""
    CheckoutClient()
    CheckoutClient("sk_test_123", timeout=10, max_retries=5, deadline=60)
    CheckoutClient(api_key="sk_test_123", api_version="2025-02-24.acacia", stripe_account="acct_123")
    CheckoutClient(timeout=Timeout(read=80), limits=Limits(max_connections=10), proxy="http://localhost:8080")
    CheckoutClient(timeout=httpx.Timeout(10), limits=httpx.Limits(max_connections=10))
    CheckoutClient(base_url="http://localhost:12111", app_info={"name": "Shop", "version": "1.0"})
    AsyncCheckoutClient("sk_test_123", timeout=httpx.Timeout(5.0, read=60.0), deadline=None)
    with httpx.Client() as http_client, CheckoutClient(http_client=http_client) as client:
        assert_type(client, CheckoutClient)
        assert_type(client.sessions, Sessions)
        assert_type(client.with_options(stripe_account="acct_123", max_retries=0), CheckoutClient)
        client.with_options(timeout=2.5, deadline=None, stripe_account=None).close()


def create(client: CheckoutClient) -> Session:
    """Parameters of every shape."""
    expires_at = datetime.now(UTC) + timedelta(hours=1)
    client.sessions.create(mode="setup", currency="usd", success_url="https://example.com", expires_at=expires_at)
    client.sessions.create(mode="payment", payment_method_types=["card", "a_method_of_tomorrow"], currency="xyz")
    client.sessions.create(
        mode="subscription",
        ui_mode="embedded",
        return_url="https://example.com/back?session_id={CHECKOUT_SESSION_ID}",
        line_items=[{"price": "price_123", "quantity": 2}],
        subscription_data={"trial_period_days": 14, "metadata": {"plan": "pro"}},
        options={"api_version": "2025-02-24.acacia"},
    )
    session = client.sessions.create(
        mode="payment",
        success_url="https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
        line_items=[
            {"price": "price_123", "quantity": 2, "adjustable_quantity": {"enabled": True, "maximum": 10}},
            {
                "price_data": {
                    "currency": "usd",
                    "product_data": {"name": "T-shirt", "images": ["https://example.com/t-shirt.png"]},
                    "unit_amount": 1099,
                },
                "quantity": 1,
            },
        ],
        automatic_tax={"enabled": True},
        allowed_payment_method_types=["card", "link"],
        custom_fields=[
            {
                "key": "engraving",
                "label": {"type": "custom", "custom": "Engraving"},
                "type": "text",
                "text": {"maximum_length": 20},
                "optional": True,
            }
        ],
        metadata={"order": "1234"},
        payment_method_options={"card": {"request_three_d_secure": "any"}},
        shipping_address_collection={"allowed_countries": ["DE", "AT"]},
        shipping_options=[
            {
                "shipping_rate_data": {
                    "display_name": "Ground",
                    "type": "fixed_amount",
                    "fixed_amount": {"amount": 500, "currency": "usd"},
                    "delivery_estimate": {"minimum": {"unit": "business_day", "value": 3}},
                }
            }
        ],
        expand=["line_items", "customer"],
        options={"idempotency_key": "order-1234", "timeout": 10, "deadline": 30.0, "max_retries": 4},
    )
    assert_type(session, Session)
    return session


def parameters_built_apart(client: CheckoutClient, names: Mapping[str, int]) -> Session:
    """Annotated pieces, put together later."""
    product: PriceDataParams = {"currency": "eur", "unit_amount_decimal": "0.5", "product_data": {"name": "Screw"}}
    items: list[LineItemParams] = [{"price": name, "quantity": count} for name, count in names.items()]
    items.append({"price_data": product, "quantity": 1000})
    methods: PaymentMethodOptionsParams = {"card": {"installments": {"enabled": True}}}
    params: SessionCreateParams = {"mode": "payment", "line_items": items, "payment_method_options": methods}
    params["success_url"] = "https://example.com"
    if len(items) > 1:
        params["metadata"] = {"size": str(len(items))}
    options: RequestOptions = {"idempotency_key": "order-1234"}
    options["stripe_account"] = "acct_123"
    options["extra_params"] = {"a_parameter_of_tomorrow": [{"on": True}]}
    return client.sessions.create(**params, options=options)


def wrapped(client: CheckoutClient, **params: Unpack[SessionCreateParams]) -> str | None:
    """A function of one's own with the same keywords."""
    return client.sessions.create(**params).url


def the_other_calls(client: CheckoutClient, session_id: str) -> None:
    """Retrieve, update, list, list line items, expire."""
    session = client.sessions.retrieve(session_id, expand=["line_items.data.price.product", "payment_intent"])
    assert_type(session, Session)
    changes: SessionUpdateParams = {"metadata": {"gift_note": CLEAR, "order": "1234"}}
    assert_type(client.sessions.update(session.id, **changes), Session)
    client.sessions.update(session.id, shipping_options=CLEAR, line_items=[{"id": "li_123", "tax_rates": CLEAR}])
    client.sessions.list_line_items(session, limit=100)
    client.sessions.list(created={"gte": 1_700_000_000, "lt": datetime.now(UTC)}, status="complete")
    client.sessions.list(created=1_700_000_000, customer_details={"email": "a@example.com"}, options={"max_items": 10})
    assert_type(client.sessions.expire(session.id, expand=["customer"]), Session)


def pages(client: CheckoutClient) -> Iterator[Session]:
    """Walking through lists, in every way there is."""
    for session in client.sessions.list(limit=100, options={"max_items": 1000}):
        assert_type(session, Session)
        yield session
    page = client.sessions.list(limit=3)
    assert_type(page, Page[Session])
    assert_type(page.data, list[Session])
    assert_type(page.next_page(), Page[Session] | None)
    for following in page.pages():
        assert_type(following.last_response, LastResponse)
        print(len(following.data), following.has_more, following.last_response.request_id)
    cursor = page.cursor
    assert_type(cursor, PageCursor | None)
    if cursor is not None:
        filters: SessionListParams = {"status": "complete", "limit": 3}
        client.sessions.list(**filters)
        yield from client.sessions.list(status="complete", **cursor)
    yield from client.sessions.list(status="complete", **json.loads(json.dumps(cursor)))
    items = client.sessions.list_line_items("cs_123")
    assert_type(items, Page[LineItem])
    print(sum(item.amount_total for item in items), [item.price.id for item in items if item.price])


async def asynchronously(client: AsyncCheckoutClient) -> AsyncIterator[Session]:
    """The same six calls, awaited."""
    async with client, AsyncCheckoutClient("sk_test_123") as other:
        assert_type(other, AsyncCheckoutClient)
        assert_type(other.sessions, AsyncSessions)
    session = await client.sessions.create(mode="payment", line_items=[{"price": "price_123", "quantity": 1}])
    assert_type(session, Session)
    assert_type(await client.sessions.retrieve(session.id, options={"timeout": httpx.Timeout(5)}), Session)
    assert_type(await client.sessions.update(session.id, metadata={"order": "1234"}), Session)
    assert_type(await client.sessions.expire(session.id), Session)
    pager = client.sessions.list(created={"gte": 1_700_000_000})
    assert_type(pager, AsyncPager[Session])
    async for listed in pager:
        assert_type(listed, Session)
        yield listed
    page = await client.sessions.list(limit=3)
    assert_type(page, AsyncPage[Session])
    assert_type(page.data, list[Session])
    assert_type(await page.next_page(), AsyncPage[Session] | None)
    async for following in page.pages():
        assert_type(following, AsyncPage[Session])
    if page.cursor is not None:
        async for listed in client.sessions.list(**page.cursor):
            yield listed
    items = [item async for item in client.sessions.list_line_items(session)]
    assert_type(items, list[LineItem])
    await client.with_options(stripe_account="acct_123").sessions.retrieve(session.id)
    await client.aclose()


def results(session: Session) -> list[str]:
    """Reading fields: what may be absent is asked about first."""
    assert_type(session.amount_total, int | None)
    assert_type(session.created, int)
    assert_type(session.is_paid, bool)
    assert_type(session.metadata, dict[str, str] | None)
    notes: list[str] = []
    if session.amount_total is not None:
        notes.append(f"{session.amount_total / 100:.2f} {session.currency}")
    if session.customer_details and session.customer_details.email:
        notes.append(session.customer_details.email.lower())
    if session.line_items is not None:
        notes += [item.description or "" for item in session.line_items.data]
    if session.total_details and session.total_details.breakdown:
        notes += [str(tax.amount) for tax in session.total_details.breakdown.taxes]
    print(session.last_response.http_status, session.last_response.headers["request-id"])
    print(session.to_dict(), copy(session) == session, pickle.dumps(session), {session})
    return notes


def unit_amount(price: Price) -> Decimal | None:
    """Amounts are whole numbers, fractions of them decimal ones."""
    assert_type(price.unit_amount, int | None)
    assert_type(price.unit_amount_decimal, Decimal | None)
    return price.unit_amount_decimal


def expandable(session: Session, price: Price) -> str | None:
    """What can be an id, an object or a deleted object."""
    match session.customer:
        case None:
            return None
        case str() as customer_id:
            return customer_id
        case DeletedCustomer() as gone:
            return gone.id
        case Customer() as customer:
            print(customer.email)
    if isinstance(session.payment_intent, PaymentIntent):
        assert_type(session.payment_intent.amount, int)
    assert_type(price.product, str | Product | DeletedProduct)
    assert_type(expanded(price.product), Product)
    intent = expanded(session.payment_intent)
    assert_type(expanded(intent.payment_method), PaymentMethod)
    assert_type(expanded(intent.payment_method).card, PaymentMethodCard | None)
    assert_type(expanded(intent.latest_charge).receipt_url, str | None)
    assert_type(expanded(expanded(intent.latest_charge).balance_transaction).fee, int)
    assert_type(expanded(expanded(session.setup_intent).payment_method), PaymentMethod)
    assert_type(expanded(expanded(session.subscription).default_payment_method), PaymentMethod)
    assert_type(expanded(session.customer).email, str | None)
    assert_type(object_id(price.product), str)
    assert_type(object_id(session.subscription), str | None)
    return session.invoice if isinstance(session.invoice, str) else None


def enums(session: Session) -> Literal["done", "waiting", "unknown"]:
    """Values of today and of tomorrow."""
    if session.status == "a_status_of_tomorrow" or session.mode in ("payment", "a_mode_of_tomorrow"):
        print(session.status, session.mode.upper())
    match session.payment_status:
        case "paid" | "no_payment_required":
            return "done"
        case "unpaid" | "a_status_of_tomorrow":
            return "waiting"
        case _:
            return "unknown"


def errors(client: CheckoutClient) -> str | None:
    """From the finest class to the base."""
    try:
        client.sessions.expire("cs_123")
    except CardError as error:
        assert_type(error.decline_code, str | None)
        return error.decline_code
    except (InvalidRequestError, NotFoundError) as error:
        assert_type(error.param, str | None)
        return error.param
    except (RateLimitError, IdempotencyError) as error:
        return error.headers.get("retry-after") or error.idempotency_key
    except APIError as error:
        assert_type(error.http_status, int)
        return f"{error.code} {error.type} {error.request_id} {error.doc_url} {error.attempts} {error.body}"
    except APITimeoutError as error:
        return error.idempotency_key
    except APIConnectionError as error:
        return str(error.attempts)
    except ResponseDecodeError as error:
        return error.path
    except CheckoutError as error:
        return error.message
    return None


def amounts(session: Session) -> Decimal:
    """Money, there and back."""
    assert_type(to_minor_units(Decimal("10.99"), "usd"), int)
    return from_minor_units(session.amount_total or 0, session.currency or "usd")


def webhooks(payload: bytes, signature: str | None, secret: str) -> str:
    """Events, read or dispatched."""
    handler = EventHandler([secret, "whsec_old"])

    @handler.on("checkout.session.completed")
    def fulfil(event: CheckoutSessionCompleted) -> None:
        print(event.session.id)

    @handler.on("checkout.session.async_payment_failed", "checkout.session.expired")
    async def give_up(event: SessionEvent) -> None:
        print(event.session.id)

    handler.dispatch(payload, signature)
    print(fulfil, give_up)
    match construct_event(payload, signature, secret):
        case CheckoutSessionCompleted() as event if event.session.is_paid:
            return event.session.id
        case CheckoutSessionExpired() as event:
            return event.session.id
        case Event() as event:
            return event.type
        case other:
            assert_type(other.session, Session)
            return other.id


def deleted(customer: Customer | DeletedCustomer, product: Product | DeletedProduct) -> str | None:
    if customer.deleted is True:
        return None
    assert_type(product.deleted, bool)
    return customer.email
