"""The codes about policy, publications, roots and extensions. Each reads one `Setup`, never a record's content."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kamdocs.core.audience import AUDIENCES, Class, Reading
from kamdocs.core.authority import is_ours
from kamdocs.core.code import DATED, ERROR, INFO, STATIC, WARNING, is_protected
from kamdocs.core.ids import is_id, nearest
from kamdocs.core.place import Spot
from kamdocs.core.publication import Publication, Site
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.rule import Found, Hit, rule
from kamdocs.rules.setup import Setup

_NEVER_OPEN = {
    Class.COST: ("plant", "logistics"),
    Class.CLAIM: ("plant", "logistics"),
    Class.PRICE: ("plant", "logistics", "purchasing"),
}


@rule("CFG001", "owner-is-none-of-ours", ERROR, STATIC)
def owner_is_none_of_ours(setup: Setup) -> Found:
    """Somebody who answers for a limit, a severity or the policy itself is no person of ours in `group`.

    Why:
        A limit without a person behind it is changed by whoever it disturbs.

    Fix:
        Name who answers for it.
    """
    if not setup.knows_people():
        return
    for path, person_id, what in setup.owners():
        person = setup.person(person_id)
        if not setup.is_unread(person_id) and (person is None or not is_ours(person)):
            yield setup.in_policy(*path), f"{person_id} is none of ours and cannot answer for `{what}`"


@rule("CFG002", "unknown-code", ERROR, STATIC)
def unknown_code(setup: Setup) -> Found:
    """Policy names a code or family that does not exist, or that is no longer used.

    Why:
        What was meant to be changed stays as it was, and nobody notices.

    Fix:
        Correct the code.
    """
    families = frozenset(code[:3] for code in setup.codes)
    for spot, code, may_be_family in setup.named_codes():
        if code in setup.codes or (may_be_family and code in families):
            continue
        if code in RETIRED:
            successors = ", ".join(RETIRED[code].successors)
            yield Hit(spot, f"{code} is retired; its successors are {successors}", f"Write one of {successors}.")
            continue
        meant = nearest(code, setup.codes | families if may_be_family else setup.codes)
        yield spot, f"no rule {code}" + (f"; did you mean {meant}?" if meant else "")


@rule("CFG003", "protected-code", ERROR, STATIC)
def protected_code(setup: Setup) -> Found:
    """`severities` or `waiver_authority` touches a code that is the same for everybody.

    Why:
        Reading, forms, configuration, confidentiality and the history of a record hold up everything else.

    Fix:
        Delete the line.
    """
    for spot, code, _ in setup.named_codes():
        if spot.path[0] != "applies_from" and is_protected(code) and code not in RETIRED:
            yield spot, f"{code} holds for everybody and cannot be changed"


@rule("CFG004", "limit-out-of-order", ERROR, STATIC)
def limit_out_of_order(setup: Setup) -> Found:
    """The values of a limit do not stand in the order of their days.

    Why:
        Somebody who reads the history from top to bottom takes the wrong value for today's.

    Fix:
        Put them in order, one value a day.
    """
    for name, limit in setup.limits():
        for before, day in pairwise(limit.values):
            if day < before:
                yield (
                    setup.in_policy("limits", name, "values", day.isoformat(), key=True),
                    (f"`{name}` has {day} after {before}"),
                )


@rule("CFG005", "owner-has-left", WARNING, DATED)
def owner_has_left(setup: Setup) -> Found:
    """Somebody who answers for something in policy has left.

    Why:
        The next question about this limit has nobody to go to.

    Fix:
        Name a successor.
    """
    for path, person_id, what in setup.owners():
        person = setup.person(person_id)
        if person is not None and person.left_on is not None and person.left_on < setup.as_of:
            yield setup.in_policy(*path), f"{person_id} left on {person.left_on} and still answers for `{what}`"


@rule("CFG006", "publication-that-cannot-be", ERROR, STATIC)
def publication_that_cannot_be(setup: Setup) -> Found:
    """A publication shares its name or address, names something that does not exist, or mixes what must be apart.

    Why:
        A site for the wrong reader, or over another one, is a leak that nobody sees in the records.

    Fix:
        Correct the entry.
    """
    if setup.publications is None:
        return
    for index, entry in enumerate(setup.publications.publications):
        for step, what in _wrong_in(entry, setup):
            yield setup.in_publications("publications", index, *step), f"publication `{entry.name}`: {what}"
    yield from _twice(setup)


def _wrong_in(entry: Publication, setup: Setup) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with one entry, with the way into it."""
    audiences = setup.policy.all_audiences() if setup.policy else AUDIENCES
    if entry.audience not in audiences:
        meant = nearest(entry.audience, audiences)
        yield ("audience",), f"no audience `{entry.audience}`" + (f"; did you mean `{meant}`?" if meant else "")
    yield from _wrong_accounts(entry, setup)
    if entry.audience == "plant" and entry.each != "plant":
        yield ("audience",), "a site for a plant needs `each: plant`"
    yield from _wrong_people(entry, setup)


