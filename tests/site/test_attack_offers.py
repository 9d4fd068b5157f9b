"""What a clever reader tried on changes and offers: reasons, the order of rows, computed days, names of findings."""

from pathlib import Path

from kamdocs.core.code import WARNING, Nature
from kamdocs.core.finding import Finding
from kamdocs.core.place import Spot
from tests.books import sample_files
from tests.kinds.change.story import story
from tests.site.building import article, build, page, site_for
from tests.site.test_gate import publish, rows

CHANGE = "sample/changes/CHG-2024-0001.yaml"
CUSTOMER = "sample/customers/CUS-SAMPLE.yaml"
TOLD = {"agreed or released", "not agreed", "not known"}


def text_of(path: str) -> str:
    """A file of the sample."""
    return sample_files()[path].decode()


def another(number: int, state: str, received: str) -> str:
    """The change of the sample once more, received on another day, in another commercial state."""
    text = text_of(CHANGE).replace("CHG-2024-0001", f"CHG-2024-{number:04d}")
    text = text.replace("received_on: 2024-11-18", f"received_on: {received}")
    return text.replace("state: not_assessed, on: 2024-11-18", f"state: {state}, on: 2024-11-18")


def test_a_plant_reads_that_a_door_is_closed_and_not_why_it_is(tmp_path: Path) -> None:
    """Its reason says no more than the answer; the functions that may release are those for any amount."""
    site = publish(tmp_path, story(), ("sales", "plant-ONE"))
    sales, plant = ({row["Why"] for row in rows(site / name)} for name in ("sales", "plant-ONE"))
    said = {part.partition(": ")[2] or part for words in plant for part in words.split("; ")}
    assert said
    assert {one.partition(",")[0] for one in said} <= TOLD
    assert not {one.partition(",")[0] for one in sales} <= TOLD


def test_the_order_of_rows_tells_no_commercial_state(tmp_path: Path) -> None:
    """For sales what waits longest comes first; who may not read prices gets the rows by their ids."""
    overlay = {
        "sample/changes/CHG-2024-0002.yaml": another(2, "refused", "2024-11-01"),
        "sample/changes/CHG-2024-0003.yaml": another(3, "not_assessed", "2024-11-01"),
    }
    orders = []
    for audience in ("sales", "logistics"):
        text = article(build(site_for(audience), tmp_path, overlay, findings=()).folder, "sample")
        table = text[text.index("Changes by commercial state") :]
        orders.append(sorted((f"CHG-2024-000{one}" for one in (1, 2, 3)), key=table.index))
    assert orders[0] == ["CHG-2024-0003", "CHG-2024-0001", "CHG-2024-0002"]
    assert orders[1] == ["CHG-2024-0001", "CHG-2024-0002", "CHG-2024-0003"]


def test_a_finding_about_the_commercial_side_is_for_who_reads_prices(tmp_path: Path) -> None:
    """CHG007 stands at a day that everybody reads, and says that nothing has been quoted."""
    spot = Spot("CHG-2024-0001", ("quote_due",))
    late = Finding("CHG007", WARNING, Nature.DATED, "quote was due on 2024-12-01", "sample", "CHG-2024-0001", spot)
    seen = {
        audience: page(build(site_for(audience), tmp_path, findings=[late]).folder, "r/sample/CHG-2024-0001")
        for audience in ("sales", "logistics")
    }
    assert "CHG007" in seen["sales"]
    assert "CHG007" not in seen["logistics"]


def test_a_day_that_follows_from_the_terms_of_the_customer_is_as_secret_as_they_are(tmp_path: Path) -> None:
    """Without `quote_due` the page shows the day that the customer's deadline gives, to who may read that deadline."""
    overlay = {
        CHANGE: text_of(CHANGE).replace("quote_due: 2024-12-16\n", ""),
        CUSTOMER: text_of(CUSTOMER) + "change_quote_deadline: 29 days\n",
    }
    seen = {
        audience: page(build(site_for(audience), tmp_path, overlay, findings=()).folder, "r/sample/CHG-2024-0001")
        for audience in ("sales", "logistics")
    }
    assert "2024-12-17" in seen["sales"]
    assert "2024-12-17" not in seen["logistics"]
