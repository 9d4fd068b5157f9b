"""What an offered price is made of."""
