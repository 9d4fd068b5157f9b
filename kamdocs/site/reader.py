"""For whom a publication is made, and what that reader gets of a class."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kamdocs.core.audience import Class, Reading, reading

Readers = Mapping[Class, Mapping[str, Reading]]


@dataclass(frozen=True)
class Reader:
    """The audience of one publication.

    Attributes:
        audience: One of the audiences of policy.
        readers: The table of policy: class, audience, what it gets.
        persons: For `named`: who the site is for.
        plant: For `plant`: the id of the one plant.
    """

    audience: str
    readers: Readers
    persons: frozenset[str] = field(default_factory=frozenset)
    plant: str = ""

    def gets(self, name: Class) -> Reading:
        """The value, the summary or nothing."""
        return reading(self.readers, self.audience, name)

    @cached_property
    def _values(self) -> frozenset[Class]:
        return frozenset(name for name in Class if self.gets(name) is Reading.VALUE)

    def reads(self, name: Class) -> bool:
        """Whether the reader gets the value."""
        return name in self._values

    def admitted(self, only_for: Iterable[str], home: Class) -> bool:
        """Whether `only_for` of a record leaves this reader in.

        Args:
            only_for: Audiences and persons; empty narrows nothing.
            home: Home class of the record. In class mandate the persons named are the only readers there are.
        """
        names = set(only_for)
        if home is Class.MANDATE:
            return self.audience == "named" and bool(names & self.persons)
        return not names or self.audience in names or bool(names & self.persons)
