"""The formula of a clause for one part: the movement of its series through its form, its cap, its own example."""

from dataclasses import dataclass, replace
from decimal import Decimal

from kamdocs.calc.exchange_rate import Exposure, exchange_form
from kamdocs.calc.index_adjustment import (
    Inflated,
    Passing,
    Rounded,
    Scrap,
    Swing,
    Term,
    Weights,
    proportional_form,
    unit_form,
    weight_form,
    weighted_deviation,
)
from kamdocs.calc.index_booking import booked, ceiling_of
from kamdocs.calc.index_trigger import Movement, Threshold, deviation_of, movement
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.decimals import price_decimals
from kamdocs.core.money import UnitPrice
from kamdocs.core.quantity import Rate
from kamdocs.kinds.price_index_clause.figures.averages import base_of_term, main_series, original_price
from kamdocs.kinds.price_index_clause.model import (
    ClauseForm,
    ClauseLine,
    CompareTo,
    PriceIndexClause,
    SurchargeOn,
)

_BY_SHARE = frozenset({ClauseForm.PROPORTIONAL, ClauseForm.EXCHANGE_RATE})
UNIT_FORM_DECIMALS = 2
"""Of a metal surcharge, where the clause does not say it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What the series of a clause did: the same for all its parts.

    Attributes:
        movement: Deviation, trigger, and the part that counts.
        average: Of the leading series; None where several terms have none.
        reference: What it is compared with.
        scrap: Average of scrap, where it moves with its own series.
        scrap_reference: What that is compared with.
        terms: Averages of the terms, in the order of the clause.
        bases: What the terms are compared with, in the same order; of a successor its own.
    """

    movement: Movement
    average: Rate | None
    reference: Rate | None
    scrap: Rate | None = None
    scrap_reference: Rate | None = None
    terms: tuple[Rate, ...] = ()
    bases: tuple[Rate, ...] = ()


def threshold_of(clause: PriceIndexClause) -> Threshold:
    """The threshold as the clause words it."""
    operator, mode = clause.threshold_operator, clause.threshold_mode
    return Threshold(clause.threshold, operator.value if operator else None, mode.value if mode else None)


def accumulates(clause: PriceIndexClause) -> bool:
    """Whether a movement is added to what is in force.

    Raises:
        Refused: `compare_to` is not stated.
    """
    if clause.compare_to is None:
        raise Refused("compare_to", "missing")
    return clause.compare_to is CompareTo.LAST_APPLIED


def moved(
    clause: PriceIndexClause,
    average: Rate | None,
    reference: Rate | None,
    *,
    terms: tuple[Rate, ...] = (),
    bases: tuple[Rate, ...] = (),
) -> Moved:
    """Trigger of a clause from its averages.

    Args:
        clause: Says threshold, operator and mode.
        average: Of the leading series.
        reference: What it is compared with.
        terms: Averages of the terms, where the form is proportional.
        bases: What the terms are compared with; absent = the base values that the clause writes.

    Raises:
        Refused: As F-02, and the shares of F-03.
    """
    last_applied = accumulates(clause)
    bases = bases or _written_bases(clause)
    if clause.form is ClauseForm.PROPORTIONAL:
        if last_applied:
            raise Refused("compare_to", "is last_applied: a proportional form is compared with its base")
        deviation = weighted_deviation(_terms(clause, terms, bases), clause.fixed_share)
    elif average is None or reference is None:
        raise Refused("series", "missing")
    elif average.unit != reference.unit:
        raise Refused("base_value", f"in {reference.unit} does not fit an average in {average.unit}")
    else:
        deviation = deviation_of(average.amount, reference.amount)
    return Moved(movement(deviation, threshold_of(clause)), average, reference, terms=terms, bases=bases)


def _written_bases(clause: PriceIndexClause) -> tuple[Rate, ...]:
    if clause.form not in _BY_SHARE:
        return ()
    return tuple(base_of_term(clause, place) for place in range(len(clause.terms)))


def _terms(clause: PriceIndexClause, averages: tuple[Rate, ...], bases: tuple[Rate, ...]) -> tuple[Term, ...]:
    found = []
    for term, average, base in zip(clause.terms, averages, bases, strict=True):
        if base.unit != average.unit:
            raise Refused("base_value", f"of {term.series} in {base.unit} does not fit an average in {average.unit}")
        found.append(Term(term.share, average.amount, base.amount))
    return tuple(found)


def passing_of(clause: PriceIndexClause, book: Book, unit: PriceUnit) -> Passing:
    """Share, price unit and decimals of an adjustment.

    Raises:
        Refused: Nobody says how many decimals a price has.
    """
    decimals = clause.rounding.adjustment if clause.rounding else None
    if decimals is None:
        decimals = UNIT_FORM_DECIMALS if clause.form is ClauseForm.UNIT else unit_decimals(book)
    return Passing(clause.pass_through, unit, decimals, clause.conversion_factor)


def unit_decimals(book: Book) -> int:
    """Decimals of unit prices of the customer.

    Raises:
        Refused: The customer record is not here.
    """
    if (decimals := price_decimals(book)) is None:
        raise Refused("price_decimals", "missing: no customer record here")
    return decimals


