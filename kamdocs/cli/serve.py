"""`kamdocs serve`: build into a folder of its own and show the sites on this machine only."""

import functools
import http.server
import tempfile
from pathlib import Path

import click

from kamdocs.cli.build import build
from kamdocs.cli.command import Command
from kamdocs.cli.options import open_workspace, project_options
from kamdocs.core.errors import KamdocsError
from kamdocs.site.files import POLICY


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files with the security policy of the house; what is not here leads to the page of its publication."""

    def end_headers(self) -> None:
        """Add the security policy to every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: addresses hold ids."""


@click.command(cls=Command, short_help="build, and show the sites on this machine")
@click.option("--port", default=8000, show_default=True, help="Port on 127.0.0.1.")
@project_options
def command(port: int, project: str, records: tuple[str, ...], as_of: str | None) -> int:
    """Build the sites, also with blocking findings, and show them until Ctrl-C. Nothing is written into the project.

    \b
    Examples:
      kamdocs serve
      kamdocs serve --port 8080
    """
    workspace = open_workspace(project, records, as_of)
    with tempfile.TemporaryDirectory(prefix="kamdocs-serve-") as name:
        folder = Path(name)
        if build(workspace, folder, keep_going=True):
            return 1
        _index(folder)
        handler = functools.partial(Handler, directory=name)
        try:
            server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        except OSError as error:
            raise KamdocsError(f"Port {port} is taken: {error.strerror}.", "Take another one with --port.") from error
        with server:
            click.echo(f"http://127.0.0.1:{server.server_port}/   Ctrl-C ends it")
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                click.echo("Ended.")
    return 0


def _index(folder: Path) -> None:
    """A list of the publications, as the first page."""
    names = sorted(one.name for one in folder.iterdir() if one.is_dir())
    links = "\n".join(f'<li><a href="{name}/">{name}</a></li>' for name in names)
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Publications</title>'
    page = f"{head}<h1>Publications</h1><ul>{links}</ul>"
    (folder / "index.html").write_text(page, "utf-8")
