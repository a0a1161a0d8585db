"""What can be seen of calls and attempts."""
