"""From a call to a response: requests, retries, connections."""
