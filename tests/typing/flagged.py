"""Mistakes that a type checker must report, each in its line and with its name.

A comment "flagged" announces what is said of the line after it: words that the message holds, and who says them under
which rule. An announced report that does not come fails the tests, and so does one that nobody announced. Nothing here
is ever run.
"""

# Strict rules that only repeat, a name further on, what another rule reports first:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnusedExpression=false, reportUnusedVariable=false

from __future__ import annotations

from checkout_client import (
    CLEAR,
    APIError,
    AsyncCheckoutClient,
    CheckoutClient,
    LineItem,
    Page,
    RequestOptions,
    Session,
    Timeout,
    expanded,
    object_id,
)
from checkout_client.params import LineItemParams, SessionCreateParams, SessionListParams
from checkout_client.webhooks import CheckoutSessionExpired, EventHandler, construct_event

client = CheckoutClient("sk_test_123")


# The keywords of a call.

# flagged: sucess_url (pyright reportCallIssue, mypy call-arg)
client.sessions.create(mode="payment", sucess_url="https://example.com")
# flagged: mode (pyright reportCallIssue, mypy call-arg)
client.sessions.create(success_url="https://example.com")
# flagged: mode (pyright reportArgumentType, mypy arg-type)
client.sessions.create(mode="paymnet")
# flagged: positional arguments (pyright reportCallIssue, mypy call-arg)
# flagged: mode (mypy call-arg)
# flagged: incompatible type "str" (mypy arg-type)
client.sessions.create("payment")
# flagged: mode (pyright reportArgumentType, mypy arg-type)
client.sessions.create(mode=None)
# flagged: ui_mode (pyright reportArgumentType, mypy arg-type)
client.sessions.create(mode="payment", ui_mode="hostd")
# flagged: customer_creation (pyright reportArgumentType, mypy arg-type)
client.sessions.create(mode="payment", customer_creation="allways")
# flagged: allow_promotion_codes (pyright reportArgumentType, mypy arg-type)
client.sessions.create(mode="payment", allow_promotion_codes="true")
# flagged: expires_at (pyright reportArgumentType, mypy arg-type)
client.sessions.create(mode="payment", expires_at="2030-01-01")
# flagged: success_url (pyright reportArgumentType, mypy arg-type)
client.sessions.create(mode="payment", success_url=CLEAR)
# flagged: idempotency_key (pyright reportCallIssue, mypy call-arg)
client.sessions.create(mode="payment", idempotency_key="order-1")
# flagged: id (pyright reportCallIssue, mypy call-arg)
client.sessions.retrieve()
# flagged: id (pyright reportArgumentType)
# flagged: incompatible type "int" (mypy arg-type)
client.sessions.retrieve(123)
# flagged: expand (pyright reportArgumentType, mypy arg-type)
client.sessions.retrieve("cs_123", expand="line_items")
# flagged: success_url (pyright reportCallIssue, mypy call-arg)
client.sessions.update("cs_123", success_url="https://example.com")
# flagged: status (pyright reportArgumentType, mypy arg-type)
client.sessions.list(status="completed")
# flagged: limit (pyright reportArgumentType, mypy arg-type)
client.sessions.list(limit="100")
# flagged: max_items (pyright reportCallIssue, mypy call-arg)
client.sessions.list(max_items=10)
# flagged: status (pyright reportCallIssue, mypy call-arg)
client.sessions.list_line_items("cs_123", status="open")
# flagged: id (pyright reportArgumentType, mypy arg-type)
client.sessions.expire(id=None)
# flagged: session (pyright reportAttributeAccessIssue, mypy attr-defined)
client.session.create(mode="payment")
# flagged: cancel (pyright reportAttributeAccessIssue, mypy attr-defined)
client.sessions.cancel("cs_123")


# What is nested in them.

