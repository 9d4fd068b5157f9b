"""Which rule speaks where two see one mistake: the other one stays silent at the same place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kamdocs.core.finding import Finding
from kamdocs.core.place import Path

SPEAKS: tuple[tuple[str, str], ...] = (
    ("GEN020", "PRC016"),
    ("PRC003", "EVD001"),
    ("TLG003", "EVD001"),
    ("CHG003", "GEN022"),
    ("CHG011", "GEN022"),
    ("CHG014", "EVD001"),
    ("EVD001", "EVD002"),
    ("PRC001", "GEN006"),
    ("PRC008", "PRC002"),
    ("PRC019", "PRC006"),
    ("VAL020", "GEN006"),
    ("VOL002", "SCH002"),
    ("LTA001", "PRC004"),
    ("CHG004", "PRC004"),
    ("IDX013", "PRC004"),
    ("IDX003", "PRC004"),
    ("IDX010", "IDX003"),
    ("IDX015", "CLM003"),
    ("LTA001", "LTA007"),
    ("LTA002", "SCH002"),
    ("LTA003", "DIR005"),
    ("LTA016", "LTA008"),
)
"""(speaking, silent). Both exist. Where a model names the code that reports a missing field, GEN023 never asks; a
reference to nothing leaves every rule that follows it without its input: neither needs a row."""

IN_ONE_ITEM: frozenset[tuple[str, str]] = frozenset(
    {("LTA001", "PRC004"), ("CHG004", "PRC004"), ("IDX013", "PRC004"), ("LTA001", "LTA007"), ("LTA003", "DIR005")},
)
"""Pairs that see one mistake in two fields of an item: the delta of an entry and the price of its line."""


def quieten(findings: Iterable[Finding], heard: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """The findings without those about which another code has already spoken.

    A place counts as the same if one of both paths leads through the other: the entry and its state, the line and its
    first field. The record as a whole is the same place only for itself.

    Args:
        findings: What rules found.
        heard: What reading the files has already said; it is not given back.
    """
    all_of_them = tuple(findings)
    speaking = {code for code, _ in SPEAKS}
    spoken: Mapping[tuple[str, str], list[Path]] = defaultdict(list)
    for finding in (*heard, *all_of_them):
        if finding.code in speaking:
            spoken[finding.code, _where(finding)].append(finding.spot.path)
    return tuple(finding for finding in all_of_them if not _is_silent(finding, spoken))


def _where(finding: Finding) -> str:
    return finding.record or finding.spot.record or finding.spot.file or finding.place.file


def _is_silent(finding: Finding, spoken: Mapping[tuple[str, str], list[Path]]) -> bool:
    return any(
        _same_place(_of_pair(finding.spot.path, (speaks, silent)), _of_pair(path, (speaks, silent)))
        for speaks, silent in SPEAKS
        if silent == finding.code
        for path in spoken.get((speaks, _where(finding)), ())
    )


def _of_pair(path: Path, pair: tuple[str, str]) -> Path:
    """The place that two codes share: the item of the field, where they look at two fields of it."""
    return path[:-1] if pair in IN_ONE_ITEM and len(path) > 1 else path


def _same_place(one: Path, other: Path) -> bool:
    shorter = min(len(one), len(other))
    return one == other if shorter == 0 else one[:shorter] == other[:shorter]
