"""A vehicle programme of the customer."""
