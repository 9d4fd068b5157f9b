"""Whether a reader knows everything that a record is about: only then may he get its files and sums over all of it."""

from collections.abc import Iterator

from kamdocs.core.facts import Block, fields_of
from kamdocs.core.place import Path
from kamdocs.core.record import Record
from kamdocs.kinds.billing.model import Billing
from kamdocs.kinds.document.model import Document
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.volume_plan.model import VolumePlan
from kamdocs.site.acquisition import KINDS as LETTERS
from kamdocs.site.acquisition import without_sums
from kamdocs.site.at_plant import whole_pieces_of
from kamdocs.site.looking import Looking
from kamdocs.site.references import named_kinds, references

_SUBJECTS = frozenset({"part", "programme", "tool", "change"})


def is_whole(record: Record, looking: Looking) -> bool:
    """Whether the reader may know of every part, programme, tool and change that a record is about, also in turn.

    A programme is whole if all its parts are: a letter to a programme speaks of the parts of every plant.
    """
    seen = {record.id}
    todo = [record]
    while todo:
        for target in _subjects(todo.pop(), looking):
            if target in seen:
                continue
            seen.add(target)
            if not looking.sees(target) and looking.is_known(target):
                return False
            if (found := looking.book.get(target)) is not None and not isinstance(found, Part):
                todo.append(found)
    return True


def _subjects(record: Record, looking: Looking) -> Iterator[str]:
    if isinstance(record, Programme):
        yield from looking.parts_of(record.id)
        return
    if record.programme:
        yield record.programme
    for field, target in references(record):
        kinds = named_kinds(field)
        if field.name == "about" or (kinds and _SUBJECTS.issuperset(kinds)):
            yield target


def is_told(path: Path, record: Record, looking: Looking) -> bool:
    """Whether a sentence about a place in a record tells the reader nothing of what he may not know.

    A plant reads its share of a plan alone, and of lists its own rows: what is said of a whole one speaks of others.
    """
    if looking.reader.plant and isinstance(record, (Billing, VolumePlan, *LETTERS)):
        return False
    field = fields_of(type(record)).get(str(path[0])) if path and path[0] != "id" else None
    held = getattr(record, field.attribute) if field else _lists(record)
    items = held if isinstance(held, tuple) else ()
    return all(looking.keeps(one) for one in items if isinstance(one, Block)) and is_whole(record, looking)


def _lists(record: Record) -> tuple[object, ...]:
    """All items of all lists of a record."""
    held = (getattr(record, field.attribute) for field in fields_of(type(record)).values() if field.shape == "list")
    return tuple(item for one in held for item in one or ())


def as_shown(record: Record, looking: Looking) -> Record:
    """A record as its page shows it: whole pieces in plans; no sum that counts what the reader may not know of."""
    shown = whole_pieces_of(record)
    if not isinstance(shown, (Billing, VolumePlan, Document, *LETTERS)) or is_whole(record, looking):
        return shown
    if isinstance(shown, LETTERS):
        return without_sums(shown)
    if isinstance(shown, Billing):
        return shown.model_copy(update={"control_total": None})
    if isinstance(shown, Document):
        return shown.model_copy(update={"volumes_stated": (), "terms": {}})
    return shown.model_copy(update={"control_total": None, "apw": None, "mpw": None, "mix": {}, "site_split": {}})
