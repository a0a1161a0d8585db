"""The rules for new Sessions, by topic. Each module says which page of Stripe's its rules come from."""
