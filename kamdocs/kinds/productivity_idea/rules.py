"""The rules of productivity: steps that ideas do not cover, ideas that count twice, too early, too late or on paper."""

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.track import state_on
from kamdocs.kinds.lta.model import Lta
from kamdocs.kinds.offer.model import OFFER_TRACK, Offer
from kamdocs.kinds.productivity_idea.figures import (
    assumed_too_many,
    covered_years,
    is_below_warning,
    is_counted_wrong,
    is_in_the_red,
    is_late,
    shares_of_target,
    steps_without_idea,
    waits_for,
    wrong_share,
)
from kamdocs.kinds.productivity_idea.model import ProductivityIdea
from kamdocs.rules.rule import Found, Hit, rule


@rule("LTA008", "step-not-covered", WARNING, DATED, per=Lta)
def step_not_covered(lta: Lta, book: Book) -> Found:
    """The ideas for a commitment year, weighted by their maturity, cover less than its reduction.

    Only product ideas count. What cannot be computed is not counted as zero: it is listed on the page of the step.

    Why:
        The step is owed in full, whatever the ideas bring; the rest is paid from the margin.

    Fix:
        Find ideas, move maturity, or negotiate the step.

    Source:
        F-16; [S34].
    """
    for place, found in covered_years(lta, book):
        if is_below_warning(found, book):
            says = f"{found.step.year}: {found.weighted} of {found.target} covered ({shares_of_target(found)[0]})"
            yield lta.at("steps", place, "year"), f"{says}; margin at risk {found.gap}"


@rule("LTA009", "idea-counted-twice", ERROR, STATIC, per=ProductivityIdea)
def idea_counted_twice(idea: ProductivityIdea, book: Book) -> Found:
    """An idea counts for two steps, for a step and in our own budget, or for an agreement that has none of its parts.

    Why:
        A saving that pays for two promises is missing for one of them, and that shows at the end of the year.

    Fix:
        Count it once.
    """
    if is_counted_wrong(idea, book):
        fix = "Count it once: for the step, or in our own budget." if idea.internal_budget else ""
        yield Hit(idea.at("counted_in"), f"counted in {', '.join(idea.counted_in)}", fix)


@rule("LTA010", "counted-as-done-too-early", WARNING, STATIC, per=ProductivityIdea)
def counted_as_done_too_early(idea: ProductivityIdea, book: Book) -> Found:
    """An idea counts as implemented while its change is not agreed, its index is not released, or it names no change.

    Why:
        A product idea is in no part before the customer agreed to the change and released the index.

    Fix:
        Set the maturity back, or finish change and PPAP.

    Source:
        [S34].
    """
    found = waits_for(idea, book)
    if found is not None:
        yield idea.at("change"), f"{found.maturity} while {found.change} is {found.state}, PPAP {found.ppap}"


@rule("LTA011", "idea-overdue", WARNING, DATED, per=ProductivityIdea)
def idea_overdue(idea: ProductivityIdea, book: Book) -> Found:
    """The day of an idea has passed, and it is still an estimate or a plan.

    Why:
        Every month behind its day is missing in the year that it was meant to pay for.

    Fix:
        Move the day, the maturity, or drop it.
    """
    if is_late(idea, book):
        says = f"due on {idea.implementation_date}, still {state_on(idea.track, book.as_of)}"
        yield idea.at("implementation_date"), says


@rule("LTA012", "customer-share-differs", ERROR, STATIC, per=ProductivityIdea)
def customer_share_differs(idea: ProductivityIdea, book: Book) -> Found:
    """A saving is above the schedule of its step, and the customer's share is not the one that the agreement gives.

    Why:
        What is above the schedule is shared as it was signed; a larger share is a gift in every piece.

    Fix:
        Correct the share.

    Source:
        [S05]; F-04, sharing above schedule; E08.
    """
    if (found := wrong_share(idea, book)) is not None:
        written, agreed = found
        says = f"customer's share {written:f} %, the agreement says {agreed:f} %"
        yield idea.at("customer_share"), says


@rule("LTA014", "saving-on-contract-volume", WARNING, STATIC, per=ProductivityIdea)
def saving_on_contract_volume(idea: ProductivityIdea, book: Book) -> Found:
    """A saving rests on contract volume, and the frozen plan has fewer pieces in the year that it is meant to pay for.

    Why:
        Savings come with pieces that are built, not with pieces that were promised.

    Fix:
        Use the plan.

    Source:
        F-16; K16.
    """
    found = assumed_too_many(idea, book)
    if found is not None:
        yield idea.at("volume_basis"), f"{found.assumed:f} pcs assumed, the plan has {found.planned:f} pcs"


@rule("LTA015", "promise-without-idea", ERROR, STATIC, per=Offer)
def promise_without_idea(offer: Offer, book: Book) -> Found:
    """An offer that was sent proposes a yearly reduction, and no idea counts for it.

    Why:
        What nobody knows how to save is taken from the margin, every year again.

    Fix:
        Record the ideas, or decide the gift.
    """
    if OFFER_TRACK.reached(offer.track, "sent") is None:
        return
    for place in steps_without_idea(offer, book):
        step = offer.lta_proposed.steps[place] if offer.lta_proposed else None
        if step is not None:
            says = f"{step.rate:f} % a year promised for {step.year}, no idea behind it"
            yield offer.at("lta_proposed", "steps", place), says


@rule("LTA016", "step-far-from-covered", ERROR, DATED, per=Lta)
def step_far_from_covered(lta: Lta, book: Book) -> Found:
    """The ideas for a commitment year cover so little of its reduction that somebody has to decide.

    Either they do so weighted by maturity, or those that are approved and planned do so close to the day of the step.

    Why:
        Close to its day no new idea arrives in time: what is not hard by then is lost margin.

    Fix:
        Escalate (ESC001 asks for it), decide, negotiate.

    Source:
        F-16; [S34].
    """
    for place, found in covered_years(lta, book):
        if is_in_the_red(found, book):
            weighted, hard = shares_of_target(found)
            says = f"{found.step.year}: weighted {weighted}, hard {hard}; margin at risk {found.gap}"
            yield lta.at("steps", place, "year"), says
