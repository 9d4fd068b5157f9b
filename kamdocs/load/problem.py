"""A refusal of one file, before the file is anything."""

from dataclasses import dataclass

from kamdocs.core.place import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file, or a value in it, was refused.

    Attributes:
        code: A YML or VAL code.
        says: One sentence.
        fix: What to write instead; empty: the fix of the code.
        line: Line, from 1; 0 = follows from `path`.
        column: Column, from 1.
        end_column: Exclusive end on the same line; 0 = one character.
        path: Way to the value, where the file could be parsed.
        key: The name of the field is meant, not its value.
        name: The key concerned (duplicate keys).
        loads: The record loads all the same.
        part: The piece of the value that is meant, if not all of it.
    """

    code: str
    says: str
    fix: str = ""
    line: int = 0
    column: int = 0
    end_column: int = 0
    path: Path = ()
    key: bool = False
    name: str = ""
    loads: bool = False
    part: str = ""
