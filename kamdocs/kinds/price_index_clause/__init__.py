"""A price index clause: the formula that moves prices with a published series."""
