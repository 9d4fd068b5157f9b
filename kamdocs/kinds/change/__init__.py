"""A technical change with its commercial side."""
