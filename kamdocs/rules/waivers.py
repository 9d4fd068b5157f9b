"""What policy and waivers make of a finding, and the three codes that judge waivers themselves.

Protected codes are never touched. A code that policy switches off is gone; a waived finding is taken out but counted;
what lies before `applies_from` is shown as information. A waiver that has run out excuses nothing: what it covered is
shown again and counts as dated until somebody next changes the record.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kamdocs.core.authority import Signed, in_charge, missing_authority, person_in
from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, INFO, OFF, STATIC, WARNING, Code, is_protected
from kamdocs.core.finding import Finding
from kamdocs.core.record import Record, Waiver
from kamdocs.rules.every_kind.spoken import spoken
from kamdocs.rules.retired import Retired
from kamdocs.rules.rule import Found, Hit, Rule, rule, rules_in
from kamdocs.rules.waiting import WAITING


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings after policy and waivers.

    Attributes:
        shown: What is reported.
        waived: What a waiver excuses today; only counted.
    """

    shown: tuple[Finding, ...]
    waived: tuple[Finding, ...]


def judge(findings: Iterable[Finding], book: Book, codes: Mapping[str, Code]) -> Judged:
    """Apply severities, waivers and `applies_from` to the findings of one account.

    Args:
        findings: Raw findings, those about waivers among them.
        book: The book; its policy is that of BASE where there is one.
        codes: Every code in force; a finding of another code is left as it is.
    """
    shown: list[Finding] = []
    waived: list[Finding] = []
    for finding in findings:
        if is_protected(finding.code) or finding.code not in codes:
            shown.append(finding)
            continue
        judged = _by_policy(finding, book)
        if judged is None:
            continue
        covering = _covering(finding, book)
        if any(one.until >= book.as_of for one in covering):
            waived.append(judged)
        else:
            shown.append(_come_back(judged, covering, book))
    return Judged(tuple(shown), tuple(waived))


def _by_policy(finding: Finding, book: Book) -> Finding | None:
    """The finding with the severity of this house, or None if the code is off."""
    own = book.policy.severities.get(finding.code)
    if own is not None and own.severity is OFF:
        return None
    if own is not None and own.severity is not finding.severity:
        finding = replace(finding, severity=own.severity, note=_joined(finding.note, "severity by policy"))
    starts = [
        one.from_ for one in book.policy.applies_from if one.rule == finding.code and one.account == finding.account
    ]
    if finding.day and starts and finding.day < max(starts).isoformat():
        return replace(finding, severity=INFO, note=_joined(finding.note, f"counts from {max(starts)} on"))
    return finding


def _joined(note: str, more: str) -> str:
    return f"{note}; {more}" if note else more


