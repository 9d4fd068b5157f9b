"""A price floor: the lowest price that the house has released for a part and a site."""
