"""A series of monthly exchange rates."""