def _wrong_accounts(entry: Publication, setup: Setup) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if entry.accounts != ("all",):
        for index, account in enumerate(entry.accounts):
            if account not in setup.accounts:
                meant = nearest(account, setup.accounts)
                yield ("accounts", index), f"no account {account}" + (f"; did you mean {meant}?" if meant else "")
    if entry.team is not None and (setup.group is None or not _exists(entry.team, setup)):
        yield ("team",), f"there is no team {entry.team}"
    if not entry.accounts and entry.each != "account" and entry.team is None:
        yield (), "it says no `accounts`"
    shown = setup.accounts if entry.accounts == ("all",) else entry.accounts
    if entry.audience == "sales" and entry.each != "account" and entry.team is None and len(shown) > 1:
        yield ("accounts",), "a sales site shows one account; write `each: account`"


def _wrong_people(entry: Publication, setup: Setup) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if entry.audience == "named" and not entry.persons:
        yield ("audience",), "a site for named persons needs `persons`"
    if not setup.knows_people():
        return
    for index, person in enumerate(entry.persons):
        if not _is_person(person, setup):
            yield ("persons", index), f"there is no person {person}"
    if is_id(entry.ask) and not _is_person(entry.ask, setup):
        yield ("ask",), f"there is no person {entry.ask}"


def _is_person(record_id: str, setup: Setup) -> bool:
    return setup.is_unread(record_id) or setup.person(record_id) is not None


def _exists(record_id: str, setup: Setup) -> bool:
    return setup.is_unread(record_id) or (setup.group is not None and setup.group.get(record_id) is not None)


def _twice(setup: Setup) -> Iterator[tuple[Spot, str]]:
    """Entries whose concrete sites share a folder or an address; each entry once per field."""
    names = Counter(site.name.casefold() for site in setup.sites)
    urls = Counter(site.url.casefold() for site in setup.sites)
    seen: set[tuple[int, str]] = set()
    first: set[str] = set()
    for site in setup.sites:
        for step, text, count in (("name", site.name, names), ("url", site.url, urls)):
            shared = count[text.casefold()] > 1
            if shared and text.casefold() in first and (site.entry, step) not in seen:
                seen.add((site.entry, step))
                yield setup.in_publications("publications", site.entry, step), _shared(site, step, text)
            first.add(text.casefold())


def _shared(site: Site, step: str, text: str) -> str:
    word = "address" if step == "url" else "name"
    return f"publication `{site.name}`: the {word} {text} stands twice"


@rule("CFG007", "class-opened-too-far", ERROR, STATIC)
def class_opened_too_far(setup: Setup) -> Found:
    """`readers` gives costs, claims, prices or mandates to somebody who may never have them.

    Why:
        A clerk who sees our margin, or the floor of a negotiation, need not even tell anybody to do harm.

    Fix:
        Take it back; name single persons with `only_for`.
    """
    for name, cells in setup.policy.readers.items() if setup.policy else ():
        for audience, reading in cells.items():
            opened = reading is Reading.VALUE and audience in _NEVER_OPEN.get(name, ())
            mandate = name is Class.MANDATE and reading is not Reading.NOTHING and audience != "named"
            if opened or mandate:
                yield setup.in_policy("readers", name.value, audience), f"`{name}` may not be opened to `{audience}`"


@rule("CFG008", "kind-in-the-wrong-root", ERROR, STATIC)
def kind_in_the_wrong_root(setup: Setup) -> Found:
    """Two roots have one kind, a root holds another level than policy says, or a record lies in the wrong root.

    Why:
        Who can clone a root reads all of it; a record in the wrong root is open to the wrong people.

    Fix:
        Move the records, or correct `roots`.
    """
    if setup.policy is None:
        return
    home: dict[str, str] = {}
    for name, root in setup.policy.roots.items():
        for index, kind in enumerate(root.kinds):
            if kind in home:
                yield setup.in_policy("roots", name, "kinds", index), f"{kind} belongs to root `{home[kind]}` already"
            home.setdefault(kind, name)
    for joined in setup.roots:
        said = setup.policy.roots.get(joined.name)
        if said is not None and joined.holds is not None and joined.holds != said.holds.level:
            spot = setup.in_policy("roots", joined.name, "holds")
            yield spot, f"root `{joined.name}` holds {joined.holds}, policy says {said.holds}"
    here = frozenset(root.name for root in setup.roots)
    for one in setup.records() if home else ():
        if one.root in here and home.get(one.kind, one.root) != one.root:
            yield Spot("", ("id",), file=one.file), f"{one.kind} belongs to root `{home[one.kind]}`"


