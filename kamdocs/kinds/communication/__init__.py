"""One thing said or written."""
