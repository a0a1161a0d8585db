"""A small shop in Flask that sells T-shirts and sends each order exactly once.

The files:

- ``app.py``: creates a Session and redirects to it; the success page; the webhook.
- ``orders.py``: the database, and the claim that makes sure that an order is fulfilled once.

To run it without a Stripe account, run these in two terminals, in the parent of this directory::

    python -m checkout_client.testing --webhook-url http://127.0.0.1:8000/webhook

    export STRIPE_API_KEY=sk_test_123 STRIPE_API_BASE=http://127.0.0.1:12111 STRIPE_WEBHOOK_SECRET=whsec_fake
    python -m flask_app.orders        # creates the tables
    gunicorn --threads 8 flask_app.app:app

Then open http://127.0.0.1:8000. With an account, use your test key, no ``STRIPE_API_BASE``, and the secret that
``stripe listen --forward-to 127.0.0.1:8000/webhook`` prints.

``DATABASE_URL`` can be ``postgresql://…``; the default is the SQLite file ``shop.db``. ``SHOP_URL`` is the public URL
of the shop.
"""
