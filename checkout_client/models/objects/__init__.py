"""Objects that a Session refers to: expanded customers, prices, invoices and others."""
