"""Whether states are proved: by a good enough paper, dated in time, answered for by the right side."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.facts import fields_of
from kamdocs.core.proving import Trouble, Weakness, troubles
from kamdocs.core.record import Record
from kamdocs.rules.engine import class_at
from kamdocs.rules.every_kind.spoken import spoken
from kamdocs.rules.rule import Found, rule


@rule("EVD001", "state-without-proof", ERROR, STATIC, per=Record)
def state_without_proof(record: Record, book: Book) -> Found:
    """A state asks for proof of a grade, and nothing that is cited for it reaches that grade.

    Why:
        What nobody can prove was never agreed; in a dispute only the paper counts.

    Fix:
        Record the letter, the order or the minutes and cite it in `evidence`, or take the state back.
    """
    for one in troubles(record, book):
        if one.weakness is Weakness.NONE_SO_GOOD and not one.silent:
            name = one.best.record if one.best else "none"
            says = f"{one.entry.state} needs proof of grade {one.asked}; the best is {one.grade} ({name})"
            yield record.at(*one.path, "state"), says


@rule("EVD002", "proof-that-does-not-prove", ERROR, STATIC, per=Record)
def proof_that_does_not_prove(record: Record, book: Book) -> Found:
    """All good proof of a state is dated after it, or a cited paper is not answered for by its own side.

    Why:
        A letter of 12 June proves no agreement of 3 May, and an unsigned one can be denied.

    Fix:
        1. Correct the day, or cite the earlier proof. 2. Name in `signatory` who of theirs signed.
    """
    for one in troubles(record, book):
        if one.best is not None and one.weakness is not Weakness.NONE_SO_GOOD:
            yield record.at(*one.path, "evidence"), _why_not(record, one, book)


def _why_not(record: Record, one: Trouble, book: Book) -> str:
    assert one.best is not None
    if one.weakness is Weakness.UNSIGNED:
        return f"{one.best.record} is not signed by {one.best.unsigned_by}"
    paper = book.get(one.best.record)
    day = spoken(one.best.proof.on, paper.home_class) if paper else str(one.best.proof.on)
    return f"{one.best.record} is dated {day}, the state {spoken(one.entry.on, class_at(record, (*one.path, 'on')))}"


@rule("EVD009", "grade-raised", ERROR, STATIC, per=Record)
def grade_raised(record: Record, book: Book) -> Found:
    """A typed grade is higher than the one that follows from the record.

    Why:
        The grade follows from who made and signed a paper; written by hand it may only be lowered.

    Fix:
        Lower it, or delete it.
    """
    typed: int | None = getattr(record, "grade", None) if "grade" in fields_of(type(record)) else None
    if typed is not None:
        proof = record.proof()
        if typed > proof.derived:
            says = f"grade {typed} is written, at most {proof.derived} follows from {proof.because}"
            yield record.at("grade"), says
