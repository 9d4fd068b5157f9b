"""The rules of claims: a ground to stand on, and no second claim for the same days."""

from collections import defaultdict
from collections.abc import Mapping

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.track import state_on
from kamdocs.kinds.claim.model import Category, Claim, ClaimState, Direction
from kamdocs.rules.rule import Found, rule

_GIVEN_UP = frozenset({ClaimState.REJECTED, ClaimState.ABANDONED})


@rule("CLM001", "claim-without-ground", ERROR, STATIC, per=Claim, strict=True)
def claim_without_ground(claim: Claim, book: Book) -> Found:
    """A claim names neither a paper with its clause nor the law.

    Why:
        A demand without ground is a request; the other side may refuse it without a word.

    Fix:
        Cite the clause in `basis`, or the law in `basis.legal_ground`.
    """
    basis = claim.basis
    if basis is None or not ((basis.document and basis.clause) or basis.legal_ground):
        yield claim.at("basis"), "no contract clause and no law is cited"


@rule("CLM003", "same-claim-twice", ERROR, STATIC, per=Claim, strict=True)
def same_claim_twice(claim: Claim, book: Book) -> Found:
    """Two claims of one direction and category share a part and a day, and neither was given up.

    Why:
        The same loss is claimed twice; the customer finds it and doubts all the others.

    Fix:
        Join them, or cut the period of one.
    """
    if _is_given_up(claim):
        return
    found = [other for part in claim.parts if (other := _earlier(claim, part, book))]
    if found:
        yield claim.at("period"), f"{min(found)} covers a part and days of this claim too"


def _earlier(claim: Claim, part: str, book: Book) -> str:
    """The first id before that of this claim under which days of it were already claimed for a part; else empty."""
    for other in _counting(book).get((claim.direction, claim.category, part), ()):
        if other.id >= claim.id:
            return ""
        if other.period.span.overlap(claim.period.span) is not None:
            return other.id
    return ""


def _is_given_up(claim: Claim) -> bool:
    return state_on(claim.track) in _GIVEN_UP


def _counting(book: Book) -> Mapping[tuple[Direction, Category, str], list[Claim]]:
    """The claims that were not given up, by direction, category and part, each list in the order of ids."""

    def grouped() -> Mapping[tuple[Direction, Category, str], list[Claim]]:
        found: dict[tuple[Direction, Category, str], list[Claim]] = defaultdict(list)
        for claim in book.all(Claim):
            for part in claim.parts if not _is_given_up(claim) else ():
                found[claim.direction, claim.category, part].append(claim)
        return found

    return book.remembered("counting claims", grouped)
