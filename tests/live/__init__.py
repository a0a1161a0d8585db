"""The fake held to the truth: the same requests go to Stripe's test mode and to the fake, and the responses compared.

``nox -s live`` runs it, for whoever has a key for test mode.
"""
