"""A person, ours or theirs."""
