"""Rules of the technical side: indices, bills of material, directions, what an analysis owes, what is an order."""

from kamdocs.core.acts import in_words
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.proving import cited
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures import bom_differences, drifts, lacks_direction, touched_silently, weak_order
from kamdocs.kinds.change.model import TECHNICAL, Change, Initiator, MandatedAction
from kamdocs.kinds.communication.model import Communication, Direction
from kamdocs.kinds.part.model import Part
from kamdocs.rules.rule import Found, rule

_WRITTEN, _OURS_WRITTEN = 3, 2


@rule("CHG005", "bom-without-new-index", ERROR, STATIC, per=Change)
def bom_without_new_index(change: Change, book: Book) -> Found:
    """The bill of material of a part changes, and its technical index stays the same.

    Why:
        Two contents under one index cannot be told apart: not in stock, not in the price, not in a complaint.

    Fix:
        Ask for a new index.
    """
    for place, line in enumerate(change.lines):
        if line.bom_delta and line.index_to == line.index_from:
            yield change.at("lines", place, "index_to"), f"the BOM changes, the index stays {line.index_to}"


@rule("CHG006", "mandated-without-direction", ERROR, STATIC, per=Change)
def mandated_without_direction(change: Change, book: Book) -> Found:
    """A mandated component comes, goes or is replaced without a paper in which the customer says so.

    Why:
        The liability for a component stays with us, whoever chose it.

    Fix:
        Get the direction in writing; without it the risk is ours.

    Source:
        [S02].
    """
    for place, one in enumerate(change.mandated_impact):
        if one.action is MandatedAction.ADDED and lacks_direction(one.component, book):
            continue
        items = [cited(reference, book) for reference in one.evidence]
        if not any(item is None or item.proof.grade >= _WRITTEN for item in items):
            says = f"{one.component} is {one.action.value} without the customer's direction"
            yield change.at("mandated_impact", place), says
    for touched in touched_silently(change, book):
        if touched.action == MandatedAction.REMOVED or not lacks_direction(touched.component, book):
            says = f"{touched.component} is {touched.action} without the customer's direction"
            yield change.at("lines", touched.line, "bom_delta", touched.place), says


@rule("CHG008", "nothing-assessed", WARNING, STATIC, per=Change)
def nothing_assessed(change: Change, book: Book) -> Found:
    """A change counts as analysed, and it says nothing of stock or of tools; a written zero is an answer.

    Why:
        Stock of the old index is claimed before the change, or never.

    Fix:
        Count stock and authorised material; afterwards it cannot be claimed.
    """
    if TECHNICAL.at_least(state_on(change.technical_track), "analysed"):
        missing = [f"`{name}`" for name in ("stock_exposure", "tooling_impact") if getattr(change, name) is None]
        if missing:
            yield change.at("technical_track"), f"{', '.join(missing)} not assessed"


@rule("CHG010", "own-change-not-notified", WARNING, STATIC, per=Change)
def own_change_not_notified(change: Change, book: Book) -> Found:
    """A change of ours or of a tier-2 is analysed, and no written notice to the customer is cited.

    Why:
        PPAP and contract ask for a notice before we change anything.

    Fix:
        Notify; PPAP and contract ask for it.
    """
    analysed = TECHNICAL.at_least(state_on(change.technical_track), "analysed")
    if change.initiator is Initiator.CUSTOMER or not analysed:
        return
    named = list(change.evidence)
    named += [reference for entry in change.technical_track for reference in entry.evidence]
    named += [reference for entry in change.commercial_track for reference in entry.evidence]
    if not any(_notifies(reference, book) for reference in named):
        yield change.at("initiator"), "our change has not been notified to the customer"


def _notifies(reference: str, book: Book) -> bool:
    """Whether a cited record is a written notice of ours; one that is not known here is left open."""
    record = book.get(reference)
    if isinstance(record, Communication):
        return record.direction is Direction.OUT and record.proof().grade >= _OURS_WRITTEN
    return record is None


@rule("CHG012", "index-drift-without-change", WARNING, STATIC, per=Part)
def index_drift_without_change(part: Part, book: Book) -> Found:
    """Between the nominated index and the one in series at SOP a step has no approved change.

    Why:
        What moved between award and start was never priced.

    Fix:
        Find the changes and price the drift.

    Source:
        [S27].
    """
    says = []
    for drift in drifts(part, book):
        steps = ", ".join(f"{first} to {last}" for first, last in drift.missing)
        says.append(f"nominated on {drift.nominated}, started on {drift.started}: {steps} without change")
    if says:
        yield part.at("technical_indices"), "; ".join(dict.fromkeys(says))


@rule("CHG014", "ordered-on-no-order", ERROR, STATIC, per=Change)
def ordered_on_no_order(change: Change, book: Book) -> Found:
    """A change counts as ordered, and nothing that is cited for it binds the customer.

    Why:
        An engineering notice says what to build, not that somebody pays for it.

    Fix:
        Ask for the order or the price amendment.

    Source:
        [S55].
    """
    found = weak_order(change, book)
    if found is not None:
        name = found.record or "nothing"
        yield change.at("technical_track", found.place), f"ordered on {name}: {in_words(found.sort)} is no order"


@rule("CHG020", "bom-and-change-differ", WARNING, STATIC, per=Change)
def bom_and_change_differ(change: Change, book: Book) -> Found:
    """The two bills of material of a line differ in another way than the change says.

    Why:
        The price of a change follows what it says of the components.

    Fix:
        Correct the BOM or the change; the price follows it.
    """
    for place, line in enumerate(change.lines):
        says = [
            f"{one.component}: {one.in_boms} in the BOMs, {one.in_change} in the change"
            for one in bom_differences(line, book)
        ]
        if says:
            yield change.at("lines", place, "bom_delta"), "; ".join(says)
