"""One record by its id, in whichever account it stands."""

from kamdocs.cli.options import known_account
from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Held
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import nearest, repaired_id


def find_record(workspace: Workspace, record_id: str, account: str | None) -> tuple[str, Held]:
    """A record with the name of its account.

    Raises:
        KamdocsError: There is none, or two accounts have one, or it does not load.
    """
    names = (known_account(workspace, account),) if account else (*workspace.accounts, "group")
    found = [
        (name, workspace.loaded(name).shelf.held[record_id])
        for name in names
        if record_id in workspace.loaded(name).shelf.held
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise KamdocsError(f"{record_id} stands in {', '.join(name for name, _ in found)}.", "Name one with --account.")
    unread = [
        workspace.loaded(name).shelf.unread[record_id]
        for name in names
        if record_id in workspace.loaded(name).shelf.unread
    ]
    if unread:
        raise KamdocsError(f"{record_id} does not load.", f"`kamdocs check {unread[0]}` says why.")
    known = {one for name in names for one in workspace.loaded(name).shelf.held}
    repaired = repaired_id(record_id)
    meant = repaired if repaired in known else nearest(repaired, known)
    hint = f"Did you mean {meant}?" if meant else "The lists of the site and the folders of records/ hold every id."
    raise KamdocsError(f"There is no record {record_id}.", hint)
