"""Whether a record is where its name says, and is the only one: ids, customers, successors, circles."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain

from kamdocs.core.book import Book, Held
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.ids import prefix_of
from kamdocs.core.place import Spot
from kamdocs.rules.every_kind.circles import circles
from kamdocs.rules.every_kind.links import LINKS
from kamdocs.rules.rule import Found, rule

_TEAM = "team-"


@rule("GEN001", "id-in-the-wrong-place", ERROR, STATIC)
def id_in_the_wrong_place(book: Book) -> Found:
    """The id differs from the file name, from the kind of its folder or from where the kind lives, or stands twice.

    Why:
        People and references find a record by its id alone; a copy under the same id hides one of the two.

    Fix:
        Give the file, the folder and the id the same name.
    """
    same_id: Mapping[str, list[Held]] = defaultdict(list)
    for held in chain(book.shelf.held.values(), book.shelf.twice):
        same_id[held.record.id].append(held)
    for record_id, holders in same_id.items():
        misplaced = [(held, says) for held in holders if (says := _misplaced(held))]
        for held, says in misplaced:
            yield _id_of(held, book), says
        shared = book.group.held.get(record_id) if book.group else None
        if misplaced or (shared and _misplaced(shared)):
            continue
        first, later = (shared, holders) if shared else (holders[0], holders[1:])
        for held in later:
            yield _id_of(held, book), f"{record_id} also stands in {first.file}"


def _id_of(held: Held, book: Book) -> Spot:
    """The id in this very file, also where another file is known under the same id."""
    known = book.shelf.held.get(held.record.id)
    return held.record.at("id") if known is held else Spot("", ("id",), file=held.file)


def stem_of(held: Held) -> str:
    """The name of a record's file without its ending."""
    return held.file.rpartition("/")[2].removesuffix(".yaml")


def _misplaced(held: Held) -> str:
    record_id, about = held.record.id, held.record.about
    if record_id != (stem := stem_of(held)):
        return f"{record_id} does not fit the file {stem}.yaml"
    if prefix_of(record_id) != about.prefix:
        return f"{record_id} does not fit the folder {about.folder}: ids there begin with {about.prefix}"
    if about.lives == "group" and held.account != "group":
        return f"{record_id} does not fit the account {held.account}: this kind lives in `group`"
    if about.lives == "account" and (held.account == "group" or held.account.startswith(_TEAM)):
        return f"{record_id} does not fit `{held.account}`: this kind lives in an account"
    return ""


_CUSTOMER = "customer"


@rule("GEN013", "one-customer-per-account", ERROR, STATIC)
def one_customer_per_account(book: Book) -> Found:
    """An account has no customer record, or more than one.

    Why:
        Payment terms, decimals and notice periods are read from it; without it nothing of the account can be judged.

    Fix:
        Create it with `kamdocs new customer`, or join the two.
    """
    is_account = book.account != "group" and not book.account.startswith(_TEAM)
    if not is_account or _CUSTOMER in book.absent_kinds or not book.shelf.first_file:
        return
    if any("/customers/" in file for file in book.shelf.unread.values()):
        return
    number = sum(1 for record in book.own_records() if record.about.slug == _CUSTOMER)
    if number != 1:
        yield Spot("", file=book.shelf.first_file), f"account {book.account} has {number} customer records"


@rule("GEN021", "replaced-twice", ERROR, STATIC)
def replaced_twice(book: Book) -> Found:
    """Two records say that they replace the same record.

    Why:
        Only one of them can count; which one, nobody can tell from the records.

    Fix:
        Keep one successor and correct the other record.
    """
    successors: Mapping[str, list[str]] = defaultdict(list)
    for one in (book.group, book.shelf):
        for held in sorted(one.held.values(), key=lambda held: held.record.id) if one else ():
            if held.record.supersedes:
                successors[held.record.supersedes].append(held.record.id)
    for old, ids in successors.items():
        for later in ids[1:]:
            if later in book.shelf.held:
                yield Spot(later, ("supersedes",)), f"{old} is already replaced by {ids[0]}"


@rule("GEN019", "circle", ERROR, STATIC)
def circle(book: Book) -> Found:
    """A chain of references of one field returns to its start, or a bill of material contains itself.

    Why:
        Nobody can tell which came first, and every figure that follows the chain has no end.

    Fix:
        Break the chain where it is wrong.
    """
    for links in chain.from_iterable(read(book) for read in LINKS):
        for ids in circles(links):
            yield links[ids[0]][ids[1]], f"{' → '.join(ids)}: a circle"
