"""Send requests through the user's own httpx or httpx2 client."""
