"""The walk through a record: every reference, text and track with its place and class."""

from kamdocs.core.audience import Class
from kamdocs.core.record import Record
from kamdocs.core.walk import attachments_in, reference_form, references_in, texts_in, tracks_in, values_in
from tests.books import book_from


def _record(record_id: str, overlay: dict[str, str] | None = None) -> Record:
    found = book_from(overlay).get(record_id)
    assert found is not None
    return found


def test_references_have_their_path_class_and_kinds() -> None:
    price = _record("PRC-100-A-ONE")
    found = {seen.path: seen for seen in references_in(price)}
    part = found[("part",)]
    assert (part.value, part.seen_as, reference_form(part).kinds) == ("PRT-100-A", Class.PRICE, ("part",))
    because = found[("lines", 1, "build_up", 0, "because")]
    assert because.value == "COM-2023-0002"
    assert reference_form(because).item
    assert found[("lines", 1, "track", 2, "evidence", 0)].value == "ORD-2023-0001"


def test_references_in_the_keys_of_a_map_are_found() -> None:
    plan = _record(
        "VOL-S1-2024-02",
        {
            "sample/volume-plans/VOL-S1-2024-02.yaml": """\
id: VOL-S1-2024-02
programme: PRG-S1
version: 2024-02
source: internal
as_of: 2024-02-05
unit: pcs
rows: [{part: PRT-100-A, site: SIT-ONE, months: {2025-01: 100}}]
control_total: 100 pcs
site_split: {SIT-ONE: 100 %}
track: [{state: draft, on: 2024-02-06}]
"""
        },
    )
    keys = [(seen.path, seen.value, seen.field_path) for seen in references_in(plan) if seen.is_key]
    assert keys == [(("site_split", "SIT-ONE"), "SIT-ONE", ("site_split",))]
    months = [seen for seen in values_in(plan) if seen.field.name == "months" and not seen.is_key]
    assert [seen.path for seen in months] == [("rows", 0, "months", "2025-01")]


def test_texts_are_what_people_wrote() -> None:
    letter = _record("COM-2023-0002")
    found = {seen.path[0]: seen.value for seen in texts_in(letter)}
    assert {"subject", "quote", "files"} <= found.keys()
    assert not {"id", "direction", "from", "date"} & found.keys()
    assert [seen.value.file for seen in attachments_in(letter)] == ["files/COM-2023-0002.txt"]


def test_the_class_of_a_record_decides_where_it_says_so_itself() -> None:
    letter = _record("COM-2023-0002")
    note = _record(
        "COM-2024-0009",
        {
            "sample/communications/COM-2024-0009.yaml": """\
id: COM-2024-0009
class: schedule
direction: internal
channel: meeting
date: 2024-11-18
party: us
from: PER-0002
subject: Trials
"""
        },
    )
    classes = [{seen.path: seen.seen_as for seen in values_in(one)}[("subject",)] for one in (letter, note)]
    assert classes == [Class.PRICE, Class.SCHEDULE]


def test_tracks_of_lines_are_found_with_their_path() -> None:
    price = _record("PRC-100-A-ONE")
    assert [(acts.path, len(acts.entries)) for acts in tracks_in(price)] == [
        (("lines", 0, "track"), 2),
        (("lines", 1, "track"), 3),
    ]
    assert list(tracks_in(_record("SIT-ONE"))) == []
