"""What Git knows of the records: contents of a commit, what differs from it, and what may not. Nothing here writes."""
