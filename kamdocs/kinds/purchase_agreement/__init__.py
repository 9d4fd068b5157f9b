"""What we pay a tier-2 for a component."""
