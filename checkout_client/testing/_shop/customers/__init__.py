"""What customers enter, and the objects that a completed Session creates for them."""
