"""The customer of an account."""
