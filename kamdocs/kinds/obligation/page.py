"""The page of an obligation: who owes what until when, the step that depends on it, and what proves that it is done."""

from kamdocs.core.acts import acts_table, split
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Fact, Link, Page, Section
from kamdocs.kinds.obligation.model import Debtor, Obligation


def page(obligation: Obligation, book: Book) -> Page:
    """Debtor and day first, then the acts with their proof."""
    who = "the customer" if obligation.debtor is Debtor.CUSTOMER else "us"
    facts = [Fact("Owed by", who, Class.PRICE, f"until {obligation.due}")]
    if obligation.condition_of:
        facts.append(Fact("Step that depends on it", Link(*split(obligation.condition_of)), Class.PRICE))
    asked = f"a proof of grade {obligation.evidence_required_grade} or better is asked for"
    acts = acts_table(
        "What happened",
        obligation.track,
        seen_as=Class.PRICE,
        proof_as=obligation.highest_class,
        name=f"track-{obligation.id}",
    )
    return Page(headline=tuple(facts), sections=(Section("What happened", tables=(acts,), note=asked),))
