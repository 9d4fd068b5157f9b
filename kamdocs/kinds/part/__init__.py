"""A part we sell."""
