"""kamdocs: the commercial records of an automotive supplier, in Git."""

__version__ = "0.1.0"
