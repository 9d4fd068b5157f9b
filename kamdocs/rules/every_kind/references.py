"""References: to nothing, to another kind, to an item that is not there, by a former id, to something more secret."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from kamdocs.core.audience import level_of
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.forms import RefForm
from kamdocs.core.ids import is_id, nearest, prefix_of, split_item
from kamdocs.core.record import Record, item_keys
from kamdocs.core.walk import Seen, reference_form, references_in
from kamdocs.rules.every_kind.identity import stem_of
from kamdocs.rules.every_kind.indices import unknown_indices
from kamdocs.rules.every_kind.spoken import a_kind
from kamdocs.rules.rule import Found, Hit, rule

Judged = Mapping[str, Mapping[str, list[Hit]]]
"""Hits by code, then by record: all references of an account are walked once."""


@rule("GEN002", "reference-to-nothing", ERROR, STATIC, per=Record)
def reference_to_nothing(record: Record, book: Book) -> Found:
    """A reference leads to no record of the account or `group`, to another kind than its field takes, or to no item.

    Why:
        What is built on it (proof, price, gate) hangs in the air, and no page can show where it comes from.

    Fix:
        Correct the id, or create the record.
    """
    return _judged(book)["GEN002"].get(record.id, ())


@rule("GEN016", "former-id", WARNING, STATIC, per=Record)
def former_id(record: Record, book: Book) -> Found:
    """A reference uses an id that its record had earlier.

    Why:
        It still leads to the record, but a reader who looks for the file does not find it.

    Fix:
        Write the new id.
    """
    return _judged(book)["GEN016"].get(record.id, ())


@rule("SEC006", "reference-upwards", ERROR, STATIC, per=Record, strict=True)
def reference_upwards(record: Record, book: Book) -> Found:
    """A field names a record whose home level is above the level of the field.

    Why:
        Who may read the field learns that the record exists, and often what it is about.

    Fix:
        Point the other way: the claim names the price, not the price the claim.
    """
    return _judged(book)["SEC006"].get(record.id, ())


def _judged(book: Book) -> Judged:
    return book.remembered("judged references", lambda: _judge_all(book))


def _judge_all(book: Book) -> Judged:
    found: dict[str, dict[str, list[Hit]]] = {code: defaultdict(list) for code in ("GEN002", "GEN016", "SEC006")}
    for record in book.own_records():
        for seen in references_in(record):
            if not _is_in_order(seen, record, book):
                for code, hit in _judge(seen, record, book):
                    found[code][record.id].append(hit)
        for place, text in enumerate(record.only_for):
            if is_id(text) and not _exists(text, book):
                spot = record.at("only_for", place)
                found["GEN002"][record.id].append(Hit(spot, _missing(text, ("contact",), book)))
        for spot, says in unknown_indices(record, book):
            found["GEN002"][record.id].append(Hit(spot, says))
    return found


def _is_in_order(seen: Seen, record: Record, book: Book) -> bool:
    """Whether a reference leads to a whole record of a kind and level that fit: the usual case, decided quickly."""
    held = book.held(seen.value)
    if held is None:
        return False
    kinds, target = reference_form(seen).kinds, held.record
    fits = not kinds or target.about.slug in kinds or ("self" in kinds and target.about is record.about)
    return fits and level_of(target.home_class) <= level_of(seen.seen_as)


def _judge(seen: Seen, record: Record, book: Book) -> Iterator[tuple[str, Hit]]:
    """What is wrong with one reference: at most one thing, the root cause first."""
    spot = seen.spot(record)
    record_id, item = split_item(seen.value)
    held = book.held(record_id)
    if held is None:
        if (now := book.renamed(record_id)) is not None:
            yield "GEN016", Hit(spot, f"{record_id} is now called {now}", f"Write `{_with(now, item)}`.")
        elif not _exists(record_id, book):
            yield "GEN002", Hit(spot, _missing(record_id, _kinds(seen, record), book))
        return
    target, kinds = held.record, _kinds(seen, record)
    if kinds and target.about.slug not in kinds:
        says = f"{record_id} is {a_kind(target.about.slug)}{_offer(record_id, kinds, book)}"
        takes = " or ".join(a_kind(kind) for kind in kinds)
        yield "GEN002", Hit(spot, says, f"`{seen.field.name}` takes {takes}: correct the id.")
    elif item and not _has_item(target, item, book):
        yield "GEN002", Hit(spot, f"{seen.value} does not exist{_item_offer(target, item)}")
    elif (above := level_of(target.home_class)) > (level := level_of(seen.seen_as)):
        yield "SEC006", Hit(spot, f"`{seen.field.name}` of level {level} points to {record_id} of level {above}")


def _item_offer(target: Record, item: str) -> str:
    meant = nearest(item, sorted(item_keys(target)))
    return f"; did you mean {target.id}@{meant}?" if meant else ""


def _with(record_id: str, item: str) -> str:
    return f"{record_id}@{item}" if item else record_id


def _kinds(seen: Seen, record: Record) -> tuple[str, ...]:
    form: RefForm = reference_form(seen)
    return tuple(record.about.slug if kind == "self" else kind for kind in form.kinds)


def _has_item(target: Record, item: str, book: Book) -> bool:
    return book.remembered(("item", target.id, item), lambda: target.item(item))


def _exists(record_id: str, book: Book) -> bool:
    """Whether the id is known, or may be: not read, in a root that is not joined, of a kind of a later version."""
    prefix = prefix_of(record_id)
    return (
        book.held(record_id) is not None
        or book.is_unread(record_id)
        or book.renamed(record_id) is not None
        or prefix in book.later_prefixes
        or prefix in book.absent_prefixes
        or record_id in book.remembered("misnamed files", lambda: _misnamed(book))
    )


def _misnamed(book: Book) -> frozenset[str]:
    """File names of records that are called differently inside: GEN001 speaks about them."""
    return frozenset(
        stem
        for one in (book.shelf, book.group)
        for held in (chain(one.held.values(), one.twice) if one else ())
        if (stem := stem_of(held)) != held.record.id
    )


def _missing(record_id: str, kinds: tuple[str, ...], book: Book) -> str:
    return f"{record_id} does not exist{_offer(record_id, kinds, book)}"


_MOST_OFFERS = 200
"""Comparing ids is slow; an account with more different broken references than this lacks a folder, not a letter."""


def _offer(record_id: str, kinds: tuple[str, ...], book: Book) -> str:
    offers: dict[tuple[str, tuple[str, ...]], str] = book.remembered("offered ids", dict)
    asked = (record_id, kinds)
    if asked not in offers and len(offers) < _MOST_OFFERS:
        offers[asked] = nearest(record_id, _candidates(record_id, kinds, book))
    meant = offers.get(asked)
    return f"; did you mean {meant}?" if meant else ""


def _candidates(record_id: str, kinds: tuple[str, ...], book: Book) -> list[str]:
    """The ids that somebody may have meant: those of the kinds that the field takes, else those with this prefix."""
    if not kinds:
        prefix = prefix_of(record_id)
        return sorted(known for known in book.every_id() if prefix_of(known) == prefix)
    by_kind = book.remembered("ids by kind", lambda: _by_kind(book))
    return sorted(chain.from_iterable(by_kind.get(kind, ()) for kind in kinds))


def _by_kind(book: Book) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in (book.shelf, book.group):
        for held in one.held.values() if one else ():
            found[held.record.about.slug].append(held.record.id)
    return found
