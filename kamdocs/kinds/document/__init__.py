"""A paper that binds or proves."""
