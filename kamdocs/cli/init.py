"""`kamdocs init`: a company's own repository, ready to be checked and built. Overwrites nothing, commits nothing."""

from pathlib import Path

import click

from kamdocs import __version__
from kamdocs.cli.command import Command
from kamdocs.cli.writing import write_new
from kamdocs.core.errors import KamdocsError
from kamdocs.shipped import SITE_TEMPLATES


@click.command(cls=Command, short_help="begin a company's own repository")
@click.argument("folder", default=".")
def command(folder: str) -> int:
    """Begin a company's own repository in this folder.

    \b
    Examples:
      kamdocs init
      kamdocs init our-records
    """
    target = Path(folder)
    _refuse_place(target)
    shipped = SITE_TEMPLATES / "init"
    paths = sorted(path.relative_to(shipped) for path in shipped.rglob("*") if path.is_file())
    in_the_way = [path.as_posix() for path in paths if (target / path).exists()]
    if in_the_way:
        more = f" and {len(in_the_way) - 3} more" if len(in_the_way) > 3 else ""
        verb = "are" if len(in_the_way) > 1 else "is"
        hint = "Nothing was written. Take an empty folder: kamdocs init our-records"
        raise KamdocsError(f"{', '.join(in_the_way[:3])}{more} {verb} there already.", hint)
    write_new({target / path: _content(shipped / path) for path in paths})
    for path in paths:
        click.echo(f"Written: {path.as_posix()}")
    go_there = "" if target.resolve() == Path.cwd() else f"cd {target}, then "
    click.echo(f"Nothing is committed. Next: {go_there}kamdocs check, then kamdocs build")
    return 0


def _refuse_place(target: Path) -> None:
    """Refuse a place that holds something else, or that lies inside the records of a project."""
    if target.exists() and not target.is_dir():
        raise KamdocsError(f"{target} is no folder.", "Name a folder that is empty or not there yet.")
    here = target.resolve()
    for above in here.parents:
        if (above / "records" / "policy.yaml").is_file() and here.is_relative_to(above / "records"):
            raise KamdocsError(f"{target} lies inside the records of {above}.", "Take a folder outside of it.")


def _content(source: Path) -> bytes:
    data = source.read_bytes()
    if source.suffix in {".toml", ".yml", ".yaml", ".md"}:
        return data.replace(b"{version}", __version__.encode())
    return data
