"""Files of a publication that are no pages: attachments of records, and the headers for a web server."""

import shutil
from pathlib import Path

from kamdocs.site.accounts import AccountViews

POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'"
"""The security policy of every page, as `<meta>` and as header."""


def copy_attachments(account: AccountViews, out: Path) -> None:
    """Copy the attachments of records that the audience reads as a whole, below `a/<account>/`."""
    for view in account.views.values():
        for name in view.attachments:
            file = account.looking.book.attached(view.id, name)
            path = getattr(file, "path", None)
            if isinstance(path, Path):
                target = out / "a" / account.account / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def header_file() -> str:
    """A snippet for nginx: the same security policy as header, and the page for what is not here."""
    return (
        f'add_header Content-Security-Policy "{POLICY}" always;\n'
        'add_header X-Content-Type-Options "nosniff" always;\n'
        'add_header Referrer-Policy "no-referrer" always;\n'
        "error_page 404 /404.html;\n"
    )