client.sessions.create(
    mode="payment",
    line_items=[
        {
            "price": "price_123",
            # flagged: Literal['2'] (pyright reportArgumentType)
            # flagged: quantity (mypy typeddict-item)
            "quantity": "2",
        }
    ],
)
client.sessions.create(
    mode="payment",
    line_items=[
        {
            "price": "price_123",
            "quantity": 1,
        },
        {
            "price_data": {
                "currency": "usd",
                # flagged: descripton (mypy typeddict-unknown-key)
                "product_data": {
                    "name": "T-shirt",
                    # flagged: descripton (pyright reportArgumentType)
                    "descripton": "Cotton",
                },
                "unit_amount": 1099,
            },
            "quantity": 1,
        },
    ],
)
client.sessions.create(
    mode="subscription",
    line_items=[
        {
            "price_data": {
                "currency": "usd",
                "recurring": {
                    # flagged: Literal['monthly'] (pyright reportArgumentType)
                    # flagged: interval (mypy typeddict-item)
                    "interval": "monthly",
                },
                "unit_amount": 1099,
            },
            "quantity": 1,
        }
    ],
)
client.sessions.create(
    mode="payment",
    # flagged: currency (pyright reportArgumentType)
    line_items=[
        {
            # flagged: currency (mypy typeddict-item)
            "price_data": {
                "product_data": {"name": "T-shirt"},
                "unit_amount": 1099,
            },
        }
    ],
)
client.sessions.create(
    mode="payment",
    line_items=[
        {
            "price_data": {
                "currency": "usd",
                # flagged: "float" (pyright reportArgumentType)
                # flagged: unit_amount (mypy typeddict-item)
                "unit_amount": 10.99,
            },
        }
    ],
)
client.sessions.create(
    mode="payment",
    # flagged: line_items (pyright reportArgumentType, mypy arg-type)
    line_items={"price": "price_123", "quantity": 1},
)
client.sessions.create(
    mode="payment",
    payment_method_options={
        "card": {
            # flagged: Literal['always'] (pyright reportArgumentType)
            # flagged: request_three_d_secure (mypy typeddict-item)
            "request_three_d_secure": "always",
        },
    },
)
client.sessions.create(
    mode="payment",
    payment_method_options={
        # flagged: instalments (mypy typeddict-unknown-key)
        "card": {
            # flagged: instalments (pyright reportArgumentType)
            "instalments": {"enabled": True},
        },
    },
)
client.sessions.create(
    mode="payment",
    shipping_options=[
        {
            "shipping_rate_data": {
                "display_name": "Ground",
                "delivery_estimate": {
                    "minimum": {
                        # flagged: Literal['business_days'] (pyright reportArgumentType)
                        # flagged: unit (mypy typeddict-item)
                        "unit": "business_days",
                        "value": 3,
                    },
                },
            },
        }
    ],
)
client.sessions.create(
    mode="payment",
    # flagged: metadata (pyright reportArgumentType)
    # flagged: incompatible type "str": "None" (mypy dict-item)
    metadata={"order": None},
)
# flagged: created (pyright reportArgumentType, mypy arg-type)
client.sessions.list(created={"after": 1_700_000_000})


# Parameters built apart.

# flagged: succes_url (mypy typeddict-unknown-key)
params: SessionCreateParams = {
    "mode": "payment",
    # pyright finds the line in a closed TypedDict, and does not repeat the name.
    # flagged: extra_items (pyright reportAssignmentType)
    "succes_url": "https://example.com",
}
# flagged: "float" (pyright reportAssignmentType)
# flagged: quantity (mypy typeddict-item)
item: LineItemParams = {"price": "price_123", "quantity": 1.5}
# flagged: cancel_ulr (pyright reportGeneralTypeIssues, mypy typeddict-unknown-key)
params["cancel_ulr"] = "https://example.com"
# flagged: Literal['pay'] (pyright reportGeneralTypeIssues)
# flagged: mode (mypy typeddict-item)
params["mode"] = "pay"
# flagged: extra_items (pyright reportAssignmentType)
# flagged: mode (mypy typeddict-unknown-key)
filters: SessionListParams = {"mode": "payment"}


