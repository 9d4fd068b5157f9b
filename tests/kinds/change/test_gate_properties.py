"""What holds for every gate: days add up, signs mirror, and no GO stands beside an introduction without agreement."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.calc.gate import Answer, PerPiece, exposure_of_day, exposure_of_days, last_day, release_of, used_on
from kamdocs.cli.catalogue import engine
from kamdocs.core.money import Money
from kamdocs.kinds.change.figures import door
from kamdocs.kinds.change.figures.exposure import PartAtSite, at_site
from kamdocs.kinds.change.model import Door
from tests.kinds.change.story import CHANGE, PART, RELEASE, book_on, changed, the_change

FIRST, LAST = date(2024, 3, 1), date(2024, 4, 30)
DAYS = st.dates(FIRST, LAST)
EDGES = st.sampled_from([date(2024, 3, 1), date(2024, 3, 3), date(2024, 3, 4), LAST])
STATES = ("quoted", "in_negotiation", "agreed_in_principle", "agreed", "ordered", "refused", "waived")
PAPERS = ("", ", evidence: [COM-2023-0001]", ", evidence: [COM-2023-0002]", ", evidence: [DOC-2022-0001]")
_BOOK = book_on("2024-04-30", release="")


def _place(site: str) -> PartAtSite:
    found = at_site(_BOOK, PART, site)
    assert found is not None
    return found


def _days(place: PartAtSite, first: date, last: date) -> Iterator[Fraction]:
    """The exposure of each day, cut as this period is cut."""
    for stretch in place.stretches(first, last):
        for number in range((stretch.last - stretch.first).days + 1):
            yield place.of_day(stretch.first + timedelta(days=number), stretch)


@settings(max_examples=60, deadline=None)
@given(site=st.sampled_from(["SIT-M", "SIT-N"]), days=st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_exposure_is_additive_over_days(site: str, days: list[date]) -> None:
    """Cut a period anywhere: its parts are exactly the whole, before any rounding."""
    first, cut, last = days
    place, after = _place(site), cut + timedelta(days=1)
    whole = list(_days(place, first, last))
    assert len(whole) == (last - first).days + 1
    assert [*_days(place, first, cut), *(_days(place, after, last) if after <= last else ())] == whole


@given(
    pieces=st.fractions(0, 10**6),
    due=st.fractions(-100, 100),
    paid=st.fractions(-100, 100),
)
def test_signs_mirror(pieces: Fraction, due: Fraction, paid: Fraction) -> None:
    """What the customer owes us one way round, we owe him the other way round, to the last digit."""
    one = exposure_of_day(pieces, PerPiece(due, "EUR"), PerPiece(paid, "EUR"))
    other = exposure_of_day(pieces, PerPiece(paid, "EUR"), PerPiece(due, "EUR"))
    assert one == -other
    there, back = exposure_of_days([one], "EUR"), exposure_of_days([other], "EUR")
    assert (there.owed_to_us.amount, there.owed_by_us.amount) == (-back.owed_by_us.amount, -back.owed_to_us.amount)


@given(
    length=st.integers(0, 60),
    used_after=st.none() | st.integers(-30, 60),
    money=st.tuples(st.decimals(0, 200, places=2), st.decimals(0, 5000, places=2)),
    costs=st.lists(st.fractions(0, 300), max_size=90),
)
def test_a_release_never_carries_beyond_its_ceiling_or_its_end(
    length: int, used_after: int | None, money: tuple[Decimal, Decimal], costs: list[Fraction]
) -> None:
    """On its last day it is within the ceiling; the day after it is not, or the release has ended."""
    a_day, ceiling = money
    release = release_of(FIRST, FIRST + timedelta(days=length), Money(a_day, "EUR"), Money(ceiling, "EUR"))
    used_from = None if used_after is None else FIRST + timedelta(days=used_after)

    def measured(day: date) -> Fraction | None:
        place = (day - used_from).days if used_from else -1
        return sum(costs[: place + 1], Fraction(0)) if place < len(costs) else None

    def used(day: date) -> Fraction:
        return used_on(release, day, used_from=used_from, measured=measured).amount

    last = last_day(release, used_from=used_from, measured=measured)
    following = release.on if last is None else last + timedelta(days=1)
    assert last is None or (release.on <= last <= release.until and used(last) <= ceiling)
    assert following > release.until or used(following) > ceiling


def _act(state: str, on: date, paper: str) -> str:
    return f"  - {{state: {state}, on: {on}{paper}}}\n"


def _any_order(acts: list[tuple[date, str, str]]) -> list[str]:
    """Any states with any papers; only the days do not decrease."""
    return [_act(state, on, paper) for on, state, paper in sorted(acts, key=lambda one: one[0])]


def _stepped_back(days: list[date], state: str) -> list[str]:
    """Agreed in writing, and no longer agreed some days later: the answer of the days between is the hard one."""
    return [_act("agreed", min(days), PAPERS[2]), _act(state, max(days), "")]


_ACT_DAYS = st.dates(date(2024, 2, 1), LAST)
_TRACKS = st.one_of(
    st.lists(st.tuples(_ACT_DAYS, st.sampled_from(STATES), st.sampled_from(PAPERS)), max_size=4).map(_any_order),
    st.builds(_stepped_back, st.lists(_ACT_DAYS, min_size=2, max_size=2), st.sampled_from(["quoted", "refused"])),
)


@st.composite
def _records(draw: st.DrawFn) -> dict[str, str]:
    """The change with any commercial track, allowed or not, introduced on any day by any sign, given away or not."""
    acts = ["  - {state: not_assessed, on: 2024-02-01}\n", *draw(_TRACKS)]
    head = changed(f"changes/{CHANGE}", ("", ""))[f"changes/{CHANGE}"].partition("commercial_track:")[0]
    if implemented := draw(st.none() | DAYS):
        head = head.replace("on: 2024-02-01}]", f"on: 2024-02-01}}, {{state: implemented, on: {implemented}}}]")
    if draw(st.booleans()):
        head += "free_of_charge: {by: PER-0001, on: 2024-02-02, because: Settled with the next award.}\n"
    shipped = draw(st.none() | DAYS)
    there = f", shipped_from: {shipped}" if shipped else ""
    part = changed(f"parts/{PART}", (", shipped_from: 2024-03-11", there))
    return {f"changes/{CHANGE}": f"{head}commercial_track:\n{''.join(acts)}", **part}


@settings(max_examples=120, deadline=None)
@given(records=_records(), as_of=EDGES | DAYS, has_release=st.booleans())
def test_no_go_stands_beside_an_introduction_without_agreement(
    records: dict[str, str], as_of: date, has_release: bool
) -> None:
    """While CHG001 fires the door says GO only on a day on which a release carries."""
    book = book_on(as_of.isoformat(), records, release=RELEASE if has_release else "")
    fires = any(one.code == "CHG001" for one in engine().run(book).findings)
    answer, _ = door(the_change(book), Door.INTRODUCE, book)
    carries = has_release and date(2024, 3, 4) <= as_of <= date(2024, 4, 30)
    assert not (fires and answer is Answer.GO) or carries
