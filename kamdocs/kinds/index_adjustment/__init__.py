"""An index adjustment: what a clause gave for one application period."""
