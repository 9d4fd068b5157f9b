"""VAL022: a field under its former name is read as the new one, with a warning where it stands."""

from kamdocs.core.facts import Block, maybe
from kamdocs.core.forms import Line
from kamdocs.load.loader import load


class Renamed(Block):
    """A block one of whose fields had another name."""

    remark: Line | None = maybe("A remark.", formerly=("comment",))


def test_the_old_name_is_read_and_warned_of() -> None:
    """The value arrives, and one problem says the new name at the key; it does not keep the file from loading."""
    block, problems = load(b"comment: as agreed by phone\n", Renamed)
    assert block is not None
    assert block.remark == "as agreed by phone"
    assert [(one.code, one.says, one.path, one.key, one.loads) for one in problems] == [
        ("VAL022", "`comment` is now called `remark`", ("comment",), True, True)
    ]


def test_both_names_are_one_too_many() -> None:
    """With both names in the file, the old one is unknown."""
    block, problems = load(b"comment: one\nremark: two\n", Renamed)
    assert block is None
    assert [one.code for one in problems] == ["VAL001"]


def test_the_new_name_says_nothing() -> None:
    """No warning without the old name."""
    block, problems = load(b"remark: two\n", Renamed)
    assert block is not None
    assert problems == []
