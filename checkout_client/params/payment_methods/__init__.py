"""Options of individual payment methods, and settings of payment methods in general."""
