"""What the letter of an offer may say: values of the record, already in the words of its language.

The template decides on the sentences. It gets no number but those of the record, and nothing of a cost breakdown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kamdocs.core.book import Book
from kamdocs.exchange.offer_facts import change_name, described, issued_on, numbered, reference, site_name
from kamdocs.exchange.offer_words import WORDS, in_words
from kamdocs.kinds.offer.model import Offer


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A line of the offer in words."""

    number: str
    description: str
    site: str
    index: str
    price_type: str
    price: str
    volumes: tuple[tuple[str, str], ...]


def letter_facts(offer: Offer, book: Book, language: str) -> Mapping[str, object]:
    """The names that a template may use.

    Args:
        offer: The offer.
        book: The account.
        language: `en` or `de`.
    """

    def say(value: object) -> str:
        return in_words(value, language)

    return {
        "offer": offer.id,
        "round": say(offer.round),
        "day": say(issued_on(offer)),
        "reference": reference(offer, book),
        "valid_until": say(offer.valid_until),
        "lines": tuple(_lines(offer, book, language)),
        "sop": say(offer.sop),
        "lifetime_volume": say(offer.lifetime_volume),
        "capacity_apw": say(offer.capacity_apw),
        "capacity_mpw": say(offer.capacity_mpw),
        "basis": _basis(offer, book, language),
        "tools": tuple(
            (one.what, say(one.price), say(one.treatment)) for one in offer.tooling_lines if offer.tooling_total
        ),
        "tooling_total": say(offer.tooling_total),
        "development_total": say(offer.development_total),
        "development_treatment": say(offer.development_treatment),
        "mandated": tuple(_mandated(offer, book, language)),
        "lta": _reductions(offer, language),
        "is_change": offer.change is not None,
        "assumptions": tuple(map(_indented, offer.assumptions)),
        "exclusions": tuple(
            (change_name(one.change, book) if one.change else "", _indented(one.says)) for one in offer.exclusions
        ),
        "departures": tuple(_named(one.field, language) for one in offer.exceptions),
    }


def _indented(text: str) -> str:
    """A text of several lines below its dash, so that nothing in it looks like a part of the letter."""
    return "\n  ".join(line.strip() for line in text.splitlines() if line.strip())


def _lines(offer: Offer, book: Book, language: str) -> Iterator[LetterLine]:
    for line in offer.lines:
        yield LetterLine(
            number=numbered(line.part, book),
            description=described(line.part, book),
            site=site_name(line.site, book),
            index=line.technical_index,
            price_type=in_words(line.price_type, language),
            price=in_words(line.unit_price, language),
            volumes=tuple((str(year), in_words(pieces, language)) for year, pieces in sorted(line.volumes.items())),
        )


def _basis(offer: Offer, book: Book, language: str) -> Mapping[str, object]:
    """The price basis; a base period is named with its series."""
    basis = offer.price_basis
    if basis is None:
        return {}
    series = [(one.series, one.period) for one in basis.index_base]
    series += [(one.series, one.period) for one in basis.fx_base]
    return {
        "incoterm": basis.incoterm or "",
        "place": basis.place or "",
        "payment_terms": in_words(basis.payment_terms, language),
        "price_year": in_words(basis.price_year, language),
        "volume_basis": in_words(basis.volume_basis, language),
        "tooling_treatment": in_words(basis.tooling_treatment, language),
        "periods": tuple((_series(name, book), str(period)) for name, period in series),
    }


def _series(name: str, book: Book) -> str:
    found = book.get(name)
    return (found.title or found.heading(book)) if found else name.partition("-")[2]


def _mandated(offer: Offer, book: Book, language: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Part, component, quantity, price and fee of each mandated component."""
    for one in offer.mandated_lines:
        fee = "" if one.handling_fee is None else in_words(f"{one.handling_fee:f} %", language)
        price = in_words(one.unit_price, language)
        yield numbered(one.part, book), one.component, in_words(one.quantity, language), price, fee


def _reductions(offer: Offer, language: str) -> Mapping[str, object]:
    proposed = offer.lta_proposed
    if proposed is None:
        return {}
    steps = tuple(
        (str(one.year), in_words(f"{one.rate:f} %", language), in_words(one.effective, language))
        for one in proposed.steps
    )
    basis, compounding = in_words(proposed.basis, language), in_words(proposed.compounding, language)
    return {"basis": basis, "compounding": compounding, "steps": steps}


def _named(field: str, language: str) -> str:
    """A field of the offer in words; one without a name of its own reads as it is written."""
    return WORDS[language].get(field, field.replace("_", " "))
