"""The Session and what only Sessions have."""
