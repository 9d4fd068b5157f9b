"""The page of a change: what changes, its money, both of its tracks, its releases."""

from kamdocs.core.acts import acts_table, in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.layers import Layers
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.track import state_on
from kamdocs.core.view import Column, Fact, Link, Number, Page, Row, Section, Table
from kamdocs.kinds.change.figures import one_off_total, quote_due
from kamdocs.kinds.change.model import Change, ChangeLine


def page(change: Change, book: Book) -> Page:
    """Lines first, then the money, then who did what."""
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
    return Page(
        headline=_headline(change, book),
        sections=(
            Section("What changes", tables=(_lines(change),)),
            Section("Money", facts=_money(change), tables=(_releases(change),) if change.risk_releases else ()),
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
        Fact("Quote due", due.isoformat() if due else "not known", Class.SCHEDULE),
        Fact("Introduction", planned.isoformat() if planned else "not planned", Class.SCHEDULE),
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
    facts = [Fact("One-off", one_off_total(change) or "not known", Class.PRICE)]
    for name in ("tooling", "validation", "obsolescence", "development"):
        amount = getattr(change.one_off, name) if change.one_off else None
        if amount is not None:
            facts.append(Fact(name.capitalize(), Number(amount.amount, str(amount)), Class.PRICE))
    if change.one_off_recovery is not None:
        facts.append(Fact("Recovered by", in_words(change.one_off_recovery), Class.PRICE))
    stock = change.stock_exposure
    if stock is not None:
        value = Number(stock.amount.amount, str(stock.amount))
        facts.append(Fact("Stock of the old index", value, Class.PRICE, f"{stock.quantity} on {stock.assessed_on}"))
    return tuple(facts)


def _amount(amount: Money | None) -> Number | None:
    return Number(amount.amount, str(amount)) if amount is not None else None


def _releases(change: Change) -> Table:
    columns = (
        Column("Door", Class.PRICE),
        Column("From", Class.PRICE),
        Column("Until", Class.PRICE),
        Column("Signed by", Class.PRICE),
        Column("A day", Class.PRICE, numeric=True),
        Column("Ceiling", Class.PRICE, numeric=True),
    )
    rows = []
    for one in change.risk_releases:
        days = (one.on.isoformat(), one.until.isoformat())
        rows.append(Row((one.door.value, *days, Link(one.by), _amount(one.price_per_day), _amount(one.cost_ceiling))))
    return Table("Releases before agreement", columns, tuple(rows), f"releases-{change.id}")
