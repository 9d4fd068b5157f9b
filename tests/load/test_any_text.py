"""Whatever a person types: texts stay texts, numbers equal their text, and no bytes at all bring the loader down."""

import random
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from kamdocs.cli.workspace import MODELS
from kamdocs.core.forms import Count, Form, Money, Percent, Pieces, UnitPrice
from kamdocs.kinds.customer_site.model import CustomerSite
from kamdocs.load.loader import Words, load
from kamdocs.load.places import PlacesOf
from kamdocs.load.shelf import read_record
from kamdocs.load.yaml_events import Parsed, parse
from tests.books import SAMPLE

WORDS = Words(frozenset({"kam"}), {})
LONGEST = 2.0
"""Seconds for one small file: far above what any of them takes, far below what a person would call a hang."""

PLAIN = st.text("abzABZ0159 .,:;-+_/=%()äß€'\"#[]{}&*!|>@`~?\\", min_size=1, max_size=40)


def single_quoted(text: str) -> str:
    """The text as YAML quotes it."""
    return "'" + text.replace("'", "''") + "'"


@given(PLAIN)
def test_a_quoted_text_stays_what_it_was(text: str) -> None:
    """Also `no`, `0123456`, `171E2`, `10:30`, `~` and `2024-01-01`: nothing is guessed from its looks."""
    parsed = parse(f"name: {single_quoted(text)}\n".encode())
    assert parsed.tree == {"name": text}


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.+_/-]{0,30}", fullmatch=True))
def test_a_plain_word_stays_what_it_was(text: str) -> None:
    """Every word that needs no quotes; the words that stand for nothing are no value and no text either."""
    parsed = parse(f"name: {text}\nlist: [{text}]\n".encode())
    nothing = text in {"null", "Null", "NULL"}
    assert parsed.tree == {"name": None if nothing else text, "list": [None if nothing else text]}


@pytest.mark.parametrize(
    "text", ["no", "on", "NO", "0123456", "171E2", "10:30", "4.8200", "1_000", "0x1F", "2024-01-01", "1e3", ".5"]
)
def test_words_that_yaml_would_turn_into_something_else(text: str) -> None:
    parsed = parse(f"name: {text}\n".encode())
    assert parsed.tree == {"name": text}


def form_of(annotated: object) -> Form:
    """The form of an annotated type."""
    return next(part for part in annotated.__metadata__ if isinstance(part, Form))  # type: ignore[attr-defined]


