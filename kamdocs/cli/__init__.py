"""The command line: one module a command. The day and the folder are read here, and nowhere below."""
