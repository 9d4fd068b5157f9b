"""A commercial demand, ours or the customer's."""
