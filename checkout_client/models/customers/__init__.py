"""Customers, accounts and their addresses and tax ids."""
