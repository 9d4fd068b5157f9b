"""`explain` knows every code, every kind and every field, and what somebody may have meant instead."""

from pathlib import Path

import pytest

from kamdocs.cli.catalogue import codes
from kamdocs.core.code import is_protected
from kamdocs.core.facts import fields_of
from kamdocs.kinds import KINDS
from kamdocs.kinds.kind import Kind
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.waiting import WAITING
from tests.cli.running import PRICE, call, sample, text_of


@pytest.mark.parametrize("name", list(codes()))
def test_every_code_in_force_is_explained(name: str, tmp_path: Path) -> None:
    """The same sentences as those of a finding and of the handbook."""
    done, code = call(tmp_path, "explain", name), codes()[name]
    assert done.code == 0
    head, *lines = done.out.splitlines()
    assert head.startswith(f"{name}  {code.name} · {code.severity} · {code.nature}")
    assert ("cannot be changed or waived" in head) == is_protected(name)
    told = {line[:9].strip(): line[10:] for line in lines}
    assert (told["What"], told["Why"], told["Fix"]) == (code.what, code.why, code.fix)
    assert told["Yours"] == "there are no records here"


def test_every_waiting_code_says_what_it_waits_for(tmp_path: Path) -> None:
    assert len(WAITING) > 100
    for name, waiting in WAITING.items():
        done = call(tmp_path, "explain", name)
        assert done.code == 0
        assert done.out.splitlines() == [
            f"{name}  not in force yet: waiting for {waiting.waits_for}",
            f"{'What':<9} {waiting.what}",
        ]


def test_every_retired_code_says_what_took_its_place(tmp_path: Path) -> None:
    assert RETIRED
    for name, retired in RETIRED.items():
        done = call(tmp_path, "explain", name)
        assert done.code == 0
        assert done.out.startswith(f"{name}  retired\n")
        assert ", ".join(retired.successors) in done.out


def test_a_code_may_be_typed_in_small_letters(tmp_path: Path) -> None:
    assert call(tmp_path, "explain", "prc001").out == call(tmp_path, "explain", "PRC001").out


def test_it_says_where_the_code_fires_here_and_who_decides(tmp_path: Path) -> None:
    twice = {PRICE: text_of(PRICE).replace("valid_from: 2023-01-01", "valid_from: 2024-01-01")}
    said = call(sample(tmp_path, twice), "explain", "PRC001").out.splitlines()
    assert f"{'Decides':<9} controller (Marta Oliveira)" in said
    assert said[-1].startswith(f"{'Yours':<9} 1 here: records/{PRICE}:")
    assert call(tmp_path, "explain", "PRC002").out.splitlines()[-1] == f"{'Yours':<9} no finding here"


@pytest.mark.parametrize("kind", KINDS, ids=[kind.slug for kind in KINDS])
def test_every_kind_is_explained_with_all_its_fields_states_and_rules(kind: Kind, tmp_path: Path) -> None:
    done = call(tmp_path, "explain", kind.slug)
    assert done.code == 0
    assert done.out.startswith(f"{kind.slug}  ")
    assert f"{kind.about.folder}/{kind.about.example}.yaml" in done.out
    lines = done.out.splitlines()
    for name, field in fields_of(kind.model).items():
        assert [line for line in lines if line.startswith(f"  {name}: ") and field.told.says in line], name
    for track in kind.model.tracks.values():
        for state in track.states:
            assert [line for line in lines if line.startswith(f"  {state.name}")], state.name
    for rule in kind.rules:
        assert rule.code.code in done.out


@pytest.mark.parametrize(("word", "slug"), [("prices", "price"), ("PRC", "price"), ("people", "contact")])
def test_folder_and_prefix_lead_to_the_kind(word: str, slug: str, tmp_path: Path) -> None:
    assert call(tmp_path, "explain", word).out.startswith(f"{slug}  ")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("price.lines.unit_price", "price.lines.unit_price: "),
        ("price.unit_price", "price.lines.unit_price"),
        ("technical_index", "price.lines.technical_index"),
        ("amount_claimed", "claim.amount_claimed: "),
        ("period.from", "claim.period.from"),
    ],
)
def test_a_field_is_explained_with_an_example(word: str, expected: str, tmp_path: Path) -> None:
    done = call(tmp_path, "explain", word)
    assert done.code == 0
    assert [line for line in done.out.splitlines() if line.startswith(expected) and "e.g. `" in line], done.out


def test_a_field_of_every_record_is_explained_once(tmp_path: Path) -> None:
    lines = call(tmp_path, "explain", "supersedes").out.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("in every record: ")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("PRC01", "PRC0"),
        ("prise", "price"),
        ("unit_prise", "unit_price"),
        ("tecnical_index", "technical_index"),
        ("milestone_shedule", "milestone_schedule"),
    ],
)
def test_a_slip_leads_to_the_nearest_word(word: str, meant: str, tmp_path: Path) -> None:
    done = call(tmp_path, "explain", word)
    assert done.code == 2
    assert done.err.splitlines()[0] == f"kamdocs: Nothing here is called `{word}`."
    assert f"Did you mean `{meant}" in done.err


def test_a_word_that_is_near_to_nothing_leads_to_the_list(tmp_path: Path) -> None:
    done = call(tmp_path, "explain", "quetzalcoatl")
    assert done.code == 2
    assert "`kamdocs rules` lists the codes." in done.err


def test_values_of_a_claim_are_not_told(tmp_path: Path) -> None:
    """`Yours` names places, and no value."""
    claim = "sample/claims/CLM-2024-0001.yaml"
    project = sample(tmp_path, {claim: text_of(claim).replace("8400.00 EUR", "8400,77 EUR")})
    done = call(project, "explain", "VAL005")
    assert f"records/{claim}:10:17" in done.out
    assert "8400" not in done.out
