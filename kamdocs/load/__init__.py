"""Text to records: strict reading, typing by the model, places. Knows no kind by name."""
