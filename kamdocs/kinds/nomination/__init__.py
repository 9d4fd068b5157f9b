"""An award of the customer."""
