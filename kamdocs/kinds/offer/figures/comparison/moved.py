"""What a comparison of two records says: facts, each of which can be turned to the other side."""

from dataclasses import dataclass, replace
from decimal import Decimal

from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.quantity import Quantity
from kamdocs.kinds.offer.figures.comparison.layer_moves import LayerMove


@dataclass(frozen=True, slots=True)
class Moved:
    """A field that is not the same; an empty text is nothing said."""

    field: str
    before: str
    after: str
    because: str = ""

    def turned(self) -> "Moved":
        """The same from the other side."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class PriceMove:
    """How the price of a line moved.

    Attributes:
        before: The price on the first side; None = none is said.
        after: The price on the second side.
        delta: After less before, at the larger price unit of the two; None if they cannot be compared.
        money: What it is worth in the year of `volume`, rounded to minor units; None if that is unknown.
        volume: Pieces of that year.
        year: Its calendar year.
        volume_of: The record that states the pieces.
        why: Why `delta` or `money` is missing.
        because: The reason that a nomination or an order records for a price other than the one offered.
    """

    before: UnitPrice | None
    after: UnitPrice | None
    delta: UnitPrice | None = None
    money: Money | None = None
    volume: Quantity | None = None
    year: int | None = None
    volume_of: str = ""
    why: str = ""
    because: str = ""

    def turned(self) -> "PriceMove":
        """The same from the other side."""
        money = None if self.money is None else Money(-self.money.amount, self.money.currency)
        delta = None if self.delta is None else replace(self.delta, amount=-self.delta.amount)
        return replace(self, before=self.after, after=self.before, delta=delta, money=money)


@dataclass(frozen=True, slots=True)
class LineMove:
    """A part at a site, as both sides have it; `only_in` = the one record that has it."""

    part: str
    site: str | None
    price_type: str | None
    price: PriceMove | None = None
    layers: tuple[LayerMove, ...] = ()
    layers_note: str = ""
    moved: tuple[Moved, ...] = ()
    only_in: str = ""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        price = self.price
        even = price is None or price.before == price.after
        return even and not self.moved and not self.layers and not self.only_in

    def turned(self) -> "LineMove":
        """The same from the other side."""
        return replace(
            self,
            price=self.price.turned() if self.price else None,
            layers=tuple(one.turned() for one in self.layers),
            moved=tuple(one.turned() for one in self.moved),
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side.

    Attributes:
        first: Id of the first.
        second: Id of the second.
        lines: One per part, site and price type that one of them has.
        terms: What moved in the record as a whole.
        note: What makes the two unequal to begin with; empty if nothing does.
    """

    first: str
    second: str
    lines: tuple[LineMove, ...]
    terms: tuple[Moved, ...]
    note: str = ""

    @property
    def totals(self) -> tuple[Money, ...]:
        """The sum of what the lines are worth a year, by currency."""
        found: dict[str, Decimal] = {}
        for line in self.lines:
            if line.price and line.price.money:
                money = line.price.money
                found[money.currency] = found.get(money.currency, Decimal(0)) + money.amount
        return tuple(Money(amount, currency) for currency, amount in sorted(found.items()))

    @property
    def left_out(self) -> tuple[LineMove, ...]:
        """The lines whose yearly money is unknown, so that the totals are without them."""
        return tuple(line for line in self.lines if not (line.price and line.price.money))

    def turned(self) -> "Comparison":
        """The same from the other side."""
        return replace(
            self,
            first=self.second,
            second=self.first,
            lines=tuple(line.turned() for line in self.lines),
            terms=tuple(one.turned() for one in self.terms),
        )
