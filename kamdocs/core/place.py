"""Where something stands: in a file, or (before the file is read a second time) inside a record."""

from dataclasses import dataclass

Step = str | int
Path = tuple[Step, ...]
"""The way into a record: field names and list positions, e.g. `("lines", 0, "unit_price")`."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file of the project. Lines and columns count from 1; `end_column` is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place inside a record, by its path.

    Attributes:
        record: Id of the record, or `""` for a file without one; then `file` says which.
        path: Field names and list positions. A path that does not exist stands for the nearest block that does.
        key: The name of the field is meant, not its value.
        file: Only where the id does not lead to the file (policy, a file that did not load).
    """

    record: str
    path: Path = ()
    key: bool = False
    file: str = ""
