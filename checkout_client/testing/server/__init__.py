"""The fake as an HTTP server, with a page that pays."""
