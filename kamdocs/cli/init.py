"""`kamdocs init`: a company's own repository, ready to be checked and built. Overwrites nothing, commits nothing."""

import shutil
from pathlib import Path

import click

from kamdocs import __version__
from kamdocs.cli.command import Command
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
    shipped = SITE_TEMPLATES / "init"
    files = sorted(path.relative_to(shipped) for path in shipped.rglob("*") if path.is_file())
    in_the_way = [str(path) for path in files if (target / path).exists()]
    if in_the_way:
        more = f" and {len(in_the_way) - 3} more" if len(in_the_way) > 3 else ""
        hint = "Nothing was written. Take an empty folder: kamdocs init our-records"
        raise KamdocsError(f"{', '.join(in_the_way[:3])}{more} is there already.", hint)
    for path in files:
        _copy(shipped / path, target / path)
        click.echo(f"Written: {path.as_posix()}")
    click.echo("Nothing is committed. Next: kamdocs check, then kamdocs build")
    return 0


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_text("utf-8")
    if "{version}" in text and source.suffix in {".toml", ".yml", ".yaml", ".md"}:
        target.write_text(text.replace("{version}", __version__), "utf-8", newline="\n")
    else:
        shutil.copyfile(source, target)
