"""Connection pools: which connection serves which request."""
