"""Other people's files to and from records."""
