"""The page of a decision: what was decided, by whom and when, what was not chosen, and what it is about."""

from kamdocs.core.acts import in_words
from kamdocs.core.book import Book
from kamdocs.core.view import Column, Fact, Link, Page, Row, Section, Table
from kamdocs.kinds.decision.model import Decision


def page(decision: Decision, book: Book) -> Page:
    """The decision in one section; its class is that of the record."""
    seen_as = decision.home_class
    facts = [Fact("Decided", decision.what, seen_as), Fact("Because", decision.because, seen_as)]
    facts.append(Fact("On", decision.on.isoformat(), seen_as))
    facts += [Fact("Decided by", Link(person), seen_as) for person in decision.decided_by]
    if decision.topic is not None:
        facts.append(Fact("Topic", in_words(decision.topic), seen_as))
    others = Table(
        "Not chosen",
        (Column("Alternative", seen_as),),
        tuple(Row((text,)) for text in decision.alternatives),
        f"alternatives-{decision.id}",
        "No alternative is recorded.",
    )
    about = Table(
        "What it is about",
        (Column("Record", seen_as),),
        tuple(
            Row((Link(record, item=item),), about=(record,))
            for record, item in ((one.partition("@")[0], one.partition("@")[2]) for one in decision.about_)
        ),
        f"about-{decision.id}",
        "No single record.",
    )
    return Page(sections=(Section("Decision", tuple(facts), (others, about)),))
