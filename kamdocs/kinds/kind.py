"""What belongs to a kind: its model, its rules, what it shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from kamdocs.core.book import Book
from kamdocs.core.record import About, Record
from kamdocs.core.view import Fact, Page
from kamdocs.rules.rule import Rule, rules_in


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of record.

    Attributes:
        model: Its model.
        rules: Its rules.
        standing: Computed standing of a record on the day of the book: facts with their class, first the main one.
        summary: What an audience with a summary gets instead of the values.
        page: Sections beyond the generated ones.
    """

    model: type[Record]
    rules: tuple[Rule, ...] = ()
    standing: Callable[[Any, Book], tuple[Fact, ...]] | None = None
    summary: Callable[[Any, Book, str], tuple[Fact, ...]] | None = None
    page: Callable[[Any, Book], Page] | None = None
    terms: tuple[str, ...] = field(default_factory=tuple)

    @property
    def about(self) -> About:
        """What the kind is."""
        return self.model.about

    @property
    def slug(self) -> str:
        """Its name."""
        return self.model.about.slug


def kind_of(
    model: type[Record],
    *,
    rules: ModuleType | None = None,
    figures: ModuleType | None = None,
    page: ModuleType | None = None,
) -> Kind:
    """Put a kind together from the modules of its folder.

    `figures` may define `standing(record, book)` and `summary(record, book, audience)`, `page` may define
    `page(record, book)`.
    """
    return Kind(
        model,
        rules_in(rules) if rules else (),
        getattr(figures, "standing", None),
        getattr(figures, "summary", None),
        getattr(page, "page", None),
    )
