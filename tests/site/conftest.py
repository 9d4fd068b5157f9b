"""The publications of the sample account, built once for all tests of the site."""

from pathlib import Path

import pytest

from tests.site.building import build, site_for

SITES = {
    "sales": site_for("sales"),
    "purchasing": site_for("purchasing"),
    "logistics": site_for("logistics"),
    "management": site_for("management", language="de"),
    "plant-ONE": site_for("plant", name="plant-ONE", plant="PLT-ONE", ask="logistics"),
    "plant-TWO": site_for("plant", name="plant-TWO", plant="PLT-TWO", ask="logistics"),
}


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one publication per audience."""
    out = tmp_path_factory.mktemp("sites")
    for site in SITES.values():
        built = build(site, out)
        assert not built.leaks, built.leaks
    return out
