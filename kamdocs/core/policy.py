"""Policy: what the house has decided, with owners, and what a record root may hold. No record, no business."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from kamdocs.core.audience import AUDIENCES, READERS, Class, Level, Reading
from kamdocs.core.code import Severity
from kamdocs.core.facts import Block, Item, fact, maybe
from kamdocs.core.forms import Currency, Day, Line, MonthDay, Text, Word, ref
from kamdocs.core.limits import Limit, Limits, limit_table
from kamdocs.core.setup_forms import EditAddress, TimeZone, Version

Phase = Literal["acquisition", "development", "serial_life", "service", "closed"]


class Holds(StrEnum):
    """The highest level that a record root may hold."""

    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    STRICT = "strict"

    @property
    def level(self) -> Level:
        """The level of this name."""
        return Level.named(self.value)


class OwnForm(StrEnum):
    """How an own field is written."""

    LINE = "line"
    TEXT = "text"
    WORD = "word"
    FLAG = "flag"
    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    MONEY = "money"
    UNIT_PRICE = "unit_price"
    PERCENT = "percent"
    PIECES = "pieces"
    DURATION = "duration"


class RootFile(Block):
    """`root.yaml` of a joined record root that has no policy."""

    holds: Holds = fact("The highest level that may lie in this root.")


class OtherRoot(Item):
    """A record root beside the first one, whether it is joined here or not."""

    holds: Holds = fact("The highest level that may lie in it.")
    kinds: tuple[Word, ...] = fact("Kinds that live there and nowhere else.")


class OwnSeverity(Item):
    """The severity that a code has in this house."""

    severity: Severity = fact("What it weighs here; `off` switches it off.")
    owner: Annotated[str, ref("contact")] = fact("Who answers for that.")
    because: Text = fact("Why.")


class AppliesFrom(Item):
    """From which day on a code counts in an account; what is older is shown and counted, but weighs nothing."""

    rule: Line = fact("The code.")
    account: Line = fact("The account.")
    from_: Day = fact("First day on which it counts.")
    owner: Annotated[str, ref("contact")] = fact("Who answers for that.")
    because: Text = fact("Why.")


class OwnField(Item):
    """A field that this house has added to a kind."""

    says: Text = fact("What it means.")
    form: OwnForm = fact("How it is written.")
    class_: Class | None = maybe("Who reads it; without a class nobody does.")


class Policy(Block):
    """Configuration with owners; a change counts after its merge."""

    written_for: Version = fact("Version of kamdocs for which the records were written.")
    owner: Annotated[str, ref("contact")] = fact("Who has to agree to a change of policy or publications.")
    holds: Holds = fact("The highest level that may lie in this root.")
    roots: dict[Line, OtherRoot] = maybe("Other roots by name, and which kinds live there.", default={})
    as_of: Day | None = maybe("Pins the day; only an example does that. Absent: today.")
    time_zone: TimeZone = fact("Decides which day it is.")
    reporting_currency: Currency = fact("Ranks amounts of several currencies; only shown, never stored.")
    fiscal_year_start: MonthDay = maybe("First day of our year.", default="01-01")
    comment_ceiling: Literal["internal", "confidential"] = maybe(
        "Highest level that comments on the Git host show.", default="internal"
    )
    edit_url: EditAddress | None = maybe("Where a page sends somebody who wants to change its record.")
    functions: tuple[Word, ...] = fact("Functions that people of ours may have; authority hangs on them.")
    audiences: tuple[Word, ...] = maybe("Further audiences; they read what `readers` gives them.", default=())
    readers: dict[Class, dict[Word, Reading]] = maybe("Cells of the readers' table that differ here.", default={})
    severities: dict[Line, OwnSeverity] = maybe("Codes that weigh something else here.", default={})
    applies_from: tuple[AppliesFrom, ...] = maybe("Codes that count only from a day on.", default=())
    own_fields: dict[Word, dict[Word, OwnField]] = maybe("Own fields by kind and name.", default={})
    customer_markers: dict[Line, tuple[Line, ...]] = maybe(
        "Words by account that may stand in no other one.", default={}
    )
    required_documents: dict[Phase, tuple[Word, ...]] = maybe("Document types that a phase needs.", default={})
    private_words: tuple[Line, ...] = maybe("Words that may not stand near a person's name.", default=())
    confidential_words: tuple[Line, ...] = maybe("Words that titles, subjects and file names avoid.", default=())
    limits: Limits = maybe("Limits with owner, reason and history.", default=Limits())

    def limit(self, name: str, on: date) -> Any:
        """The value of a limit on a day.

        Args:
            name: A limit of `Limits`.
            on: Day of the act that is judged.

        Returns:
            The newest value written for that day or before; else the default, None where there is none.

        Raises:
            KeyError: There is no such limit.
        """
        usual = limit_table()[name].usual
        written: Limit[Any] | None = getattr(self.limits, name)
        begun = [day for day in written.values if day <= on] if written else []
        return written.values[max(begun)] if written and begun else usual

    @property
    def ceiling(self) -> Level:
        """The highest level that the first root may hold."""
        return self.holds.level

    @property
    def comments_up_to(self) -> Level:
        """The highest level that comments on the Git host show."""
        return Level.named(self.comment_ceiling)

    def all_audiences(self) -> tuple[str, ...]:
        """The shipped audiences, then those of this house."""
        return (*AUDIENCES, *(name for name in self.audiences if name not in AUDIENCES))

    @cached_property
    def _readers_table(self) -> Mapping[Class, Mapping[str, Reading]]:
        return {name: {**READERS[name], **self.readers.get(name, {})} for name in Class}

    def readers_table(self) -> Mapping[Class, Mapping[str, Reading]]:
        """What each audience reads of each class: the shipped table with the cells of this house."""
        return self._readers_table

    @cached_property
    def _own_forms(self) -> Mapping[str, Mapping[str, str]]:
        return {
            kind: {name: field.form.value for name, field in fields.items()} for kind, fields in self.own_fields.items()
        }

    def own_forms(self) -> Mapping[str, Mapping[str, str]]:
        """By kind: name of each own field to the name of its form."""
        return self._own_forms

    def elsewhere(self, joined: frozenset[str]) -> frozenset[str]:
        """The kinds that live in a root which is not joined, so that their absence proves nothing."""
        return frozenset(kind for name, root in self.roots.items() if name not in joined for kind in root.kinds)
