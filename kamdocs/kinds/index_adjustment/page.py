"""The page of an index adjustment: what the letter states beside what the clause gives, and the true-up since."""

from kamdocs.calc.refusal import Refused
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice, round_half_up
from kamdocs.core.view import Cell, Column, Fact, Link, Mark, Number, Page, Row, Section, Table
from kamdocs.kinds.index_adjustment.figures import (
    Computed,
    PartResult,
    TrueUp,
    clause_of,
    computed,
    leads,
    same_price,
    true_up,
)
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price_index_clause.figures import same_value
from kamdocs.kinds.price_index_clause.model import PriceIndexClause


def page(adjustment: IndexAdjustment, book: Book) -> Page:
    """Computed beside written, by part, and what values published later change."""
    clause = clause_of(book, adjustment)
    if clause is None:
        says = Fact("Computed", f"not computable: {adjustment.clause} missing", Class.PRICE)
        return Page(sections=(Section("Written and computed", facts=(says,)),))
    try:
        found = computed(book, clause, adjustment.period.from_, book.as_of)
    except Refused as refused:
        says = Fact("Computed", f"not computable: {refused}", Class.PRICE)
        return Page(sections=(Section("Written and computed", facts=(says,)),))
    sections = (
        Section("Written and computed", tables=(_values(adjustment, clause, found),)),
        Section("By part", tables=(_parts(adjustment, clause, book, found),)),
    )
    return Page(sections=(*sections, *_settled(adjustment, book)))


def _together(same: bool) -> Mark:
    return Mark("equal", "good") if same else Mark("not equal", "bad")


def _values(adjustment: IndexAdjustment, clause: PriceIndexClause, found: Computed) -> Table:
    columns = (
        Column("Value", Class.PRICE),
        Column("In the letter", Class.PRICE, numeric=True),
        Column("By the clause", Class.PRICE, numeric=True),
        Column("Together", Class.PRICE),
    )
    rows = []
    pairs = (
        ("Reference", adjustment.reference_value, found.reference.value if found.reference else None),
        ("Index average", adjustment.index_avg, found.leading.value if found.leading else None),
        ("Scrap average", adjustment.scrap_avg, found.scrap.value if found.scrap else None),
    )
    for label, written, right in pairs:
        if right is not None and (leads(clause) or label == "Scrap average"):
            same = written is not None and same_value(written, right)
            rows.append(Row((label, str(written) if written else None, str(right), _together(same))))
    deviation = round_half_up(found.deviation * 100, 2)
    equal = _together(adjustment.deviation == deviation)
    rows.append(Row(("Movement", f"{adjustment.deviation} %", f"{deviation} %", equal)))
    same = adjustment.triggered == found.triggered
    rows.append(Row(("Triggered", _word(adjustment.triggered), _word(found.triggered), _together(same))))
    first = found.effective_from.isoformat() if found.effective_from else f"not computable: {found.not_effective}"
    day = _together(found.effective_from == adjustment.effective_from) if found.effective_from else None
    rows.append(Row(("Effective from", adjustment.effective_from.isoformat(), first, day)))
    return Table("The letter beside the clause", columns, tuple(rows), f"values-{adjustment.id}")


def _word(flag: bool) -> str:
    return "yes" if flag else "no"


_PART_COLUMNS = (
    Column("Part", Class.PRICE),
    Column("In the letter", Class.PRICE, numeric=True),
    Column("By the clause", Class.PRICE, numeric=True),
    Column("Together", Class.PRICE),
    Column("In the price from then on", Class.PRICE, numeric=True),
    Column("Build-up entry", Class.PRICE, numeric=True),
    Column("Cap", Class.PRICE),
)


def _parts(adjustment: IndexAdjustment, clause: PriceIndexClause, book: Book, found: Computed) -> Table:
    written = {line.part: line.delta for line in adjustment.lines}
    named = dict.fromkeys((*(line.part for line in clause.lines), *written))
    rows = tuple(_part(part, written.get(part), found, book) for part in named)
    return Table("Adjustment by part", _PART_COLUMNS, rows, f"parts-{adjustment.id}", "No part is named.")


def _part(part: str, written: UnitPrice | None, found: Computed, book: Book) -> Row:
    record = book.get_as(Part, part)
    head: tuple[Cell, ...] = (
        Link(part, record.heading(book) if record else ""),
        _price(written) if written is not None else None,
    )
    result = found.parts.get(part)
    if result is None:
        why = found.refused_parts.get(part, "the clause does not name it")
        return Row((*head, None, f"not computable: {why}", None, None, None), about=(part,), parts=(part,))
    return Row((*head, *_result(result, written)), about=(part,), parts=(part,), anchor=part)


def _result(result: PartResult, written: UnitPrice | None) -> tuple[Cell, ...]:
    return (
        _price(result.stated),
        _together(written is not None and same_price(written, result.stated)),
        _price(result.aggregate),
        _price(result.entry),
        Mark("cut by the cap", "wait") if result.capped else None,
    )


def _price(value: UnitPrice) -> Number:
    return Number(value.amount / value.per, str(value))


def _settled(adjustment: IndexAdjustment, book: Book) -> tuple[Section, ...]:
    """What values published after the letter change; no section where there are none."""
    try:
        found = true_up(book, adjustment, book.as_of)
    except Refused as refused:
        says = Fact("True-up", f"not computable: {refused}", Class.PRICE)
        return (Section("Since it was notified", facts=(says,)),)
    if found is None:
        return ()
    revised = ", ".join(f"{series} {month}" for series, month in found.revised)
    facts = (
        Fact("Published since", revised or "every value is final now", Class.PRICE),
        Fact("Average now", str(found.index_avg) if found.index_avg else None, Class.PRICE),
        Fact("Values", Mark("final", "good") if found.final else Mark("provisional", "wait"), Class.PRICE),
    )
    return (Section("Since it was notified", facts=facts, tables=(_true_up(adjustment, book, found),)),)


def _true_up(adjustment: IndexAdjustment, book: Book, found: TrueUp) -> Table:
    columns = (
        Column("Part", Class.PRICE),
        Column("In the letter", Class.PRICE, numeric=True),
        Column("Now", Class.PRICE, numeric=True),
        Column("Difference to settle", Class.PRICE, numeric=True),
    )
    rows = tuple(
        Row(
            (
                Link(one.part, part.heading(book) if (part := book.get_as(Part, one.part)) else ""),
                _price(one.written),
                _price(one.now),
                _price(one.difference),
            ),
            about=(one.part,),
            parts=(one.part,),
        )
        for one in found.parts
    )
    return Table("True-up by part", columns, rows, f"true-up-{adjustment.id}", "No part of the letter is computable.")
