"""The codes of reading a file (YML) and of the form of a value (VAL): what they are for people."""

from kamdocs.core.code import ERROR, STATIC, WARNING, Code, Severity

_NO_READ = "A file that cannot be read holds a price nobody can check or see."
_NO_GUESS = "Two people, or two programs, would read it differently; kamdocs reads it in one way or not at all."
_NO_VALUE = "A value that is not typed exactly cannot be compared, summed or shown."


def _code(code: str, name: str, what: str, fix: str, *, why: str = "", severity: Severity = ERROR) -> Code:
    default = _NO_GUESS if code.startswith("YML") else _NO_VALUE
    return Code(code, name, severity, STATIC, what, why or default, fix)


_READING = (
    _code(
        "YML001",
        "file-not-readable",
        "A record file cannot be opened: no permission, no plain file, a link out of the records, or gone.",
        "Restore the file or its permissions; replace the link by the file.",
        why=_NO_READ,
    ),
    _code("YML002", "not-utf-8", "The bytes of a file are not UTF-8.", "Save it as UTF-8.", why=_NO_READ),
    _code("YML003", "byte-order-mark", "A file begins with an invisible mark.", 'Save as "UTF-8 without BOM".'),
    _code(
        "YML004",
        "hidden-character",
        "A text holds a character that nobody sees: control and direction marks, code points that are no characters.",
        "Delete it; type the text again.",
        why="What a reader sees is not what a program reads: an old trick and an old accident.",
    ),
    _code("YML005", "tab", "A tab stands outside a quoted value or comment.", "Replace it by spaces."),
    _code(
        "YML006",
        "file-too-large",
        "A file is larger than 4 MiB.",
        "Split by year, programme or site as the page of the kind says.",
    ),
    _code(
        "YML007",
        "too-deep-or-too-many",
        "A file nests deeper than 20 levels or holds more than 500,000 values.",
        "Flatten it; a record needs at most 6 levels.",
    ),
    _code("YML008", "too-many-keys", "One block holds more than 5,000 fields.", "Use rows; see the kind's page."),
    _code(
        "YML009",
        "merge-conflict",
        "Two versions of the file were not joined: conflict markers stand in it.",
        "Keep the right one, or both where their keys differ; delete the markers.",
    ),
    _code(
        "YML010",
        "syntax",
        "The file is no readable YAML: an open bracket or quote, a line that does not line up.",
        "Close the bracket or quote; align the line with its neighbours.",
        why=_NO_READ,
    ),
    _code(
        "YML011",
        "key-twice",
        "A field stands twice in one block.",
        "Delete one.",
        why="Most programs keep the second value silently; the first may be the agreed one.",
    ),
    _code("YML012", "anchor-or-alias", "A file uses an anchor or an alias.", "Write the value out."),
    _code(
        "YML013",
        "tag",
        "A file uses a tag.",
        "Delete the tag.",
        why="Tags can make programs run code; kamdocs reads text only.",
    ),
    _code("YML014", "merge-key", "A file uses the merge key `<<`.", "Write the fields out."),
    _code(
        "YML015",
        "several-documents",
        "A file holds a second document or a directive.",
        "One record per file: move the second into its own file.",
    ),
    _code("YML016", "empty-file", "A file holds nothing but comments.", "Fill it (`kamdocs new`) or delete it."),
    _code("YML017", "not-a-record", "A file is a list or a text instead of fields.", "Write the fields."),
    _code(
        "YML018",
        "field-name",
        "A field name is empty, a list, a block, or longer than 200 characters.",
        "Write the name of the field.",
    ),
    _code(
        "YML019",
        "text-cut-short",
        "An unquoted text is followed by ` #`, so its rest would be a comment.",
        "Put the whole text in quotes.",
    ),
    _code(
        "YML020",
        "no-record",
        "A file below an account is no record: wrong folder, wrong ending, or a name that Windows reserves.",
        "Move or rename it.",
        why="What lies outside its folder is found by nobody and checked by nobody.",
    ),
    _code(
        "YML021",
        "one-file-on-windows",
        "Two paths differ only in case or in the way an accent is coded.",
        "Rename one.",
        why="A colleague on Windows or macOS would see one of the two, by chance.",
    ),
    _code(
        "YML022",
        "lfs-pointer",
        "Only the pointer of Git LFS is here.",
        "`git lfs pull`; keep records out of LFS.",
        why=_NO_READ,
    ),
)
_FORMS = (
    _code("VAL001", "unknown-field", "A field that the kind does not have.", "Correct the name, or delete the field; own fields go under `own:`."),
    _code("VAL002", "missing-field", "A field that the kind always needs is missing.", "Add them; `kamdocs explain KIND` shows the form."),
    _code("VAL003", "no-value", "A field stands without a value.", "Write the value, or leave the field out. Unknown is not empty: leave it out."),
    _code("VAL004", "wrong-shape", "A list where one value belongs, a text where a block belongs.", "Write it in the shape of its example."),
    _code("VAL005", "decimal-comma", "A number with a comma or thousands separators that can mean only one number.", "Write it with a point."),
    _code("VAL006", "two-readings", "A number with a comma that can mean two numbers.", "Write the one you mean, without comma.",
          why="12,345 is twelve or twelve thousand; a guess would be a price."),
    _code("VAL007", "not-a-number", "A number field holds something else.", "Write digits with a point, e.g. `4.82`."),
    _code("VAL008", "not-a-day", "A day, month or period that the calendar or the field does not know.", "Write it as `2024-07-01`."),
    _code("VAL009", "attachment", "A hash that is none, or an attachment with neither or both of file and archive number.",
          "Compute it again (`sha256sum FILE`); keep one of the two keys.", why="Proof that cannot be found again is no proof."),
    _code("VAL010", "no-unit", "A value without its unit or currency.", "Write the number with its unit."),
    _code("VAL011", "wrong-unit", "A unit or currency that does not fit the field.", "Write the unit of the field."),
    _code("VAL013", "out-of-range", "A value outside the range of its field.", "Correct the value."),
    _code("VAL014", "unknown-word", "A word that is not in the closed list of its field.", "Write one of the words of the list."),
    _code("VAL015", "not-a-flag", "A yes-or-no field that is neither `true` nor `false`.", "Write it out."),
    _code("VAL016", "not-an-id", "An id or reference that has not the form of one.", "Copy the id from the record's page."),
    _code("VAL017", "text-too-long", "A text that is too long, has a line break where one line belongs, or white space at an end.",
          "Shorten it; long text belongs into a document."),
    _code("VAL018", "own-field", "An own field that policy does not declare for this kind, or not in this form.",
          "Declare it in policy (owner, class), or delete it."),
    _code("VAL019", "field-without-meaning", "A field that another value of the block makes meaningless.", "Delete one of the two."),
    _code("VAL020", "item-twice", "Two items of one list have the same key.", "Join them, or correct the key."),
    _code("VAL021", "terms-with-two-readings", "Payment terms that can mean two due days.", "Write the one the contract means."),
    _code("VAL022", "former-field-name", "A field under its former name, which is still read.", "Write the new name.", severity=WARNING,
          why="The old name will not be read for ever."),
    _code("VAL023", "no-item-here", "A reference to an item where only a whole record can be named.", "Name the record alone."),
)  # fmt: skip
READING_CODES: dict[str, Code] = {one.code: one for one in (*_READING, *_FORMS)}
"""All of them by code. VAL012 needs the customer's agreed decimals and is a rule of its own."""