# Options, of a call and of a client.

# flagged: options (pyright reportArgumentType, mypy arg-type)
client.sessions.create(mode="payment", options={"idempotencykey": "order-1"})
# flagged: options (pyright reportArgumentType, mypy arg-type)
client.sessions.retrieve("cs_123", options={"timeout": "5"})
# flagged: options (pyright reportArgumentType, mypy arg-type)
client.sessions.retrieve("cs_123", options={"max_retries": 1.5})
# flagged: api_verison (pyright reportAssignmentType, mypy typeddict-unknown-key)
options: RequestOptions = {"api_verison": "2026-10-28.endive"}
# flagged: stripe_acount (pyright reportCallIssue, mypy call-arg)
client.with_options(stripe_acount="acct_123")
# flagged: max_retries (pyright reportArgumentType, mypy arg-type)
client.with_options(max_retries="2")
# flagged: api_key (pyright reportArgumentType, mypy arg-type)
CheckoutClient(api_key=123)
# flagged: max_retry (pyright reportCallIssue, mypy call-arg)
CheckoutClient(max_retry=3)
# flagged: reed (pyright reportCallIssue, mypy call-arg)
CheckoutClient(timeout=Timeout(reed=10))
# flagged: max_retries (pyright reportArgumentType, mypy arg-type)
AsyncCheckoutClient(max_retries="3")


# What comes back.

session = client.sessions.retrieve("cs_123")
# flagged: payment_staus (pyright reportAttributeAccessIssue, mypy attr-defined)
session.payment_staus
# flagged: "None" (pyright reportOptionalOperand, mypy operator)
session.amount_total + 1
# flagged: upper (pyright reportOptionalMemberAccess, mypy union-attr)
session.url.upper()
# flagged: email (pyright reportOptionalMemberAccess, mypy union-attr)
session.customer_details.email
# flagged: email (pyright reportAttributeAccessIssue, pyright reportOptionalMemberAccess, mypy union-attr)
session.customer.email
# flagged: int | None (pyright reportAssignmentType, mypy assignment)
total: int = session.amount_total
# flagged: amount_total (pyright reportAttributeAccessIssue, mypy misc)
session.amount_total = 0
# flagged: "bool" (pyright reportCallIssue, mypy operator)
session.is_paid()
# flagged: "None" (pyright reportOptionalSubscript)
# flagged: dict[str, str] | None (mypy index)
session.metadata["order"]
# flagged: "int" (pyright reportAssignmentType, mypy assignment)
created: str = session.created
# flagged: dat (pyright reportAttributeAccessIssue, mypy attr-defined)
client.sessions.list().dat
for wrong_item in client.sessions.list_line_items(session.id):
    # flagged: "None" (pyright reportOptionalOperand, mypy operator)
    wrong_item.quantity * 2
    # flagged: unit_amount (pyright reportOptionalMemberAccess, mypy union-attr)
    wrong_item.price.unit_amount
    # flagged: amount (pyright reportAttributeAccessIssue, mypy attr-defined)
    wrong_item.amount
for wrong_session in client.sessions.list():
    # flagged: ammount_total (pyright reportAttributeAccessIssue, mypy attr-defined)
    wrong_session.ammount_total
# flagged: emial (pyright reportAttributeAccessIssue, mypy attr-defined)
expanded(session.customer).emial
# flagged: CustomerDetails (pyright reportArgumentType, mypy arg-type)
expanded(session.customer_details)
# flagged: "int" (pyright reportArgumentType, mypy arg-type)
expanded(session.created)
# flagged: str | None (pyright reportAssignmentType, mypy assignment)
cents: int = object_id(session.payment_intent)
# flagged: Page[Session] (pyright reportAssignmentType, mypy assignment)
wrong_page: Page[LineItem] = client.sessions.list()
# flagged: data (pyright reportOptionalMemberAccess, mypy union-attr)
client.sessions.list().next_page().data

