"""Policy from its text: limits by day with their defaults, readers, own fields, and what is refused at which place."""

from datetime import date
from decimal import Decimal

import pytest

from kamdocs.core.audience import Class, Level, Reading
from kamdocs.core.facts import fields_of
from kamdocs.core.limits import Limits, limit_table
from kamdocs.core.money import Money
from kamdocs.core.policy import OwnForm, Policy, RootFile
from kamdocs.core.quantity import Duration
from kamdocs.core.terms import Terms, TermsRule
from kamdocs.load.after import own_form_names
from kamdocs.load.loader import load

SHORTEST = """\
written_for: 0.1
owner: PER-0003
holds: strict
time_zone: Europe/Paris
reporting_currency: EUR
functions: [kam, controller]
"""
DAY = date(2024, 12, 2)


def policy_of(more: str = "") -> Policy:
    """The shortest policy with some lines more."""
    found, problems = load((SHORTEST + more).encode(), Policy)
    assert found is not None, problems
    return found


def refused(more: str) -> list[tuple[str, str, str]]:
    """Code, path and sentence of every refusal."""
    found, problems = load((SHORTEST + more).encode(), Policy)
    assert found is None
    return [(one.code, ".".join(str(step) for step in one.path), one.says) for one in problems]


def test_what_policy_does_not_write_has_its_default() -> None:
    policy = policy_of()
    assert policy.limit("oral_agreement", DAY) == Duration(30, "days")
    assert policy.limit("index_calculation", DAY) == Duration(10, "working days")
    assert policy.limit("claim_reduction", DAY) == Decimal(20)
    assert policy.limit("recognition_state", DAY) == "agreed"
    assert policy.limit("overdue_ladder", DAY).escalate == Duration(60, "days")
    assert policy.limit("change_approvals", DAY)[1].above == Money(Decimal("25000.00"), "EUR")
    assert policy.limit("waiver_authority", DAY) is None
    assert policy.fiscal_year_start == "01-01"
    assert policy.comments_up_to is Level.INTERNAL


def test_a_limit_has_the_value_of_the_day() -> None:
    policy = policy_of(
        "limits: {margin_floor: {owner: PER-0003, because: Board., values: {2022-01-01: 4.0 %, 2024-01-01: 3.5 %}}}"
    )
    values = [policy.limit("margin_floor", date.fromisoformat(day)) for day in ("2023-12-31", "2024-01-01")]
    assert values == [Decimal("4.0"), Decimal("3.5")]
    assert policy.limit("margin_floor", date(2021, 12, 31)) is None, "before its first day it has its default: none"


def test_a_limit_before_its_first_day_has_its_default() -> None:
    policy = policy_of("limits: {oral_agreement: {owner: PER-0003, because: x., values: {2023-01-01: 14 days}}}")
    assert policy.limit("oral_agreement", date(2022, 12, 31)) == Duration(30, "days")
    assert policy.limit("oral_agreement", date(2023, 1, 1)) == Duration(14, "days")


def test_the_part_of_a_structured_limit_that_is_left_out_has_its_default() -> None:
    policy = policy_of("limits: {coverage: {owner: PER-0003, because: x., values: {2022-01-01: {alert: 85 %}}}}")
    found = policy.limit("coverage", DAY)
    assert (found.warning, found.alert, found.hard_within) == (Decimal(100), Decimal(85), Duration(6, "months"))


def test_limits_by_country_level_and_step() -> None:
    policy = policy_of(
        """\
limits:
  legal_terms: {owner: PER-0003, because: x., values: {2022-01-01: {FR: [net 60 days, mns2]}}}
  customer_authority: {owner: PER-0003, because: x., values: {2022-01-01: {lead_buyer: 10.00 EUR}}}
  offer_roles: {owner: PER-0003, because: x., values: {2022-01-01: [{above: 5.00 EUR, roles: [kam]}]}}
"""
    )
    assert policy.limit("legal_terms", DAY) == {
        "FR": (Terms(TermsRule.NET, 60), Terms(TermsRule.SECOND_OF_SECOND_MONTH))
    }
    assert policy.limit("customer_authority", DAY)["lead_buyer"] == Money(Decimal("10.00"), "EUR")
    assert policy.limit("offer_roles", DAY)[0].roles == ("kam",)


def test_a_limit_that_does_not_exist_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        policy_of().limit("margin_flour", DAY)


