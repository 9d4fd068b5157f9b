"""Proof: attachments, signatures of ours, and what a record is worth as evidence."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import Day, Line, Sha256, Text, ref


class Attachment(Item):
    """A file beside the record, or an original in an archive, each with its hash."""

    file: Line | None = maybe("Path below the account folder: `files/<ID>[-n].<ext>`.")
    held_in: Line | None = maybe("Archive and number, where the original must stay there.")
    sha256: Sha256 | None = maybe("SHA-256 of the file.")


class Approval(Item):
    """A signature of ours."""

    by: Annotated[str, ref("contact")] = fact("Who of ours signs.")
    on: Day = fact("The day of the signature; authority is judged on it.")
    because: Text = fact("Why it is approved.")
    until: Day | None = maybe("Last day on which it counts.")
    evidence: tuple[Annotated[str, ref()], ...] = maybe("Proof of the signature.", default=())


class LegalHold(Item):
    """Why nothing of a record may be removed."""

    since: Day = fact("First day of the hold.")
    because: Text = fact("Why.")
    by: Annotated[str, ref("contact")] = fact("Who of ours ordered it.")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a record is worth as evidence (model: evidence table).

    Attributes:
        grade: 0 none · 1 internal note · 2 ours, unanswered · 3 the customer's statement · 4 binding · 5 executed;
            a typed grade has already lowered it.
        derived: The same before any lowering.
        on: The day from which it proves something; None = never.
        party: `us`, `customer`, `tier2`, `third`.
        signatory: Contact who answers for it.
        needs_signatory: Whether a grade of 3 or more asks for one.
        has_original: Whether every attachment is a file or an archive number with its hash; None = asked of nobody.
        because: From what the grade follows, in words.
    """

    grade: int
    derived: int
    on: date | None
    party: str = "us"
    signatory: str | None = None
    needs_signatory: bool = True
    has_original: bool | None = None
    because: str = ""


def originals_kept(files: tuple[Attachment, ...]) -> bool:
    """Whether there is an attachment, and each is a file or an archive number with its hash."""
    return bool(files) and all((item.file or item.held_in) and item.sha256 for item in files)
