"""Taxes: tax rates on line items, and a simple imitation of Stripe Tax."""
