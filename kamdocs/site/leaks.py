"""The leak test: every byte that is about to be published is searched for values that its audience may not read.

It knows nothing of how pages are made. It reads the records once more, asks the table of readers, and looks into the
files. A value counts only if nobody could have written it for another reason: amounts with their decimals, ids and
longer texts that no readable field holds.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, Code
from kamdocs.core.finding import Finding
from kamdocs.core.ids import is_id, split_item
from kamdocs.core.place import Place, Spot
from kamdocs.core.record import Record
from kamdocs.kinds.part.model import Part
from kamdocs.site.amounts import (
    joined,
    number_of,
    numbers_in,
    numbers_of,
    plain_number,
    seen,
    spellings,
    stands_in,
    tells,
    unit_of,
)
from kamdocs.site.hidden import spelled_values
from kamdocs.site.looking import Looking
from kamdocs.site.shown import view_cell

LEAK = Code(
    "SEC003",
    "leak",
    ERROR,
    STATIC,
    "A published file holds a value of a field that its audience may not read.",
    "What was published once cannot be called back: it is in caches, mails and print-outs.",
    "Do not publish; correct the page or table that shows it.",
    strict=True,
)

_TOKEN = re.compile(r"[\w.@/%-]+", re.ASCII)
_BLANKS = re.compile(r"(?:\s|\\n)+")
_IN_TEXT = re.compile(r"\d+\.\d+ (?:%|[A-Z]{3}\b)")
_CODED = re.compile(r"(?=.*[A-Za-z])(?:[^0-9]*[0-9]){3}")
_DRAWN = re.compile(r' (?:d|viewBox|points)="[^"]*"')
_LONG, _CODED_LONG, _BEGINNING = 12, 6, 48

Hidden = tuple[str, str, str]
"""A value that may not be found, its field and its record."""


@dataclass
class Secrets:
    """What may not be found in a publication.

    Attributes:
        by_token: A telling token of each text or id to the values that hold it.
        by_number: Each spelling of an amount to the amounts that it may be, with whether its unit must stand beside it.
        foreign: Ids of records of accounts that it does not show; the texts of kamdocs itself may use the same ones.
        readable: Everything that the audience may read, in one text.
        amounts: Amounts that the audience may read, without zeros at their ends.
        markers: Words that stand in other accounts only, in small letters.
    """

    by_token: dict[str, list[Hidden]] = field(default_factory=lambda: defaultdict(list))
    by_number: dict[str, list[tuple[Hidden, bool]]] = field(default_factory=lambda: defaultdict(list))
    foreign: set[str] = field(default_factory=set)
    readable: set[str] = field(default_factory=set)
    amounts: set[str] = field(default_factory=set)
    markers: dict[str, str] = field(default_factory=dict)

    def learn(self, record: Record, looking: Looking) -> None:
        """Take in the values of a record. An id is readable wherever its record is in reach."""
        seen = looking.sees(record.id)
        for one in spelled_values(record, looking.sight):
            text = squeezed(one.text)
            named = split_item(text)[0]
            readable = looking.sees(named) if is_id(named) else one.readable and seen
            if readable:
                self.readable.add(text)
                self.amounts.update(numbers_in(text))
            elif one.telling:
                self.hide(text, one.field, record.id)
        if seen:
            self._learn_summary(record.id, looking)

    def _learn_summary(self, record_id: str, looking: Looking) -> None:
        """Words that the kind says to this reader instead of the values; an amount in them stays a secret."""
        for fact in looking.reach_for(record_id).summaries.get(record_id, ()):
            cell = view_cell(fact.value)
            self.readable |= {squeezed(text) for text in (fact.label, cell.text, fact.note) if text}

    def learn_foreign(self, account: str, book: Book) -> None:
        """Take in what betrays an account that the publication does not show: its ids, where its records lie."""
        for record_id in (*book.shelf.held, *book.shelf.unread):
            self.foreign.add(record_id)
            self.hide(record_id, "id", record_id)
        for part in book.all(Part):
            self.hide(part.customer_number, "customer_number", part.id)
        self.markers |= {f"records/{account}/": account, f"r/{account}/": account}

    def hide(self, text: str, name: str, record: str) -> None:
        """Take in one value, if it tells something by itself."""
        value = (text, name, record)
        if number_of(text):
            amounts = [text] if tells(text) else []
        else:
            amounts = [one for one in _IN_TEXT.findall(text) if tells(one)]
            if token := telling_token(text):
                self.by_token[token].append(value)
        for amount in amounts:
            for spelled, beside in spellings(amount).items():
                self.by_number[spelled].append(((amount, name, record), beside or amount != text))

    def is_secret(self, text: str) -> bool:
        """Whether a hidden value is to be found nowhere among the values that the audience may read."""
        if number := number_of(text):
            return plain_number(number) not in self.amounts
        return text not in self.readable and not any(text in known for known in self.readable)


def squeezed(text: str) -> str:
    """A text with one blank wherever it has blanks or line ends, also those that JSON writes as `\\n`."""
    return _BLANKS.sub(" ", text).strip()


def telling_token(text: str) -> str:
    """The part of a text or id by which it is looked for; empty if it tells nothing by itself.

    Short texts do not, except numbers as customers write them: a part number, a number of an order.
    """
    tokens = [token.strip(".-/") for token in _TOKEN.findall(text)]
    is_coded = len(text) >= _CODED_LONG and _CODED.match(text) is not None
    if not tokens or (len(text) < _LONG and not is_coded and not is_id(text)):
        return ""
    longest: str = max(tokens, key=len)
    return longest


def secrets_of(
    lookings: Iterable[Looking], others: Mapping[str, tuple[str, ...]], foreign: Iterable[Book] = ()
) -> Secrets:
    """What a publication may not hold.

    Args:
        lookings: The reader before each of its accounts and before `group`.
        others: Words of `customer_markers` of the accounts that it does not show.
        foreign: Those accounts.
    """
    found = Secrets()
    for book in foreign:
        found.learn_foreign(book.account, book)
    for looking in lookings:
        for record in looking.whole.own_records():
            shown = looking.book.get(record.id)
            found.learn(record if shown is None else shown, looking)
    found.markers |= {word.lower(): account for account, words in others.items() for word in words}
    return found


class LeakTest:
    """Searches the files of one publication.

    Args:
        secrets: What may not be found.
        frames: What stands before the title, between title and body, and behind in many pages; searched once.
        own_text: What kamdocs itself writes into handbook, rules and kinds, from its own files.
        own_words: Beginnings of the paths where it stands; examples there may hold any amount.
    """

    def __init__(
        self,
        secrets: Secrets,
        frames: Iterable[tuple[str, str, str]] = (),
        own_text: str = "",
        own_words: tuple[str, ...] = (),
    ) -> None:
        self._own_words = own_words
        self._secrets = secrets
        self._own_text = squeezed(own_text).lower()
        self._own: dict[str, bool] = {}
        self._frames = tuple(dict.fromkeys(frames))
        self._markers = (
            re.compile("|".join(rf"(?<![a-z0-9]){re.escape(word)}" for word in secrets.markers), re.I)
            if secrets.markers
            else None
        )
        self._judged: dict[str, bool] = {}

    def of_frames(self, shown: str) -> tuple[Finding, ...]:
        """Search the parts that many pages share."""
        name = f"{shown}/ (frame of every page)"
        return tuple(one for frame in self._frames for part in frame for one in self.of_text(part, name))

    def of_files(self, folder: Path, files: Iterable[Path], shown: str) -> list[Finding]:
        """Search files and their names.

        Args:
            folder: The finished publication.
            files: Files below it.
            shown: How its path is written in findings.
        """
        findings = []
        for path in files:
            name = path.relative_to(folder).as_posix()
            text = path.read_bytes().decode("utf-8", "replace")
            ours = name.startswith(self._own_words) if self._own_words else False
            findings += self.of_text(f"{name}\n{self._without_frame(text)}", f"{shown}/{name}", ours=ours)
        return findings

    def _without_frame(self, text: str) -> str:
        """What is left of a page without the frame that has been searched: its title and its body."""
        for before, between, after in self._frames:
            if text.startswith(before) and text.endswith(after):
                found = text.find(between, len(before))
                if found >= 0:
                    return f"{text[len(before) : found]}\n{text[found + len(between) : -len(after)]}"
        return text

    def of_text(self, text: str, shown: str, *, ours: bool = False) -> list[Finding]:
        """The values found in one text, at most one finding per field and record.

        Args:
            text: The content of a file, with its name.
            shown: How the file is called in findings.
            ours: It is written by kamdocs itself; its examples may hold an amount or id that an account has as well.
        """
        text = _DRAWN.sub("", text) if "<svg" in text else text
        plain = seen(html.unescape(text) if "&" in text else text)
        found: dict[tuple[str, str], Finding] = {}
        for value, name, record in (*self._texts_in(plain, ours=ours), *self._amounts_in(plain, shown, ours=ours)):
            if (name, record) not in found and self._is_secret(value):
                found[name, record] = leak(name, record, shown)
        if self._markers:
            for word in {match.lower() for match in self._markers.findall(plain)}:
                if not (ours and self._is_own(word)):
                    found["", word] = foreign_word(word, shown)
        return [found[key] for key in sorted(found)]

    def _texts_in(self, plain: str, *, ours: bool) -> Iterator[Hidden]:
        """The texts and ids that stand in a file."""
        whole = ""
        for token in tokens_of(plain) & self._secrets.by_token.keys():
            for hidden in self._secrets.by_token[token]:
                value = hidden[0]
                is_name = is_id(split_item(value)[0])
                may_be_own = ours or not is_name or value in self._secrets.foreign
                if may_be_own and self._is_own(value):
                    continue
                if not is_name:
                    whole = whole or _unquoted(squeezed(plain))
                    if _unquoted(value)[:_BEGINNING] not in whole:
                        continue
                yield hidden

    def _amounts_in(self, plain: str, shown: str, *, ours: bool) -> Iterator[Hidden]:
        """The amounts that stand in a file or its name, however they are spelled."""
        if not self._secrets.by_number:
            return
        whole = f"{shown}\n{plain}"
        texts = tuple(dict.fromkeys((whole, joined(whole))))
        for spelled in numbers_of(texts, shown) & self._secrets.by_number.keys():
            if ours and self._is_own(spelled):
                continue
            for hidden, beside in self._secrets.by_number[spelled]:
                if self._is_secret(hidden[0]) and any(
                    stands_in(spelled, text, unit_of(hidden[0]), beside=beside) for text in texts
                ):
                    yield hidden

    def _is_own(self, value: str) -> bool:
        if value not in self._own:
            self._own[value] = value.lower() in self._own_text
        return self._own[value]

    def _is_secret(self, value: str) -> bool:
        if value not in self._judged:
            self._judged[value] = self._secrets.is_secret(value)
        return self._judged[value]


def tokens_of(text: str) -> set[str]:
    """The tokens of a text: as they stand, without marks at their ends, in parts."""
    words = set(_TOKEN.findall(text))
    bare = {word.strip(".-/") for word in words}
    return words | bare | {part for word in bare if "@" in word or "/" in word for part in re.split("[@/]", word)}


def _unquoted(text: str) -> str:
    """A text without the marks by which programs quote quotes, and without those of code."""
    for mark, plain in (('\\"', '"'), ('""', '"'), ("`", ""), ("<code>", ""), ("</code>", "")):
        text = text.replace(mark, plain)
    return text


def leak(name: str, record: str, shown: str) -> Finding:
    """SEC003: a value reached a file; the value itself is not said."""
    says = f"field {name} reached {shown}"
    return Finding("SEC003", ERROR, STATIC, says, record=record, spot=Spot(record), place=Place(shown), blocks=True)


def foreign_word(word: str, shown: str) -> Finding:
    """SEC002: a word that belongs to another account."""
    says = f"{word} belongs to another customer"
    return Finding("SEC002", ERROR, STATIC, says, place=Place(shown), blocks=True)
