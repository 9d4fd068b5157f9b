"""A billing: what was invoiced and self-billed for a programme in a year."""
