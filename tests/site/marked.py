"""Records of every kind in which every field holds a value that stands nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import yaml

from kamdocs.core.audience import Class
from kamdocs.core.book import Book, Held, Shelf
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.forms import FunctionForm, RefForm
from kamdocs.core.policy import Policy
from kamdocs.core.proof import Attachment
from kamdocs.core.record import Record, spell
from kamdocs.kinds import BY_SLUG, KINDS, LATER
from kamdocs.load.loader import Words, load

FIRST_DAY = date(2050, 1, 1)
_NUMBERS = {
    "money": "{}.37 EUR",
    "unit price": "{}.1234 EUR",
    "cost rate": "{}.11 EUR/h",
    "pieces": "{} pcs",
    "quantity": "{} pcs",
    "shots": "{} shots",
    "rate": "{} pcs/week",
    "hours": "{}.25 [unit]",
    "weight": "{}.125 kg",
    "bare number": "{}",
    "percent": "12.{} %",
    "percent or unit price": "{}.1234 EUR",
    "percent or money": "{}.41 EUR",
}
_WORDS = ("text", "line", "text as typed")
_OWN = {"mark_price": Class.PRICE, "mark_claim": Class.CLAIM, "mark_schedule": Class.SCHEDULE}


@dataclass(frozen=True)
class Marker:
    """A value that stands in one field only: what to look for, in which record and field, of which class."""

    token: str
    record: str
    path: str
    seen_as: Class


@dataclass
class Marked:
    """Makes records; `set_name` is part of every id, so that two sets share nothing."""

    set_name: str
    start: int
    _count: int = 0
    tokens: dict[str, str] = field(default_factory=dict)

    def id_of(self, kind: str) -> str:
        """The id of the one record of a kind."""
        prefix = BY_SLUG[kind].about.prefix if kind in BY_SLUG else {v: k for k, v in LATER.items()}[kind]
        return f"{prefix}-{self.set_name}-1"

    def record(self, kind: str, **fixed: object) -> dict[str, object]:
        """All fields of a record; `fixed` says some of them."""
        made: dict[str, object] = {"id": self.id_of(kind)}
        for name, one in fields_of(BY_SLUG[kind].model).items():
            if name in fixed:
                if fixed[name] is not None:
                    made[name] = fixed[name]
            elif name not in ("id", "own", "only_for", "formerly"):
                made[name] = self._value(one, kind)
        return _agreeing(made, BY_SLUG[kind].model, fixed)

    def _value(self, one: FieldOf, kind: str) -> object:
        if one.block is not None:
            inner = {name: self._value(sub, kind) for name, sub in fields_of(one.block).items()}
            inside: object = _agreeing(inner, one.block, {})
        else:
            inside = self._text(one, kind)
        if one.block is Attachment and isinstance(inside, dict):
            here, archived = dict(inside), dict(inside)
            del here["held_in"], archived["file"]
            return [here, archived]
        if one.shape == "list":
            return [inside]
        if one.shape == "map":
            return {self._key(one): inside}
        return inside

    def _key(self, one: FieldOf) -> str:
        form = one.key_form
        if form is not None and form.name == "month":
            return "2061-07"
        if form is not None and form.name == "year":
            return "2061"
        if isinstance(form, RefForm):
            return self.id_of(form.kinds[0])
        return "mark"

    def _text(self, one: FieldOf, kind: str) -> str:
        if isinstance(one.form, RefForm):
            target = one.form.kinds[0] if one.form.kinds else "communication"
            return self.id_of(kind if target == "self" else target)
        if one.form is None:
            return one.words[-1]
        if isinstance(one.form, FunctionForm):
            return "kam"
        self._count += 1
        number = self.start + self._count
        if one.form.name in _WORDS:
            return self._known(f"Mk{number} marker words", f"Mk{number}")
        if one.form.name == "day" or one.form.name == "day or month":
            day = (FIRST_DAY + timedelta(days=number - 100000)).isoformat()
            return self._known(day, day)
        if one.form.name == "hash":
            return self._known(f"{number:064x}", f"{number:064x}")
        if one.form.name in _NUMBERS:
            unit = one.form.example.partition(" ")[2]
            text = _NUMBERS[one.form.name].format(number).replace("[unit]", unit)
            return self._known(text, str(number))
        return one.form.example

    def _known(self, text: str, token: str) -> str:
        self.tokens[text] = token
        return text


def _agreeing(made: dict[str, object], model: type[Block], fixed: dict[str, object]) -> dict[str, object]:
    """The fields of a block, where a field without meaning beside another one's word gets a better word there."""
    for one in fields_of(model).values():
        for condition, wanted in ((one.told.refused_without, True), (one.told.refused_with, False)):
            if condition and condition[0] not in fixed and one.name in made:
                words = fields_of(model)[condition[0]].words
                better = [word for word in words if (word == condition[1]) is wanted]
                made[condition[0]] = better[-1] if better else condition[1]
    return made


