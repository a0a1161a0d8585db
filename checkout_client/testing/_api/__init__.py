"""The fake API: one request in, one response out."""
