"""The model of a decision: what was decided, by whom, why, and what was not chosen."""

from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Binds, Need, fact, maybe
from kamdocs.core.forms import Day, Text, item_ref, ref
from kamdocs.core.headings import first_words
from kamdocs.core.proof import Proof
from kamdocs.core.record import About, Record
from kamdocs.core.trade import Topic

if TYPE_CHECKING:
    from kamdocs.core.book import Book


def _speaks_of_nothing(block: "Decision", record: "Decision") -> bool:
    return not block.about_ and block.topic is None


class Decision(Record):
    """Something decided that binds beyond a meeting."""

    about: ClassVar[About] = About(
        slug="decision",
        folder="decisions",
        prefix="DEC",
        example="DEC-2024-0006",
        plural="Decisions",
        home=None,
    )
    binds: ClassVar[tuple[Binds, ...]] = (Binds("always"),)

    class_: Class | None = maybe("Class of the whole record; absent = claim.", reads="record", binding=True)
    what: Text = fact("What was decided.", reads="record", binding=True)
    because: Text = fact("Why.", reads="record", binding=True)
    decided_by: tuple[Annotated[str, ref("contact")], ...] = fact("Who decided.", reads="record", binding=True)
    on: Day = fact("The day of the decision.", reads="record", binding=True)
    about_: tuple[Annotated[str, item_ref()], ...] = maybe(
        "Records it is about.",
        default=(),
        reads="record",
        binding=True,
        need=Need("if no topic", _speaks_of_nothing),
    )
    topic: Topic | None = maybe("The topic, where it is about no single record.", reads="record", binding=True)
    alternatives: tuple[Text, ...] = maybe("What was not chosen.", default=(), reads="record", binding=True)

    def heading(self, book: "Book") -> str:
        """The first words of what was decided."""
        return first_words(self.what)

    def proof(self) -> Proof:
        """Our own note of what we decided, from its day."""
        return Proof(1, 1, self.on, because="a decision of ours")
