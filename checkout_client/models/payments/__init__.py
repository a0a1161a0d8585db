"""Payments, saved payment methods and payment links."""
