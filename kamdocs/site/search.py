"""What the browser scans: a compact list of all records to jump to, and lean text with facets for the find page.

The lists are scripts that hand over plain data, because a page opened from a folder may load a script but no JSON.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kamdocs.site.accounts import AccountViews
from kamdocs.site.views import RecordView, cells_of

LONGEST = 300


def search_files(shown: Iterable[AccountViews], names: Mapping[str, str]) -> dict[str, str]:
    """The files below `search/`: `list.js`, and `text-<kind>.js` for each kind.

    Args:
        shown: Accounts of the publication; records that have left the lists are left out.
        names: Name of each kind in words, by slug.
    """
    views = [view for account in shown for view in account.listed]
    kinds = sorted({view.kind for view in views})
    accounts = sorted({view.account for view in views})
    rows = [
        [accounts.index(view.account), kinds.index(view.kind), view.id, view.title, " ".join(view.numbers)]
        for view in views
    ]
    words = [[slug, names.get(slug, slug)] for slug in kinds]
    files = {"search/list.js": _script("list", {"accounts": accounts, "kinds": words, "rows": rows})}
    by_kind: dict[str, list[list[object]]] = defaultdict(list)
    for index, view in enumerate(views):
        facets = view.facets
        by_kind[view.kind].append([index, text_of(view), list(facets.programmes), list(facets.plants), facets.standing])
    for slug, texts in by_kind.items():
        files[f"search/text-{slug}.js"] = _script("text", {"kind": slug, "rows": texts})
    return files


def text_of(view: RecordView) -> str:
    """The words of a record that are worth finding: texts of its fields, no days, no numbers, 300 characters."""
    parts: dict[str, None] = {}
    length = 0
    for _, cell in cells_of(view.nodes):
        text = cell.text
        if cell.numeric or len(text) < 4 or text == view.id or text[:1].isdigit():
            continue
        if text not in parts:
            parts[text] = None
            length += len(text) + 1
        if length > LONGEST:
            break
    return " ".join(parts)[:LONGEST]


def _script(name: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"(window.kamdocs=window.kamdocs||{{}}).on{name}({text});\n"
