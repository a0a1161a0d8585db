"""The account behind the fake API: catalogue, amounts, rules, events, clock."""
