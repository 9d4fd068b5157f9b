"""A rule: a code, a severity, a nature, and a function that yields where and what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeVar

from kamdocs.core.code import Code, Nature, Severity, texts_of
from kamdocs.core.place import Spot
from kamdocs.core.record import Record


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired, with more than place and sentence.

    Attributes:
        spot: The place.
        says: One sentence.
        fix: What to do here, where the fix of the code says less.
        day: Decisive day (ISO); empty: the engine finds it from the place.
        item: Key of the item; empty: the engine finds it from the place.
    """

    spot: Spot
    says: str
    fix: str = ""
    day: str = ""
    item: str = ""


Found = Iterable[Hit | tuple[Spot, str]]
F = TypeVar("F", bound=Callable[..., Found])


@dataclass(frozen=True, eq=False)
class Rule:
    """A code that records can break.

    Attributes:
        code: Its texts, from the docstring of the function.
        per: Kind whose records it judges one by one; `Record` = every kind; None = the account as a whole.
        function: `(record, book)` or `(book)`.
        against: It runs only with `check --against BASE`.
    """

    code: Code
    per: type[Record] | None
    function: Callable[..., Found]
    against: bool = False

    def run(self, *subject: Any) -> Iterable[Hit]:
        """The hits of this rule."""
        for found in self.function(*subject):
            yield found if isinstance(found, Hit) else Hit(*found)


def rule(
    code: str,
    name: str,
    severity: Severity = Severity.ERROR,
    nature: Nature = Nature.STATIC,
    *,
    per: type[Record] | None = None,
    against: bool = False,
    strict: bool = False,
) -> Callable[[F], F]:
    """Make a function a rule. Nothing is registered: a kind names its rules module, and `rules_in` finds it there.

    Args:
        code: `CLM009`.
        name: The same in words, `claim-above-volume-floor`.
        severity: ERROR, WARNING or INFO.
        nature: STATIC or DATED.
        per: See `Rule`.
        against: See `Rule`.
        strict: Its sentences print no value.
    """

    def mark(function: F) -> F:
        described = Code(code, name, severity, nature, **texts_of(function.__doc__), strict=strict)
        function.rule = Rule(described, per, function, against)  # type: ignore[attr-defined]
        return function

    return mark


def rules_in(*modules: ModuleType) -> tuple[Rule, ...]:
    """The rules that modules define themselves, by code; those of a package are the ones it takes from its files."""
    found = [
        value.rule
        for module in modules
        for value in vars(module).values()
        if isinstance(getattr(value, "rule", None), Rule)
        and (value.__module__ == module.__name__ or value.__module__.startswith(f"{module.__name__}."))
    ]
    return tuple(sorted(found, key=lambda one: one.code.code))
