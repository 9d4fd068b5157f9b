"""The passport: every layer of a price with what moved it, and the paper behind each move with its hash."""

from decimal import Decimal

from kamdocs.core.layers import Layer
from kamdocs.kinds.price.figures import line_on, passport, passport_table
from kamdocs.kinds.price.figures.passport import Passport, Seal
from kamdocs.kinds.price.model import Price
from tests.books import book_from, sample_files

PRICE = "sample/prices/PRC-100-A-ONE.yaml"
ORDER = "sample/files/ORD-2023-0001.txt"


def _passport(overlay: dict[str, str] | None = None, without: tuple[str, ...] = ()) -> Passport:
    book = book_from(overlay, without=without)
    price = book.get_as(Price, "PRC-100-A-ONE")
    assert price is not None
    held = line_on(price, book.as_of, book.as_of)
    assert held is not None
    return passport(held, book)


def test_every_layer_leads_to_its_moves() -> None:
    found = _passport()
    moves = [(one.layer, str(one.since), one.because, one.delta.amount) for one in found.moves]
    assert moves == [
        (Layer.VALUE_ADDED, "2023-01-01", "", Decimal("2.6000")),
        (Layer.INDEXED_MATERIAL, "2023-01-01", "", Decimal("0.4000")),
        (Layer.TOOL_AMORTISATION, "2023-01-01", "", Decimal("0.1000")),
        (Layer.VALUE_ADDED, "2024-01-01", "COM-2023-0002", Decimal("-0.1000")),
    ]
    assert found.unexplained == ()
    assert sum(one.delta.amount for one in found.moves) == found.held.line.unit_price.amount


def test_the_paper_is_named_with_day_grade_and_verified_hash() -> None:
    found = _passport()
    assert found.paper is not None
    assert (found.paper.record, found.paper.grade, found.paper.seal) == ("ORD-2023-0001", 4, Seal.VERIFIED)
    assert len(found.paper.sha256) == 64
    assert found.is_evidenced
    last = found.moves[-1]
    assert last.cause is not None
    assert last.cause.record == "COM-2023-0002"


def test_an_exchanged_file_is_seen() -> None:
    """The hash is computed from the stored bytes, not believed."""
    found = _passport({ORDER: sample_files()[ORDER].decode() + "One line more.\n"})
    assert found.paper is not None
    assert found.paper.seal is Seal.DIFFERS


def test_a_missing_file_is_not_verified() -> None:
    found = _passport(without=(ORDER,))
    assert found.paper is not None
    assert found.paper.seal is Seal.NOT_HERE


def test_what_no_move_explains_is_a_row_of_its_own() -> None:
    text = sample_files()[PRICE].decode().replace("delta: -0.1000 EUR", "delta: -0.0800 EUR")
    found = _passport({PRICE: text})
    assert [(layer, rest.amount) for layer, rest in found.unexplained] == [(Layer.VALUE_ADDED, Decimal("-0.0200"))]
    book = book_from({PRICE: text})
    assert len(passport_table(found.held, book).rows) == len(found.moves) + 1


def test_agreement_alone_is_no_binding_proof() -> None:
    """A customer's letter is grade 3: agreed, but not evidenced by an order or a signed paper."""
    text = (
        sample_files()[PRICE]
        .decode()
        .replace("      - {state: loaded, on: 2023-12-18, evidence: [ORD-2023-0001]}\n", "")
    )
    found = _passport({PRICE: text})
    assert found.paper is not None
    assert found.paper.grade == 3
    assert not found.is_evidenced


def test_a_withdrawn_line_moved_nothing() -> None:
    line = (
        "  - valid_from: 2023-07-01\n    technical_index: A\n    unit_price: 3.0500 EUR\n"
        "    layers: {value_added: 2.5500 EUR, indexed_material: 0.4000 EUR, tool_amortisation: 0.1000 EUR}\n"
        "    build_up: [{because: COM-2023-0001, layer: value_added, delta: -0.0500 EUR}]\n"
        "    track: [{state: draft, on: 2023-05-02}, {state: withdrawn, on: 2023-05-30}]\n"
    )
    found = _passport({PRICE: sample_files()[PRICE].decode() + line})
    assert "COM-2023-0001" not in {one.because for one in found.moves}