@rule("CFG010", "own-field-taken", ERROR, STATIC)
def own_field_taken(setup: Setup) -> Found:
    """An own field has the name of a field that the kind or the header has already.

    Why:
        Two fields of one name with two meanings: readers and rules take the wrong one.

    Fix:
        Use the field of the kind, or another name.
    """
    for kind, fields in setup.policy.own_fields.items() if setup.policy else ():
        known = setup.kinds.get(kind)
        for name in fields:
            if known is not None and name in known.fields:
                yield setup.in_policy("own_fields", kind, name, key=True), f"{kind} already has `{name}`"


@rule("CFG011", "own-field-without-class", INFO, STATIC)
def own_field_without_class(setup: Setup) -> Found:
    """An own field has no class, so nobody reads it on any site.

    Why:
        What nobody has decided to show is hidden.

    Fix:
        Give it a class.
    """
    for kind, fields in setup.policy.own_fields.items() if setup.policy else ():
        for name, own in fields.items():
            if own.class_ is None:
                spot = setup.in_policy("own_fields", kind, name, key=True)
                yield spot, f"own field `{name}` has no class and is shown to nobody"


@rule("CFG012", "extension-that-does-not-fit", ERROR, STATIC)
def extension_that_does_not_fit(setup: Setup) -> Found:
    """An extension is not installed, or it brings a code, a kind or a prefix that is not its own.

    Why:
        Records of its kinds would go unchecked, or two rules would speak under one code.

    Fix:
        Install it, or correct it.
    """
    prefixes = {one.prefix: slug for slug, one in setup.kinds.items()}
    for extension in setup.extensions:
        spot = Spot("", ("tool", "kamdocs", "extensions"), file="pyproject.toml")
        if not extension.installed:
            yield spot, f"extension {extension.name}: it is not installed"
        for code in extension.codes:
            if not code.startswith("X"):
                yield spot, f"extension {extension.name}: its code {code} does not begin with X"
        for slug, prefix in extension.kinds.items():
            if slug in setup.kinds:
                yield spot, f"extension {extension.name}: the kind {slug} exists already"
            elif prefix in prefixes:
                yield spot, f"extension {extension.name}: {prefix} is the prefix of {prefixes[prefix]}"


@rule("CFG014", "written-for-a-newer-version", ERROR, STATIC)
def written_for_a_newer_version(setup: Setup) -> Found:
    """The records are written for a newer version than this one.

    Why:
        This version would misread or refuse what the newer one knows.

    Fix:
        Install the version that policy names.
    """
    if setup.policy is not None and _numbers(setup.policy.written_for) > _numbers(setup.version):
        wanted = setup.policy.written_for
        says = f"records are written for {wanted}, this is {setup.version}"
        yield Hit(setup.in_policy("written_for"), says, f"Install kamdocs {wanted}.")


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, without trailing zeros and anything that is no number."""
    numbers = [int(part) for part in version.split(".") if part.isdigit()]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


@rule("CFG015", "pinned-day", INFO, STATIC)
def pinned_day(setup: Setup) -> Found:
    """Policy pins the day, and this run used it.

    Why:
        On a pinned day nothing ever becomes late.

    Fix:
        Delete `as_of`; only the shipped example pins the day.
    """
    if setup.policy is not None and setup.policy.as_of is not None and setup.day_from_policy:
        yield setup.in_policy("as_of"), f"the day is pinned to {setup.policy.as_of} by policy"


@rule("CFG016", "undeclared-function", ERROR, STATIC)
def undeclared_function(setup: Setup) -> Found:
    """`offer_roles`, `waiver_authority` or `ask` of a publication names a function that policy does not declare.

    Why:
        No person can have it, so nobody could ever sign, validate or answer.

    Fix:
        Declare it under `functions`, or correct the spelling.
    """
    if setup.policy is None:
        return
    for spot, name in _functions(setup):
        if name not in setup.policy.functions:
            meant = nearest(name, setup.policy.functions)
            yield spot, f"function `{name}` is not declared" + (f"; did you mean `{meant}`?" if meant else "")


def _functions(setup: Setup) -> Iterator[tuple[Spot, str]]:
    roles = setup.policy.limits.offer_roles if setup.policy else None
    for day, steps in roles.values.items() if roles else ():
        for place, step in enumerate(steps):
            for index, role in enumerate(step.roles):
                path = ("limits", "offer_roles", "values", day.isoformat(), place, "roles", index)
                yield setup.in_policy(*path), role
    for way, _, function in setup.waiving_functions():
        yield setup.in_policy(*way), function
    for index, entry in enumerate(setup.publications.publications if setup.publications else ()):
        if not is_id(entry.ask):
            yield setup.in_publications("publications", index, "ask"), entry.ask
