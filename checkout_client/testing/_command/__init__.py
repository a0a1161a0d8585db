"""The options of ``python -m checkout_client.testing``, and what it prints."""
