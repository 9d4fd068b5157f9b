"""The page of an offer: its rounds, what it agrees with, who validated it, what the prices rest on."""

from collections.abc import Iterator

from kamdocs.core.acts import acts_table, in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.track import state_on
from kamdocs.core.view import Column, Fact, Link, Mark, Number, Page, Plain, Row, Section, Table
from kamdocs.kinds.offer.figures import asked_roles, is_live, is_ok, judged_on, unvalidated, value_shown
from kamdocs.kinds.offer.figures.coherence import coherence_section
from kamdocs.kinds.offer.figures.rounds import reasons_table, rounds_table
from kamdocs.kinds.offer.model import Offer, OfferState, ToolingLine, Validation

_BEFORE_IT_LEAVES = frozenset({OfferState.DRAFT, OfferState.IN_VALIDATION})


def page(offer: Offer, book: Book) -> Page:
    """The rounds first, then whether it holds together, then its parts."""
    answers = (Fact("Answers", Link(offer.answers), Class.PRICE),) if offer.answers else ()
    until = offer.valid_until.isoformat() if offer.valid_until else "not set"
    return Page(
        headline=(
            *answers,
            Fact("Yearly value", value_shown(offer), Class.PRICE),
            Fact("Valid until", until, Class.PRICE, _days_left(offer, book)),
            *(_open_roles(offer, book) if state_on(offer.track, book.as_of) in _BEFORE_IT_LEAVES else ()),
        ),
        sections=(
            Section("Rounds", tables=(rounds_table(offer, book), reasons_table(offer, book))),
            coherence_section(offer, book),
            Section("Validation", facts=tuple(_open_roles(offer, book)), tables=(_validations(offer),)),
            Section("Price basis", facts=tuple(_basis(offer))),
            Section("Tools and development", facts=tuple(_totals(offer)), tables=(_tools(offer),)),
            Section("Mandated components", tables=(_mandated(offer),)),
            Section("Yearly reductions", facts=tuple(_reduced_from(offer)), tables=(_reductions(offer),)),
            Section("Track", tables=(_track(offer),)),
        ),
    )


def _days_left(offer: Offer, book: Book) -> str:
    """How long an offer that lies with the customer still holds."""
    if not is_live(offer, book.as_of) or offer.valid_until is None:
        return ""
    left = (offer.valid_until - book.as_of).days
    return f"{left} day{'s' * (left != 1)} left"


def _open_roles(offer: Offer, book: Book) -> Iterator[Fact]:
    """Whose word on the last price is missing, by the yearly value of the offer."""
    roles = asked_roles(offer, book, judged_on(offer, book))
    if roles is None:
        yield Fact("Still to validate", "not known: the yearly value is not computable", Class.PRICE)
        return
    left = ", ".join(one.says(offer.priced_on) for one in unvalidated(offer, roles))
    yield Fact("Still to validate", in_words(left) or "nobody", Class.PRICE)


def _validations(offer: Offer) -> Table:
    names = ("Role", "By", "On", "Result", "Because")
    columns = tuple(Column(name, Class.PRICE) for name in names)
    rows = tuple(
        Row((in_words(one.role), Link(one.by), one.on.isoformat(), _result(one, offer), one.because or ""))
        for one in offer.validations
    )
    return Table("Who validated it", columns, rows, f"validations-{offer.id}", "Nobody has validated it yet.")


def _result(one: Validation, offer: Offer) -> Mark:
    if not is_ok(one):
        return Mark("not ok", "bad")
    if offer.priced_on is not None and one.on < offer.priced_on:
        return Mark("void: older than the last price", "bad")
    return Mark("ok", "good")


