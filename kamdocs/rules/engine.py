"""The engine: every rule over every record of one book, hits to findings. It knows no business."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kamdocs.core.audience import Class, Level, level_of
from kamdocs.core.book import Book
from kamdocs.core.code import Code
from kamdocs.core.facts import Block, Item, fields_of
from kamdocs.core.finding import Finding
from kamdocs.core.place import Path
from kamdocs.core.record import Record
from kamdocs.core.track import Entry
from kamdocs.rules.rule import Hit, Rule


@dataclass(frozen=True)
class Ran:
    """What a run found, and how much it looked at.

    Attributes:
        findings: Raw findings: before waivers and policy, without places in files.
        checked: Codes that had at least one record to judge.
    """

    findings: tuple[Finding, ...]
    checked: frozenset[str]


class Engine:
    """Rules, sorted by what they judge.

    Args:
        rules: All rules of this kamdocs.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.codes: Mapping[str, Code] = {rule.code.code: rule.code for rule in self.rules}
        self._by_model: dict[type[Record], tuple[Rule, ...]] = {}
        self._of_account = tuple(rule for rule in self.rules if rule.per is None and not rule.against)

    def rules_for(self, model: type[Record]) -> tuple[Rule, ...]:
        """The rules that judge records of this kind one by one."""
        if model not in self._by_model:
            self._by_model[model] = tuple(
                rule for rule in self.rules if rule.per and issubclass(model, rule.per) and not rule.against
            )
        return self._by_model[model]

    def run(self, book: Book) -> Ran:
        """Judge all records of the account of this book (records of `group` only in the book of `group`)."""
        findings: list[Finding] = []
        by_model: dict[type[Record], list[Record]] = defaultdict(list)
        for record in book.own_records():
            by_model[type(record)].append(record)
        checked: set[str] = set()
        for model, records in by_model.items():
            for rule in self.rules_for(model):
                checked.add(rule.code.code)
                function = rule.function
                for record in records:
                    for found in function(record, book):
                        findings.append(self.finding(rule, found, book))
        for rule in self._of_account:
            checked.add(rule.code.code)
            findings.extend(self.finding(rule, found, book) for found in rule.function(book))
        return Ran(tuple(findings), frozenset(checked))

    def finding(self, rule: Rule, found: Any, book: Book) -> Finding:
        """A hit as a finding, with the item and the decisive day that its place gives."""
        hit = found if isinstance(found, Hit) else Hit(*found)
        record = book.get(hit.spot.record)
        item, day, mask = hit.item, hit.day, rule.code.strict
        if record is not None:
            item = item or item_at(record, hit.spot.path)
            day = day or decisive_day(record, hit.spot.path)
            mask = mask or level_of(class_at(record, hit.spot.path)) is Level.STRICT
        return Finding(
            code=rule.code.code,
            severity=rule.code.severity,
            nature=rule.code.nature,
            says=hit.says,
            account=book.account,
            record=hit.spot.record,
            spot=hit.spot,
            fix=hit.fix,
            item=item,
            day=day,
            mask=mask,
        )


def _walk(record: Record, path: Path) -> Iterable[tuple[Block, Path]]:
    """The blocks on the way of a path, outermost first, with the rest of the path in each."""
    block: Any = record
    rest = path
    yield record, rest
    while rest and isinstance(block, Block):
        field = fields_of(type(block)).get(str(rest[0]))
        if field is None or field.block is None:
            return
        value = getattr(block, field.attribute)
        rest = rest[1:]
        if field.shape != "one":
            if not rest or value is None:
                return
            step, rest = rest[0], rest[1:]
            if field.shape == "list":
                value = value[step] if isinstance(step, int) and step < len(value) else None
            else:
                value = next((one for key, one in value.items() if str(key) == str(step)), None)
        if value is None:
            return
        block = value
        yield block, rest


def item_at(record: Record, path: Path) -> str:
    """Key of the innermost item with a key that a path goes through; empty if there is none."""
    keys = [block.key_text() for block, _ in _walk(record, path) if isinstance(block, Item)]
    return next((key for key in reversed(keys) if key), "")


def decisive_day(record: Record, path: Path) -> str:
    """The `on` of the entry that a path leads to, else `valid_from` of its line, else the first `on` of the track."""
    blocks = [block for block, _ in _walk(record, path)]
    for block in reversed(blocks):
        if isinstance(block, Entry):
            return str(block.on)
        if isinstance(day := getattr(block, "valid_from", None), date):
            return day.isoformat()
    for name in record.tracks:
        entries = getattr(record, name.replace(".", "_"), None)
        if isinstance(entries, tuple) and entries:
            return str(entries[0].on)
    return ""


def class_at(record: Record, path: Path) -> Class:
    """The class of the field that a path leads to."""
    found = record.home_class
    within: Class | None = None
    for block, rest in _walk(record, path):
        field = fields_of(type(block)).get(str(rest[0])) if rest else None
        if field is not None:
            found = within = record.class_of(field, within)
    return found
