"""A small shop in FastAPI that sells T-shirts and sends each order exactly once.

The files:

- ``app.py``: creates a Session and redirects to it; the success page; the webhook.
- ``orders.py``: the database, and the claim that makes sure that an order is fulfilled once.

``python -m fastapi_app`` runs it; ``README.md`` says how.

``DATABASE_URL`` can be ``postgresql://…``; the default is the SQLite file ``shop.db`` in this folder. ``SHOP_URL`` is
the public URL of the shop.
"""