def _basis(offer: Offer) -> Iterator[Fact]:
    basis = offer.price_basis
    if basis is None:
        yield Fact("Price basis", "not stated", Class.PRICE)
        return
    for label, value in (
        ("Delivery", basis.incoterm),
        ("Place", basis.place),
        ("Payment", basis.payment_terms),
        ("Prices of", basis.price_year),
        ("Volumes from", in_words(basis.volume_basis) if basis.volume_basis else None),
        ("Tools", in_words(basis.tooling_treatment) if basis.tooling_treatment else None),
    ):
        yield Fact(label, "not stated" if value is None else str(value), Class.PRICE)
    for index in basis.index_base:
        yield Fact("Index base", Link(index.series), Class.PRICE, f"period {index.period}")
    for rates in basis.fx_base:
        yield Fact("Exchange rates", Link(rates.series), Class.PRICE, f"period {rates.period}")


def _totals(offer: Offer) -> Iterator[Fact]:
    yield Fact("Tools", _money(offer.tooling_total), Class.PRICE)
    treated = in_words(offer.development_treatment) if offer.development_treatment else ""
    yield Fact("Development", _money(offer.development_total), Class.PRICE, treated)


def _money(amount: Money | None) -> Plain:
    return Number(amount.amount, str(amount)) if amount else "not stated"


def _tools(offer: Offer) -> Table:
    names = ("What", "Part", "Tool", "Cost", "Price", "Paid")
    columns = tuple(Column(name, Class.PRICE, numeric=name in {"Cost", "Price"}) for name in names)
    rows = tuple(_tool(one) for one in offer.tooling_lines)
    return Table("Tools in the offer", columns, rows, f"tools-{offer.id}", "No tool in it.")


def _tool(one: ToolingLine) -> Row:
    cells = (
        one.what,
        Link(one.part) if one.part else "",
        Link(one.tool) if one.tool else "",
        _money(one.cost),
        _money(one.price),
        in_words(one.treatment) if one.treatment else "not stated",
    )
    return Row(cells, about=tuple(name for name in (one.part, one.tool) if name), parts=(one.part,) if one.part else ())


def _mandated(offer: Offer) -> Table:
    columns = (
        Column("Part", Class.MATERIAL),
        Column("Component", Class.MATERIAL),
        Column("Quantity", Class.MATERIAL),
        Column("Price", Class.MATERIAL, numeric=True),
        Column("Handling fee", Class.PRICE, numeric=True),
    )
    rows = tuple(
        Row(
            (
                Link(one.part),
                one.component,
                str(one.quantity),
                _price(one.unit_price),
                None if one.handling_fee is None else Number(one.handling_fee, f"{one.handling_fee:f} %"),
            ),
            about=(one.part,),
            parts=(one.part,),
        )
        for one in offer.mandated_lines
    )
    return Table("Mandated components", columns, rows, f"mandated-{offer.id}", "No mandated component in it.")


def _price(price: UnitPrice) -> Number:
    return Number(price.amount / price.per, str(price))


def _reduced_from(offer: Offer) -> Iterator[Fact]:
    proposed = offer.lta_proposed
    if proposed is None:
        return
    how = in_words(proposed.compounding) if proposed.compounding else "not stated"
    yield Fact("Taken from", in_words(proposed.basis), Class.PRICE)
    yield Fact("Compounding", how, Class.PRICE)
    if (decided := proposed.basis_decision) is not None:
        yield Fact("Decided by", Link(decided.by), Class.PRICE, f"on {decided.on}: {decided.because}")


def _reductions(offer: Offer) -> Table:
    columns = (
        Column("Year", Class.PRICE),
        Column("Reduction", Class.PRICE, numeric=True),
        Column("From", Class.PRICE),
    )
    steps = offer.lta_proposed.steps if offer.lta_proposed else ()
    rows = tuple(
        Row(
            (
                str(one.year),
                Number(one.rate, f"{one.rate:f} %"),
                one.effective.isoformat() if one.effective else "not stated",
            )
        )
        for one in steps
    )
    return Table("Reductions by year", columns, rows, f"reductions-{offer.id}", "No reduction is proposed.")


def _track(offer: Offer) -> Table:
    return acts_table(
        "What happened", offer.track, seen_as=Class.PRICE, proof_as=offer.highest_class, name=f"track-{offer.id}"
    )
