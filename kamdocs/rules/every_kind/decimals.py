"""Decimals: how many each value may have, by the customer, the currency, the series. Nothing is rounded for anybody.

Most records are in order, so a record is first scanned without noting places; only one that is not is walked through.
"""

from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.decimals import price_decimals
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.money import Money, UnitPrice, decimals_of, minor_units
from kamdocs.core.quantity import Quantity
from kamdocs.core.record import Record
from kamdocs.core.walk import innermost, walk
from kamdocs.rules.rule import Found, rule

PERCENT_DECIMALS = 4
_FORMS = frozenset({"money", "unit price", "pieces", "quantity", "percent", "bare number"})
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(16))
"""Decimals with so many places: comparing the place of the last digit with one of them is the quickest test."""


class _Allowed(NamedTuple):
    """How many decimals a record may write.

    Attributes:
        price: Of unit prices; None = nobody can tell.
        bare: Of bare numbers; None = as many as they like.
    """

    price: int | None
    bare: int | None


class _Step(NamedTuple):
    attribute: str
    form: str
    inner: "tuple[_Step, ...]"


@rule("VAL012", "too-many-decimals", ERROR, STATIC, per=Record)
def too_many_decimals(record: Record, book: Book) -> Found:
    """A value has more decimals than were agreed, than its currency has, or than its series publishes.

    Why:
        The ERP and the customer cut the rest off, each in his own way; the difference comes back as a dispute.

    Fix:
        Write the agreed value; kamdocs does not round for you.
    """
    plan = _plan(type(record))
    if not plan:
        return ()
    allowed = _Allowed(price_decimals(book), _bare_decimals(record))
    return _exceeding(record, allowed) if _exceeds(record, plan, allowed) else ()


def _bare_decimals(record: Record) -> int | None:
    """What a bare number may have: as the series publishes; none where the unit is pieces."""
    of_series: int | None = record.said("decimals")
    if of_series is not None:
        return of_series
    return 0 if record.said("unit") == "pcs" else None


@cache
def _plan(model: type[Block]) -> tuple[_Step, ...]:
    steps = []
    for field in fields_of(model).values():
        leaf = innermost(field)
        form = leaf.form.name if leaf.form and leaf.form.name in _FORMS else ""
        inner = _plan(leaf.block) if leaf.block else ()
        if form or inner:
            steps.append(_Step(field.attribute, form, inner))
    return tuple(steps)


def _exceeds(block: Block, plan: tuple[_Step, ...], allowed: _Allowed) -> bool:
    values = block.__dict__
    for step in plan:
        value = values[step.attribute]
        if value is not None and value != () and _has_more(value, step, allowed):
            return True
    return False


def _has_more(value: Any, step: _Step, allowed: _Allowed) -> bool:
    kind = type(value)
    if kind is tuple or kind is dict:
        return any(_has_more(item, step, allowed) for item in (value if kind is tuple else value.values()))
    if step.inner:
        return _exceeds(value, step.inner, allowed)
    most = _most(value, allowed, step.form)
    if most is None:
        return False
    number: Decimal = value if kind is Decimal else value.amount
    return not number.same_quantum(_STEPS[most]) and decimals_of(number) > most


def _most(value: Any, allowed: _Allowed, form: str) -> int | None:
    """How many decimals a value may have; None = nothing is said about it."""
    kind = type(value)
    if kind is UnitPrice:
        return allowed.price
    if kind is Money:
        return minor_units(value.currency)
    if kind is Quantity:
        return 0 if value.unit == "pcs" else None
    return PERCENT_DECIMALS if form == "percent" else allowed.bare


def _is_counted(field: FieldOf, seen_as: Class) -> bool:
    return field.form is not None and field.form.name in _FORMS


def _exceeding(record: Record, allowed: _Allowed) -> Found:
    for seen in walk(record, _is_counted):
        form = innermost(seen.field).form
        most = _most(seen.value, allowed, form.name if form else "")
        number: Decimal = seen.value if isinstance(seen.value, Decimal) else seen.value.amount
        if most is not None and decimals_of(number) > most:
            written = decimals_of(number)
            yield seen.spot(record), f"{written} {'decimal' if written == 1 else 'decimals'}, {most} are agreed"
