"""From a call, the settings and the options to the bytes of a request."""
