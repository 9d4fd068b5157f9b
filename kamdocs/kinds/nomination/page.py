"""The page of a nomination: the award beside the offer, and what was done with it."""

from kamdocs.core.acts import acts_table
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Fact, Link, Page, Section
from kamdocs.kinds.nomination.figures import award_beside_offer, differing
from kamdocs.kinds.nomination.model import Nomination


def page(nomination: Nomination, book: Book) -> Page:
    """What differs from the offer comes first."""
    track = acts_table(
        "What was done",
        nomination.track,
        seen_as=Class.PRICE,
        proof_as=nomination.highest_class,
        name=f"track-{nomination.id}",
    )
    offer = (Fact("Accepts", Link(nomination.offer), Class.PRICE),) if nomination.offer else ()
    return Page(
        headline=(
            *differing(nomination, book),
            *offer,
            Fact("Awarded on", nomination.awarded_on.isoformat(), Class.PRICE),
        ),
        sections=(
            Section("Award beside the offer", tables=(award_beside_offer(nomination, book),)),
            Section("Track", tables=(track,)),
        ),
    )
