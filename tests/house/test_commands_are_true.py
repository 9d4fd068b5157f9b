"""No text names a command or an option that does not exist: README, handbook, contributing, messages."""

import re

import click

from kamdocs.cli.main import _COMMANDS, cli
from tests.house.sources import ROOT, modules, texts_of, tracked

_CALL = re.compile(r"(?:^|[\s`(/])kamdocs ([a-z]+)((?: [^\s`|<>…]+)*)")
_NO_COMMAND = {
    "is",
    "and",
    "of",
    "reads",
    "keeps",
    "knows",
    "for",
    "has",
    "in",
    "shows",
    "as",
    "needs",
    "never",
    "it",
    "the",
    "to",
}
"""Words that follow the name of the program in a sentence."""


def options_of(name: str) -> set[str]:
    """The options of a command."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return {option for one in command.params for option in one.opts} | {"--help", "-h"}


def untrue(text: str, *, prose: bool) -> list[str]:
    """Calls in a text that would not work.

    Args:
        text: What to read.
        prose: Only calls in code marks or on lines of their own count.
    """
    found = []
    for match in _CALL.finditer(text):
        name, rest = match[1], match[2]
        if name not in _COMMANDS:
            if not prose and name not in _NO_COMMAND:
                found.append(match[0].strip())
            continue
        known = options_of(name)
        found += [f"kamdocs {name} {word}" for word in re.findall(r" (--[a-z-]+)", rest) if word not in known]
    return found


def _code_of(text: str) -> str:
    """What stands in code marks or code blocks of a Markdown text."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", text, re.S | re.M)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M))])


def test_documents_name_what_exists() -> None:
    """Every call in code marks of every document works."""
    names = [name for name in tracked() if name.endswith(".md") and not name.startswith("tests/")]
    calls = {name: _code_of((ROOT / name).read_text("utf-8")) for name in names}
    assert sum(text.count("kamdocs check") for text in calls.values()) > 5
    assert {name: found for name, text in calls.items() if (found := untrue(text, prose=False))} == {}


def test_workflows_name_what_exists() -> None:
    """Every call in a workflow and in the hooks works, in this repository and in what a company starts with."""
    names = [name for name in tracked() if name.endswith((".yml", ".yaml")) and ".github/" in name]
    read = {name: (ROOT / name).read_text("utf-8") for name in (*names, ".pre-commit-hooks.yaml")}
    calls = {name: text.replace('"', "") for name, text in read.items()}
    assert sum(match[1] in _COMMANDS for text in calls.values() for match in _CALL.finditer(text)) >= 5
    assert {name: found for name, text in calls.items() if (found := untrue(text, prose=True))} == {}


def test_messages_name_what_exists() -> None:
    """Every call in a message, a hint, a fix or a help text of the program works."""
    texts = [(one.name, line, text) for one in modules() for line, text in texts_of(one, docstrings=True)]
    seen = sum("kamdocs " in text for _, _, text in texts)
    assert seen > 20
    assert [(name, line, found) for name, line, text in texts if (found := untrue(text, prose=True))] == []


def test_planted_calls_are_found() -> None:
    """A command and an option that nobody wrote."""
    assert untrue("kamdocs frobnicate FILE", prose=False) == ["kamdocs frobnicate FILE"]
    assert untrue("run `kamdocs check --everything` first", prose=True) == ["kamdocs check --everything"]
    assert untrue("kamdocs check --against main --account aurora", prose=False) == []
