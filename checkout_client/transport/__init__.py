"""From a call to its result: encoding, headers, retries, connections."""
