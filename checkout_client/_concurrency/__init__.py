"""Work beside the caller, in threads and tasks, and locks that survive a fork."""
