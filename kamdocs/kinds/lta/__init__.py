"""An LTA: the yearly price reductions that were committed."""
