"""Rules of risk releases: complete, signed with authority, not run out, not used up."""

from kamdocs.core.authority import functions_with, has_authority
from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.kinds.change.figures import first_through, is_agreed, released_amount, releases, stated_use
from kamdocs.kinds.change.model import Change, Door, RiskRelease
from kamdocs.rules.every_kind.currencies import has_two_units
from kamdocs.rules.rule import Found, Hit, rule

_SCOPE = "risk_release"
_TERMS = ("until", "price_per_day", "cost_ceiling")


@rule("CHG003", "release-without-terms-or-authority", ERROR, STATIC, per=Change)
def release_without_terms_or_authority(change: Change, book: Book) -> Found:
    """A risk release lacks its end, its price a day or its ceiling, or its signer may not sign that amount.

    Why:
        A release without an end and a ceiling is a gift without a limit.

    Fix:
        Complete it; let somebody sign it who has the authority for its amount.

    Source:
        [S55].
    """
    for place, one in enumerate(change.risk_releases):
        spot = change.at("risk_releases", place)
        missing = [f"`{name}`" for name in _TERMS if getattr(one, name) is None]
        if missing:
            yield Hit(spot, f"a release of unknown amount: {', '.join(missing)} missing", "Complete it.")
        elif not has_two_units(one):
            yield from _unsigned(change, one, place, book)


def _unsigned(change: Change, one: RiskRelease, place: int, book: Book) -> Found:
    amount = released_amount(one)
    if amount is None or has_authority(book, one, scope=_SCOPE, amount=amount, record=change):
        return
    may = functions_with(book, _SCOPE, amount, one.on)
    fix = f"Let {' or '.join(may)} sign it." if may else "No function may sign that much: lower it, or agree it."
    yield Hit(change.at("risk_releases", place), f"a release of {amount}: {one.by} may not sign it", fix)


@rule("CHG017", "release-ran-out", ERROR, DATED, per=Change)
def release_ran_out(change: Change, book: Book) -> Found:
    """A change went through a door under a risk release; the release has ended, and nothing is agreed.

    Why:
        From the day after, every piece is shipped or paid without anybody having accepted the risk.

    Fix:
        Agree, prolong with authority, or take the change back.
    """
    if is_agreed(change, book.as_of):
        return
    for which in Door:
        day = first_through(change, which, book) if change.risk_releases else None
        found = releases(change, which, book) if day is not None and day <= book.as_of else ()
        if day is None or not any(one.covers(day) for one in found):
            continue
        latest = max(found, key=lambda one: one.last)
        if latest.last < book.as_of:
            says = f"risk release ended on {latest.last}; {latest.price_per_day} a day since"
            yield change.at("risk_releases", latest.place, "until"), says


@rule("CHG018", "release-used-up", WARNING, DATED, per=Change)
def release_used_up(change: Change, book: Book) -> Found:
    """A risk release has cost more than its ceiling by its own price a day, and nothing is agreed.

    Why:
        Who signed accepted that amount and no more.

    Fix:
        Ask the signer again; the release is used up.

    Source:
        F-28.
    """
    if is_agreed(change, book.as_of) or not change.risk_releases:
        return
    for which in Door:
        for one in releases(change, which, book):
            used = stated_use(change, which, one, book)
            if used.amount > one.ceiling.amount:
                says = f"{used} reached, the ceiling is {one.ceiling}"
                yield change.at("risk_releases", one.place, "cost_ceiling"), says
