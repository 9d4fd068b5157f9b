"""`rules` lists every code once, with its state."""

from collections import Counter
from pathlib import Path

from kamdocs.cli.catalogue import codes
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.waiting import WAITING
from tests.cli.running import call


def test_every_code_stands_once_in_order_with_its_state(tmp_path: Path) -> None:
    done = call(tmp_path, "rules")
    assert done.code == 0
    *rows, last = done.out.splitlines()
    listed = [row[:6] for row in rows]
    assert listed == sorted({*codes(), *RETIRED, *WAITING})
    assert max(Counter(listed).values()) == 1
    states = {row[:6]: row[8:] for row in rows}
    assert all(states[code].startswith("in force ") for code in codes())
    assert all(states[code].startswith("retired ") for code in RETIRED)
    assert all(states[code].startswith("waiting for ") for code in WAITING)
    assert last == (f"{len(rows)} codes: {len(codes())} in force, {len(RETIRED)} retired, {len(WAITING)} waiting")


def test_every_row_says_when_the_code_fires(tmp_path: Path) -> None:
    told = {code.code: code.what for code in codes().values()} | {one.code: one.what for one in WAITING.values()}
    rows = {row[:6]: row for row in call(tmp_path, "rules").out.splitlines()}
    assert all(rows[code].endswith(what) for code, what in told.items())


def test_a_family_alone(tmp_path: Path) -> None:
    *rows, last = call(tmp_path, "rules", "--family", "prc").out.splitlines()
    assert {row[:3] for row in rows} == {"PRC"}
    assert {"PRC001", "PRC002", "PRC003", "PRC016"} <= {row[:6] for row in rows}
    assert last.startswith(f"{len(rows)} codes: ")


def test_a_family_that_is_none_leads_to_those_there_are(tmp_path: Path) -> None:
    done = call(tmp_path, "rules", "--family", "PRX")
    assert done.code == 2
    assert done.out == ""
    assert "PRC" in done.err
