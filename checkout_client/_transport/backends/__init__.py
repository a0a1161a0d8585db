"""The HTTP libraries that connections are made with. No other code knows them."""
