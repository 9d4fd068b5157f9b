"""The three indices as tables: what each side says today, and the days on which they disagreed with their money."""

from decimal import Decimal

from kamdocs.calc.coherence import Side, Stretch
from kamdocs.calc.gate import Exposure
from kamdocs.calc.volumes import whole_pieces
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.view import Cell, Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.kinds.change.figures.gate_table import signed
from kamdocs.kinds.part.figures.coherence import Cost, SiteJoin, cost_of, joins_of
from kamdocs.kinds.part.model import Part

NOTE = (
    "Plus: the customer owes us. Minus: we owe the customer. Pieces are planned ones, spread evenly over the days of "
    "their month. An index that is not known contradicts nothing."
)
_NAMES = {Side.AGREED: "agreement", Side.PRICE: "price", Side.SHIPPED: "shipment"}
_NO = "not computable"
_TODAY = tuple(Column(name, Class.PRICE) for name in ("Site", "Agreed", "In the price", "Shipped", "Since", "Standing"))
_DAYS = (
    *(Column(name, Class.PRICE) for name in ("Site", "From", "Until")),
    Column("Days", Class.PRICE, numeric=True),
    *(Column(name, Class.PRICE) for name in ("Agreed", "Price", "Shipped", "Differs")),
    *(Column(name, Class.PRICE, numeric=True) for name in ("Pieces", "A day", "All days")),
)


def three_way_fact(part: Part, book: Book) -> tuple[Fact, ...]:
    """Whether agreement, price and shipments speak of one index today; nothing where there is nothing to compare."""
    joins = joins_of(part, book)
    refused = [join.site for join in joins if join.refused]
    odd = [join for join in joins if join.today is not None and join.today.odd]
    label = "Agreed, priced, shipped"
    if odd:
        since = min(join.today.first for join in odd if join.today)
        return (
            Fact(label, Mark("disagree", "bad"), Class.PRICE, f"since {since}, at {len(odd)} of {len(joins)} sites"),
        )
    if refused:
        return (Fact(label, Mark("not comparable", "wait"), Class.PRICE, f"at {len(refused)} of {len(joins)} sites"),)
    return (Fact(label, Mark("agree", "good"), Class.PRICE),) if any(join.today for join in joins) else ()


def today_table(part: Part, book: Book) -> Table:
    """What each of the three says today, by site."""
    rows = tuple(_today(part, join, book) for join in joins_of(part, book))
    return Table("Three indices today", _TODAY, rows, f"indices-today-{part.id}", "Nothing to compare yet.")


def _today(part: Part, join: SiteJoin, book: Book) -> Row:
    one = join.today
    if one is None:
        said: tuple[Cell, ...] = (None, None, None, None)
        mark = Mark(f"not comparable: {join.refused}" if join.refused else "not known", "wait")
    else:
        said = (one.agreed, one.price, one.shipped, one.first.isoformat())
        mark = _standing(one)
    return Row((_site(join.site, book), *said, mark), about=(join.site, *join.sources), parts=(part.id,))


def _standing(one: Stretch) -> Mark:
    known = [index for index in (one.agreed, one.price, one.shipped) if index is not None]
    if one.odd:
        return Mark(_differs(one), "bad")
    return Mark("agree", "good") if len(known) > 1 else Mark("nothing to compare", "off")


def _differs(one: Stretch) -> str:
    """Which of the three stands against the others, in words."""
    names = [_NAMES[side] for side in one.odd]
    return f"{names[0]} differs" if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} differ"


def days_table(part: Part, book: Book) -> Table:
    """Every stretch of days on which two of the three contradict each other, newest first, with pieces and money."""
    rows = (_days(part, join, one, book) for join in joins_of(part, book) for one in reversed(join.odd))
    empty = "On no day do they contradict each other."
    return Table("Days on which they disagree", _DAYS, tuple(rows), f"disagreements-{part.id}", empty)


def disagreement_board(book: Book) -> Table:
    """All parts and sites on which the three contradict each other today, those with the most money a day first."""
    found = [
        (cost_of(part, join.site, join.today, book), part, join)
        for part in book.all(Part)
        for join in joins_of(part, book)
        if join.today is not None and join.today.odd
    ]
    found.sort(key=lambda item: (*_weight(item[0]), item[1].id, item[2].site))
    columns = (Column("Part", Class.PRICE), *(one for one in _DAYS if one.heading != "Until"))
    rows = tuple(_board_row(cost, part, join, book) for cost, part, join in found)
    empty = "Agreement, price and shipments speak of one index everywhere."
    return Table("Agreement, price and shipments disagree today", columns, rows, "indices", empty)


def _weight(cost: Cost) -> tuple[bool, Decimal]:
    """The most money first; unknown money stands behind known money."""
    return (cost.a_day is None, -abs(cost.a_day.amount) if cost.a_day else Decimal(0))


def _board_row(cost: Cost, part: Part, join: SiteJoin, book: Book) -> Row:
    site, since, _, *said = _cells(join.site, join.today, cost, book) if join.today else (None, None, None)
    about = (part.id, join.site, *join.sources, *cost.changes)
    return Row((Link(part.id, part.heading(book)), site, since, *said), about=about, parts=(part.id,))


def _days(part: Part, join: SiteJoin, one: Stretch, book: Book) -> Row:
    cost = cost_of(part, join.site, one, book)
    about = (join.site, *join.sources, *cost.changes)
    return Row(_cells(join.site, one, cost, book), about=about, parts=(part.id,))


def _cells(site: str, one: Stretch, cost: Cost, book: Book) -> tuple[Cell, ...]:
    pieces = whole_pieces(cost.pieces) if cost.pieces is not None else None
    return (
        _site(site, book),
        one.first.isoformat(),
        "today" if one.last == book.as_of else one.last.isoformat(),
        Number(Decimal(one.days), str(one.days)),
        one.agreed,
        one.price,
        one.shipped,
        ", ".join((_differs(one), *cost.changes, *cost.notes)),
        Number(pieces, f"{pieces:,}") if pieces is not None else f"{_NO}: {cost.no_pieces}",
        _signed(cost.a_day) if cost.a_day else _NO,
        _both(cost.so_far) if cost.so_far else f"{_NO}: {cost.no_money}",
    )


def _signed(money: Money) -> Number:
    return Number(money.amount, signed(money))


def _both(period: Exposure) -> Number | str:
    """Both directions beside each other, never netted; only one of them where the other is zero."""
    up, down = period.owed_to_us, period.owed_by_us
    if up.amount and down.amount:
        return f"{signed(up)} and {signed(down)}"
    return _signed(up if up.amount else down)


def _site(site: str, book: Book) -> Link:
    known = book.get(site)
    return Link(site, known.heading(book) if known else "")
