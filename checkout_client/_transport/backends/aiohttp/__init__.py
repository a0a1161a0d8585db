"""Connections made with aiohttp."""
