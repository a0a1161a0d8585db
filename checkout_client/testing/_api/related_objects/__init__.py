"""The objects next to Checkout Sessions: prices, customers, payments and so on, to retrieve, list and create."""
