"""What a change leaves us: the price it adds less the cost it adds, over a year, and how much of a one-off came back.

The cost side is what components and our own work cost, without overheads: those are in the price by F-17.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.change_price import Moved
from kamdocs.calc.gate import PerPiece, shown_amount
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit, at_unit, cost_at
from kamdocs.core.money import Money, UnitPrice


def cost_delta(bom: Sequence[Moved], process: UnitPrice | None, *, unit: PriceUnit) -> PerPiece:
    """What a change adds to the cost of one piece: Σ quantity · cost + process, exact.

    Args:
        bom: What the bill of material gains and loses; a mandated component counts with what we pay for it.
        process: What our own work gains or loses, at the price unit; a zero is written.
        unit: The price unit.

    Raises:
        Refused: The process or the cost of a component is missing; another currency; a unit that does not fit; a price
            unit other than pieces.

    Source:
        The cost side of F-17, before its overheads.
    """
    if process is None:
        raise Refused("process", "missing")
    if unit.measure != "pcs":
        raise Refused("price", f"is per {unit.measure}, not per piece")
    together = Fraction(at_unit(process, unit, name="process"))
    for one in bom:
        if one.unit_cost is None:
            raise Refused("unit_cost", f"of {one.component} missing")
        together += cost_at(one.quantity, one.unit_cost, unit=unit, name=one.component)
    return PerPiece(together / unit.per, unit.currency)


def money_of_year(each: PerPiece, pieces: Decimal | None) -> Money:
    """What a delta is worth in a year: pieces · delta, rounded once to minor units.

    Args:
        each: Per piece; above 0 it raises our price.
        pieces: Pieces of the year (K16); None = not known.

    Raises:
        Refused: Pieces missing or below 0.

    Source:
        K16 for the pieces, K15 for the rounding.
    """
    if pieces is None:
        raise Refused("pieces", "missing")
    if pieces < 0:
        raise Refused("pieces", f"are {pieces}, below 0")
    return shown_amount(each.amount * Fraction(pieces), each.currency)


def profit_of_year(price: PerPiece, cost: PerPiece, pieces: Decimal | None) -> Money:
    """The profit of a change in a year: (price delta − cost delta) · pieces, rounded once to minor units.

    Args:
        price: What the change adds to the price of a piece.
        cost: What it adds to the cost of a piece.
        pieces: Pieces of the year (K16); None = not known.

    Raises:
        Refused: Pieces missing or below 0, or two currencies.

    Source:
        F-17 for the price delta, K16 for the pieces, K15 for the rounding.
    """
    return money_of_year(price.plus(cost, -1), pieces)


def recovered(agreed: Money | None, cost: Money | None) -> Fraction:
    """How much of a one-off comes back: agreed ÷ cost, in percent points, exact.

    Raises:
        Refused: One of the two is missing, the cost is not above 0, or two currencies.

    Source:
        The one-offs that F-17 keeps apart from the price.
    """
    if agreed is None:
        raise Refused("agreed", "missing")
    if cost is None:
        raise Refused("cost", "missing")
    if cost.currency != agreed.currency:
        raise Refused("currency", f"is {agreed.currency} and {cost.currency}")
    if cost.amount <= 0:
        raise Refused("cost", f"is {cost}, not above 0")
    return Fraction(agreed.amount) / Fraction(cost.amount) * 100
