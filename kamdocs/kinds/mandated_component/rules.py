"""The rules of mandated components: somebody directed them in writing, prices follow theirs, papers are there."""

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.decimals import price_decimals
from kamdocs.kinds.mandated_component.figures import (
    direction_proven,
    known_since,
    mandated_uses,
    not_passed_on,
    surplus_layers,
)
from kamdocs.kinds.mandated_component.model import MandatedComponent, mandated_by_number
from kamdocs.kinds.price.model import Price
from kamdocs.rules.rule import Found, rule


@rule("DIR001", "mandated-without-direction", ERROR, STATIC)
def mandated_without_direction(book: Book) -> Found:
    """A bill of material calls a component mandated, and no paper of the customer directs it.

    Why:
        Without the direction in writing the liability for part and supplier stays with us.

    Fix:
        Get the direction; until then it is our part and our risk.

    Source:
        Terms of purchase on directed buys.
    """
    if MandatedComponent.about.slug in book.absent_kinds:
        return
    known, unread = mandated_by_number(book), book.has_unread(MandatedComponent.about.folder)
    for component, uses in mandated_uses(book).items():
        says = f"{component} is mandated, and nobody has said so in writing"
        for one in known.get(component, ()):
            if direction_proven(one, book) is False:
                yield one.at("direction_evidence"), says
        for use in uses if component not in known and not unread else ():
            yield use.part.at("technical_indices", use.index, "bom", use.place), says


@rule("DIR002", "mandated-price-not-passed-on", WARNING, DATED, per=MandatedComponent)
def mandated_price_not_passed_on(component: MandatedComponent, book: Book) -> Found:
    """A new mandated price is older than policy `pass_through` allows, and some customer price does not follow it.

    Why:
        An increase that is not passed on is paid by us, a decrease by the customer, who will ask for it back.

    Fix:
        Draft the lines; a decrease is passed on like an increase.

    Source:
        F-18.
    """
    if Price.about.slug in book.absent_kinds:
        return
    first = min(line.valid_from for line in component.lines)
    for place, line in enumerate(component.lines):
        limit = book.policy.limit("pass_through", on=line.valid_from)
        if line.valid_from == first or known_since(line, limit) >= book.as_of:
            continue
        left, every = not_passed_on(component, line, book)
        if left:
            says = f"new price since {line.valid_from}: {len(left)} of {len(every)} prices do not pass it on"
            yield component.at("lines", place, "valid_from"), says


@rule("DIR004", "mandated-paper-missing", WARNING, STATIC, per=MandatedComponent)
def mandated_paper_missing(component: MandatedComponent, book: Book) -> Found:
    """The paper that shares responsibilities for a mandated component, or its directed-buy agreement, is missing.

    Why:
        When the component fails, these papers decide who answers.

    Fix:
        Ask for it; it decides who answers.

    Source:
        [S01].
    """
    if component.rasic is None:
        yield component.at("id"), f"no RASIC for {component.component}"
    if component.directed_buy_agreement is None:
        yield component.at("id"), f"no directed-buy agreement for {component.component}"


@rule("DIR005", "mandated-layer-above-its-components", ERROR, STATIC, per=Price)
def mandated_layer_above_its_components(price: Price, book: Book) -> Found:
    """The mandated layer of an agreed price is higher than its components with our fee give.

    Why:
        Mandated content stays out of yearly reductions; margin that hides there is found in the first audit.

    Fix:
        Book the surplus as value added, or justify the fee.

    Source:
        [S06]; F-18.
    """
    decimals = price_decimals(book)
    if decimals is None or MandatedComponent.about.slug in book.absent_kinds:
        return
    for one in surplus_layers(price, book, decimals):
        says = f"mandated layer {one.layer}, the components give {one.components}"
        yield price.at("lines", one.place, "layers"), says


@rule("DIR006", "warranty-not-back-to-back", WARNING, STATIC, per=MandatedComponent)
def warranty_not_back_to_back(component: MandatedComponent, book: Book) -> Found:
    """The warranty of a mandated supplier ends before ours.

    Why:
        What the customer claims from us in between, nobody pays us back.

    Fix:
        Close the gap in the directed-buy agreement.

    Source:
        [S02].
    """
    if not component.warranty_back_to_back:
        yield component.at("warranty_back_to_back"), f"warranty of {component.tier2_supplier} ends before ours"


@rule("DIR007", "mandated-twice", WARNING, STATIC, per=MandatedComponent)
def mandated_twice(component: MandatedComponent, book: Book) -> Found:
    """One component is mandated in two records.

    Why:
        Two records give two prices for one day, and each figure takes another one.

    Fix:
        Join them; one component has one price a day.
    """
    same = mandated_by_number(book)[component.component]
    if same[0].id != component.id:
        yield component.at("component"), f"{component.component} is mandated twice: here and in {same[0].id}"
