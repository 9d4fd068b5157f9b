"""The prices of one part at one site."""
