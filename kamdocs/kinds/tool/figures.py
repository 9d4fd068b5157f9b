"""Figures of tools: what the calendar makes of a tool, life used, end of service, the tools of the account by state."""

from datetime import date

from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money, round_half_up
from kamdocs.core.period import add_duration
from kamdocs.core.stake import Sort, Stake
from kamdocs.core.track import last, state_on
from kamdocs.core.view import Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.tool.model import PAYMENT, PHYSICAL, Funding, PaymentState, Tool, ToolState

_CUSTOMER_PAYS = frozenset({Funding.LUMP_SUM, Funding.MIXED})
_AGREED = frozenset(ToolState) - {ToolState.ESTIMATED, ToolState.QUOTED}


def customer_pays(tool: Tool) -> bool:
    """Whether the customer pays the tool itself, wholly or in part."""
    return tool.funding in _CUSTOMER_PAYS


def is_paid(tool: Tool, as_of: date | None = None) -> bool:
    """Whether the tool reached `paid`."""
    return PAYMENT.reached(tool.payment_track, "paid", as_of) is not None


def open_value(tool: Tool, book: Book) -> tuple[Stake, ...]:
    """What the customer agreed to pay and has not paid (F-22). What a part payment left is unknown."""
    state = state_on(tool.payment_track, book.as_of)
    if not customer_pays(tool) or is_paid(tool, book.as_of) or state_on(tool.track, book.as_of) not in _AGREED:
        return ()
    if state is PaymentState.PART_PAID:
        return (Stake(tool.id, Sort.CASH, unknown="payments missing"),)
    unknown = "" if tool.agreed_amount is not None else "agreed_amount missing"
    return (Stake(tool.id, Sort.CASH, money=tool.agreed_amount, unknown=unknown),)


def is_registered(tool: Tool, as_of: date | None = None) -> bool:
    """Whether the customer's register holds the tool."""
    return state_on(tool.payment_track, as_of) is PaymentState.REGISTERED


def end_of_service(tool: Tool, book: Book) -> date | None:
    """The last day of service of the latest programme of its parts; None if it is not known for one of them.

    It is `end_of_service_date`, else `eop` plus the customer's `service_obligation`.
    """
    days = []
    for row in tool.parts:
        part = book.get_as(Part, row.part)
        programme = book.get_as(Programme, part.programme) if part else None
        day = _service_ends(programme, book) if programme else None
        if day is None:
            return None
        days.append(day)
    return max(days, default=None)


def _service_ends(programme: Programme, book: Book) -> date | None:
    if programme.end_of_service_date is not None:
        return programme.end_of_service_date
    customers = book.all(Customer)
    obligation = customers[0].service_obligation if customers else None
    if programme.eop is None or obligation is None or obligation.unit == "working days":
        return None
    return add_duration(programme.eop, obligation)


def life_used(tool: Tool) -> Number | None:
    """Shots used of those guaranteed, in percent; rounded to one decimal only here, where it is shown."""
    if tool.shots_used is None or tool.shots_guaranteed is None or not tool.shots_guaranteed.amount:
        return None
    share = tool.shots_used.count.amount * 100 / tool.shots_guaranteed.amount
    return Number(share, f"{round_half_up(share, 1)} %")


def standing(tool: Tool, book: Book) -> tuple[Fact, ...]:
    """Where it stands in its life and its payment, and what the calendar says about it."""
    entry = last(tool.track, book.as_of)
    state = Mark(in_words(entry.state), _tone(entry.state)) if entry else Mark("no state yet", "off")
    facts = [Fact("State", state, Class.SCHEDULE, f"since {entry.on}" if entry else "")]
    ends = end_of_service(tool, book)
    if ends is not None and ends < book.as_of:
        facts.append(Fact("Service", Mark("service ended", "wait"), Class.SCHEDULE, f"on {ends}"))
    paid = last(tool.payment_track, book.as_of)
    if paid is not None and paid.state is PaymentState.PAID:
        facts.append(Fact("Payment", Mark("paid and not registered", "wait"), Class.PRICE, f"paid on {paid.on}"))
    elif paid is not None:
        tone = "good" if paid.state is PaymentState.REGISTERED else "wait"
        facts.append(Fact("Payment", Mark(in_words(paid.state), tone), Class.PRICE, f"since {paid.on}"))
    # A trigger that was met and not invoiced needs the tool order, a tool amortised out the shipped volumes.
    return tuple(facts)


def _tone(state: ToolState) -> str:
    if state.value not in PHYSICAL.live:
        return "off"
    return "good" if PHYSICAL.at_least(state, "series") else "wait"


def summary(tool: Tool, book: Book, audience: str) -> tuple[Fact, ...]:
    """For plants: whether it is paid and registered. No amount."""
    return (
        Fact("Paid", _yes(is_paid(tool, book.as_of)), Class.PRICE),
        Fact("Registered", _yes(is_registered(tool, book.as_of)), Class.PRICE),
    )


def _yes(holds: bool) -> Mark:
    return Mark("yes", "good") if holds else Mark("no", "wait")


_COLUMNS = (
    Column("Tool", Class.SCHEDULE),
    Column("Description", Class.SCHEDULE),
    Column("Plant", Class.SCHEDULE),
    Column("State", Class.SCHEDULE),
    Column("since", Class.SCHEDULE, below="State"),
    Column("Life used", Class.SCHEDULE, numeric=True),
    Column("Ownership", Class.SCHEDULE),
    Column("Payment", Class.PRICE),
    Column("Agreed", Class.PRICE, numeric=True),
    Column("Cost", Class.PRICE, numeric=True, below="Agreed"),
)


def tool_status(book: Book) -> Table:
    """All tools by state, in the order of a tool's life."""
    order = {state: place for place, state in enumerate(ToolState)}

    def rank(tool: Tool) -> tuple[int, str]:
        state = state_on(tool.track, book.as_of)
        return (order[state] if state else -1, tool.id)

    rows = tuple(_row(tool, book) for tool in sorted(book.all(Tool), key=rank))
    return Table("Tools by state", _COLUMNS, rows, "tools", "No tools.")


def _row(tool: Tool, book: Book) -> Row:
    entry, paid = last(tool.track, book.as_of), last(tool.payment_track, book.as_of)
    return Row(
        (
            Link(tool.id),
            tool.description,
            Link(tool.plant),
            Mark(in_words(entry.state), _tone(entry.state)) if entry else None,
            entry.on.isoformat() if entry else None,
            life_used(tool),
            in_words(tool.ownership),
            in_words(paid.state) if paid else None,
            shown(tool.agreed_amount),
            shown(tool.cost),
        ),
        about=(tool.id,),
        parts=tuple(row.part for row in tool.parts),
        anchor=tool.id,
    )


def shown(amount: Money | None) -> Number | None:
    """An amount for a page."""
    return Number(amount.amount, str(amount)) if amount is not None else None
