"""A version of the volumes of a programme."""
