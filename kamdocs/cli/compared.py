"""A comparison as lines of text: rows below each other, a reason beside each move, the total at the end."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from kamdocs.core.book import Book
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.record import Record
from kamdocs.core.track import last
from kamdocs.kinds.offer.figures.comparison.moved import Comparison, LineMove, Moved, PriceMove
from kamdocs.report.shown import visible

_NO_REASON = "no reason given"
Row = tuple[str, ...]


def compared(found: Comparison, records: tuple[Record, Record], book: Book) -> Iterator[str]:
    """The lines of a comparison, the totals last.

    Args:
        found: What moved.
        records: The two records, in the order in which they were asked for.
        book: The account.
    """
    return map(visible, _text(found, records, book))


def _text(found: Comparison, records: tuple[Record, Record], book: Book) -> Iterator[str]:
    yield " → ".join(_named(record, book) for record in records)
    if found.note:
        yield f"Note: {found.note}"
    for asked in (one.id for one in records if one.about.slug == "rfq"):
        yield f"The prices of {asked} are the targets of the customer."
    for line in found.lines:
        yield ""
        yield f"{line.part} · {line.site or 'any site'}" + (f" · {line.price_type}" if line.price_type else "")
        yield from _aligned(_rows(line))
    if found.terms:
        yield ""
        yield "As a whole"
        yield from _aligned(_terms(found.terms))
    yield ""
    yield from _totals(found)


def _named(record: Record, book: Book) -> str:
    entry = last(record.said("track") or (), book.as_of)
    told = [f"round {record.said('round')}"] if record.said("round") else []
    told += [f"{entry.state.replace('_', ' ')} {entry.on}"] if entry else []
    return f"{record.id} ({', '.join(told)})" if told else record.id


def _rows(line: LineMove) -> Iterator[Row]:
    if line.only_in:
        yield (f"only in {line.only_in}",)
        return
    if line.is_same:
        yield ("nothing moved",)
        return
    price = line.price
    if price is not None:
        yield from _price_rows(price, reasoned=bool(line.layers))
    for one in line.layers:
        because, *more = one.because or (_NO_REASON,)
        amount = signed(one.delta) if one.delta else "amount not known"
        yield f"  {one.layer}", amount, f"{signed(one.money)} a year" if one.money else "", because
        yield from (("", "", "", reason) for reason in more)
    yield from _rounding(line)
    if line.layers_note:
        yield (f"  {line.layers_note}",)
    for moved in line.moved:
        yield moved.field, _step(moved.before, moved.after), "", moved.because


def _price_rows(price: PriceMove, *, reasoned: bool) -> Iterator[Row]:
    step = _step(str(price.before or ""), str(price.after or ""))
    if price.delta is None:
        yield "unit_price", step, "", price.why
        return
    if not price.delta.amount:
        yield "unit_price", f"{price.after} unchanged" if price.before == price.after else f"{step}, the same", "", ""
        return
    because = price.because or ("" if reasoned else _NO_REASON)
    yield (
        "unit_price",
        f"{step}  {signed(price.delta)}",
        f"{signed(price.money)} a year" if price.money else "",
        because,
    )
    if price.money:
        yield ("  a year", f"{price.volume} in {price.year}, {price.volume_of}")
    else:
        yield ("  a year", f"unknown: {price.why}")


def _rounding(line: LineMove) -> Iterator[Row]:
    """What the rounded layers lack of the rounded move of the price, so that the column adds up."""
    known = [one.money for one in line.layers if one.money]
    if line.price is None or line.price.money is None or not known:
        return
    rest = line.price.money.amount - sum((one.amount for one in known), Decimal(0))
    if rest:
        yield "  rounding", "", f"{signed(Money(rest, known[0].currency))} a year", ""


def _terms(terms: Iterable[Moved]) -> Iterator[Row]:
    """What moved as a whole; an item of a list that only one side has is one row with all that it says."""
    for item, of_item in groupby(terms, key=lambda one: _item(one.field)):
        rows = list(of_item)
        if item and len(rows) > 1 and (not any(one.before for one in rows) or not any(one.after for one in rows)):
            told = [[one.before for one in rows], [one.after for one in rows]]
            sides = [", ".join(text for text in side if text and text not in item) for side in told]
            yield item, _step(*sides), next((one.because for one in rows if one.because), "")
        else:
            yield from ((one.field, _step(one.before, one.after), one.because) for one in rows)


def _item(name: str) -> str:
    """The item of a list that a field belongs to; empty for a field of the record itself."""
    item = name.rpartition(".")[0]
    return item if " " in item else ""


def _step(before: str, after: str) -> str:
    early, late = (" ".join(text.split()) for text in (before, after))
    return f"{early or '—'} → {late or '—'}"


def signed(value: Money | UnitPrice | None) -> str:
    """An amount with its sign, also above zero."""
    return "" if value is None else f"+{value}" if value.amount > 0 else str(value)


def _aligned(rows: Iterable[Row]) -> Iterator[str]:
    """Rows with their columns below each other; a row of one text stands alone."""
    found = list(rows)
    wide = [row for row in found if len(row) > 1]
    widths = [max((len(row[column]) for row in wide if len(row) > column), default=0) for column in range(4)]
    for row in found:
        cells = row if len(row) == 1 else tuple(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False))
        yield "  " + "  ".join(cells).rstrip()


def _totals(found: Comparison) -> Iterator[str]:
    """The last lines: the most important ones."""
    left = found.left_out
    without = f", without {len(left)} of {len(found.lines)} lines" if left else ""
    if len(found.totals) > 1:
        yield f"Total  not comparable: {' and '.join(one.currency for one in found.totals)} in one sum"
    for one in found.totals:
        yield f"Total  {signed(one)} a year{without}"
    if not found.totals:
        yield f"Total  unknown{without}" if found.lines else "Total  unknown: no line names a part"
    for line in left:
        why = f"only in {line.only_in}" if line.only_in else line.price.why if line.price else ""
        yield f"  {line.part} · {line.site or 'any site'}: {why}"
