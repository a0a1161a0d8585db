"""The options of each payment method."""
