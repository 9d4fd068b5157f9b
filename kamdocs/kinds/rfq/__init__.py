"""A request for quotation."""
