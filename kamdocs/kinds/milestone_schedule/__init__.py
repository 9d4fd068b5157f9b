"""A version of the dates of a programme."""
