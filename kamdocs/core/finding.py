"""A mistake of the user, as a value."""

from dataclasses import dataclass, field

from kamdocs.core.code import Nature, Severity
from kamdocs.core.place import Place, Spot


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake at one place, ready to be shown.

    Attributes:
        code: The code that speaks.
        severity: After policy, waivers and baseline.
        nature: Static or dated.
        says: One sentence that states the fact.
        account: Account or `group`; empty for policy and publications.
        record: Id of the record, empty if the file did not become one.
        spot: The place inside the record.
        place: File, line and column; known after the second reading.
        fix: What to do about this one; empty: the fix of the code.
        blocks: Whether it makes `check` exit 1.
        item: Key of the item of a list that it concerns (waivers name it).
        day: Decisive day (ISO), empty if there is none; read by `applies_from`.
        mask: The excerpt hides the values, because the field is strict.
        note: Why its severity is not the usual one (waived, policy, not yet in force).
    """

    code: str
    severity: Severity
    nature: Nature
    says: str
    account: str = ""
    record: str = ""
    spot: Spot = field(default_factory=lambda: Spot(""))
    place: Place = field(default_factory=lambda: Place(""))
    fix: str = ""
    blocks: bool = False
    item: str = ""
    day: str = ""
    mask: bool = False
    note: str = ""

    @property
    def order(self) -> tuple[str, int, str, int, str]:
        """Findings are shown by file, line, code."""
        return (self.place.file, self.place.line, self.code, self.place.column, self.says)
