"""The one exception of kamdocs: it cannot work, and says what to do about it.

A mistake of the user inside a record is never an exception, it is a `Finding`.
"""


class KamdocsError(Exception):
    """kamdocs cannot work: wrong usage, no project, an unreadable folder, a full disk.

    Args:
        message: One clear sentence.
        hint: What the reader can do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
