"""What runs beside the caller, and locks that survive a fork."""
