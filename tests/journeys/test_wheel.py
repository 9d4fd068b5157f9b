"""The wheel in an environment without the checkout: a company begins its repository, checks it and builds its sites."""

import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.running import ROOT, Done, copy_product, quiet_environment, run

pytestmark = pytest.mark.slow
PERSON = ("--set", "side=internal", "--set", "name=Ada Weiss", "--set", "function=kam")
INSIDE = "kamdocs/shipped_files"
ELSEWHERE = """
import kamdocs, kamdocs.shipped as shipped
print(kamdocs.__file__, shipped.SITE_TEMPLATES, shipped.MKDOCS_YML, shipped.cases_of("PRC001"), sep="\\n")
"""


OFFLINE = ("--disable-pip-version-check", "install", "--quiet", "--no-index")


def new_python(folder: Path) -> str:
    """The interpreter of a new environment that sees the packages that are here, and not the checkout."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = str(folder / "bin" / "python")
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run(folder, python, "-c", asked).out.strip())
    (site / "packages.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    return python


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without the network."""
    folder = tmp_path_factory.mktemp("dist")
    words = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), ".")
    done = run(ROOT, *words)
    assert done.code == 0, done.said
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel; it sees the packages that are here, and not the checkout."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    pip = (new_python(folder), "-m", "pip", *OFFLINE, "--no-deps")
    done = run(folder, *pip, str(wheel))
    assert done.code == 0, done.said
    return folder


class Company:
    """An empty folder in which a company begins.

    Args:
        folder: The folder.
        program: `kamdocs` of the environment.
    """

    def __init__(self, folder: Path, program: Path) -> None:
        self.folder = folder
        self._program = program

    def kamdocs(self, *words: str) -> Done:
        """Run kamdocs here; the checkout and the settings of whoever runs the tests are out of sight."""
        environment = quiet_environment()
        environment.pop("PYTHONPATH", None)
        return run(self.folder, str(self._program), *words, env=environment)


@pytest.fixture(scope="module")
def company(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Company:
    """A company that has called `kamdocs init`."""
    begun = Company(tmp_path_factory.mktemp("company"), environment / "bin" / "kamdocs")
    done = begun.kamdocs("init")
    assert done.code == 0, done.said
    return begun


def shipped_here() -> Iterator[tuple[Path, str]]:
    """Every file that must travel, with its name inside the wheel, as pyproject says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for source, target in included.items():
        start = ROOT / source
        for path in [start] if start.is_file() else sorted(start.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                below = "" if start.is_file() else f"/{path.relative_to(start).as_posix()}"
                yield path, f"{target}{below}"


def test_the_wheel_holds_byte_for_byte_what_travels(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for path, name in shipped_here():
            assert name in names, f"{name} is not in the wheel"
            assert archive.read(name) == path.read_bytes(), name


@pytest.mark.parametrize(
    "part",
    [
        "mkdocs.yml",
        "site_templates/theme/",
        "site_templates/pages/",
        "site_templates/handbook/",
        "site_templates/init/.github/workflows/check.yml",
        "site_templates/init/.gitattributes",
        "site_templates/init/records/policy.yaml",
        "tests/kinds/price/cases/PRC001.yaml",
        "tests/rules/cases/",
    ],
)
def test_the_wheel_holds(wheel: Path, part: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert any(name.startswith(f"{INSIDE}/{part}") for name in archive.namelist()), part


def test_the_wheel_holds_nothing_that_is_not_the_product(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        names = archive.namelist()
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kamdocs"}
    assert [name for name in names if name.endswith((".pyc", ".orig", "~"))] == []
    assert [name for name in names if name.startswith(f"{INSIDE}/records/")] == []


def test_everything_is_found_inside_the_environment(environment: Path, company: Company) -> None:
    done = run(company.folder, str(environment / "bin" / "python"), "-c", ELSEWHERE)
    assert done.code == 0, done.said
    lines = done.out.splitlines()
    assert len(lines) == 4
    assert [line for line in lines if not Path(line).is_relative_to(environment)] == []
    assert [line for line in lines if not Path(line).exists()] == []


def test_init_brings_every_file_and_overwrites_none(company: Company) -> None:
    start = ROOT / "site_templates" / "init"
    for path in start.rglob("*"):
        assert (company.folder / path.relative_to(start)).exists(), path
    again = company.kamdocs("init")
    assert again.code == 2
    assert "are there already" in again.err
    assert "Nothing was written." in again.err


def test_check_new_and_check_again(company: Company) -> None:
    first = company.kamdocs("check")
    assert first.code == 0, first.said
    before = set(company.folder.rglob("*.yaml"))
    drafted = company.kamdocs("new", "contact", *PERSON)
    assert drafted.code == 0, drafted.said
    (draft,) = set(company.folder.rglob("*.yaml")) - before
    assert draft.parent.name == "people"
    second = company.kamdocs("check")
    assert second.code == 0, second.said
    draft.write_text(draft.read_text("utf-8").replace("function: kam", "functon: kam"), "utf-8")
    third = company.kamdocs("check")
    draft.unlink()
    assert third.code == 1, third.said
    assert draft.name in third.out


def test_explain_shows_the_rule_with_a_case(company: Company) -> None:
    done = company.kamdocs("explain", "PRC001")
    assert done.code == 0, done.said
    assert "PRC001" in done.out


def test_schema_writes_what_the_editor_reads(company: Company) -> None:
    done = company.kamdocs("schema")
    assert done.code == 0, done.said
    assert [*company.folder.glob(".vscode/schemas/*.json")] != []


def test_build_leaves_the_sites(company: Company) -> None:
    done = company.kamdocs("build")
    assert done.code == 0, done.said
    sites = sorted(path.name for path in (company.folder / "site").iterdir() if not path.name.startswith("."))
    assert len(sites) >= 3, sites
    for name in sites:
        front = (company.folder / "site" / name / "index.html").read_text("utf-8")
        assert "<html" in front
        assert (company.folder / "site" / name / "help" / "index.html").is_file()


def test_a_fresh_clone_can_be_installed_to_be_edited(tmp_path: Path) -> None:
    """The command of the README's quick start; afterwards the clone is what runs, with its own templates and cases."""
    copy_product(tmp_path / "clone")
    python = new_python(tmp_path / "venv")
    pip = (python, "-m", "pip", *OFFLINE)
    done = run(tmp_path / "clone", *pip, "--no-deps", "--no-build-isolation", "-e", ".")
    assert done.code == 0, done.said
    found = run(tmp_path, python, "-c", ELSEWHERE)
    assert found.code == 0, found.said
    assert [line for line in found.out.splitlines() if not line.startswith(f"{tmp_path}/clone/")] == []
    checked = run(tmp_path / "clone", str(tmp_path / "venv" / "bin" / "kamdocs"), "check")
    assert checked.code == 0, checked.said
