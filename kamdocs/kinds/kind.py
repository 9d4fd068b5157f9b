"""What belongs to a kind: its model, its rules, what it shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from kamdocs.core.book import Book
from kamdocs.core.explained import Explained
from kamdocs.core.record import About, Record
from kamdocs.core.stake import Stake
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
        explained: Its figures step by step: of a record or one item (its key, else empty), on a day.
        open_value: The money that is open on a record, by item where an item holds it (F-22).
        explained_of: Figures that this kind adds to those of another kind, by the name of that one.
    """

    model: type[Record]
    rules: tuple[Rule, ...] = ()
    standing: Callable[[Any, Book], tuple[Fact, ...]] | None = None
    summary: Callable[[Any, Book, str], tuple[Fact, ...]] | None = None
    page: Callable[[Any, Book], Page] | None = None
    explained: Callable[[Any, Book, str, date], tuple[Explained, ...]] | None = None
    open_value: Callable[[Any, Book], tuple[Stake, ...]] | None = None
    explained_of: Mapping[str, Callable[[Any, Book, str, date], tuple[Explained, ...]]] = field(default_factory=dict)
    terms: tuple[str, ...] = field(default_factory=tuple)

    @property
    def about(self) -> About:
        """What the kind is."""
        return self.model.about

    @property
    def slug(self) -> str:
        """Its name."""
        return self.model.about.slug


def kind_in(package: str) -> Kind:
    """Put a kind together from the files of its folder, e.g. `kamdocs.kinds.price`.

    `model` holds its record. Optional are `rules`, `figures` with `standing(record, book)`,
    `summary(record, book, audience)`, `explained(record, book, item, on)`, `open_value(record, book)` and
    `explained_of`, and `page` with `page(record, book)`. The folder itself imports nothing, so a model can be read
    without everything that belongs to its kind.

    Raises:
        LookupError: The model does not define exactly one kind of record.
    """
    models = [
        value
        for value in vars(import_module(f"{package}.model")).values()
        if isinstance(value, type) and issubclass(value, Record) and value.__module__ == f"{package}.model"
    ]
    if len(models) != 1:
        raise LookupError(f"{package}.model defines {len(models)} kinds of record, not one")
    rules, figures, page = (
        import_module(f"{package}.{name}") if find_spec(f"{package}.{name}") else None
        for name in ("rules", "figures", "page")
    )
    return Kind(
        models[0],
        rules_in(rules) if rules else (),
        getattr(figures, "standing", None),
        getattr(figures, "summary", None),
        getattr(page, "page", None),
        getattr(figures, "explained", None),
        getattr(figures, "open_value", None),
        getattr(figures, "explained_of", {}),
    )
