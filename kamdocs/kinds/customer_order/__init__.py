"""An order of the customer."""
