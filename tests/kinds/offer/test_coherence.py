"""What an offer is compared with: each comparison agrees, differs, or says why it could not be made."""

from collections.abc import Mapping

import pytest

from kamdocs.cli.catalogue import engine
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.kinds.offer.figures.coherence import Compared, Outcome, coherence, coherence_section, comparisons
from kamdocs.kinds.offer.model import Offer
from tests.books import book_from
from tests.cli.running import text_of
from tests.kinds.offer.one_offer import PLACE, REQUEST, REQUEST_PLACE, SENT, changed, offered

AGREES, DIFFERS, NOT_COMPARED = Outcome
CUSTOMER = "sample/customers/CUS-SAMPLE.yaml"
PROGRAMME = "sample/programmes/PRG-S1.yaml"
ANSWERS = ("round: 1", "rfq: RFQ-2024-0900\nround: 1")
TOOLS = "tooling_total: 500.00 EUR\ntooling_lines: [{what: gauge, cost: 500.00 EUR, price: 500.00 EUR}]\n"
COMPONENT = """\
id: MDC-9M-001
component: 9M-001
description: Clip
tier2_supplier: Clips AG
direction_evidence: [COM-2023-0002]
lines: [{valid_from: 2023-01-01, unit_price: 0.0600 EUR}]
price_negotiated_by: customer
handling_fee: 3 %
tier2_payment_terms: net 60 days
rasic: DOC-2022-0001
directed_buy_agreement: DOC-2022-0001
warranty_back_to_back: true
"""
ENTRY = "mandated_lines:\n  - {part: PRT-200-B, component: 9M-001, quantity: 2 pcs, unit_price: 0.0600 EUR"
PART = "sample/parts/PRT-200-B.yaml"
CHANGE = """\
id: CHG-2024-0900
initiator: customer
reason: A wider hole.
received_on: 2024-09-02
quote_due: 2025-01-31
lines: [{part: PRT-200-B, sites: [SIT-ONE], index_from: "02", index_to: "03"}]
technical_track: [{state: inquiry, on: 2024-09-02}]
commercial_track: [{state: not_assessed, on: 2024-09-02}]
"""
NEXT_INDEX = (
    '  - {index: "03", release_date: 2024-11-04, ppap_state: none, bom: [{component: 7K-044, quantity: 1 pcs}]}\n'
)


def mandated(*pairs: tuple[str, str]) -> dict[str, str]:
    """The offer with one mandated component in part, offer and a record of its own."""
    part = changed(
        text_of(PART),
        ("{component: 7K-044", "{component: 9M-001, quantity: 2 pcs, mandated: true}\n      - {component: 7K-044"),
    )
    offer = changed(offered()[PLACE], ("validations:", ENTRY + ", handling_fee: 3 %}\nvalidations:"))
    capped = text_of(CUSTOMER) + "mandated_handling_cap: 3 %\n"
    overlay = {PLACE: offer, PART: part, "sample/mandated-components/MDC-9M-001.yaml": COMPONENT, CUSTOMER: capped}
    return _replaced(overlay, pairs) | _breakdown()


def _breakdown() -> dict[str, str]:
    return {path: text for path, text in offered().items() if path != PLACE}


