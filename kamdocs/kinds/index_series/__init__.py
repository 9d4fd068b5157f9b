"""A published series of monthly values."""
