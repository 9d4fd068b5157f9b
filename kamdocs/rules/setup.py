"""What the rules about configuration read: policy, publications, roots, people, and the names that exist."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from kamdocs.core.audience import Level
from kamdocs.core.authority import Person, person_in
from kamdocs.core.book import Book
from kamdocs.core.limits import Limit
from kamdocs.core.place import Path, Spot
from kamdocs.core.policy import Policy
from kamdocs.core.publication import Publications, Site, expand


@dataclass(frozen=True, slots=True)
class JoinedRoot:
    """A record root that is here: its name in policy, and what its own file says it holds (None: it does not)."""

    name: str
    holds: Level | None = None


@dataclass(frozen=True, slots=True)
class KindNames:
    """A kind as configuration may name it: its prefix, and its fields with those of the header."""

    prefix: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lies:
    """Where a record lies: its file relative to the project, its kind, the record root."""

    file: str
    kind: str
    root: str


@dataclass(frozen=True, slots=True)
class Extension:
    """A distribution that `[tool.kamdocs] extensions` names, with the kinds and codes that it brings.

    Attributes:
        name: Name of the distribution.
        installed: Whether it is installed and has the entry point `kamdocs.kinds`.
        kinds: Slug to prefix.
        codes: Codes of its rules.
    """

    name: str
    installed: bool = True
    kinds: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Setup:
    """The configuration of a project on one day.

    Attributes:
        policy: None where its file did not load.
        publications: None where there is no such file, or it did not load.
        group: The book of `group`: people and plants.
        as_of: The day.
        version: Version of this kamdocs.
        policy_file: Where policy stands, relative to the project.
        publications_file: The same for publications.
        accounts: Names of all accounts, without `group`.
        roots: The joined roots, the first one first.
        records: Where every record lies; asked only where policy names other roots.
        codes: Every code that a record can break now or later; without retired ones.
        kinds: Kinds of this kamdocs by name.
        extensions: What `pyproject.toml` names; with BASE, that of BASE.
        day_from_policy: Whether `as_of` of policy gave the day.
    """

    policy: Policy | None
    publications: Publications | None
    group: Book | None
    as_of: date
    version: str
    policy_file: str = "records/policy.yaml"
    publications_file: str = "records/publications.yaml"
    accounts: tuple[str, ...] = ()
    roots: tuple[JoinedRoot, ...] = ()
    records: Callable[[], Iterable[Lies]] = tuple
    codes: frozenset[str] = frozenset()
    kinds: Mapping[str, KindNames] = field(default_factory=dict)
    extensions: tuple[Extension, ...] = ()
    day_from_policy: bool = False

    def in_policy(self, *path: str | int, key: bool = False) -> Spot:
        """A place in the policy."""
        return Spot("", path, key, self.policy_file)

    def in_publications(self, *path: str | int) -> Spot:
        """A place in the publications."""
        return Spot("", path, False, self.publications_file)

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """The concrete sites, if the publications loaded."""
        return expand(self.publications, self.accounts, self.plants) if self.publications else ()

    @cached_property
    def plants(self) -> tuple[str, ...]:
        """Ids of all plants of `group`."""
        records = self.group.own_records() if self.group else ()
        return tuple(sorted(record.id for record in records if record.about.slug == "plant"))

    def knows_people(self) -> bool:
        """Whether the people of `group` are in this copy."""
        return self.group is not None and "contact" not in self.group.absent_kinds

    def person(self, person_id: str) -> Person | None:
        """A contact of `group`; None if there is none."""
        return person_in(self.group, person_id) if self.group else None

    def is_unread(self, record_id: str) -> bool:
        """Whether the record exists, but did not load."""
        return self.group is not None and self.group.is_unread(record_id)

    def owners(self) -> Iterator[tuple[Path, str, str]]:
        """Everybody who answers for something in policy: place, person, what for."""
        if self.policy is None:
            return
        yield ("owner",), self.policy.owner, "policy"
        for code, severity in self.policy.severities.items():
            yield ("severities", code, "owner"), severity.owner, code
        for index, start in enumerate(self.policy.applies_from):
            yield ("applies_from", index, "owner"), start.owner, start.rule
        for name, limit in self.limits():
            yield ("limits", name, "owner"), limit.owner, name

    def limits(self) -> Iterator[tuple[str, Limit[Any]]]:
        """The limits that policy writes."""
        if self.policy is not None:
            for name in type(self.policy.limits).model_fields:
                limit: Limit[Any] | None = getattr(self.policy.limits, name)
                if limit is not None:
                    yield name, limit

    def named_codes(self) -> Iterator[tuple[Spot, str, bool]]:
        """Every code or family that policy names: place, text, whether a family may stand there."""
        if self.policy is None:
            return
        for code in self.policy.severities:
            yield self.in_policy("severities", code, key=True), code, False
        for index, start in enumerate(self.policy.applies_from):
            yield self.in_policy("applies_from", index, "rule"), start.rule, False
        for path, code, _ in self.waiving_functions():
            yield self.in_policy(*path, key=True), code, True

    def waiving_functions(self) -> Iterator[tuple[Path, str, str]]:
        """Every cell of the limit `waiver_authority`: place, code or family, function."""
        limit = self.policy.limits.waiver_authority if self.policy else None
        for day, cells in limit.values.items() if limit else ():
            for code, function in cells.items():
                yield ("limits", "waiver_authority", "values", day.isoformat(), code), code, function
