"""Products and prices, and what changes an amount: discounts, shipping and taxes."""
