"""What all tests share: programs that a machine may lack are named at the end, and with CI=true they may not lack."""

import os
import shutil
from collections.abc import Iterator

import pytest

PROGRAMS = {"browser": "chromium", "office": "soffice"}
"""By marker: the program that a test needs."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip by name what needs a program that is not here; with CI=true let it run, and fail."""
    lacking = {marker: program for marker, program in PROGRAMS.items() if shutil.which(program) is None}
    if os.environ.get("CI") == "true":
        return
    for item in items:
        for marker, program in lacking.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"needs {program}"))


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """One line at the end says what was skipped and why."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        reasons = sorted({report.longrepr[2].removeprefix("Skipped: ") for report in skipped})
        number = "1 test was" if len(skipped) == 1 else f"{len(skipped)} tests were"
        terminalreporter.write_line(f"{number} skipped: {', '.join(reasons)}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser.

    Fails where there is none: without CI=true the test was skipped before.
    """
    found = shutil.which("chromium")
    assert found, "Install Debian's package chromium."
    return found


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of the spreadsheet program.

    Fails where there is none: without CI=true the test was skipped before.
    """
    found = shutil.which("soffice")
    assert found, "Install Debian's package libreoffice-calc."
    return found
