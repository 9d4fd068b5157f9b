"""Every code says what, why and how to mend it, in the words of the house, and is proved by a test."""

import re

from kamdocs.cli.catalogue import codes
from kamdocs.core.code import ERROR, STATIC, Code
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.waiting import WAITING
from tests.house.sources import ROOT, modules, texts_of, tracked

FORBIDDEN = re.compile(r"\b(invalid|illegal|failed to|null|schema|error)\b|!", re.I)
IN_MESSAGES = re.compile(r"\b(invalid|illegal|failed to|null|schema)\b|(?<=\w)!(?=\s|$)", re.I)
GERMAN = "kamdocs/site/words.py"
"""The second language of the sites, in which the number zero has another name."""
IN_THE_CATALOGUE = 381
"""Codes of the catalogue, without the retired ones."""


def faults(code: Code) -> list[str]:
    """What a code does not say, or says in words that are not ours."""
    found = [f"{code.code}: no {name}" for name in ("what", "why", "fix") if not getattr(code, name)]
    for name in ("what", "why", "fix"):
        text = getattr(code, name)
        found += [f"{code.code}: {name} says {match[0]!r}" for match in FORBIDDEN.finditer(text)]
        if text and text[-1] not in ".:`)":
            found.append(f"{code.code}: {name} does not end")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name):
        found.append(f"{code.code}: name {code.name!r}")
    return found


def test_every_code_explains_itself() -> None:
    """What, why, fix; no word of a machine, no exclamation mark."""
    assert [text for code in codes().values() for text in faults(code)] == []


def test_planted_faults_are_found() -> None:
    """A code without a why, with a forbidden word, with a bad name."""
    assert faults(Code("XYZ001", "two-words", ERROR, STATIC, "What.", "", "Fix.")) == ["XYZ001: no why"]
    assert len(faults(Code("XYZ001", "two-words", ERROR, STATIC, "An invalid value.", "Why.", "Fix."))) == 1
    assert len(faults(Code("XYZ001", "One word", ERROR, STATIC, "What.", "Why.", "Fix."))) == 1


def machine_words(text: str) -> list[str]:
    """Words of a machine in a sentence; what stands in code marks is a name."""
    return [match[0] for match in IN_MESSAGES.finditer(re.sub(r"`[^`\n]*`", "", text))] if " " in text else []


def test_messages_are_in_the_words_of_the_house() -> None:
    """Every sentence that the program can say, not only those of the codes."""
    texts = [(one.name, line, text) for one in modules() if one.name != GERMAN for line, text in texts_of(one)]
    assert sum(" " in text for _, _, text in texts) > 1000
    assert [(name, line, found) for name, line, text in texts if (found := machine_words(text))] == []


def test_planted_words_are_found() -> None:
    """A machine's word and an exclamation mark; a name in code marks is none."""
    assert machine_words("invalid value") == ["invalid"]
    assert machine_words("Failed to read the file!") == ["Failed to", "!"]
    assert machine_words("`kamdocs schema` writes them") == []


def test_every_code_of_the_catalogue_is_carried_once() -> None:
    """In force, waiting or retired: each code in exactly one of them, and none forgotten."""
    in_force, waiting, retired = set(codes()), set(WAITING), set(RETIRED)
    assert not in_force & waiting
    assert not retired & (in_force | waiting)
    assert len(in_force | waiting) == IN_THE_CATALOGUE


def test_every_code_in_force_is_named_in_a_test() -> None:
    """By its case file, its refused file, or a test that speaks of it."""
    names = [
        name for name in tracked() if name.startswith("tests/") and name.endswith((".py", ".yaml", ".txt", ".json"))
    ]
    texts = "\n".join(f"{name}\n{(ROOT / name).read_text('utf-8', 'replace')}" for name in names)
    assert [code for code in codes() if code not in texts] == []
