"""Workplaces that the journeys of one module share; each test puts back what it changed."""

from collections.abc import Iterator

import pytest

from tests.journeys.running import ROOT, Workplace


@pytest.fixture(scope="module")
def shared_example(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The example records in a repository whose branch `main` holds them."""
    place = Workplace.with_records(tmp_path_factory.mktemp("example") / "work", ROOT / "records")
    place.begin()
    return place


@pytest.fixture
def example(shared_example: Workplace) -> Iterator[Workplace]:
    """The same, given back as it was."""
    yield shared_example
    shared_example.back_to_main()
