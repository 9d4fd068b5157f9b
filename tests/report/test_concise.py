"""One line a finding, whatever the finding says."""

from dataclasses import replace

from kamdocs.core.code import WARNING
from kamdocs.core.place import Place
from kamdocs.report.concise import concise
from tests.report.reports import FINDING, SHOWN, report, shown


def test_one_line_a_finding_between_first_and_last() -> None:
    lines = list(concise(report(SHOWN, shown(line=44, severity=WARNING, blocks=False))))
    assert lines == [
        "As of 2024-12-02 (policy) · aurora, group · 312 records",
        "records/aurora/prices/PRC-1-MEL.yaml:41:17: PRC901 3.0700 EUR is planted",
        "records/aurora/prices/PRC-1-MEL.yaml:44:17: PRC901 3.0700 EUR is planted [warning]",
        "1 blocks the merge · 1 to check · 41 rules had something to check, 0 not run",
    ]


def test_all_of_them() -> None:
    assert len(list(concise(report(*(shown(line=number) for number in range(1, 501)))))) == 502


def test_no_finding_can_be_two_lines() -> None:
    bad = replace(SHOWN, finding=replace(FINDING, says="a\nb\r\nc\u2028d", place=Place("records/a\nb.yaml", 1, 1, 2)))
    assert len("\n".join(concise(report(bad))).splitlines()) == 3
