"""The steps of the shipped workflow on a repository of the product: red and green as they should be.

kamdocs itself is built and installed from the merge base by the very commands of the workflow.
"""

import pytest

from tests.journeys.hosting import SHELL, Host, at, errors
from tests.journeys.running import ROOT, SWITCH, copy_product, run

WORKFLOW = ROOT / ".github" / "workflows" / "check.yml"
PRICE = "records/aurora/prices/PRC-4711-009-A-MEL.yaml"
POLICY = "records/policy.yaml"
LAST_LINE = "      - {state: agreed, on: 2024-11-12, evidence: [COM-2024-0118], by: PER-0007}\n"
NEXT_LINE = """\
  - valid_from: 2025-02-03
    technical_index: D
    unit_price: 3.5142 EUR
    layers: {value_added: 1.9501 EUR, mandated: 1.1600 EUR, indexed_material: 0.3241 EUR, tool_amortisation: 0.0800 EUR}
    build_up:
      - {because: CHG-2024-0187, layer: value_added, delta: 0.0842 EUR}
      - {because: CHG-2024-0187, layer: mandated, delta: 0.3100 EUR}
    track:
      - {state: draft, on: 2024-12-02}
"""


@pytest.fixture(scope="module")
def shared_host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A host whose `main` holds the product and its records."""
    top = tmp_path_factory.mktemp("host")
    copy_product(top / "work")
    return Host.begin(top, WORKFLOW)


@pytest.fixture
def host(shared_host: Host) -> Host:
    """The same, with the clone on `main`."""
    shared_host.work.back_to_main()
    return shared_host


def test_the_workflow_installs_first_and_checks_then(host: Host) -> None:
    install, check = host.steps()
    assert "pip" in install
    assert "git archive" in install
    assert check.rstrip().endswith('check --against "$BASE_SHA" --output-format github')


@pytest.mark.slow
def test_a_pull_request_that_edits_the_program_is_judged_by_the_old_one(host: Host) -> None:
    """Installs as well, so the tests below find the kamdocs of `main` on the runner."""
    host.work.start_branch("blind")
    place = host.work.edit(PRICE, "unit_price: 3.1929 EUR", "unit_price: 3.1829 EUR")
    host.work.write("kamdocs/cli/main.py", "def main() -> None:\n    print('all is well')\n")
    host.work.write("kamdocs/__init__.py", '__version__ = "9.9.9"\n')
    host.work.write("click.py", "raise SystemExit(0)\n")
    host.work.commit("a quiet correction, and a program that says yes")
    done = host.pull_request("blind")
    assert done.code == 1, done.said
    assert at(place, "GEN004") in errors(done)
    assert "all is well" not in done.said
    version = run(host.runner, str(host.runner / "kamdocs" / "bin" / "kamdocs"), "--version", env=host.environment)
    assert version.out != "kamdocs 9.9.9\n"


@pytest.fixture(scope="module")
def installed(shared_host: Host) -> None:
    """The kamdocs of `main` on the runner, by the first step of the workflow."""
    if not (shared_host.runner / "kamdocs" / "bin" / "kamdocs").exists():
        shared_host.work.back_to_main()
        done = run(shared_host.work.folder, *SHELL, "-c", shared_host.steps()[0], env=shared_host.environment)
        assert done.code == 0, done.said


@pytest.mark.slow
@pytest.mark.usefixtures("installed")
class TestOnTheInstalledRunner:
    """Pull requests with the same base: what the first step makes is the same for all of them."""

    def test_a_new_line_that_fits_is_green(self, host: Host) -> None:
        host.work.start_branch("next-price")
        host.work.edit(PRICE, LAST_LINE, LAST_LINE + NEXT_LINE)
        host.work.commit("price from February")
        done = host.pull_request("next-price", is_installed=True)
        assert done.code == 0, done.said
        assert errors(done) == []
        assert "1 record differs from" in done.out

    def test_layers_that_do_not_sum_are_red_at_their_line(self, host: Host) -> None:
        host.work.start_branch("broken")
        host.work.edit(PRICE, LAST_LINE, LAST_LINE + NEXT_LINE.replace("3.5142", "3.5143"))
        place = host.work.place(PRICE, "layers: {value_added: 1.9501")
        host.work.commit("price from February")
        done = host.pull_request("broken", is_installed=True)
        assert done.code == 1, done.said
        assert at(place, "PRC016") in errors(done)
        assert "::layers add up to 3.5142 EUR, the price is 3.5143 EUR" in done.out

    def test_a_decimal_comma_is_red_with_the_corrected_text(self, host: Host) -> None:
        host.work.start_branch("comma")
        host.work.edit(PRICE, LAST_LINE, LAST_LINE + NEXT_LINE.replace("3.5142", "3,5142"))
        place = host.work.place(PRICE, "3,5142")
        host.work.commit("price from February")
        done = host.pull_request("comma", is_installed=True)
        assert done.code == 1, done.said
        assert errors(done) == [at(place, "VAL005")]
        assert "I read 3.5142" in done.out

    @pytest.mark.parametrize("code", [None, "GEN004"])
    def test_an_edited_agreed_line_is_red_whatever_policy_says_in_the_branch(
        self, host: Host, code: str | None
    ) -> None:
        host.work.start_branch("cheaper")
        place = host.work.edit(PRICE, "unit_price: 3.1929 EUR", "unit_price: 3.1829 EUR")
        host.work.edit(
            PRICE,
            "{value_added: 1.9429 EUR, mandated: 0.8500 EUR, indexed_material: 0.3200 EUR",
            "{value_added: 1.9329 EUR, mandated: 0.8500 EUR, indexed_material: 0.3200 EUR",
        )
        if code:
            host.work.write(POLICY, host.work.text(POLICY) + SWITCH.format(code=code))
        host.work.commit("a quiet correction")
        done = host.pull_request("cheaper", is_installed=True)
        assert done.code == 1, done.said
        assert at(place, "GEN004") in errors(done)
        assert (f"title=GEN011 {POLICY}" in done.out) == bool(code)
