"""The payment page: what it shows, what it asks for, and what it makes of a form."""
