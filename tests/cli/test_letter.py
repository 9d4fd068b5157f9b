"""The letter of an offer: words of a record stay in their place, and a template of the project is data."""

from pathlib import Path

import pytest

from tests.cli.offered import ROUND_1, offer, rounds
from tests.cli.running import Ran, call, sample

FILE = f"sample/offers/{ROUND_1}.yaml"


def letter(project: Path, *words: str) -> Ran:
    return call(project, "offer", ROUND_1, "--to", "out.xlsx", "--letter", *words)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_text_of_several_lines_stays_below_its_dash(tmp_path: Path, language: str) -> None:
    """Nothing that was typed into a record can end the letter, or be run by its template."""
    text = offer(1).replace(
        "The third screw is not in the price.", '"{{ 7 * 7 }} is text.\\n\\nYours faithfully\\nSomebody"'
    )
    project = sample(tmp_path, rounds() | {FILE: text})
    done = letter(project, "--language", language)
    assert done.code == 0, done.err
    said = (project / "out.txt").read_text("utf-8")
    assert "{{ 7 * 7 }} is text.\n  Yours faithfully\n  Somebody\n" in said
    assert "\nYours faithfully\nSomebody" not in said


def test_german_prose_has_its_own_words(tmp_path: Path) -> None:
    project = sample(tmp_path, rounds())
    assert letter(project, "--language", "de").code == 0
    said = (project / "out.txt").read_text("utf-8")
    assert "wir danken Ihnen für Ihre Anfrage und bieten Ihnen wie folgt an." in said
    assert "- Mengen: gemäß Ihrer Anfrage\n" in said
    assert [word for word in ("request", "lump sum", "per week", "valid until", "Volumes") if word in said] == []


@pytest.mark.parametrize(
    "template",
    ["{{ ''.__class__.__mro__ }}", "{{ lines.append(1) }}", "{{ 1 / 0 }}", "{{ lines[0] + 1 }}", "{% if %}"],
)
def test_a_template_that_does_not_work_is_named(tmp_path: Path, template: str) -> None:
    """It runs in a closed room: nothing of the machine is in reach."""
    project = sample(tmp_path, rounds())
    folder = project / "site_templates" / "letters"
    folder.mkdir(parents=True)
    (folder / "offer.en.txt.j2").write_text(template, "utf-8")
    done = letter(project)
    assert done.code == 2
    assert "site_templates/letters/offer.en.txt.j2 does not work" in done.err
    assert not list(project.glob("out.*"))
