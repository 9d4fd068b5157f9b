"""The leak test: every byte that is about to be published is searched for values that its audience may not read.

It knows nothing of how pages are made. It reads the records once more, asks the table of readers, and looks into the
files. A value counts only if nobody could have written it for another reason: amounts with their decimals, ids and
longer texts that no readable field holds.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kamdocs.core.code import ERROR, STATIC, Code
from kamdocs.core.finding import Finding
from kamdocs.core.ids import is_id, split_item
from kamdocs.core.place import Place, Spot
from kamdocs.core.record import Record
from kamdocs.site.hidden import spelled_values
from kamdocs.site.looking import Looking

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

_AMOUNT = re.compile(r"-?(\d+\.\d{2,})(?= |$)")
_ANY_AMOUNT = re.compile(r"\d+\.\d+")
_TOKEN = re.compile(r"[\w.@/%-]+", re.ASCII)
_GROUPS = re.compile(r"(?<=\d)[,\u00a0\u202f'](?=\d{3}(?!\d))")
_BLANKS = re.compile(r"(?:\s|\\n)+")
_LONG, _BEGINNING = 12, 48


@dataclass
class Secrets:
    """What may not be found in a publication.

    Attributes:
        by_token: A telling token of each value to the values that hold it: (value, field, record).
        readable: Everything that the audience may read, in one text.
        amounts: Amounts that the audience may read.
        markers: Words that stand in other accounts only, in small letters.
    """

    by_token: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
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
                self.amounts |= {number.rstrip("0") for number in _ANY_AMOUNT.findall(text)}
            elif one.telling and (token := telling_token(text)):
                self.by_token[token].append((text, one.field, record.id))

    def is_secret(self, text: str) -> bool:
        """Whether a hidden value is to be found nowhere among the values that the audience may read."""
        amount = _AMOUNT.match(text)
        if amount:
            return amount[1].rstrip("0") not in self.amounts
        return text not in self.readable and not any(text in known for known in self.readable)


def squeezed(text: str) -> str:
    """A text with one blank wherever it has blanks or line ends, also those that JSON writes as `\\n`."""
    return _BLANKS.sub(" ", text).strip()


def telling_token(text: str) -> str:
    """The part of a value by which it is looked for; empty if the value tells nothing by itself."""
    if amount := _AMOUNT.match(text):
        digits, whole = amount[1].replace(".", "").strip("0"), amount[1].partition(".")[0]
        return str(amount[1]) if len(digits) > 2 or len(whole) > 3 else ""
    tokens = [token.strip(".-/") for token in _TOKEN.findall(text)]
    if not tokens or (len(text) < _LONG and not is_id(text)):
        return ""
    longest: str = max(tokens, key=len)
    return longest


def secrets_of(lookings: Iterable[Looking], others: Mapping[str, tuple[str, ...]]) -> Secrets:
    """What a publication may not hold.

    Args:
        lookings: The reader before each of its accounts and before `group`.
        others: Words of `customer_markers` of the accounts that it does not show.
    """
    found = Secrets()
    for looking in lookings:
        for record in looking.book.own_records():
            found.learn(record, looking)
    found.markers = {word.lower(): account for account, words in others.items() for word in words}
    return found


class LeakTest:
    """Searches the files of one publication.

    Args:
        secrets: What may not be found.
        frames: What stands before the title, between title and body, and behind in many pages; searched once.
        own_text: What kamdocs itself writes into handbook, rules and kinds, made before any record is looked at.
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
        self._own_text = squeezed(html.unescape(own_text)).lower()
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
        return tuple(one for frame in self._frames for part in frame for one in self.of_text(part, name, ours=True))

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
        plain = html.unescape(text) if "&" in text else text
        whole = ""
        found: dict[tuple[str, str], Finding] = {}
        for token in tokens_of(plain) & self._secrets.by_token.keys():
            for value, name, record in self._secrets.by_token[token]:
                amount = _AMOUNT.match(value)
                by_itself = amount is not None or is_id(split_item(value)[0])
                if (ours or not by_itself) and self._is_own(amount[1] if amount else value):
                    continue
                if not by_itself:
                    whole = whole or squeezed(plain)
                    if value[:_BEGINNING] not in whole:
                        continue
                if (name, record) not in found and self._is_secret(value):
                    found[name, record] = leak(name, record, shown)
        if self._markers:
            for word in {match.lower() for match in self._markers.findall(plain)}:
                if not (ours and self._is_own(word)):
                    found["", word] = foreign_word(word, shown)
        return [found[key] for key in sorted(found)]

    def _is_own(self, value: str) -> bool:
        if value not in self._own:
            self._own[value] = value.lower() in self._own_text
        return self._own[value]

    def _is_secret(self, value: str) -> bool:
        if value not in self._judged:
            self._judged[value] = self._secrets.is_secret(value)
        return self._judged[value]


def tokens_of(text: str) -> set[str]:
    """The tokens of a text: as they stand, without marks at their ends, in parts, with digits no longer grouped."""
    words = set(_TOKEN.findall(_GROUPS.sub("", text)))
    bare = {word.strip(".-/") for word in words}
    return words | bare | {part for word in bare if "@" in word or "/" in word for part in re.split("[@/]", word)}


def leak(name: str, record: str, shown: str) -> Finding:
    """SEC003: a value reached a file; the value itself is not said."""
    says = f"field {name} reached {shown}"
    return Finding("SEC003", ERROR, STATIC, says, record=record, spot=Spot(record), place=Place(shown), blocks=True)


def foreign_word(word: str, shown: str) -> Finding:
    """SEC002: a word that belongs to another account."""
    says = f"{word} belongs to another customer"
    return Finding("SEC002", ERROR, STATIC, says, place=Place(shown), blocks=True)
