"""The settings of a client are declared once, in ``Config``; everything else agrees with it."""

from __future__ import annotations

import inspect
from typing import Any, Self

import attrs
import pytest
from support.fakes import KEY

from checkout_client import AsyncCheckoutClient, CheckoutClient, ClientOptions, RateLimit
from checkout_client._transport.config import Config
from checkout_client.instrumentation import LoggingHook
from checkout_client.testing import FakeCheckout

SETTINGS = {field.name: field for field in attrs.fields(Config)}
OF_THE_CONNECTIONS = {"limits", "proxy", "ssl_context", "http_client"}
CLIENT_CLASSES = [CheckoutClient, AsyncCheckoutClient]


def parameters(function: Any) -> dict[str, inspect.Parameter]:
    return {name: parameter for name, parameter in inspect.signature(function).parameters.items() if name != "self"}


@pytest.mark.parametrize("client_class", CLIENT_CLASSES)
def test_a_constructor_takes_every_setting_and_has_its_default(client_class: type) -> None:
    taken = parameters(client_class.__init__)

    assert set(taken) == set(SETTINGS) | OF_THE_CONNECTIONS
    assert {name: taken[name].default for name in SETTINGS if name != "api_key"} == {
        name: field.default for name, field in SETTINGS.items() if name != "api_key"
    }


def test_with_options_can_change_every_setting() -> None:
    assert list(ClientOptions.__annotations__) == list(SETTINGS)


@pytest.mark.parametrize("name", [*SETTINGS, *sorted(OF_THE_CONNECTIONS)])
def test_every_setting_is_described(name: str) -> None:
    assert f"\n        {name}: " in inspect.getdoc(CheckoutClient).replace("\n    ", "\n        ")  # type: ignore[union-attr]


def test_clients_of_a_fake_have_the_same_defaults() -> None:
    fake = FakeCheckout()
    for client in (fake.client(api_key=KEY), fake.async_client(api_key=KEY)):
        assert client._config == CheckoutClient(KEY)._config


VALUES: dict[str, Any] = {
    "api_key": "sk_test_other",
    "base_url": "http://localhost:1",
    "api_version": "2024-04-10",
    "stripe_account": "acct_1",
    "timeout": 3.0,
    "deadline": 4.0,
    "max_retries": 7,
    "max_response_bytes": 1000,
    "app_info": {"name": "Shop"},
    "default_headers": {"X-Shop": "7"},
    "rate_limit": RateLimit(per_second=25),
    "hooks": (LoggingHook(),),
}


@pytest.mark.parametrize("client_class", CLIENT_CLASSES)
@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_reaches_the_config(name: str, client_class: Any) -> None:
    client = client_class(**{"api_key": KEY, name: VALUES[name]})

    assert client._config == Config(**{"api_key": KEY, name: VALUES[name]})
    assert client._config == client_class(KEY).with_options(**{name: VALUES[name]})._config


class ShopClient(CheckoutClient):
    """A subclass with attributes of its own."""

    def __init__(self, shop: str, **settings: Any) -> None:
        super().__init__(KEY, **settings)
        self.shop = shop

    def for_account(self, account: str) -> Self:
        return self.with_options(stripe_account=account)


class AsyncShopClient(AsyncCheckoutClient):
    def __init__(self, shop: str) -> None:
        super().__init__(KEY)
        self.shop = shop


def test_with_options_keeps_the_attributes_of_a_subclass() -> None:
    client = ShopClient("books", max_retries=5)
    copied = client.for_account("acct_1")

    assert type(copied) is ShopClient
    assert copied.shop == "books"
    assert (copied._config.stripe_account, copied._config.max_retries) == ("acct_1", 5)
    assert copied.sessions is not client.sessions
    copied.shop = "music"
    assert client.shop == "books"

    assert AsyncShopClient("books").with_options(deadline=1.0).shop == "books"
