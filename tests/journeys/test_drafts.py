"""From `kamdocs new` to a green pull request: a letter goes out and a part gets its price at another site."""

from tests.journeys.running import Workplace

NEW_PRICE = "records/aurora/prices/PRC-4711-009-A-NEV.yaml"
PRICE = (
    *("new", "price", "--account", "aurora", "--set", "part=PRT-4711-009-A", "--set", "site=SIT-NEVERS"),
    *("--set", "lines.unit_price=3.1900 EUR", "--set", "lines.technical_index=C"),
)
LETTER = (
    *("new", "communication", "--account", "aurora", "--set", "direction=out", "--set", "channel=call"),
    *("--set", "date=2024-12-02", "--set", "party=us", "--set", "subject=Connector plate at Nevers"),
    *("--set", "about=[PRC-4711-009-A-NEV]"),
)


def test_drafts_are_accepted_as_they_are_written(example: Workplace) -> None:
    example.start_branch("nevers")
    price = example.kamdocs(*PRICE)
    assert price.code == 0, price.said
    assert f"Written: {NEW_PRICE}\n" in price.out
    letter = example.kamdocs(*LETTER)
    assert letter.code == 0, letter.said
    new = example.git("status", "--porcelain", "--untracked-files=all").splitlines()
    assert len(new) == 2, new
    assert example.git("log", "--format=%s", "main..HEAD") == "", "a draft is never committed by kamdocs"

    before = example.check("--against", "main")
    example.commit("a price at Nevers")
    after = example.check("--against", "main")
    for done in (before, after):
        assert done.code == 0, done.said
        assert "2 records differ from main" in done.out
        assert NEW_PRICE not in done.out
    assert "3.1900" in example.kamdocs("show", "PRC-4711-009-A-NEV").out


def test_the_next_letter_takes_the_next_number(example: Workplace) -> None:
    written = [example.kamdocs(*LETTER[:-2]).out for _ in range(2)]
    names = [line.removeprefix("Written: ") for out in written for line in out.splitlines() if "Written: " in line]
    first, second = (int(name.removesuffix(".yaml").rsplit("-", 1)[1]) for name in names)
    taken = [int(path.stem.rsplit("-", 1)[1]) for path in example.folder.glob("records/aurora/communications/*2024*")]
    assert (first, second) == (max(taken) - 1, max(taken))


def test_a_record_that_is_there_is_never_overwritten(example: Workplace) -> None:
    assert example.kamdocs(*PRICE).code == 0
    written = example.text(NEW_PRICE)
    again = example.kamdocs(*PRICE[:-4], "--set", "lines.unit_price=9.9999 EUR", "--set", "lines.technical_index=C")
    assert again.code == 2
    assert "is there already" in again.err
    assert example.text(NEW_PRICE) == written


def test_a_price_with_a_comma_is_refused_before_anything_is_written(example: Workplace) -> None:
    done = example.kamdocs(*PRICE[:-4], "--set", "lines.unit_price=3,1900 EUR", "--set", "lines.technical_index=C")
    assert done.code == 2
    assert "VAL005" in done.err
    assert "I read 3.1900" in done.err
    assert example.git("status", "--porcelain") == ""


def test_rows_of_a_table_become_drafts_or_none_does(example: Workplace) -> None:
    rows = "part;site;lines.unit_price;lines.technical_index\nPRT-4711-009-A;SIT-NEVERS;3.1900 EUR;C\n"
    example.write("prices.csv", rows + "PRT-4711-011-B;SIT-NEVERS;4,1200 EUR;A\n")
    wrong = example.kamdocs("new", "price", "--account", "aurora", "--from", "prices.csv")
    assert wrong.code == 2
    assert "row 3" in wrong.err
    assert not (example.folder / NEW_PRICE).exists()
    example.write("prices.csv", rows)
    right = example.kamdocs("new", "price", "--account", "aurora", "--from", "prices.csv")
    assert right.code == 0, right.said
    assert (example.folder / NEW_PRICE).is_file()
