"""A small shop in Django that sells T-shirts and sends each order exactly once.

What it shows, and where:

- ``views.py``: create a Session, redirect to it, the success page that retrieves it by its id, the webhook.
- ``fulfilment.py``: the claim that lets one delivery of many fulfil an order.
- ``models.py``, ``migrations/``: the tables. ``settings.py``, ``urls.py``, ``wsgi.py``: what any project has.

To run it without a Stripe account, from this directory's parent, in two terminals::

    python -m checkout_client.testing --webhook-url http://127.0.0.1:8000/webhook

    export STRIPE_API_KEY=sk_test_123 STRIPE_API_BASE=http://127.0.0.1:12111 STRIPE_WEBHOOK_SECRET=whsec_fake
    export DJANGO_SETTINGS_MODULE=django_app.settings DJANGO_SECRET_KEY=only-for-this-test
    python -m django migrate
    gunicorn --threads 8 django_app.wsgi

and open http://127.0.0.1:8000. With an account: your test key, no ``STRIPE_API_BASE``, and the secret that
``stripe listen --forward-to 127.0.0.1:8000/webhook`` prints.

``DATABASE_URL`` may be ``postgresql://…``; without it, the orders are in ``shop.db``, for SQLite. ``SHOP_URL`` is where
customers find the shop.
"""