def adjusted(
    clause: PriceIndexClause, line: ClauseLine, done: Moved, *, original: UnitPrice | None, passing: Passing
) -> Rounded:
    """What the movement gives for one part, before booking and cap.

    Raises:
        Refused: As F-03 and F-19.
    """
    match clause.form:
        case ClauseForm.WEIGHT:
            scrap = _scrap(clause, done) if line.weight_gross and line.weight_net else None
            weights = Weights(line.weight_gross, line.weight_net)
            return weight_form(weights, done.movement, _paid_in(passing, done), passing=passing, scrap=scrap)
        case ClauseForm.UNIT:
            return unit_form(
                line.weight_per_unit,
                done.movement,
                _paid_in(passing, done),
                passing=passing,
                surcharge=_surcharge(clause),
            )
        case ClauseForm.PROPORTIONAL:
            return proportional_form(_priced(original), done.movement, passing=passing)
        case ClauseForm.EXCHANGE_RATE:
            return _exchange(clause, done, _priced(original), passing)
    raise Refused("form", "missing")


def swing_of(done: Moved) -> Swing:
    """Average less reference of the leading series."""
    average, reference = _known(done.average), _known(done.reference)
    return Swing(average.amount, reference.amount, average.unit.partition("/")[2])


def _paid_in(passing: Passing, done: Moved) -> Swing:
    """The swing of the leading series, which stands in the currency of the price."""
    average = _known(done.average)
    if average.unit.partition("/")[0] != passing.unit.currency:
        raise Refused("index_avg", f"is in {average.unit}, the price is in {passing.unit.currency}")
    return swing_of(done)


def _known(value: Rate | None) -> Rate:
    if value is None:
        raise Refused("series", "missing")
    return value


def _priced(original: UnitPrice | None) -> UnitPrice:
    if original is None:
        raise Refused("original_price", "missing")
    return original


def _surcharge(clause: PriceIndexClause) -> Inflated | None:
    if clause.surcharge is None:
        return None
    return Inflated(clause.surcharge.value, clause.surcharge.on is SurchargeOn.DIFFERENCE)


def _scrap(clause: PriceIndexClause, done: Moved) -> Scrap:
    swing = None
    if clause.scrap_series and clause.scrap_recovery != 0:
        if done.scrap is None:
            raise Refused("scrap_avg", "missing")
        if done.scrap_reference is None:
            raise Refused("scrap_base", "missing")
        if done.scrap.unit != done.scrap_reference.unit:
            says = f"in {done.scrap_reference.unit} does not fit an average in {done.scrap.unit}"
            raise Refused("scrap_base", says)
        swing = Swing(done.scrap.amount, done.scrap_reference.amount, done.scrap.unit.partition("/")[2])
    return Scrap(clause.scrap_recovery, clause.scrap_share, swing)


def _exchange(clause: PriceIndexClause, done: Moved, original: UnitPrice, passing: Passing) -> Rounded:
    if len(clause.terms) != 1:
        raise Refused("terms", f"are {len(clause.terms)}, an exchange_rate form has one")
    term = clause.terms[0]
    if clause.fixed_share is not None and term.share + clause.fixed_share != 100:
        raise Refused("fixed_share", f"with the share of the term is {term.share + clause.fixed_share} %, not 100 %")
    average, reference = _known(done.average), _known(done.reference)
    return exchange_form(
        original,
        Exposure(term.share, done.bases[0].amount),
        done.movement,
        difference=average.amount - reference.amount,
        passing=passing,
    )


def ceiling(clause: PriceIndexClause, book: Book, original: UnitPrice | None, unit: PriceUnit) -> Decimal | None:
    """The most that the clause may have in a price; None where it has no cap.

    Raises:
        Refused: The original price is missing or does not fit.
    """
    if clause.cap is None:
        return None
    return ceiling_of(clause.cap, _priced(original), unit, unit_decimals(book))


def worked_example_result(clause: PriceIndexClause, book: Book) -> UnitPrice:
    """What the paper's own example gives by its own formula, at the unit in which it states its result.

    With several parts that of the one whose result the paper states, else of the first. Where the paper states the
    new price instead of the adjustment, the new price is given.

    Raises:
        Refused: No example, or a field that its formula needs is missing.
    """
    example = clause.worked_example
    if example is None:
        raise Refused("worked_example", "missing")
    if not clause.lines:
        raise Refused("lines", "missing")
    stated = example.stated_result
    results = [_example_results(clause, book, line) for line in clause.lines]
    if any(stated.amount in one for one in results):
        return stated
    return PriceUnit.of(stated).price(min(results[0], key=lambda one: abs(one - stated.amount)))


_BY_WEIGHT = frozenset({ClauseForm.WEIGHT, ClauseForm.UNIT})


def _example_results(clause: PriceIndexClause, book: Book, line: ClauseLine) -> tuple[Decimal, ...]:
    """The adjustment, and where the form says it the new price."""
    example = clause.worked_example
    if example is None:
        return ()
    unit = PriceUnit.of(example.stated_result)
    base = main_series(clause)[1]
    if clause.form is ClauseForm.PROPORTIONAL and len(clause.terms) > 1:
        raise Refused("worked_example", f"states one index value, the formula has {len(clause.terms)} series")
    terms = (example.index_value,) if clause.form is ClauseForm.PROPORTIONAL else ()
    found = moved(clause, example.index_value, base, terms=terms)
    done = replace(found, scrap=example.scrap_value, scrap_reference=clause.scrap_base)
    original = original_price(book, line)
    result = adjusted(clause, line, done, original=original, passing=passing_of(clause, book, unit))
    limit = ceiling(clause, book, original, unit)
    value = booked(result.value, Decimal(0), accumulates=False, ceiling=limit).aggregate
    if clause.form in _BY_WEIGHT or original is None:
        return (value,)
    return value, value + original.amount