NUMBERS = st.from_regex(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?", fullmatch=True)


@given(NUMBERS)
def test_a_number_equals_the_decimal_of_its_text(text: str) -> None:
    """As money, as percent and, where it is not negative, as a price: the digits that were typed, none more."""
    for form, unit in ((Money, "EUR"), (Percent, "%"), (UnitPrice, "EUR")):
        if form is UnitPrice and text.startswith("-"):
            continue
        value = form_of(form).typed(f"{text} {unit}")
        amount = value if isinstance(value, Decimal) else value.amount
        assert isinstance(amount, Decimal)
        assert amount == Decimal(text)
        assert amount.as_tuple() == Decimal(text).as_tuple()


@given(st.integers(0, 10**12))
def test_a_count_and_pieces_equal_their_text(number: int) -> None:
    assert form_of(Count).typed(str(number)) == number
    assert form_of(Pieces).typed(f"{number} pcs").amount == Decimal(number)


@given(st.text(min_size=1, max_size=20))
def test_a_number_is_typed_exactly_or_refused(text: str) -> None:
    """Nothing between: what is not digits with a point is refused with a VAL code and a sentence."""
    assert exactly_or_refused(text)


def exactly_or_refused(text: str) -> bool:
    """Whether an amount is the number that its text says, or refused with a code and a sentence."""
    try:
        value = form_of(Money).typed(f"{text} EUR")
    except PydanticCustomError as refusal:
        return refusal.type.startswith("VAL") and bool((refusal.context or {})["says"])
    return bool(value.amount == Decimal(text))


def judged(data: bytes) -> Parsed:
    """What reading says of some bytes: a tree or refusals with places, never both, within the time."""
    began = time.perf_counter()
    parsed = parse(data)
    assert time.perf_counter() - began < LONGEST
    assert (parsed.tree is None) == bool(parsed.problems)
    for problem in parsed.problems:
        assert problem.code.startswith("YML")
        assert problem.says
        assert problem.line >= 1
        assert problem.column >= 1
    return parsed


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_random_bytes_are_refused_or_read(data: bytes) -> None:
    judged(data)


@settings(max_examples=300)
@given(st.text("ab: -\n[]{}'\"#&*!|>%@`,?\t\\~<=\r\u00e9\u2028\ufeff0", max_size=120))
def test_random_yaml_is_refused_or_read(text: str) -> None:
    """Signs that mean something, in any order, also through the model and the second reading."""
    data = text.encode()
    judged(data)
    record, problems = read_record("a.yaml", data, CustomerSite, WORDS)
    assert (record is None) == any(not one.loads for one in problems)
    places = PlacesOf("a.yaml", data)
    for problem in problems:
        place = places.of(problem.path, problem.key)
        assert place.line >= 1
        places.excerpt(place.line)


RECORDS = sorted(path for path in SAMPLE.rglob("*.yaml") if path.parent.name in MODELS)


def mutated(data: bytes, seed: int) -> bytes:
    """A record with a few accidents: bytes changed, lines lost, doubled, joined or moved, a conflict, a comma."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        lines = data.split(b"\n")
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(8):
            case 0:
                del lines[first]
            case 1:
                lines.insert(first, lines[second])
            case 2:
                lines[first] = lines[first] + lines[second]
            case 3:
                lines[first] = b"  " * chance.randrange(4) + lines[first].strip()
            case 4:
                lines[first:first] = [b"<<<<<<< ours", lines[second], b"=======", b"x: 1", b">>>>>>> theirs"]
            case 5:
                lines[first] = lines[first].replace(b".", b",").replace(b": ", b":", 1)
            case 6:
                at = chance.randrange(len(lines[first]) + 1)
                lines[first] = lines[first][:at] + bytes([chance.randrange(256)]) + lines[first][at:]
            case _:
                at = chance.randrange(len(lines[first]) + 1)
                lines[first] = lines[first][:at] + chance.choice([b"[", b"{", b"'", b'"', b": ", b" #", b"\t", b"&a "])
        data = b"\n".join(lines)
    return data


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(RECORDS), st.integers(0, 2**32))
def test_a_mutated_record_is_a_record_or_has_a_sentence(path: Path, seed: int) -> None:
    """Accidents of editing never raise, never hang, and what does not load says why, at a line of the file."""
    data = mutated(path.read_bytes(), seed)
    began = time.perf_counter()
    record, problems = read_record(path.name, data, MODELS[path.parent.name], WORDS)
    assert time.perf_counter() - began < LONGEST
    assert (record is None) == any(not one.loads for one in problems)
    places = PlacesOf(path.name, data)
    last = data.count(b"\n") + 1
    for problem in problems:
        place = places.of(problem.path, problem.key)
        assert problem.says
        assert 1 <= (problem.line or place.line) <= last


def test_a_mutation_does_change_something() -> None:
    """So the property above is about broken records: most of them do not load."""
    lost = 0
    for seed in range(60):
        path = RECORDS[seed % len(RECORDS)]
        record, _ = read_record(path.name, mutated(path.read_bytes(), seed), MODELS[path.parent.name], WORDS)
        lost += record is None
    assert lost > 30


BOMBS = {
    "brackets": b"a: " + b"[" * 100_000,
    "braces": b"{a: " * 100_000,
    "nested lists": b"\n".join(b" " * n + b"-" for n in range(2_000)),
    "quotes": b'a: "' + b"\\" * 1_000_000,
    "colons": b"a" + b": " * 500_000,
    "question marks": b"? " * 300_000,
    "keys": b"\n".join(b"k%d: 1" % n for n in range(300_000)),
    "values": b"a: [" + b"1," * 600_000 + b"1]",
    "conflict markers": b"=======\n" * 200_000,
    "comments": b"a: b #\n" * 200_000,
    "tabs": b"a: b\t\n" * 200_000,
    "escapes": b'a: "' + b"\\u202e" * 300_000 + b'"',
    "wide": b"a: " + "价".encode() * 1_000_000,
    "one line": b"a: " + b"x" * 4_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", list(BOMBS))
def test_files_made_to_hang_a_parser_end(name: str) -> None:
    """Each within the limits of a file; the bound is what a person would wait, not a measure of speed."""
    began = time.perf_counter()
    record, problems = load(BOMBS[name][: 4 * 1024 * 1024], CustomerSite)
    assert record is None
    assert problems
    assert time.perf_counter() - began < 60
