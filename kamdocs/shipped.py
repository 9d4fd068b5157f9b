"""Where the files that travel with kamdocs are: in a wheel inside the package, in a checkout at the top level."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_WHEEL = _PACKAGE / "shipped_files"
SHIPPED = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent

SITE_TEMPLATES = SHIPPED / "site_templates"
MKDOCS_YML = SHIPPED / "mkdocs.yml"


def cases_of(code: str) -> Path | None:
    """The case file of a code, if it travels with kamdocs."""
    tests = SHIPPED / "tests"
    found = sorted([*tests.glob(f"kinds/*/cases/{code}.yaml"), *tests.glob(f"rules/cases/{code}.yaml")])
    return found[0] if found else None
