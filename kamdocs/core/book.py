"""The book: the records of one account together with `group`, as rules and figures read them. Never two accounts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kamdocs.core.audience import Level
from kamdocs.core.record import Record

if TYPE_CHECKING:
    from kamdocs.core.policy import Policy

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class AttachedFile(Protocol):
    """A file in `files/` of an account."""

    @property
    def shown(self) -> str:
        """Its path relative to the project; empty if it is not said."""
        ...

    @property
    def size(self) -> int:
        """Bytes."""
        ...

    @property
    def is_pointer(self) -> bool:
        """Whether only a Git LFS pointer is here."""
        ...

    @property
    def leaves_root(self) -> bool:
        """Whether it is a link that leads out of the record root."""
        ...

    def sha256(self) -> str:
        """The hash of its bytes, 64 hexadecimal digits."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """A record and where it stands: `file` is relative to the project, `root` the name of its record root."""

    record: Record
    file: str
    account: str
    root: str


@dataclass(frozen=True)
class Shelf:
    """What one folder of accounts holds after loading.

    Attributes:
        name: Account or `group`.
        held: Records by id.
        unread: Ids whose file exists but did not become a record, with that file.
        twice: Further files that carry an id already held: (record, file).
        files: Attachments by path below the account folder, e.g. `files/COM-2024-0118.pdf`.
        first_file: The first file of the folder, relative to the project; empty if it has none.
    """

    name: str
    held: Mapping[str, Held] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    twice: tuple[Held, ...] = ()
    files: Mapping[str, AttachedFile] = field(default_factory=dict)
    first_file: str = ""

    def shown_file(self, path: str) -> str:
        """An attachment as people are shown it: its path relative to the project, in whichever root it lies."""
        return self.files[path].shown or f"records/{self.name}/{path}"


class Book:
    """One account plus `group` on one day.

    Attributes:
        account: Name of the account, or `group`.
        policy: Configuration; with `check --against BASE` that of BASE.
        as_of: The day.
        base: The same account at BASE, if there is one.
        absent_kinds: Kinds that lie in a record root which is not joined.
        absent_prefixes: The prefixes of their ids.
        later_prefixes: Prefixes of kinds that this kamdocs does not know yet.
        holds: By name of the record root: the highest level that it may hold.
    """

    def __init__(
        self,
        shelf: Shelf,
        group: Shelf | None,
        *,
        policy: "Policy",
        as_of: date,
        base: "Book | None" = None,
        absent_kinds: frozenset[str] = frozenset(),
        absent_prefixes: frozenset[str] = frozenset(),
        later_prefixes: frozenset[str] = frozenset(),
        holds: Mapping[str, Level] | None = None,
    ) -> None:
        self.account = shelf.name
        self.shelf = shelf
        self.group = group if group is not None and group.name != shelf.name else None
        self.policy = policy
        self.as_of = as_of
        self.base = base
        self.absent_kinds = absent_kinds
        self.absent_prefixes = absent_prefixes
        self.later_prefixes = later_prefixes
        self.holds: Mapping[str, Level] = holds or {}
        self._by_kind: dict[type[Record], list[Record]] = defaultdict(list)
        self._memory: dict[object, Any] = {}
        self._former: dict[str, str] = {}
        for one in (self.shelf, self.group):
            for held in one.held.values() if one else ():
                self._by_kind[type(held.record)].append(held.record)
                for old in held.record.formerly:
                    self._former.setdefault(old, held.record.id)

    def held(self, record_id: str) -> Held | None:
        """The record with this id and its file, in the account or in `group`."""
        found = self.shelf.held.get(record_id)
        return found or (self.group.held.get(record_id) if self.group else None)

    def get(self, record_id: str | None) -> Record | None:
        """The record with this id (an item reference leads to its record), or None."""
        if not record_id:
            return None
        found = self.held(record_id.partition("@")[0])
        return found.record if found else None

    def get_as(self, kind: type[R], record_id: str | None) -> R | None:
        """The record with this id if it is of this kind."""
        found = self.get(record_id)
        return found if isinstance(found, kind) else None

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """All records of a kind, in the account and in `group`, by id."""
        found: Iterable[Any] = self._by_kind.get(kind, ())
        return self.remembered(("all", kind), lambda: tuple(sorted(found, key=lambda record: str(record.id))))

    def own_records(self) -> Iterable[Record]:
        """The records of the account itself, without `group`."""
        return (held.record for held in self.shelf.held.values())

    def every_id(self) -> Iterable[str]:
        """All ids of the account and `group`, read or unread."""
        for one in (self.shelf, self.group):
            if one:
                yield from one.held
                yield from one.unread

    def is_unread(self, record_id: str) -> bool:
        """Whether a file with this id exists but did not become a record."""
        return record_id in self.shelf.unread or bool(self.group and record_id in self.group.unread)

    def has_unread(self, folder: str) -> bool:
        """Whether a file in this folder of the account did not become a record: which version counts is then open."""
        return any(file.split("/")[-2:-1] == [folder] for file in self.shelf.unread.values())

    def renamed(self, record_id: str) -> str | None:
        """The id that a former id is called now."""
        return self._former.get(record_id)

    def attached(self, record_id: str, path: str) -> AttachedFile | None:
        """The attachment of a record by its path below the record's account folder."""
        shelf = self.group if self.group and record_id in self.group.held else self.shelf
        return shelf.files.get(path)

    def with_records(self, held: Mapping[str, Held]) -> "Book":
        """The same account on the same day with other records of its own; nothing computed before is taken over."""
        return Book(
            replace(self.shelf, held=held),
            self.group,
            policy=self.policy,
            as_of=self.as_of,
            base=self.base,
            absent_kinds=self.absent_kinds,
            absent_prefixes=self.absent_prefixes,
            later_prefixes=self.later_prefixes,
            holds=self.holds,
        )

    @property
    def authority(self) -> "Book":
        """The book in which delegations and people's authority are read: BASE if there is one, else this."""
        return self.base if self.base is not None else self

    def remembered(self, key: object, make: Callable[[], T]) -> T:
        """A value computed once per book."""
        if key not in self._memory:
            self._memory[key] = make()
        found: T = self._memory[key]
        return found
