"""The working days of a plant or of the customer."""
