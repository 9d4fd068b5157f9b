"""A plant of ours."""
