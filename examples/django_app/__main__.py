"""``python -m django_app`` runs the shop, with a local Stripe unless ``STRIPE_API_KEY`` is set."""

from __future__ import annotations

import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager, nullcontext

import django
from django.core.management import call_command

HOST, PORT = os.environ.get("SHOP_HOST", "127.0.0.1"), int(os.environ.get("SHOP_PORT", "8002"))
STRIPE_PORT = int(os.environ.get("LOCAL_STRIPE_PORT", "12113"))
URL = f"http://127.0.0.1:{PORT}"


@contextmanager
def local_stripe() -> Generator[None]:
    """Run a local Stripe while the block runs, and let the shop use it."""
    from checkout_client.testing import FakeCheckout
    from checkout_client.testing.server import serve

    fake = FakeCheckout(seed=secrets.randbits(64))  # ids that the shop's database has not seen
    with serve(fake, port=STRIPE_PORT, webhook_url=f"{URL}/webhook") as stripe_url:
        os.environ["STRIPE_API_BASE"], os.environ["STRIPE_API_KEY"] = stripe_url, "sk_test_local"
        os.environ["STRIPE_WEBHOOK_SECRET"] = fake.webhook_secret
        print(f"Shop: {URL}   Local Stripe: {stripe_url}", flush=True)
        yield


def main() -> None:
    """Run the shop until it is interrupted."""
    os.environ.setdefault("SHOP_URL", URL)
    with nullcontext() if "STRIPE_API_KEY" in os.environ else local_stripe():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "django_app.settings")
        os.environ.setdefault("DJANGO_SECRET_KEY", secrets.token_urlsafe(50))  # a new one for each start, as in no shop
        django.setup()
        call_command("migrate", verbosity=0)
        call_command("runserver", f"{HOST}:{PORT}", use_reloader=False)


if __name__ == "__main__":
    main()
