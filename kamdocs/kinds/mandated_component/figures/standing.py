"""What the calendar makes of a mandated price, and whether the customer's direction is proved."""

from datetime import date

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.proving import cited
from kamdocs.core.view import Fact, Mark
from kamdocs.kinds.mandated_component.model import MandatedComponent, MandatedPriceLine
from kamdocs.kinds.price.figures import shown
from kamdocs.kinds.purchase_agreement.figures import mandated_days

_WRITTEN = 3


def direction_proven(component: MandatedComponent, book: Book) -> bool | None:
    """Whether a paper of grade 3 or more says that we have to take this component; None while a paper is not here."""
    found = [cited(reference, book) for reference in component.direction_evidence]
    if any(one is not None and one.proof.grade >= _WRITTEN for one in found):
        return True
    return None if None in found else False


def line_standing(component: MandatedComponent, line: MandatedPriceLine, as_of: date) -> Mark:
    """Not yet, in force, followed by a later line, or ended."""
    days = next(span for one, span in mandated_days(component) if one is line)
    if as_of < days.first:
        return Mark("not yet", "wait")
    if as_of in days:
        return Mark("in force", "good")
    return Mark("ended" if line.valid_to is not None and days.last == line.valid_to else "followed", "off")


def standing(component: MandatedComponent, book: Book) -> tuple[Fact, ...]:
    """The price in force today, the next one, and the direction."""
    today = component.line_on(book.as_of)
    coming = min(
        (line for line in component.lines if line.valid_from > book.as_of),
        key=lambda line: line.valid_from,
        default=None,
    )
    if today is not None:
        facts = [
            Fact("Standing", Mark("in force", "good"), Class.MATERIAL),
            Fact("Price today", shown(today.unit_price), Class.MATERIAL, f"from {today.valid_from}"),
        ]
    else:
        mark = Mark("not yet", "wait") if coming else Mark("ended", "off")
        facts = [Fact("Standing", mark, Class.MATERIAL)]
    if coming is not None:
        facts.append(Fact("Next price", shown(coming.unit_price), Class.MATERIAL, f"from {coming.valid_from}"))
    return (*facts, Fact("Direction proven", _proven(component, book), Class.MATERIAL))


def summary(component: MandatedComponent, book: Book, audience: str) -> tuple[Fact, ...]:
    """For plants and logistics: component, supplier, and whether the direction is proved."""
    if audience not in ("plant", "logistics"):
        return ()
    return (
        Fact("Component", component.component, Class.MATERIAL),
        Fact("Supplier", component.tier2_supplier, Class.MATERIAL),
        Fact("Direction proven", _proven(component, book), Class.MATERIAL),
    )


def _proven(component: MandatedComponent, book: Book) -> Mark:
    proven = direction_proven(component, book)
    if proven is None:
        return Mark("unknown", "wait")
    return Mark("yes", "good") if proven else Mark("no", "bad")
