"""A productivity idea: a candidate saving and its maturity."""