try:
    client.sessions.expire("cs_123")
except APIError as error:
    # flagged: status_code (pyright reportAttributeAccessIssue, mypy attr-defined)
    error.status_code
    # flagged: upper (pyright reportOptionalMemberAccess, mypy union-attr)
    error.code.upper()


# Plain code and coroutines.


async def asynchronously(async_client: AsyncCheckoutClient) -> Session:
    # flagged: "await" (pyright reportUnusedCoroutine)
    # flagged: Coroutine[Any, Any, Session] (mypy unused-coroutine)
    async_client.sessions.create(mode="payment")
    # flagged: payment_status (pyright reportAttributeAccessIssue, mypy attr-defined)
    async_client.sessions.retrieve("cs_123").payment_status
    # flagged: __iter__ (pyright reportGeneralTypeIssues, mypy attr-defined)
    for _ in async_client.sessions.list():
        pass
    # flagged: __aiter__ (pyright reportGeneralTypeIssues, mypy attr-defined)
    async for _ in client.sessions.list():
        pass
    # flagged: "Session" (pyright reportGeneralTypeIssues, mypy misc)
    await client.sessions.retrieve("cs_123")
    # flagged: data (pyright reportAttributeAccessIssue, mypy attr-defined)
    async_client.sessions.list().data
    # flagged: __iter__ (pyright reportGeneralTypeIssues, mypy attr-defined)
    for _ in await async_client.sessions.list():
        pass
    async for listed in async_client.sessions.list():
        # flagged: payment_staus (pyright reportAttributeAccessIssue, mypy attr-defined)
        listed.payment_staus
    # flagged: __enter__ (pyright reportGeneralTypeIssues, mypy attr-defined)
    # flagged: __exit__ (pyright reportGeneralTypeIssues, mypy attr-defined)
    with async_client:
        pass
    # flagged: __aenter__ (pyright reportGeneralTypeIssues)
    # flagged: __aexit__ (pyright reportGeneralTypeIssues)
    # flagged: __enter__ (mypy attr-defined)
    # flagged: __exit__ (mypy attr-defined)
    async with client:
        pass
    # flagged: close (pyright reportAttributeAccessIssue, mypy attr-defined)
    async_client.close()
    # flagged: [Any, Any, Session] (pyright reportAssignmentType, mypy assignment)
    unawaited: Session = async_client.sessions.expire("cs_123")
    # flagged: status (pyright reportAttributeAccessIssue, pyright reportOptionalMemberAccess, mypy union-attr)
    (await async_client.sessions.retrieve("cs_123")).subscription.status
    # flagged: sucess_url (pyright reportCallIssue, mypy call-arg)
    await async_client.sessions.create(mode="payment", sucess_url="https://example.com")
    # flagged: [Any, Any, Session] (pyright reportReturnType, mypy return-value)
    return async_client.sessions.retrieve("cs_123")


def takes_the_client_for_threads(sync_client: CheckoutClient) -> None:
    sync_client.sessions.list()


# flagged: AsyncCheckoutClient (pyright reportArgumentType, mypy arg-type)
takes_the_client_for_threads(AsyncCheckoutClient())


# Webhooks.

# flagged: payload (pyright reportArgumentType)
# flagged: incompatible type "str" (mypy arg-type)
construct_event("{}", "t=1,v1=00", "whsec_123")
# flagged: session (pyright reportAttributeAccessIssue, mypy union-attr)
construct_event(b"{}", "t=1,v1=00", "whsec_123").session


# flagged: CheckoutSessionExpired (pyright reportArgumentType, mypy arg-type)
@EventHandler("whsec_123").on("checkout.session.completed")
def fulfil(event: CheckoutSessionExpired) -> None:
    print(event.session.id)
