"""The record: the header that every kind shares, and what a kind says about itself."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from kamdocs.core.audience import Class, stricter
from kamdocs.core.facts import READS, Block, FieldOf, Item, fact, fields_of, maybe
from kamdocs.core.forms import Day, FormerId, FromTwo, Line, RecordId, Text, ref
from kamdocs.core.place import Spot, Step
from kamdocs.core.proof import Proof
from kamdocs.core.track import State, Track

if TYPE_CHECKING:
    from kamdocs.core.book import Book


@dataclass(frozen=True)
class About:
    """What a kind is.

    Attributes:
        slug: Its name, also the name of its folder in the code.
        folder: Its folder in an account.
        prefix: The three letters of its ids.
        example: An id.
        lives: `account`, `group` or `both`.
        home: The class that decides who may refer to it; None = by record (the record says `class`).
        plural: Heading of its list.
    """

    slug: str
    folder: str
    prefix: str
    example: str
    plural: str
    home: Class | None
    lives: str = "account"


class Revision(Item):
    """A correction of something that was already agreed."""

    no: FromTwo = fact("2, 3, …; absent = 1.")
    by: Annotated[str, ref("contact")] = fact("Who of ours corrects.")
    on: Day = fact("The day of the correction.")
    because: Text = fact("Why.")
    until: Day | None = maybe("Last day on which it counts; usually left out.")
    evidence: tuple[Annotated[str, ref()], ...] = maybe("Proof of the correction.", default=())


class Waiver(Item):
    """One rule excused in this record, for a reason, until a day."""

    rule: Line = fact("The code that is excused.")
    item: Line | None = maybe("Key of the item, if only one item is excused.")
    because: Text = fact("Why it may stand for now.")
    until: Day = fact("Last day on which it is excused.")
    approved_by: Annotated[str, ref("contact")] = fact("Who approved it; needs the authority.")
    approved_on: Day = fact("The day of the approval.")


class Record(Block):
    """One file. A subclass is a kind; its docstring is the sentence that explains it."""

    about: ClassVar[About]
    tracks: ClassVar[dict[str, Track]] = {}
    """Track tables by field; a path into lists is written with dots: `lines.track`."""
    proves_itself: ClassVar[bool] = False
    """Whether the record is proof of its own track (an order, an award)."""
    one_unit: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of fields whose values stand in one unit; dots lead into blocks. Items may declare it as well."""
    one_currency: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of fields whose values stand in one currency."""

    id: RecordId = fact("Equal to the file name.", reads="home")
    title: Line | None = maybe("Absent: made from the fields of the kind.", reads="home")
    owner: Annotated[str, ref("contact")] | None = maybe("In charge, instead of the account lead.", reads="contact")
    programme: Annotated[str, ref("programme")] | None = maybe("The programme it belongs to.", reads="schedule")
    evidence: tuple[Annotated[str, ref()], ...] = maybe("Proof of no single state.", default=(), reads="highest")
    revision: Revision | None = maybe("Number and reason of a correction.", reads="highest")
    supersedes: Annotated[str, ref("self")] | None = maybe("The record that this one replaces.", reads="home")
    formerly: tuple[FormerId, ...] = maybe("Earlier ids of this record.", default=(), reads="home")
    waivers: tuple[Waiver, ...] = maybe("Rules excused here for a time.", default=(), reads="home")
    only_for: tuple[Line, ...] = maybe("Audiences or persons: takes readers away.", default=(), reads="home")
    own: dict[Line, Text] = maybe("Own fields, declared in policy.", default={}, reads="home")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        unread = [field.name for field in fields_of(cls).values() if field.told.reads not in READS]
        if unread:
            raise TypeError(f"{cls.__name__}: no class for {', '.join(unread)}")

    def heading(self, book: "Book") -> str:
        """The title shown where none is written."""
        return self.id

    def proof(self) -> Proof:
        """What this record is worth as evidence; a kind that proves more overrides it."""
        return Proof(1, 1, None, because="any other record")

    def asked_proof(self, state: State, on: date, book: "Book") -> int:
        """The lowest grade that a state asks for; a kind in which that is not the same for all overrides it."""
        return state.proof

    def item(self, key: str) -> bool:
        """Whether some list of this record has an item with this key; a unique leading part is enough."""
        keys = item_keys(self)
        return key in keys or sum(1 for known in keys if known.startswith(key + "/")) == 1

    def said(self, attribute: str) -> Any:
        """The value of a field by its name in Python; None where this kind has no such field."""
        return self.__dict__.get(attribute)

    def at(self, *path: Step, key: bool = False) -> Spot:
        """A place in this record, by names in the file and list positions."""
        return Spot(self.id, path, key)

    @property
    def home_class(self) -> Class:
        """The class that decides who may refer to this record; by record: its own `class`, absent = claim."""
        if self.about.home is not None:
            return self.about.home
        named: str | None = getattr(self, "class_", None)
        return Class(named) if named else Class.CLAIM

    def class_of(self, field: FieldOf, within: Class | None = None) -> Class:
        """The class of one of its fields; `within` = class of the block that holds it."""
        match field.told.reads:
            case "":
                return within or self.home_class
            case "home" | "record":
                return self.home_class
            case "highest":
                return self.highest_class
            case name:
                named = Class(name)
                return stricter(named, self.home_class) if self.about.home is None else named

    @property
    def highest_class(self) -> Class:
        """The strictest class of its fields."""
        if self.about.home is None:
            return self.home_class
        highest = self.about.home
        for name in _classes_in(type(self)):
            highest = stricter(highest, name)
        return highest


_CLASS_CACHE: dict[type, tuple[Class, ...]] = {}


def _classes_in(model: type[Block]) -> tuple[Class, ...]:
    if model not in _CLASS_CACHE:
        found: set[Class] = set()
        for field in fields_of(model).values():
            if field.told.reads in {name.value for name in Class}:
                found.add(Class(field.told.reads))
            if field.block is not None:
                found.update(_classes_in(field.block))
        _CLASS_CACHE[model] = tuple(found)
    return _CLASS_CACHE[model]


def item_keys(block: Block) -> set[str]:
    """The keys of all items in all lists of a record, also of lists inside items."""
    found: set[str] = set()
    for field in fields_of(type(block)).values():
        if field.block is None:
            continue
        value = getattr(block, field.attribute)
        for item in value if field.shape == "list" else (value,) if field.shape == "one" else ():
            if isinstance(item, Item) and not isinstance(item, Waiver):
                if key := item.key_text():
                    found.add(key)
                found |= item_keys(item)
    return found


def spell(value: object) -> str:
    """A value as a record writes it: days in ISO form, flags as words, numbers with their unit."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
