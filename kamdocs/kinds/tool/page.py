"""The page of a tool: both tracks, its money, its life."""

from kamdocs.core.acts import acts_table
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Fact, Number, Page, Section
from kamdocs.kinds.tool.figures import end_of_service, life_used, shown
from kamdocs.kinds.tool.model import Tool


def page(tool: Tool, book: Book) -> Page:
    """Life and money, each with its track."""
    physical = acts_table(
        "Physical track", tool.track, seen_as=Class.SCHEDULE, proof_as=Class.PRICE, name=f"track-{tool.id}"
    )
    payment = acts_table(
        "Payment track", tool.payment_track, seen_as=Class.PRICE, proof_as=Class.PRICE, name=f"payment-{tool.id}"
    )
    return Page(
        headline=(Fact("Life used", life_used(tool) or "not known", Class.SCHEDULE, _counted(tool)),),
        sections=(
            Section("Life", facts=_life(tool, book), tables=(physical,)),
            Section("Money", facts=_money(tool), tables=(payment,)),
        ),
    )


def _counted(tool: Tool) -> str:
    return f"counted on {tool.shots_used.on}" if tool.shots_used else ""


def _life(tool: Tool, book: Book) -> tuple[Fact, ...]:
    ends = end_of_service(tool, book)
    facts = []
    if tool.shots_guaranteed is not None:
        value = Number(tool.shots_guaranteed.amount, str(tool.shots_guaranteed))
        facts.append(Fact("Shots guaranteed", value, Class.SCHEDULE))
    if tool.shots_used is not None:
        value = Number(tool.shots_used.count.amount, str(tool.shots_used.count))
        facts.append(Fact("Shots used", value, Class.SCHEDULE))
    return (*facts, Fact("End of service", ends.isoformat() if ends else "not known", Class.SCHEDULE))


def _money(tool: Tool) -> tuple[Fact, ...]:
    facts = [
        Fact("Agreed", shown(tool.agreed_amount) or "not known", Class.PRICE),
        Fact("Cost", shown(tool.cost) or "not known", Class.PRICE),
    ]
    if tool.amortisation is not None:
        note = f"over {tool.amortisation.volume} from {tool.amortisation.from_}"
        facts.append(Fact("Amortised", shown(tool.amortisation.total), Class.PRICE, note))
    if tool.book_value is not None:
        facts.append(Fact("Book value", shown(tool.book_value.amount), Class.PRICE, f"on {tool.book_value.on}"))
    return tuple(facts)