def _replaced(overlay: Mapping[str, str], pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    done = dict(overlay)
    for old, new in pairs:
        assert any(old in text for text in done.values()), old
        done = {path: text.replace(old, new) for path, text in done.items()}
    return done


def the_offer(book: Book) -> Offer:
    found = book.get_as(Offer, "OFR-2024-0900")
    assert found is not None
    return found


def found(overlay: Mapping[str, str], what: str) -> Compared:
    """The comparison whose name begins so; there is exactly one."""
    book = book_from(overlay)
    lines = [one for one in comparisons(the_offer(book), book) if one.what.startswith(what)]
    assert len(lines) == 1, [one.what for one in lines]
    return lines[0]


def request(*pairs: tuple[str, str]) -> dict[str, str]:
    return {**offered(ANSWERS), REQUEST_PLACE: changed(REQUEST, *pairs)}


def capacity(apw: str) -> dict[str, str]:
    reserved = "capacity:\n  - {plant: PLT-ONE, valid_from: 2022-01-01, apw: 1000 pcs/week, mpw: 1200 pcs/week"
    kept = text_of(PROGRAMME).partition("capacity:")[0] + reserved + ", status: installed}\n"
    return {**offered(("priced_on", f"sop: 2025-03-03\ncapacity_apw: {apw}\npriced_on")), PROGRAMME: kept}


def change(*pairs: tuple[str, str]) -> dict[str, str]:
    text = changed(offered()[PLACE], *pairs) + SENT
    record = {"sample/changes/CHG-2024-0900.yaml": CHANGE, PART: text_of(PART) + NEXT_INDEX}
    return {**offered(), **record, PLACE: text}


EXCLUDED = ("validations:", "exclusions: [{change: CHG-2024-0900, says: Without the hole.}]\nvalidations:")
CASES = [
    (request(), "technical index", AGREES, ""),
    (request(('"02"', '"03"')) | {PART: text_of(PART) + NEXT_INDEX}, "technical index", DIFFERS, "03 is asked"),
    (offered(), "technical index", NOT_COMPARED, "answers no request"),
    (offered(ANSWERS), "technical index", NOT_COMPARED, "RFQ-2024-0900 does not exist"),
    (request(), "parts and sites", AGREES, ""),
    (request(("part: PRT-200-B", "part: PRT-100-A"), ('"02"', "A")), "parts and sites", DIFFERS, "PRT-100-A at"),
    (offered(ANSWERS), "parts, volumes, capacity", NOT_COMPARED, "does not exist"),
    (request(), "volumes", AGREES, ""),
    (request(("10000 pcs", "12000 pcs")), "volumes", DIFFERS, "asked 12000 pcs, offered 10000 pcs"),
    (request(), "capacity", NOT_COMPARED, "the request does not say it"),
    (request(("lines:", "capacity_apw: 100 pcs/week\nlines:")), "capacity", NOT_COMPARED, "the offer does not say it"),
    (request(), "list of mandated components", NOT_COMPARED, "the request names none"),
    (request(("lines:", "mandated_components: [9M-001]\nlines:")), "list of mandated", DIFFERS, "not offered"),
    (offered(("priced_on", "sop: 2022-03-01\npriced_on")), "start of production of the programme", AGREES, ""),
    (offered(("priced_on", "sop: 2022-04-01\npriced_on")), "start of production of", DIFFERS, "2022-03-01 in PRG-S1"),
    (offered(), "start of production of the programme", NOT_COMPARED, "does not say it"),
    (mandated(), "BOM of the index", AGREES, "mandated components: 1"),
    (mandated(("quantity: 2 pcs, unit", "quantity: 3 pcs, unit")), "BOM of the index", DIFFERS, "instead of 2 pcs"),
    (mandated(("component: 9M-001, quantity: 2 pcs, unit", "component: 9M-007, quantity: 2 pcs, unit")),
     "BOM of the index", DIFFERS, "9M-007: not in the BOM"),
    (mandated(), "mandated prices of 2024", AGREES, ""),
    (mandated(("0.0600 EUR, handling", "0.0700 EUR, handling")), "mandated prices", DIFFERS, "instead of 0.0600 EUR"),
    (mandated(("price_year: 2024", "price_year: 2022")), "mandated prices", NOT_COMPARED, "on 2022-01-01 for 9M-001"),
    (mandated(), "handling fee", AGREES, "at most 3 %"),
    (mandated(("handling_fee: 3 %}", "handling_fee: 4 %}")), "handling fee", DIFFERS, "4 %, the cap is 3 %"),
    (mandated(("mandated_handling_cap: 3 %\n", "")), "handling fee", NOT_COMPARED, "no cap on record"),
    (mandated(), "terms of payment", AGREES, ""),
    (mandated(("tier2_payment_terms: net 60", "tier2_payment_terms: net 30")), "terms of payment", DIFFERS, "30 days"),
    (change(), "changes received", DIFFERS, "CHG-2024-0900 on PRT-200-B is neither in index 02 nor excluded"),
    (change(EXCLUDED), "changes received", AGREES, ""),
    (offered(), "cost breakdowns", AGREES, ""),
    (offered(breakdown=(("labour: 1.0000", "labour: 0.9999"),)), "cost breakdowns", DIFFERS, "differ from 1.0000 EUR"),
    (
        offered(("1.0000 EUR", "100.0000 EUR per 100")),
        "cost breakdowns",
        NOT_COMPARED,
        "currency, price unit or decimals of PRT-200-B do not fit its breakdown",
    ),
    (capacity("1000 pcs/week"), "reserved capacity", AGREES, "1000 pcs/week reserved"),
    (capacity("1001 pcs/week"), "reserved capacity", DIFFERS, "1001 pcs/week offered"),
    (offered(), "reserved capacity", NOT_COMPARED, "states no capacity"),
    (offered(("validations:", TOOLS + "validations:")), "customer's rules on tools", AGREES, ""),
    (offered(("validations:", TOOLS.replace("cost: 500", "cost: 400") + "validations:")), "customer's rules on tools",
     DIFFERS, "it costs 400.00 EUR"),
    (offered(), "customer's rules on tools", NOT_COMPARED, "no tools"),
    (offered(), "validations", AGREES, "kam, controller, programme_manager"),
    (offered(("priced_on: 2024-10-07", "priced_on: 2024-10-08")), "validations", DIFFERS, "before 2024-10-08"),
    (offered(("1.0000 EUR", "1.0000 EUR per kg")), "validations", NOT_COMPARED, "yearly value"),
    (offered(), "other open offers", NOT_COMPARED, "not open"),
    ({**offered(), PLACE: offered()[PLACE] + SENT}, "other open offers", AGREES, "there is none"),
    (offered(), "nomination", NOT_COMPARED, "none names this offer yet"),
    (offered(), "customer's order", NOT_COMPARED, "none names this offer yet"),
]  # fmt: skip


@pytest.mark.parametrize(("overlay", "what", "outcome", "says"), CASES)
def test_a_comparison_says_how_it_ended(overlay: dict[str, str], what: str, outcome: Outcome, says: str) -> None:
    line = found(overlay, what)
    assert (line.outcome, says in line.says) == (outcome, True), line


def test_two_open_rounds_at_two_prices_are_named() -> None:
    """The older round sees the newer one as well."""
    first = changed(offered(ANSWERS)[PLACE] + SENT, ("OFR-2024-0900", "OFR-2024-0900"))
    second = changed(first, ("OFR-2024-0900", "OFR-2024-0901"), ("round: 1", "round: 2"), ("1.0000", "0.9900"))
    overlay = {**offered(), REQUEST_PLACE: REQUEST, PLACE: first, "sample/offers/OFR-2024-0901.yaml": second}
    line = found(overlay, "other open offers")
    assert (line.outcome, line.beside) == (DIFFERS, ("OFR-2024-0901",))
    assert line.says == "1: OFR-2024-0901 offers 0.9900 EUR, this one 1.0000 EUR"
    same = {**overlay, "sample/offers/OFR-2024-0901.yaml": second.replace("0.9900", "1.0000")}
    assert found(same, "other open offers").outcome is AGREES


ORDER = text_of("sample/customer-orders/ORD-2023-0001.yaml")


def _order(price: str) -> dict[str, str]:
    """An order of the sample that names the offer, with one line for its part."""
    head, _, _ = ORDER.partition("lines:")
    tail = ORDER[ORDER.index("signatory:") :]
    lines = f"lines:\n  - {{no: '10', part: PRT-200-B, site: SIT-ONE, unit_price: {price}}}\nmatches: [OFR-2024-0900]\n"
    return {**offered(), "sample/customer-orders/ORD-2023-0001.yaml": head + lines + tail}


def test_an_order_is_compared_line_by_line() -> None:
    assert found(_order("1.0000 EUR"), "customer's order").outcome is AGREES
    line = found(_order("0.9800 EUR"), "customer's order")
    assert (line.outcome, line.beside) == (DIFFERS, ("ORD-2023-0001",))
    assert line.says == "1: PRT-200-B at SIT-ONE: ordered 0.9800 EUR, offered 1.0000 EUR"


AWARD = """\
id: NOM-2024-0900
programme: PRG-S1
offer: OFR-2024-0900
awarded_on: 2024-11-18
lines: [{part: PRT-200-B, site: SIT-ONE, technical_index: "02", unit_price: 1.0000 EUR, volumes: {2025: 10000 pcs}}]
payment_terms: net 60 days
incoterm: DAP
place: works One
signatory: PER-0102
files: [{held_in: "archive 12", sha256: HASH}]
track: [{state: received, on: 2024-11-18}]
""".replace("HASH", "a" * 64)


@pytest.mark.parametrize(
    ("pairs", "outcome", "says"),
    [
        ((), AGREES, ""),
        ((("1.0000 EUR", "0.9500 EUR"),), DIFFERS, "1: unit_price: awarded 0.9500 EUR, offered 1.0000 EUR"),
        (
            (("1.0000", "0.9500"), ("signatory", "deviations: [{field: unit_price, because: Agreed.}]\nsignatory")),
            AGREES,
            "deviations recorded: 1",
        ),
    ],
)
def test_an_award_is_compared_term_by_term(pairs: tuple[tuple[str, str], ...], outcome: Outcome, says: str) -> None:
    overlay = {**offered(), "sample/nominations/NOM-2024-0900.yaml": changed(AWARD, *pairs)}
    line = found(overlay, "nomination")
    assert (line.outcome, line.says, line.beside) == (outcome, says, ("NOM-2024-0900",))


def test_what_is_not_in_this_copy_is_never_an_agreement() -> None:
    book = book_from(offered())
    book.absent_kinds = frozenset({"cost_breakdown", "change", "nomination", "customer_order"})
    lines = {one.what.split()[0]: one for one in comparisons(the_offer(book), book)}
    for name in ("cost", "changes", "nomination", "customer's"):
        assert lines[name].outcome is NOT_COMPARED
    assert "not in this copy" in lines["cost"].says + lines["changes"].says


def test_the_rules_say_the_same() -> None:
    """A comparison differs exactly where the rule about it speaks."""
    names = {"OFR003": ("BOM", "mandated prices"), "OFR022": ("changes",), "OFR005": ("validations",)}
    names |= {
        "OFR001": ("cost breakdowns",),
        "OFR018": ("reserved",),
        "OFR012": ("handling",),
        "OFR015": ("customer's",),
    }
    checked = 0
    for overlay, what, outcome, _ in CASES:
        book = book_from(overlay)
        spoken = {one.code for one in engine().run(book).findings if one.record == "OFR-2024-0900"}
        for code, whats in names.items():
            if what.startswith(whats) and "9M-007" not in str(overlay):
                checked += 1
                assert (code in spoken) == (outcome is DIFFERS), (code, what, outcome)
    assert checked >= 15


def test_strict_facts_stand_in_a_table_of_their_own() -> None:
    """The line of the breakdowns is read by whom breakdowns are read by; the other lines say nothing of them."""
    book = book_from(offered())
    offer = the_offer(book)
    prices, costs = coherence(offer, book), coherence(offer, book, Class.COST)
    assert {column.seen_as for column in costs.columns} == {Class.COST}
    assert [row.cells[0] for row in costs.rows] == ["cost breakdowns"]
    assert "CBD-" not in str(prices)
    assert coherence_section(offer, book).tables == (prices, costs)
    assert len(prices.rows) + 1 == len(comparisons(offer, book))
    assert all("OFR-2024-0900" in row.about for row in prices.rows)
