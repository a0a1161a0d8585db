"""A small shop in FastAPI that sells T-shirts and sends each order exactly once.

What it shows, and where:

- ``app.py``: create a Session, redirect to it, the success page that retrieves it by its id, the webhook.
- ``orders.py``: the database, and the claim that lets one delivery of many fulfil an order.

To run it without a Stripe account, from this directory's parent, in two terminals::

    python -m checkout_client.testing --webhook-url http://127.0.0.1:8000/webhook

    export STRIPE_API_KEY=sk_test_123 STRIPE_API_BASE=http://127.0.0.1:12111 STRIPE_WEBHOOK_SECRET=whsec_fake
    python -m fastapi_app.orders        # makes the tables
    uvicorn fastapi_app.app:app

and open http://127.0.0.1:8000. With an account: your test key, no ``STRIPE_API_BASE``, and the secret that
``stripe listen --forward-to 127.0.0.1:8000/webhook`` prints.

``DATABASE_URL`` may be ``postgresql://…``; without it, the orders are in ``shop.db``, for SQLite. ``SHOP_URL`` is where
customers find the shop.
"""
