"""From decoded JSON to models, strictly, with the path of whatever is wrong."""
