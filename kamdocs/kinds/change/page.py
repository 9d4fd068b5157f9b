"""The page of a change: what changes, its two doors and releases, its money, both of its tracks."""

from kamdocs.calc.gate import shown_amount
from kamdocs.calc.refusal import Refused
from kamdocs.core.acts import acts_table, in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.layers import Layers
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.track import state_on
from kamdocs.core.view import Cell, Column, Fact, Link, Mark, Number, Page, Row, Section, Table
from kamdocs.kinds.change.figures import one_off_total, quote_due
from kamdocs.kinds.change.figures.ceiling import carried
from kamdocs.kinds.change.figures.gate_table import NEVER_STOPS, doors_tables, gate_facts
from kamdocs.kinds.change.figures.money_tables import NOTE, once_table, quoted_table, years_table
from kamdocs.kinds.change.model import Change, ChangeLine, RiskRelease


def page(change: Change, book: Book) -> Page:
    """Lines and doors first, then the money, then who did what."""
    technical = acts_table(
        "Technical track",
        change.technical_track,
        seen_as=Class.SCHEDULE,
        proof_as=Class.PRICE,
        name=f"technical-{change.id}",
    )
    commercial = acts_table(
        "Commercial track",
        change.commercial_track,
        seen_as=Class.PRICE,
        proof_as=Class.PRICE,
        name=f"commercial-{change.id}",
    )
    money = (quoted_table(change, book), years_table(change, book), once_table(change, book))
    releases = (_releases(change, book),) if change.risk_releases else ()
    return Page(
        headline=_headline(change, book),
        sections=(
            Section("What changes", tables=(_lines(change),)),
            Section("The two doors", tables=(*doors_tables(change, book), *releases), note=NEVER_STOPS),
            Section("Money", facts=_money(change), tables=money, note=NOTE),
            Section("Tracks", tables=(technical, commercial)),
        ),
    )


def _headline(change: Change, book: Book) -> tuple[Fact, ...]:
    technical = state_on(change.technical_track, book.as_of)
    commercial = state_on(change.commercial_track, book.as_of)
    due = quote_due(change, book)
    planned = change.introduction_date
    return (
        Fact("Technical", in_words(technical) if technical else "no state yet", Class.SCHEDULE),
        Fact("Commercial", in_words(commercial) if commercial else "no state yet", Class.PRICE),
        # A day that the record does not say follows from the customer's deadline.
        Fact("Quote due", due.isoformat() if due else "not known", Class.SCHEDULE if change.quote_due else Class.PRICE),
        Fact("Introduction", planned.isoformat() if planned else "not planned", Class.SCHEDULE),
        *gate_facts(change, book),
    )


def _lines(change: Change) -> Table:
    columns = (
        Column("Part", Class.SCHEDULE),
        Column("Site", Class.SCHEDULE),
        Column("Index", Class.SCHEDULE),
        Column("BOM", Class.SCHEDULE),
        Column("Price delta", Class.PRICE, numeric=True),
    )
    rows = tuple(row for line in change.lines for row in _rows(line))
    return Table("Parts and indices", columns, rows, f"lines-{change.id}", "No part is named.")


def _rows(line: ChangeLine) -> list[Row]:
    bom = ", ".join(f"{one.component} {one.quantity}" for one in line.bom_delta) or "unchanged"
    index = f"{line.index_from} → {line.index_to}"
    sites: tuple[Link | str, ...] = tuple(Link(site) for site in line.sites) or ("every site with a price",)
    delta = price_delta(line.price_delta)
    return [Row((Link(line.part), site, index, bom, delta), about=(line.part,), parts=(line.part,)) for site in sites]


def price_delta(layers: Layers | None) -> Number | str | None:
    """What all layers move together; in words where they stand in two units."""
    values = [value for _, value in layers.listed()] if layers else []
    if not values:
        return None
    if len({value.unit for value in values}) > 1:
        return "not comparable"
    first = values[0]
    total = sum((value.amount for value in values[1:]), first.amount)
    return Number(total / first.per, str(UnitPrice(total, first.currency, first.per, first.measure)))


def _money(change: Change) -> tuple[Fact, ...]:
    facts = [Fact("Paid once, together", one_off_total(change) or "not known", Class.PRICE)]
    if change.one_off_recovery is not None:
        facts.append(Fact("Comes back by", in_words(change.one_off_recovery), Class.PRICE))
    stock = change.stock_exposure
    if stock is not None:
        value = Number(stock.amount.amount, str(stock.amount))
        facts.append(Fact("Stock of the old index", value, Class.PRICE, f"{stock.quantity} on {stock.assessed_on}"))
    return tuple(facts)


def _amount(amount: Money | None) -> Number | None:
    return Number(amount.amount, str(amount)) if amount is not None else None


def _releases(change: Change, book: Book) -> Table:
    columns = (
        *(Column(name, Class.PRICE) for name in ("Door", "From", "Until", "Signed by")),
        *(Column(name, Class.PRICE, numeric=True) for name in ("A day", "Ceiling", "Used so far")),
        Column("Carries until", Class.PRICE),
    )
    rows = []
    for one in change.risk_releases:
        days = (one.on.isoformat(), one.until.isoformat() if one.until else None)
        amounts = (_amount(one.price_per_day), _amount(one.cost_ceiling))
        rows.append(Row((one.door.value, *days, Link(one.by), *amounts, *_carried(change, one, book))))
    return Table("Releases before agreement", columns, tuple(rows), f"releases-{change.id}")


def _carried(change: Change, one: RiskRelease, book: Book) -> tuple[Cell, Cell]:
    """How far a release is used up, and its last day."""
    try:
        found = carried(change, one, book)
    except Refused as refusal:
        return f"opens nothing: {refusal}", Mark("opens nothing", "bad")
    used = shown_amount(found.used.amount, found.terms.ceiling.currency)
    if found.last is None:
        return _amount(used), Mark("used up", "bad")
    word = found.last.isoformat() if found.last == found.terms.until else f"{found.last}, then used up"
    return _amount(used), Mark(word, "good" if found.carries_on(book.as_of) else "off")
