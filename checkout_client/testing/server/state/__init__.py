"""The state of a server in an SQLite file."""
