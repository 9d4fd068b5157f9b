"""The leak test finds a hidden value however it is written, and is silent about numbers that only look like one."""

from pathlib import Path

import pytest

from kamdocs.site.leaks import LeakTest, Secrets
from tests.books import sample_files
from tests.site.building import build, site_for

AMOUNT = "38500.00 EUR"


def _found(value: str, text: str, name: str = "page") -> bool:
    secrets = Secrets()
    secrets.hide(value, "field", "CLM-1")
    return bool(LeakTest(secrets).of_text(text, name))


@pytest.mark.parametrize(
    "text",
    [
        "38500.00",
        "38 500.00",
        "38,500.00",
        "38.500,00 EUR",
        "38\u202f500.00",
        "38\u2009500.00",
        "38&nbsp;500.00",
        "38&thinsp;500,00",
        "38&#8239;500.00",
        "38’500.00",
        "38<wbr>500.00",
        '38<span class="k-thin"></span>500.00',
        "38\u200b500.00",
        "EUR38500.00",
        "x_38500.00_y",
        "38500.0",
        "38500.0000",
        "38500 EUR",
        "38,500 EUR",
        "38 500\u00a0€",
        "€38500",
        "EUR 38.500",
        "a,38500.00,b",
        '["38500.00"]',
        "<!-- 38500.00 -->",
        '<i title="38500.00">',
    ],
)
def test_an_amount_is_found_however_it_is_written(text: str) -> None:
    assert _found(AMOUNT, text)


@pytest.mark.parametrize("name", ["claims-38500.00.csv", "r/claim-38500-00/index.html", "38500_00.svg"])
def test_an_amount_is_found_in_the_name_of_a_file(name: str) -> None:
    assert _found(AMOUNT, "nothing here", name)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4.8200 EUR", "4.8200"),
        ("4.8200 EUR", "4,8200"),
        ("4.8200 EUR", "4.82 EUR"),
        ("61.2500 EUR per 100", "61.25"),
        ("-0.0389 EUR", "0.0389"),
        ("44.75 EUR/h", "44.75"),
        ("12.75 %", "12.75 %"),
        ("12.75 %", "12,75&nbsp;%"),
        ("Walk away at 38500.00 EUR or more", "38,500.00 EUR"),
        ("8K0 121 0214", "part 8K0 121 0214 of"),
        ('They said "no more" to it', '["They said \\"no more\\" to it"]'),
        ('They said "no more" to it', '"They said ""no more"" to it"'),
        ("use `hidden_field` instead of it", "use <code>hidden_field</code> instead of it"),
    ],
)
def test_other_values_are_found_as_well(value: str, text: str) -> None:
    assert _found(value, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (AMOUNT, "38500 pcs"),
        (AMOUNT, "138500.00"),
        (AMOUNT, "38500.001"),
        (AMOUNT, "1.38500.00"),
        (AMOUNT, "385 00"),
        (AMOUNT, "2038500 EUR"),
        (AMOUNT, "38 5001 EUR"),
        ("2024.00 EUR", "since 2024, in 2024-12 and on 2024-12-02"),
        ("4.8200 EUR", "4.82 kg, version 4.82.1, 14.82"),
        ("12.75 %", "12.75 kg"),
        ("8.00 %", "8.00 %"),
        ("9.50 EUR", "Material 9.50"),
        ("12.75 EUR", '<svg><path d="M12.75 3.5H2"></svg>'),
        ("2415.30 USD/t", "2 415 pcs"),
        ("0.30 EUR", "0.30 EUR"),
    ],
)
def test_a_number_that_only_looks_like_it_is_none(value: str, text: str) -> None:
    assert not _found(value, text)


@pytest.mark.parametrize("planted", ["38 500.00", "38<wbr>500.00", "EUR38500.00", "38.500,00 EUR", "38500 EUR"])
def test_a_page_of_a_company_that_says_an_amount_stops_the_publication(tmp_path: Path, planted: str) -> None:
    page = "{% extends 'pages/record.html.j2' %}{% block sections %}" + planted + "{% endblock %}"
    assert _built_with(tmp_path, "pages/change.html.j2", page) == {"r/sample/CHG-2024-0001/index.html"}


def test_a_frame_of_a_company_is_searched_as_well(tmp_path: Path) -> None:
    footer = '<footer class="md-footer k-foot">last year 38500.00 EUR</footer>'
    found = _built_with(tmp_path, "theme/partials/footer.html", footer)
    assert " (frame of every page)" in found
    assert "help/reader/index.html" in found


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("boards/rule.html.j2", "<p>38500.00</p>", "rules/CLM001/index.html"),
        ("theme/assets/kamdocs/print.css", "/* 38500.00 */", "assets/kamdocs/print.css"),
        ("theme/assets/38500.00.svg", "<svg/>", "assets/38500.00.svg"),
        ("boards/find.html.j2", "<!-- 38,500.00 -->", "find/index.html"),
    ],
)
def test_what_a_company_puts_in_the_place_of_ours_is_not_taken_for_ours(
    tmp_path: Path, name: str, text: str, where: str
) -> None:
    assert where in _built_with(tmp_path, name, text)


def _built_with(tmp_path: Path, name: str, text: str) -> set[str]:
    """The files in which a leak is found with one template or file of a company; nothing is published."""
    file = tmp_path / "project" / "site_templates" / name
    file.parent.mkdir(parents=True)
    file.write_text(text)
    claim = sample_files()["sample/claims/CLM-2024-0001.yaml"].decode().replace("8400.00 EUR", AMOUNT)
    overlay = {"sample/claims/CLM-2024-0001.yaml": claim}
    built = build(site_for("purchasing"), tmp_path, overlay, project=tmp_path / "project")
    assert not built.folder.exists()
    assert {(one.code, one.record) for one in built.leaks} == {("SEC003", "CLM-2024-0001")}
    assert not [one for one in built.leaks if "38500" in one.says.replace(one.place.file, "")]
    return {one.place.file.partition("/purchasing/")[2] for one in built.leaks}
