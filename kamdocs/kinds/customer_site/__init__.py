"""A delivery point of the customer."""
