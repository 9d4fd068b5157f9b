"""The rules of LTAs: the right amount on the right layer, not too early, proposed in time, once, and never for free."""

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.kinds.lta.figures import (
    is_due,
    latest_start,
    not_proposed,
    on_excluded_layers,
    overlaps,
    surplus_steps,
    wrong_steps,
)
from kamdocs.kinds.lta.model import Lta
from kamdocs.kinds.price.model import Price
from kamdocs.rules.rule import Found, rule


@rule("LTA001", "step-amount-differs", ERROR, STATIC, per=Price)
def step_amount_differs(price: Price, book: Book) -> Found:
    """What a yearly step takes from a price is not what the agreement gives on the layers that stand before it.

    The order of one day is change, reduction, mandated components, index, amortisation, logistics.

    Why:
        A step that is too large is given away again in every following year.

    Fix:
        Correct the delta; `kamdocs round` computes it.

    Source:
        F-04; F-05; E07.
    """
    # A step by tiers waits for the actual volumes of the year before: without them nothing is compared.
    for one in wrong_steps(price, book):
        yield one.spot, f"step {one.year} gives {one.due}, {one.written} is written"


@rule("LTA002", "step-before-its-start", ERROR, STATIC, per=Lta)
def step_before_its_start(lta: Lta, book: Book) -> Found:
    """A yearly step begins before the first day that the start rule allows for some part.

    Why:
        A year given too early is paid in every year of the programme.

    Fix:
        Move it, or have the earlier start confirmed in writing.

    Source:
        F-04; E07.
    """
    allowed = latest_start(book, lta)
    for place, step in enumerate(lta.steps if allowed else ()):
        if allowed is not None and step.effective < allowed:
            says = f"step {step.year} on {step.effective}; the rule allows {allowed} at the earliest"
            yield lta.at("steps", place, "effective"), says


@rule("LTA003", "reduction-on-excluded-layer", ERROR, STATIC, per=Price)
def reduction_on_excluded_layer(price: Price, book: Book) -> Found:
    """A yearly step is booked on a layer that its agreement excludes, or leaves value added where only that is reduced.

    Why:
        Directed buys, indexed material and tools are paid through at cost: a reduction of them is our loss alone.

    Fix:
        Book it on value added only.

    Source:
        [S06]; F-05.
    """
    for spot, layer in on_excluded_layers(price, book):
        yield spot, f"the reduction touches {layer.value}, which the agreement excludes"


@rule("LTA004", "step-not-proposed", WARNING, DATED, per=Lta)
def step_not_proposed(lta: Lta, book: Book) -> Found:
    """A yearly step is near or has passed, and some price has no line for it that is at least proposed.

    Why:
        The customer takes his step on its day, with a debit note where he finds no price.

    Fix:
        Propose, or object in writing; silence ends in a debit.
    """
    if Price.about.slug in book.absent_kinds:
        return
    for place, step in enumerate(lta.steps):
        if not is_due(book, lta, step):
            continue
        left, every = not_proposed(book, lta, step)
        if left:
            says = f"step {step.year} on {step.effective}: {len(left)} of {len(every)} prices not proposed"
            yield lta.at("steps", place, "effective"), says


@rule("LTA006", "two-reductions-in-a-year", ERROR, STATIC, per=Lta)
def two_reductions_in_a_year(lta: Lta, book: Book) -> Found:
    """Two agreements that count reduce the price of one part in one year.

    Why:
        Each of them is owed; nobody remembers later that one was meant to replace the other.

    Fix:
        End one of them.

    Source:
        [S08]; E06.
    """
    for one in overlaps(lta, book):
        says = f"{one.part} has two reductions for {one.year}: here and in {one.other}"
        yield lta.at("steps", one.place, "year"), says


@rule("LTA007", "more-steps-booked-than-signed", ERROR, STATIC, per=Price)
def more_steps_booked_than_signed(price: Price, book: Book) -> Found:
    """A step stands in two lines of a price, or in the price of a part whose agreement does not give it.

    Why:
        What is booked above the signed sum is given away, and the next round is taken from it.

    Fix:
        Take the surplus back by retro-billing.
    """
    for one in surplus_steps(price, book):
        yield one.spot, f"{one.booked} steps booked, {one.signed} signed"


@rule("LTA013", "paid-ahead-for-nothing", WARNING, STATIC, per=Lta)
def paid_ahead_for_nothing(lta: Lta, book: Book) -> Found:
    """A one-off saving was paid, and neither an end of its time nor a counterpart is written.

    Why:
        A lump sum is a price paid ahead; without its time it is asked for again with the next reduction.

    Fix:
        Record what it buys and until when.

    Source:
        [S39].
    """
    for place, one in enumerate(lta.quick_savings):
        if one.paid_on is not None and one.amortised_until is None and one.counterpart is None:
            yield lta.at("quick_savings", place), f"{one.amount} paid without counterpart"
