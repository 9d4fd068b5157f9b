"""What holds for every change, however it is written: no rule breaks down, and no two rules tell of one mistake."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.cli.catalogue import engine
from kamdocs.kinds.change.figures import Answer, door, first_introduction, releases
from kamdocs.kinds.change.model import Change, Door
from tests.books import book_from

ID = "CHG-2024-0002"
FIRST = date(2024, 9, 2)
DAYS = st.integers(0, 150).map(lambda number: (FIRST + timedelta(days=number)).isoformat())
MAYBE_DAY = st.none() | DAYS
AMOUNTS = st.sampled_from(["0.00 EUR", "0.01 EUR", "70.00 EUR", "1500.00 EUR", "99999.99 EUR", "70.00 USD"])
PAPERS = st.sampled_from(["", "COM-2023-0001", "COM-2023-0002", "ORD-2023-0001", "MTG-2024-0001", ID])
TECHNICAL = ("inquiry", "created", "analysed", "approved", "ordered", "implemented", "closed", "cancelled")
COMMERCIAL = ("not_assessed", "quoted", "agreed_in_principle", "agreed", "invoiced", "refused", "waived")
DELTAS = ("", "{value_added: 0.0500 EUR}", "{mandated: -0.1000 EUR}", "{value_added: 5.0000 EUR per 100}")


def acts(states: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A track in any order of states; only its days do not decrease."""
    rows = st.lists(st.tuples(st.sampled_from(states), DAYS, PAPERS), min_size=1, max_size=4)
    return rows.map(lambda found: "".join(_act(*one) for one in sorted(found, key=lambda one: one[1])))


def _act(state: str, on: str, paper: str) -> str:
    return f"  - {{state: {state}, on: {on}{f', evidence: [{paper}]' if paper else ''}}}\n"


@st.composite
def written_releases(draw: st.DrawFn) -> str:
    """Releases of both doors, each with or without its end, price and ceiling."""
    rows = ""
    days = draw(st.lists(DAYS, max_size=3, unique=True))
    for on in days:
        bits = [f"door: {draw(st.sampled_from(('launch', 'introduce')))}", f"on: {on}", "because: Line stop otherwise."]
        bits.append(f"by: {draw(st.sampled_from(('PER-0001', 'PER-0004', 'PER-0101')))}")
        for name, values in (("until", MAYBE_DAY), ("price_per_day", AMOUNTS), ("cost_ceiling", AMOUNTS)):
            value = draw(st.none() | values)
            bits += [f"{name}: {value}"] if value else []
        rows += f"  - {{{', '.join(bits)}}}\n"
    return f"risk_releases:\n{rows}" if rows else ""


@st.composite
def written_changes(draw: st.DrawFn) -> str:
    """A change of which anything may be missing, early, late or out of order."""
    delta = draw(st.sampled_from(DELTAS))
    index = draw(st.sampled_from(["03", "02", "09"]))
    bom = draw(st.sampled_from(["", ", bom_delta: [{component: 7K-044, quantity: -0.005 kg}]"]))
    line = f'part: PRT-200-B, index_from: "02", index_to: "{index}"{bom}{f", price_delta: {delta}" if delta else ""}'
    text = f"id: {ID}\ninitiator: {draw(st.sampled_from(('customer', 'us')))}\nreason: Softer lip.\n"
    text += f"received_on: {draw(DAYS)}\nlines:\n  - {{{line}}}\n"
    for name in ("quote_due", "introduction_date", "internal_release_on", "tier2_order_on", "first_cost_on"):
        day = draw(MAYBE_DAY)
        text += f"{name}: {day}\n" if day else ""
    text += draw(st.sampled_from(["", "one_off: {tooling: 1200.00 EUR}\n", "one_off: {tooling: 1.00 USD}\n"]))
    text += draw(st.sampled_from(["", "one_off_recovery: order\n", "one_off_recovery: waived\n"]))
    gift = draw(MAYBE_DAY)
    text += f"free_of_charge: {{by: PER-0001, on: {gift}, because: Settled with the award.}}\n" if gift else ""
    text += draw(written_releases())
    return f"{text}technical_track:\n{draw(acts(TECHNICAL))}commercial_track:\n{draw(acts(COMMERCIAL))}"


def part_with(shipped: str | None, release: str, ppap: str) -> str:
    there = f"\n    introductions:\n      - {{site: SIT-ONE, shipped_from: {shipped}}}" if shipped else ""
    state = f"{ppap}\n    ppap_on: 2024-10-07" if ppap != "none" else ppap
    return (
        'id: PRT-200-B\nprogramme: PRG-S1\ncustomer_number: "0200 B"\ndescription: Cover, rear\n'
        "plants:\n  - {plant: PLT-ONE, share: 100 %}\nlifecycle: series\ntechnical_indices:\n"
        '  - index: "02"\n    release_date: 2021-07-05\n    ppap_state: approved\n    ppap_on: 2022-01-24\n'
        "    bom:\n      - {component: 7K-044, quantity: 0.350 kg}\n"
        f'  - index: "03"\n    release_date: {release}\n    ppap_state: {state}{there}\n'
        "    bom:\n      - {component: 7K-044, quantity: 0.345 kg}\n"
    )


PARTS = st.builds(part_with, MAYBE_DAY, DAYS, st.sampled_from(["none", "submitted", "approved"]))


@settings(max_examples=60, deadline=None)
@given(text=written_changes(), part=PARTS, as_of=DAYS)
def test_no_rule_breaks_down(text: str, part: str, as_of: str) -> None:
    """Every rule of the house runs over it, each finding has its code and its sentence."""
    files = {f"sample/changes/{ID}.yaml": text, "sample/parts/PRT-200-B.yaml": part}
    book = book_from(files, as_of=as_of)
    found = engine().run(book).findings
    assert all(one.code and one.says and "None" not in one.says for one in found)
    codes = {one.code for one in found if one.code.startswith("CHG")}
    assert not {"CHG001", "CHG002"} <= codes
    change = book.get_as(Change, ID)
    assert change is not None
    if "CHG001" in codes:
        _shut_from_the_introduction_on(files, change)


def _shut_from_the_introduction_on(files: dict[str, str], change: Change) -> None:
    """Where nothing allowed an introduction, its door does not say GO on that day, nor later without a release."""
    first = first_introduction(change, book_from(files))
    assert first is not None
    for later in (0, 1, 30):
        day = first.on + timedelta(days=later)
        book = book_from(files, as_of=day.isoformat())
        if not any(one.covers(day) for one in releases(change, Door.INTRODUCE, book)):
            assert door(change, Door.INTRODUCE, book)[0] is not Answer.GO
        else:
            assert later > 0
