"""Codes that are not in force: waiting ones name what they wait for, retired ones their successors."""

import re

from kamdocs.cli.catalogue import codes
from kamdocs.core.code import Nature, Severity
from kamdocs.kinds import LATER
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.waiting import WAITING

RELEASES = frozenset(
    {
        "a kind for price extracts",
        *(f"the {name} release" for name in ("prices", "claims", "tools", "team", "Git")),
    }
)


def test_every_code_waits_for_a_kind_that_is_not_built_or_for_a_release() -> None:
    later = frozenset(LATER.values())
    unclear = {
        one.code: one.waits_for for one in WAITING.values() if not set(one.waits_for.split(", ")) <= later | RELEASES
    }
    assert unclear == {}


def test_every_code_says_in_one_sentence_when_it_will_fire() -> None:
    assert len(WAITING) == 157
    for name, one in WAITING.items():
        assert re.fullmatch(r"[A-Z]{3}\d{3}", name)
        assert name == one.code
        assert re.fullmatch(r"[A-Z][^|]{15,120}\.", one.what), name
        assert one.severity is not Severity.OFF
    assert len({one.what for one in WAITING.values()}) == len(WAITING)


def test_a_code_has_one_state() -> None:
    in_force = frozenset(codes())
    assert not in_force & set(WAITING)
    assert not in_force & set(RETIRED)
    assert not set(WAITING) & set(RETIRED)


def test_retired_codes_name_successors_in_force() -> None:
    assert set(RETIRED) == {"GEN005", "GEN009"}
    for one in RETIRED.values():
        assert one.because.endswith(".")
        assert set(one.successors) <= set(codes())


def test_a_row_is_read_as_it_stands() -> None:
    one = WAITING["PRC020"]
    assert (one.severity, one.nature, one.waits_for) == (Severity.WARNING, Nature.STATIC, "a kind for price extracts")
    assert WAITING["VOL015"].nature is Nature.DATED
