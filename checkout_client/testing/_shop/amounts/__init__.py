"""Line items and the amounts of Sessions."""
