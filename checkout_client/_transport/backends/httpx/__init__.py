"""Sending through an httpx or httpx2 client of the user's."""
