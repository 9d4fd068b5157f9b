"""`compare`: what moved by part and layer, with its reason and money a year, the same from both sides."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.record import Record
from kamdocs.kinds.offer.figures.comparison import compare
from kamdocs.kinds.offer.figures.comparison.moved import Comparison
from tests.books import book_from
from tests.cli.offered import ASKED, AWARDED, MOVES, ORDERED, ROUND_1, ROUND_2, ROUND_3, awarded, offer, rounds
from tests.cli.running import call, sample

EVERY = (ROUND_1, ROUND_2, ROUND_3, ASKED, AWARDED, ORDERED)


def got(book: Book, name: str) -> Record:
    found = book.get(name)
    assert found is not None, name
    return found


def compared(first: str, second: str, book: Book | None = None) -> Comparison:
    book = book or book_from(awarded())
    return compare(got(book, first), got(book, second), book)


def test_two_rounds_by_layer_to_the_cent(tmp_path: Path) -> None:
    done = call(sample(tmp_path, rounds()), "compare", ROUND_1, ROUND_3)
    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        "As of 2024-12-02 · sample",
        "OFR-2024-0901 (round 1, validated 2024-10-01) → OFR-2024-0903 (round 3, validated 2024-12-01)",
        "",
        "PRT-100-A · SIT-ONE · series",
        "  unit_price          2.8453 EUR → 2.7661 EUR  -0.0792 EUR  -7524.00 EUR a year",
        "    a year            95000 pcs in 2026, OFR-2024-0903",
        "    value_added       -0.0450 EUR                           -4275.00 EUR a year  Cycle time after trials.",
        "    indexed_material  -0.0242 EUR                           -2299.00 EUR a year  no reason given",
        "    logistics         -0.0100 EUR                           -950.00 EUR a year   no reason given",
        "  volumes 2026        90001 pcs → 95000 pcs",
        "",
        "PRT-200-B · SIT-ONE · series",
        "  nothing moved",
        "",
        "As a whole",
        "  capacity_apw               1800 pcs/week → 2000 pcs/week",
        "  price_basis.payment_terms  net 60 days → net 90 days",
        "",
        "Total  -7524.00 EUR a year",
    ]


def test_reasons_of_the_rounds_between_count_and_none_before(tmp_path: Path) -> None:
    """The second round says why; from it to the third nothing is said."""
    project = sample(tmp_path, rounds())
    assert "Cycle time" in call(project, "compare", ROUND_1, ROUND_2).out
    assert "Cycle time" in call(project, "compare", ROUND_1, ROUND_3).out
    later = call(project, "compare", ROUND_2, ROUND_3).out
    assert "Cycle time" not in later
    assert later.count("no reason given") == 2


@pytest.mark.parametrize("second", EVERY)
@pytest.mark.parametrize("first", EVERY)
def test_both_ways_say_the_same_with_signs_turned(first: str, second: str) -> None:
    if first == second:
        return
    one, other = compared(first, second), compared(second, first)
    assert (one.first, one.second) == (first, second)
    assert other == one.turned()
    assert [money.amount for money in other.totals] == [-money.amount for money in one.totals]
    assert [line.part for line in one.lines] == [line.part for line in other.lines]


def test_layers_add_up_to_the_price_where_a_breakdown_does_not() -> None:
    """What the breakdowns leave open is a row of its own."""
    text = offer(2, first="2.7900 EUR", moves=MOVES)
    found = compared(ROUND_1, ROUND_2, book_from(rounds() | {f"sample/offers/{ROUND_2}.yaml": text}))
    line = found.lines[0]
    assert line.price is not None
    assert line.price.delta is not None
    assert [(one.layer, str(one.delta)) for one in line.layers] == [
        ("value_added", "-0.0450 EUR"),
        ("unexplained", "-0.0103 EUR"),
    ]
    amounts = [one.delta.amount for one in line.layers if one.delta]
    assert sum(amounts, Decimal(0)) == line.price.delta.amount == Decimal("-0.0553")


def test_a_missing_breakdown_is_said_and_its_reason_kept(tmp_path: Path) -> None:
    files = {name: text for name, text in rounds().items() if "CBD-2024-0901-100-A" not in name}
    done = call(sample(tmp_path, files), "compare", ROUND_1, ROUND_2)
    assert "layers: OFR-2024-0901 has no breakdown of PRT-100-A" in done.out
    assert "    value_added  amount not known" in done.out
    assert "Cycle time after trials." in done.out
    assert "Total  -4050.05 EUR a year" in done.out


def test_breakdowns_that_lie_in_another_root_are_said() -> None:
    book = book_from({name: text for name, text in rounds().items() if "/CBD-" not in name})
    book.absent_kinds = frozenset({"cost_breakdown"})
    assert compared(ROUND_1, ROUND_2, book).lines[0].layers_note == "layers: the breakdowns are not in this copy"


def test_rounded_layers_and_their_rounding_add_up(tmp_path: Path) -> None:
    """Half cents of three layers: a row of its own says what rounding left."""
    files = rounds()
    files[f"sample/offers/{ROUND_3}.yaml"] = offer(3, first="2.7661 EUR", pieces="90001 pcs")
    done = call(sample(tmp_path, files), "compare", ROUND_1, ROUND_3)
    money = [line.split(" EUR a year")[0].split()[-1] for line in done.out.splitlines() if "EUR a year" in line]
    price, *layers, total = (Decimal(one) for one in money)
    assert price == total == sum(layers, Decimal(0)) == Decimal("-7128.08")


def test_against_the_request_with_the_reasons_of_the_offer(tmp_path: Path) -> None:
    out = call(sample(tmp_path, rounds()), "compare", ASKED, ROUND_2).out
    assert "  unit_price  2.5000 EUR → 2.8003 EUR  +0.3003 EUR  +27027.30 EUR a year  no reason given" in out
    assert "  capacity_apw                  2000 pcs/week → 1800 pcs/week  One shift only." in out
    assert "  lta_proposed.steps 2026.rate  3.0 % → 2.0 %" in out
    assert "Total  +27027.30 EUR a year, without 1 of 2 lines" in out
    assert "  PRT-200-B · SIT-ONE: no price in RFQ-2024-0901" in out


def test_against_the_award_with_its_deviations(tmp_path: Path) -> None:
    out = call(sample(tmp_path, awarded()), "compare", ROUND_3, AWARDED).out
    assert "2.7661 EUR → 2.7500 EUR  -0.0161 EUR  -1545.60 EUR a year  Round number asked at the table." in out
    assert "96000 pcs in 2026, NOM-2024-0901" in out
    assert "  volumes 2026  95000 pcs → 96000 pcs" in out
    assert "  only in OFR-2024-0903" in out
    assert "  lta_proposed.steps 2026.rate  2.0 % → 2.5 %" in out


def test_against_the_order_two_currencies_are_never_compared(tmp_path: Path) -> None:
    out = call(sample(tmp_path, awarded()), "compare", ROUND_3, ORDERED).out
    assert "-0.0161 EUR  -1529.50 EUR a year" in out
    assert "1.2000 EUR → 1.2000 USD    not comparable: EUR and USD" in out
    assert "Total  -1529.50 EUR a year, without 1 of 2 lines" in out


def test_price_units_are_compared_exactly() -> None:
    """A price per piece and one per 100: the difference stands at the larger unit, the money is exact."""
    text = offer(2, first="280.0300 EUR per 100")
    book = book_from(rounds() | {f"sample/offers/{ROUND_2}.yaml": text.replace("1.2000 EUR", "120.0000 EUR per 100")})
    first, second = compared(ROUND_1, ROUND_2, book).lines
    assert first.price is not None
    assert second.price is not None
    assert str(first.price.delta) == "-4.5000 EUR per 100"
    assert first.price.money == Money(Decimal("-4050.05"), "EUR")
    assert second.price.money == Money(Decimal("0.00"), "EUR")


def test_json_has_amounts_as_texts(tmp_path: Path) -> None:
    done = call(sample(tmp_path, rounds()), "compare", ROUND_1, ROUND_2, "--output-format", "json")
    told = json.loads(done.out)
    assert (told["schema"], told["first"], told["second"], told["totals"]) == (1, ROUND_1, ROUND_2, ["-4050.05 EUR"])
    assert told["lines"][0]["price"]["delta"] == "-0.0450 EUR"
    assert told["lines"][0]["layers"] == [
        {
            "layer": "value_added",
            "delta": "-0.0450 EUR",
            "money": "-4050.05 EUR",
            "because": ["Cycle time after trials."],
        }
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((ROUND_1, "PRT-100-A"), "PRT-100-A is nothing that an offer is compared with"),
        ((ROUND_1, ROUND_1), "OFR-2024-0901 is compared with itself"),
        ((ROUND_1, "OFR-2024-0999"), "There is no record OFR-2024-0999"),
    ],
)
def test_what_cannot_be_compared_is_said(tmp_path: Path, words: tuple[str, str], says: str) -> None:
    done = call(sample(tmp_path, rounds()), "compare", *words)
    assert done.code == 2
    assert says in done.err


def test_an_item_of_one_side_is_one_row_and_a_text_one_line(tmp_path: Path) -> None:
    more = "  - {what: Gauge, part: PRT-200-B, cost: 1.00 EUR, price: 900.00 EUR, treatment: lump_sum}\nlta_proposed"
    text = offer(2, first="2.8003 EUR", moves=MOVES).replace("lta_proposed", more)
    text = text.replace("assumptions: [", 'assumptions: ["One\\nTwo", ')
    project = sample(tmp_path, rounds() | {f"sample/offers/{ROUND_2}.yaml": text})
    out = call(project, "compare", ROUND_1, ROUND_2).out
    assert "  tooling_lines Gauge  — → PRT-200-B, 1.00 EUR, 900.00 EUR, lump_sum" in out
    assert "Gauge.price" not in out
    assert "→ One Two, =HYPERLINK(1)" in out


def test_targets_are_called_targets_and_units_read_the_same_from_both_sides(tmp_path: Path) -> None:
    project = sample(tmp_path, awarded())
    both = [call(project, "compare", *pair).out for pair in ((ASKED, ROUND_2), (ROUND_2, ASKED))]
    assert all("The prices of RFQ-2024-0901 are the targets of the customer." in out for out in both)
    assert "targets" not in call(project, "compare", ROUND_1, ROUND_2).out
    both = [call(project, "compare", *pair).out for pair in ((ROUND_3, ORDERED), (ORDERED, ROUND_3))]
    assert all("not comparable: EUR and USD" in out for out in both)


def test_reasons_of_several_rounds_stand_below_each_other(tmp_path: Path) -> None:
    later = MOVES.replace("Cycle time after trials.", "Second cavity.")
    files = rounds()
    files[f"sample/offers/{ROUND_3}.yaml"] = offer(3, first="2.7661 EUR", moves=later, day="2024-12-01")
    lines = call(sample(tmp_path, files), "compare", ROUND_1, ROUND_3).out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.endswith("Cycle time after trials."))
    assert lines[at + 1].strip() == "Second cavity."
    assert lines[at + 1].index("Second") == lines[at].index("Cycle")


def test_two_accounts_are_never_compared(tmp_path: Path) -> None:
    files = awarded()
    foreign = "other/customer-orders/ORD-2024-0777.yaml"
    project = sample(
        tmp_path, {**files, foreign: files[f"sample/customer-orders/{ORDERED}.yaml"].replace(ORDERED, "ORD-2024-0777")}
    )
    done = call(project, "compare", ROUND_1, "ORD-2024-0777")
    assert done.code == 2
    assert "OFR-2024-0901 stands in sample, ORD-2024-0777 in other." in done.err
