"""A component whose supplier and terms the customer fixes."""