def _covering(finding: Finding, book: Book) -> tuple[Waiver, ...]:
    """The waivers that name this code for this record or item, run out or not."""
    held = book.shelf.held.get(finding.record)
    waivers = held.record.waivers if held else ()
    return tuple(one for one in waivers if covers(one, finding))


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver names the code of a finding, and its item if it names one."""
    if waiver.rule != finding.code:
        return False
    return waiver.item is None or finding.item == waiver.item or finding.item.startswith(f"{waiver.item}/")


def _come_back(finding: Finding, run_out: tuple[Waiver, ...], book: Book) -> Finding:
    if not run_out:
        return finding
    last = max(one.until for one in run_out)
    note = f"waived until {spoken(last, book.shelf.held[finding.record].record.home_class)}"
    return replace(finding, nature=DATED, note=_joined(finding.note, note))


@dataclass(frozen=True)
class Fired:
    """What the rules about waivers read beside the record.

    Attributes:
        book: The book.
        findings: Raw findings by record.
        codes: Every code in force.
        retired: Codes that are gone.
    """

    book: Book
    findings: Mapping[str, tuple[Finding, ...]]
    codes: Mapping[str, Code]
    retired: Mapping[str, Retired]

    def covered(self, record: Record, waiver: Waiver) -> tuple[Finding, ...]:
        """The findings that a waiver names."""
        return tuple(one for one in self.findings.get(record.id, ()) if covers(waiver, one))


def waiver_findings(
    findings: Iterable[Finding], book: Book, codes: Mapping[str, Code], retired: Mapping[str, Retired]
) -> tuple[Finding, ...]:
    """What is wrong with the waivers of an account (GEN008, GEN010, GEN012), without places in files.

    Args:
        findings: Raw findings of the account.
        book: The book.
        codes: Every code in force.
        retired: Codes that are gone.
    """
    by_record: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_record[finding.record].append(finding)
    fired = Fired(book, {name: tuple(found) for name, found in by_record.items()}, codes, retired)
    return tuple(
        _finding(one, hit, book)
        for record in book.own_records()
        if record.waivers
        for one in RULES
        for hit in one.run(record, fired)
    )


def _finding(one: Rule, hit: Hit, book: Book) -> Finding:
    return Finding(
        code=one.code.code,
        severity=one.code.severity,
        nature=one.code.nature,
        says=hit.says,
        account=book.account,
        record=hit.spot.record,
        spot=hit.spot,
        fix=hit.fix,
    )


def waiving_function(code: str, book: Book, waiver: Waiver) -> str | None:
    """The function that policy lets waive a code on the day of the approval: named for the code, else its family."""
    named: Mapping[str, str] = book.policy.limit("waiver_authority", on=waiver.approved_on) or {}
    return named.get(code) or named.get(code[:3])


@rule("GEN008", "waiver-without-authority", ERROR, STATIC, per=Record)
def waiver_without_authority(record: Record, fired: Fired) -> Found:
    """A waiver that nobody with authority has approved, that its own owner has approved, or that ends too early.

    Why:
        A gate that everybody opens for himself holds nothing up.

    Fix:
        Let the function approve it that policy names for this code.
    """
    for index, waiver in enumerate(record.waivers):
        known = waiver.rule in fired.codes or waiver.rule in WAITING
        if missing := _missing(record, waiver, fired.book) if known else "":
            function = waiving_function(waiver.rule, fired.book, waiver)
            fix = f"Let {function} approve it." if function and not is_protected(waiver.rule) else ""
            fix = "Delete the waiver and repair the finding." if is_protected(waiver.rule) else fix
            says = f"{waiver.approved_by} may not waive {waiver.rule}: {missing}"
            yield Hit(record.at("waivers", index, "approved_by"), says, fix)


def _missing(record: Record, waiver: Waiver, book: Book) -> str:
    """What a waiver of a known code lacks; empty if nothing."""
    if is_protected(waiver.rule):
        return "this code holds for everybody"
    if waiver.until < waiver.approved_on:
        until, approved = (spoken(day, record.home_class) for day in (waiver.until, waiver.approved_on))
        return f"it ends on {until}, before its approval on {approved}"
    if in_charge(record, book) == waiver.approved_by:
        return "nobody waives for a record of his own"
    signed = Signed(waiver.approved_by, waiver.approved_on)
    if missing := missing_authority(book, signed, scope="waiver", amount=None):
        return missing.replace(str(waiver.approved_on), spoken(waiver.approved_on, record.home_class))
    function = waiving_function(waiver.rule, book, waiver)
    if function is None:
        return "policy names nobody who may"
    person = person_in(book.authority, waiver.approved_by)
    if person is not None and person.function != function:
        return f"{function} may, {person.function} may not"
    return ""


@rule("GEN010", "waiver-run-out", ERROR, DATED, per=Record)
def waiver_run_out(record: Record, fired: Fired) -> Found:
    """A waiver has run out and what it excused is still there.

    Why:
        It was excused for a time; the time is over and nobody has repaired it.

    Fix:
        Repair the finding, or get a new waiver.
    """
    for index, waiver in enumerate(record.waivers):
        severity = fired.book.policy.severities.get(waiver.rule)
        if waiver.until >= fired.book.as_of or (severity is not None and severity.severity is OFF):
            continue
        valid = [one for one in record.waivers if one.until >= fired.book.as_of]
        if any(not any(covers(one, found) for one in valid) for found in fired.covered(record, waiver)):
            says = f"waiver of {waiver.rule} ended on {spoken(waiver.until, record.home_class)}; the finding is back"
            yield record.at("waivers", index, "until"), says


@rule("GEN012", "waiver-of-nothing", WARNING, STATIC, per=Record)
def waiver_of_nothing(record: Record, fired: Fired) -> Found:
    """A waiver of a static code that does not fire here, or of a code that no longer exists.

    Why:
        It hides the next mistake of this kind before anybody has seen it.

    Fix:
        Delete it.
    """
    for index, waiver in enumerate(record.waivers):
        if _excuses_nothing(record, waiver, fired):
            yield record.at("waivers", index, "rule"), "this waiver excuses nothing"


def _excuses_nothing(record: Record, waiver: Waiver, fired: Fired) -> bool:
    """Not judged for dated and waiting codes, nor while a file of the account or of `group` is unread."""
    code = fired.codes.get(waiver.rule)
    if code is None:
        return waiver.rule not in WAITING
    if is_protected(waiver.rule) or code.nature is DATED:
        return False
    unread = fired.book.shelf.unread or (fired.book.group is not None and fired.book.group.unread)
    return not unread and not fired.covered(record, waiver)


RULES = rules_in(sys.modules[__name__])
