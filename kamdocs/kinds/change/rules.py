"""The rules of changes: nothing is introduced before it is agreed or released."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures import introduction_days, is_agreed, releases
from kamdocs.kinds.change.model import Change, Door
from kamdocs.rules.rule import Found, rule


@rule("CHG001", "introduced-before-agreed", ERROR, STATIC, per=Change)
def introduced_before_agreed(change: Change, book: Book) -> Found:
    """A changed part was introduced although the change is not agreed and no release covers the day.

    Why:
        Once it is in series the customer has what he wants and no reason left to pay for it.

    Fix:
        Agree it in writing, or get a release for the time until then.
    """
    if is_agreed(change):
        return
    first = min(introduction_days(change, book), key=lambda day: day.on, default=None)
    if first is None or any(release.covers(first.on) for release in releases(change, Door.INTRODUCE, book)):
        return
    state = state_on(change.commercial_track)
    words = state.value.replace("_", " ") if state else "not assessed"
    says = f"{first.part} index {first.technical_index} introduced on {first.on}; commercially {words}"
    yield first.spot, says
