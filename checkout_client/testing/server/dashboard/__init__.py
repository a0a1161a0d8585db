"""The dashboard: what happens in the fake, in a browser."""
