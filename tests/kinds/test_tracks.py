"""Every track of every kind: each allowed step is walked, every other one refused; the tables stand here once more."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from kamdocs.core.book import Book
from kamdocs.core.facts import Block, fields_of
from kamdocs.core.record import Record
from kamdocs.core.track import Entry
from kamdocs.core.walk import innermost, tracks_in
from kamdocs.kinds import KINDS
from kamdocs.rules.every_kind.tracks import state_out_of_order
from kamdocs.rules.rule import Hit
from tests.books import book_from

TABLES: dict[str, str] = {
    "rfq.track": """
        expected 0 |
        received 3 | expected
        feasibility 3 | received
        quoting 3 | feasibility
        answered 2 | quoting
        awarded 4 | answered
        lost 0 | answered
        declined 0 | received feasibility quoting
        cancelled 0 | expected received feasibility quoting answered
    """,
    "offer.track": """
        draft 0 | in_validation validated
        in_validation 0 | draft
        validated 0 | in_validation
        sent 2 | validated
        in_negotiation 1 | sent
        accepted 4 | sent in_negotiation
        lost 0 | sent in_negotiation
        superseded 0 | sent in_negotiation
        withdrawn 0 | validated sent in_negotiation
    """,
    "nomination.track": """
        received 4 |
        checked 4 | received contested
        accepted 4 | checked
        contested 2 | received checked accepted
    """,
    "customer_order.track": """
        received 4 |
        checked 4 | received contested
        accepted 4 | checked
        contested 2 | received checked accepted
    """,
    "price.lines.track": """
        draft 0 |
        proposed 2 | draft
        agreed_in_principle 1 | proposed
        agreed 3 | draft proposed agreed_in_principle contested
        loaded 4 | agreed contested
        contested 3 | agreed loaded
        withdrawn 0 | draft proposed agreed_in_principle
    """,
    "retro_billing.track": """
        calculated 0 |
        issued 2 | calculated
        settled 5 | issued
        not_billed 0 | calculated
    """,
    "price_index_clause.track": """
        draft 0 |
        agreed 3 | draft
        signed 4 | draft agreed
        terminated 3 | agreed signed
    """,
    "index_adjustment.track": """
        calculated 0 |
        notified 2 | calculated
        agreed 3 | calculated notified
        applied 3 | agreed
        waived 0 | calculated notified agreed
    """,
    "lta.track": """
        proposed 2 |
        agreed 3 | proposed suspended breached_by_us breached_by_customer
        suspended 2 | agreed
        breached_by_us 2 | agreed suspended
        breached_by_customer 2 | agreed suspended
        renegotiated 3 | agreed suspended breached_by_us breached_by_customer
    """,
    "productivity_idea.track": """
        HG1 0 | HG2
        HG2 0 | HG1 HG3
        HG3 0 | HG2 HG4
        HG4 0 | HG3 HG5
        HG5 0 | HG4
        dropped 0 | HG1 HG2 HG3 HG4
    """,
    "change.technical_track": """
        inquiry 0 |
        created 0 | inquiry
        analysed 0 | created
        commented 0 | analysed
        approved 0 | analysed commented
        ordered 4 | approved
        implemented 0 | ordered
        closed 0 | implemented
        cancelled 0 | inquiry created analysed commented approved ordered
    """,
    "change.commercial_track": """
        not_assessed 0 |
        quoted 2 | not_assessed refused
        in_negotiation 2 | quoted
        agreed_in_principle 1 | quoted in_negotiation
        agreed 3 | quoted in_negotiation agreed_in_principle
        ordered 4 | agreed
        invoiced 4 | ordered
        refused 3 | quoted in_negotiation agreed_in_principle
        waived 0 | quoted in_negotiation agreed_in_principle
    """,
    "claim.track": """
        identified 0 |
        quantified 0 | identified
        validated 0 | quantified
        notified 2 | validated
        submitted 2 | notified
        in_negotiation 2 | submitted rejected
        agreed 3 | submitted in_negotiation
        settled 5 | agreed
        closed 0 | settled traded rejected abandoned
        traded 4 | in_negotiation agreed
        rejected 3 | submitted in_negotiation
        abandoned 0 | identified quantified validated notified submitted in_negotiation agreed
    """,
    "obligation.track": """
        open 0 | disputed
        fulfilled 1 | open disputed
        disputed 2 | open
        waived 0 | open disputed
    """,
    "tool.track": """
        estimated 0 |
        quoted 0 | estimated
        ordered_by_customer 4 | estimated quoted
        released_internally 0 | quoted ordered_by_customer
        in_build 0 | released_internally
        at_plant 0 | in_build
        ppap_approved 0 | at_plant
        series 0 | ppap_approved
        service_hold 0 | series
        disposal_requested 2 | series service_hold
        disposal_authorised 3 | disposal_requested
        scrapped 3 | disposal_authorised
        returned 3 | series service_hold disposal_authorised
        sold 3 | series service_hold disposal_authorised
        transferred 3 | series service_hold disposal_authorised
    """,
    "tool.payment_track": """
        invoiced 2 |
        part_paid 5 | invoiced
        paid 5 | invoiced part_paid
        registered 5 | paid
    """,
    "volume_plan.track": """
        draft 0 |
        validated 0 | draft
        frozen 0 | validated
        withdrawn 0 | draft validated
    """,
    "milestone_schedule.track": """
        draft 0 |
        frozen 0 | draft
        withdrawn 0 | draft
    """,
}
"""By kind and field: state and lowest grade of its proof, then the states that may stand before it."""

SIGNED = {
    "retro_billing.track": {"not_billed": "approval"},
    "index_adjustment.track": {"waived": "approval"},
    "productivity_idea.track": {"HG3": "approval", "HG5": "verified"},
    "obligation.track": {"waived": "waived"},
    "change.commercial_track": {"waived": "free_of_charge"},
    "claim.track": {"validated": "validated", "abandoned": "concession_approval"},
    "tool.track": {"released_internally": "internal_validation"},
}

RANKS = {
    "rfq.track": (
        "expected received feasibility quoting answered awarded",
        "expected received feasibility quoting answered",
        "answered",
    ),
    "offer.track": ("draft in_validation validated sent in_negotiation accepted", "sent in_negotiation", "sent"),
    "nomination.track": ("received checked accepted", "received checked accepted", "received"),
    "retro_billing.track": ("calculated issued settled", "calculated issued", "issued"),
    "price_index_clause.track": ("draft agreed signed", "agreed signed", "agreed"),
    "index_adjustment.track": ("calculated notified agreed applied", "notified agreed applied", "notified"),
    "lta.track": ("proposed agreed", "agreed suspended breached_by_us breached_by_customer", "agreed"),
    "productivity_idea.track": ("HG1 HG2 HG3 HG4 HG5", "HG1 HG2 HG3 HG4 HG5", "HG3"),
    "obligation.track": ("open fulfilled", "open disputed", "open"),
}
"""Of the kinds that acquire, of prices and of reductions: order, live states, the state from which fields bind."""

AS_IF = {
    "lta.track": dict.fromkeys(("suspended", "breached_by_us", "breached_by_customer"), "agreed"),
}
"""Side states that rank like another one."""


def _table(name: str) -> dict[str, tuple[int, frozenset[str]]]:
    found = {}
    for row in TABLES[name].strip().splitlines():
        head, _, before = row.partition("|")
        state, grade = head.split()
        found[state] = (int(grade), frozenset(before.split()))
    return found


def _steps() -> Iterator[Any]:
    for name in TABLES:
        for before in _table(name):
            yield pytest.param(name, before, id=f"{name} after {before}")


@cache
def _book() -> Book:
    return book_from()


def _record(slug: str) -> Record:
    """A record of the sample of this kind."""
    model = next(kind.model for kind in KINDS if kind.slug == slug)
    return next(iter(_book().all(model)))


def _entry_model(model: type[Block], names: list[str]) -> type[Block]:
    block = innermost(fields_of(model)[names[0]]).block
    assert block is not None
    return block if len(names) == 1 else _entry_model(block, names[1:])


def _with_track(block: Any, names: list[str], track: tuple[Any, ...]) -> Any:
    """The block with another track; of a list of lines the first one gets it, and is then the only one."""
    if len(names) == 1:
        return block.model_copy(update={names[0]: track})
    return block.model_copy(update={names[0]: (_with_track(getattr(block, names[0])[0], names[1:], track),)})


def _refused(name: str, acts: list[tuple[str, str]]) -> list[Hit]:
    """What GEN003 finds in a record of the kind with these acts."""
    slug, *names = name.split(".")
    record = _record(slug)
    entry = _entry_model(type(record), names)
    track = tuple(entry.model_validate({"state": state, "on": day}) for state, day in acts)
    changed = _with_track(record, names, track)
    assert any([one.state for one in seen.entries] == [state for state, _ in acts] for seen in tracks_in(changed))
    place = (names[0], 0, names[1]) if len(names) > 1 else (names[0],)
    found = [hit if isinstance(hit, Hit) else Hit(*hit) for hit in state_out_of_order(changed, _book())]
    return [hit for hit in found if hit.spot.path[: len(place)] == place]


def test_the_tables_cover_every_track_of_every_kind() -> None:
    tracks = {f"{kind.slug}.{name}" for kind in KINDS for name in kind.model.tracks}
    assert tracks == set(TABLES)
    for kind in KINDS:
        for name, track in kind.model.tracks.items():
            assert {state.name for state in track.states} == set(_table(f"{kind.slug}.{name}"))


@pytest.mark.parametrize(("name", "before"), list(_steps()))
def test_only_what_the_table_allows_may_follow(name: str, before: str) -> None:
    """Each step of two states: allowed ones pass, every other one is refused at the later state."""
    for after, (_, allowed) in _table(name).items():
        found = _refused(name, [(before, "2024-03-04"), (after, "2024-03-04")])
        if before in allowed:
            assert found == [], f"{before} to {after}"
        else:
            assert [hit.says for hit in found] == [f"{after} cannot follow {before}"]
            assert found[0].spot.path[-2:] == (1, "state")


@pytest.mark.parametrize("name", list(TABLES))
def test_a_track_may_begin_anywhere_and_never_steps_back_in_time(name: str) -> None:
    for after, (_, allowed) in _table(name).items():
        assert _refused(name, [(after, "2024-03-04")]) == []
        for before in sorted(allowed):
            late = _refused(name, [(before, "2024-03-04"), (after, "2024-03-03")])
            assert [hit.spot.path[-2:] for hit in late] == [(1, "on")]
            assert late[0].says.endswith("is before 2024-03-04") or "▒▒▒" in late[0].says


@pytest.mark.parametrize("name", list(TABLES))
def test_each_state_asks_for_its_proof_and_signature(name: str) -> None:
    slug, _, field = name.partition(".")
    track = next(kind.model for kind in KINDS if kind.slug == slug).tracks[field]
    for state, (grade, allowed) in _table(name).items():
        row = track.by_name[state]
        assert (row.proof, frozenset(row.after)) == (grade, allowed)
        assert row.sign == SIGNED.get(name, {}).get(state, "")


@pytest.mark.parametrize("name", list(RANKS))
def test_order_live_states_and_binding(name: str) -> None:
    slug, _, field = name.partition(".")
    track = next(kind.model for kind in KINDS if kind.slug == slug).tracks[field]
    order, live, binds = RANKS[name]
    assert (" ".join(track.order), " ".join(track.live), track.binds_from) == (order, live, binds)
    assert track.as_if == AS_IF.get(name, {})


@pytest.mark.parametrize("name", list(TABLES))
def test_every_state_can_be_reached_from_a_first_one(name: str) -> None:
    """The whole way of each state is walked step by step without a finding."""
    table = _table(name)
    ways = _ways(table)
    assert set(ways) == set(table)
    for way in ways.values():
        assert _refused(name, [(state, f"2024-03-{day:02}") for day, state in enumerate(way, start=1)]) == []


def _ways(table: dict[str, tuple[int, frozenset[str]]]) -> dict[str, tuple[str, ...]]:
    """A shortest way to each state from one that may stand first."""
    first = next(iter(table))
    ways = {first: (first,)}
    grown = True
    while grown:
        grown = False
        for state, (_, before) in table.items():
            known = [ways[one] for one in before if one in ways]
            if state not in ways and known:
                ways[state] = (*min(known, key=len), state)
                grown = True
    return ways


def test_a_nomination_and_an_order_prove_themselves_and_nothing_else_does() -> None:
    assert {kind.slug for kind in KINDS if kind.model.proves_itself} == {"nomination", "customer_order"}


def test_an_entry_is_typed_by_its_own_track() -> None:
    """A state of another kind is no state here."""
    entry = _entry_model(type(_record("rfq")), ["track"])
    assert issubclass(entry, Entry)
    with pytest.raises(ValueError, match="accepted"):
        entry.model_validate({"state": "accepted", "on": "2024-03-04"})
    assert entry.model_validate({"state": "answered", "on": "2024-03-04"}).on == date(2024, 3, 4)  # type: ignore[attr-defined]
