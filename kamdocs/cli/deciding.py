"""Who may decide about a finding: the function that a delegation or policy names for its code, with people's names."""

from collections.abc import Iterable, Mapping

from kamdocs.core.authority import functions_with, is_ours, person_in
from kamdocs.core.book import Book
from kamdocs.core.code import is_protected
from kamdocs.core.finding import Finding

_SCOPES: Mapping[str, str] = {"CHG001": "risk_release", "GEN008": "waiver"}
"""Codes that a signature of a scope of delegations settles."""
_MOST_NAMES = 3


def decides(finding: Finding, book: Book | None) -> str:
    """Who may decide about a finding; empty if nobody in particular, or if its account has no book."""
    return who_decides(finding.code, book) if book is not None else ""


def who_decides(code: str, book: Book) -> str:
    """Functions with the names of those who have them today: `controller (Ada Weiss)`.

    Args:
        code: What was found.
        book: The book of the account; authority is that of BASE where there is one.
    """
    asked: list[str] = []
    if scope := _SCOPES.get(code):
        asked += functions_with(book, scope, None, book.as_of)
    if not is_protected(code):
        named: Mapping[str, str] = book.policy.limit("waiver_authority", on=book.as_of) or {}
        if waives := named.get(code) or named.get(code[:3]):
            asked.append(waives)
    people = book.remembered("people by function", lambda: _people(book))
    return ", ".join(_with_names(function, people.get(function, ())) for function in dict.fromkeys(asked))


def _with_names(function: str, names: Iterable[str]) -> str:
    every = tuple(names)
    known = ", ".join((*every[:_MOST_NAMES], "…") if len(every) > _MOST_NAMES else every)
    words = function.replace("_", " ")
    return f"{words} ({known})" if known else words


def _people(book: Book) -> Mapping[str, tuple[str, ...]]:
    """Names of our people in office by function; an id where the name is not known."""
    found: dict[str, tuple[str, ...]] = {}
    known = book.authority
    for record_id in sorted(one for one in known.every_id() if one.startswith("PER-")):
        person = person_in(known, record_id)
        if person is None or not is_ours(person) or (person.left_on is not None and person.left_on < book.as_of):
            continue
        name: str | None = getattr(person, "name", None)
        found[person.function] = (*found.get(person.function, ()), name or record_id)
    return found
