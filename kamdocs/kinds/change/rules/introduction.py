"""Rules of launch and introduction: neither goes before the agreement or a release, and no planned day just passes."""

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures import (
    commercially,
    first_introduction,
    first_launch,
    is_agreed,
    last_warning_day,
    parts_are_known,
    releases,
    shipped_at_all,
)
from kamdocs.kinds.change.model import TECHNICAL, Change, Door
from kamdocs.kinds.part.model import Part, PpapState
from kamdocs.rules.rule import Found, rule

_NOT_RELEASED = frozenset({PpapState.NONE, PpapState.SUBMITTED, PpapState.REJECTED})


@rule("CHG001", "introduced-before-agreed", ERROR, STATIC, per=Change)
def introduced_before_agreed(change: Change, book: Book) -> Found:
    """A changed part was introduced although the change is not agreed and no release covers the day.

    Why:
        Once it is in series the customer has what he wants and no reason left to pay for it.

    Fix:
        Agree it in writing, or get a release for the time until then.

    Source:
        [S55].
    """
    if is_agreed(change):
        return
    first = first_introduction(change, book)
    if first is None or any(release.covers(first.on) for release in releases(change, Door.INTRODUCE, book)):
        return
    says = f"{first.part} index {first.technical_index} introduced on {first.on}; commercially {commercially(change)}"
    yield first.spot, says


@rule("CHG002", "introduction-near", WARNING, DATED, per=Change)
def introduction_near(change: Change, book: Book) -> Found:
    """A planned introduction is days away, and neither is the change agreed nor does a release reach that day.

    Why:
        Up to the first shipment the customer needs our signature; after it he does not.

    Fix:
        Get the agreement; after the introduction the lever is gone.
    """
    on = change.introduction_date
    if on is None or not book.as_of <= on <= last_warning_day(book) or is_agreed(change, book.as_of):
        return
    if not parts_are_known(change, book) or first_introduction(change, book) is not None:
        return
    if not any(release.last >= on for release in releases(change, Door.INTRODUCE, book)):
        state, left = commercially(change, book.as_of), (on - book.as_of).days
        yield change.at("introduction_date"), f"introduction on {on}, commercially {state}: {left} days left"


@rule("CHG013", "introduced-without-ppap", ERROR, STATIC, per=Change)
def introduced_without_ppap(change: Change, book: Book) -> Found:
    """A change counts as implemented, and the new index of a part is not released for series.

    Why:
        What is shipped without the customer's release can be sent back at our cost.

    Fix:
        Get the approval; stop counting it as introduced until then.

    Source:
        [S29].
    """
    if TECHNICAL.reached(change.technical_track, "implemented") is None:
        return
    says = []
    for line in change.lines:
        part = book.get_as(Part, line.part)
        index = part.index(line.index_to) if part else None
        if index is not None and index.ppap_state in _NOT_RELEASED:
            says.append(f"introduced with PPAP {index.ppap_state.value}")
    if says:
        yield change.at("technical_track"), "; ".join(dict.fromkeys(says))


@rule("CHG016", "launched-before-agreed", ERROR, STATIC, per=Change)
def launched_before_agreed(change: Change, book: Book) -> Found:
    """Money is spent on a change that is not agreed, and no release to launch covers the day.

    Why:
        Change work is paid if cost and delivery were agreed before it began; afterwards it is our own risk.

    Fix:
        Stop the spending or get the release with its ceiling.

    Source:
        [S55].
    """
    first = first_launch(change)
    if first is None or is_agreed(change):
        return
    if not any(release.covers(first.on) for release in releases(change, Door.LAUNCH, book)):
        yield first.spot, f"{first.what} on {first.on}, commercially {commercially(change)}"


@rule("CHG021", "introduction-overdue", WARNING, DATED, per=Change)
def introduction_overdue(change: Change, book: Book) -> Found:
    """The planned day of an introduction has passed; nothing was shipped, and the day was not moved.

    Why:
        Stock, price and release of the new index hang on that day; a passed one misleads all three.

    Fix:
        Ask the plant; write the break-in or the new day.
    """
    on, state = change.introduction_date, state_on(change.technical_track, book.as_of)
    if on is None or on >= book.as_of or TECHNICAL.rank(state) < 0 or not parts_are_known(change, book):
        return
    if not TECHNICAL.at_least(state, "implemented") and not shipped_at_all(change, book):
        yield change.at("introduction_date"), f"planned for {on}, neither introduced nor moved"
