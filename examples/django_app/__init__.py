"""A small shop in Django that sells T-shirts and sends each order exactly once.

The files:

- ``views.py``: creates a Session and redirects to it; the success page; the webhook.
- ``fulfilment.py``: the claim that makes sure that an order is fulfilled once.
- ``models.py``, ``migrations/``: the tables. ``settings.py``, ``urls.py``, ``wsgi.py``: as in any project.

``python -m django_app`` runs it; ``README.md`` says how.

``DATABASE_URL`` can be ``postgresql://…``; the default is the SQLite file ``shop.db`` in this folder. ``SHOP_URL`` is
the public URL of the shop.
"""