def test_every_limit_says_what_it_is_who_answers_and_who_reads_it() -> None:
    table = limit_table()
    assert set(table) == set(fields_of(Limits))
    assert len(table) == 52
    assert not [name for name, told in table.items() if not (told.says.endswith(".") and told.answered_by)]
    assert not [name for name, told in table.items() if not told.read_by]


def test_cells_of_the_readers_table() -> None:
    policy = policy_of("audiences: [invoicing]\nreaders: {price: {invoicing: R, plant: none}}\n")
    table = policy.readers_table()
    assert policy.all_audiences()[-1] == "invoicing"
    assert table[Class.PRICE]["invoicing"] is Reading.VALUE
    assert table[Class.PRICE]["plant"] is Reading.NOTHING
    assert table[Class.PRICE]["sales"] is Reading.VALUE
    assert "invoicing" not in table[Class.COST]


def test_own_fields_and_other_roots() -> None:
    policy = policy_of(
        """\
own_fields:
  price: {sap_condition: {says: Number in the ERP., form: line, class: price}}
roots:
  talks: {holds: strict, kinds: [mandate]}
  people: {holds: internal, kinds: [contact]}
"""
    )
    assert policy.own_forms() == {"price": {"sap_condition": "line"}}
    assert policy.own_fields["price"]["sap_condition"].class_ is Class.PRICE
    assert policy.elsewhere(frozenset({"records", "people"})) == {"mandate"}


def test_own_fields_take_exactly_the_forms_that_the_loader_knows() -> None:
    assert tuple(form.value for form in OwnForm) == own_form_names()


@pytest.mark.parametrize(
    ("more", "code", "path", "says"),
    [
        ("reader: {price: {sales: R}}\n", "VAL001", "reader", "unknown field `reader`; did you mean `readers`?"),
        ("readers: {prize: {sales: R}}\n", "VAL014", "readers.prize", 'unknown readers "prize"; did you mean `price`?'),
        ("readers: {price: {sales: Q}}\n", "VAL014", "readers.price.sales", 'unknown sales "Q"'),
        ("readers: {price: R}\n", "VAL004", "readers.price", "`price` needs a block, here is one value"),
        (
            "customer_markers: {aurora: Aurora}\n",
            "VAL004",
            "customer_markers.aurora",
            "`aurora` needs a list, here is one value",
        ),
        ("edit_url: https://host/edit\n", "VAL014", "edit_url", '"https://host/edit" is no address with `{path}`'),
        (
            "limits: {oral_agreement: {owner: PER-1, because: x., values: {2022-02-30: 30 days}}}\n",
            "VAL008",
            "limits.oral_agreement.values.2022-02-30",
            '"2022-02-30" is no day: this day does not exist',
        ),
        (
            "limits: {oral_agreement: {owner: PER-1, because: x., values: {2022-01-01: 30}}}\n",
            "VAL010",
            "limits.oral_agreement.values.2022-01-01",
            "30 of what? days or working days?",
        ),
        (
            "limits: {oral_agreement: {owner: PER-1, values: {2022-01-01: 30 days}}}\n",
            "VAL002",
            "limits.oral_agreement",
            "`oral_agreement` needs `because`",
        ),
        (
            "limits: {oral_agremeent: {owner: PER-1}}\n",
            "VAL001",
            "limits.oral_agremeent",
            "unknown field `oral_agremeent`; did you mean `oral_agreement`?",
        ),
    ],
)
def test_a_mistake_is_refused_at_its_place(more: str, code: str, path: str, says: str) -> None:
    assert (code, path, says) in refused(more)


def test_versions_and_time_zones() -> None:
    text = SHORTEST.replace("0.1", "soon").replace("Europe/Paris", "Paris")
    found, problems = load(text.encode(), Policy)
    assert found is None
    assert [(one.code, one.says) for one in problems] == [
        ("VAL007", '"soon" is not a version number'),
        ("VAL014", 'unknown time_zone "Paris"'),
    ]


def test_a_root_without_policy_says_what_it_holds() -> None:
    found, problems = load(b"holds: internal\n", RootFile)
    assert (found and found.holds.level, problems) == (Level.INTERNAL, [])
    nothing, problems = load(b"holds: secret\n", RootFile)
    assert nothing is None
    assert [one.code for one in problems] == ["VAL014"]
