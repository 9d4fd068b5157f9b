"""A tool, from estimate to scrap."""
