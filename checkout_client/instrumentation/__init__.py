"""What can be observed of calls and attempts."""