def marked_records(marks: Marked, policy: Policy) -> list[Record]:
    """One record of every kind with every field; a second contact of the customer's side."""
    plant, part, programme = marks.id_of("plant"), marks.id_of("part"), marks.id_of("programme")
    found = []
    for kind in KINDS:
        slug = kind.slug
        fixed: dict[str, object] = {"programme": programme} if slug != "programme" else {"programme": None}
        match slug:
            case "contact":
                fixed |= {"side": "internal"}
            case "communication":
                fixed |= {"class": "price", "about": [part]}
            case "decision":
                fixed |= {"class": "claim", "about": [part]}
            case "document":
                fixed |= {"class": "claim", "about": [part]}
            case "offer":
                fixed |= {"change": None}
            case "part":
                fixed |= {"plants": [{"plant": plant, "share": "100 %"}]}
            case "price_floor":
                fixed |= {"only_for": [marks.id_of("contact")]}
            case "price_index_clause":
                fixed |= {"fx": None}
            case "price":
                fixed |= {"own": {name: f"Mk{marks.start}{name} words" for name in _OWN}}
        found.append(_loaded(marks.record(slug, **fixed), kind.model, policy))
    internal = ("host_login", "git_emails", "away")
    customers = marks.record("contact", side="customer", programme=None, **dict.fromkeys(internal))
    found.append(_loaded(customers | {"id": f"PER-{marks.set_name}-2"}, BY_SLUG["contact"].model, policy))
    return found


def _loaded(made: dict[str, object], model: type[Record], policy: Policy) -> Record:
    text = yaml.safe_dump(made, sort_keys=False, allow_unicode=True, default_style='"')
    record, problems = load(text.encode(), model, Words(frozenset(policy.functions), policy.own_forms()))
    assert record is not None, [str(problem) for problem in problems]
    return record


def own_policy(policy: Policy) -> Policy:
    """A policy that declares the own fields of the marked records."""
    declared = {name: {"says": "A marker.", "form": "line", "class": seen.value} for name, seen in _OWN.items()}
    text = yaml.safe_dump({"price": declared})
    made = Policy.model_validate(_as_text(policy) | {"own_fields": yaml.load(text, yaml.BaseLoader)})
    return made


def _as_text(policy: Policy) -> dict[str, object]:
    return {
        "written_for": "0.1",
        "owner": policy.owner,
        "holds": "strict",
        "time_zone": "Europe/Paris",
        "reporting_currency": "EUR",
        "functions": list(policy.functions),
    }


def book_of(name: str, records: list[Record], policy: Policy, as_of: date) -> Book:
    """A book that holds these records, and nothing in `group`."""
    held = {one.id: Held(one, f"records/{name}/{one.about.folder}/{one.id}.yaml", name, "records") for one in records}
    return Book(Shelf(name, held), Shelf("group"), policy=policy, as_of=as_of)


def markers_in(record: Record, marks: Marked) -> Iterator[Marker]:
    """Every marker of a record with the class that its field names. Reads the declarations, not the site."""
    yield from _walk(record, record, None, (), marks)
    for name, seen_as in _OWN.items():
        if name in record.own:
            yield Marker(f"Mk{marks.start}{name}", record.id, f"own.{name}", seen_as)


def _walk(record: Record, block: Block, within: Class | None, path: tuple[str, ...], marks: Marked) -> Iterator[Marker]:
    for one in fields_of(type(block)).values():
        value = getattr(block, one.attribute)
        if value is None or (one.name == "own" and not path):
            continue
        seen_as = record.class_of(one, within)
        held = value if one.shape == "list" else value.values() if one.shape == "map" else (value,)
        for item in held:
            if isinstance(item, Block):
                yield from _walk(record, item, seen_as, (*path, one.name), marks)
            elif token := marks.tokens.get(_spelled(item)):
                yield Marker(token, record.id, ".".join((*path, one.name)), seen_as)


def _spelled(item: object) -> str:
    return spell(item)
