"""The entry point: commands by name, loaded when they are called, and the exit codes of a failure."""

import errno
import importlib
import os
import sys
import traceback

import click

from kamdocs import __version__
from kamdocs.core.errors import KamdocsError

_COMMANDS = {
    "init": "begin a company's own repository",
    "new": "a commented draft of a record, with the next id",
    "explain": "what a code, a kind or a field means",
    "schema": "schemas for the editor",
    "check": "check records; what blocks makes the exit code 1",
    "rules": "every code with its state",
    "gate": "may a change be launched, may it be introduced",
    "approvals": "who has to sign what, and what is missing from whom",
    "show": "one record with its standing and findings",
    "figures": "what kamdocs computes, step by step with its inputs",
    "attention": "what comes due or falls short, with owner, money and day",
    "round": "drafts every price line of one day, or of one cause",
    "compare": "two rounds, or an offer against RFQ, nomination, order",
    "offer": "the workbook of an offer, and its letter",
    "pricelist": "the price list of a day, in the customer's columns",
    "letter": "the letter that confirms a price",
    "retro": "corrections of late prices, and the paper of one of them",
    "build": "build one site per publication",
    "serve": "build, and show the sites on this machine",
}
_GROUPS = {
    "START": ("init", "new", "explain", "schema"),
    "CHECK": ("check", "rules", "gate", "approvals"),
    "SEE": ("show", "figures", "attention", "compare"),
    "DRAFT": ("round",),
    "GIVE OUT": ("offer", "pricelist", "letter", "retro"),
    "PUBLISH": ("build", "serve"),
}
_EXAMPLES = """\
Examples:
  kamdocs check                              check everything
  kamdocs check --against main               what a pull request would say
  kamdocs show PRC-4711-009-A-MEL            one record
  kamdocs new price --account aurora         a draft with the next id
  kamdocs build                              the sites, into site/
"""


class Commands(click.Group):
    """The commands, each imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kamdocs.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and args[0] not in _COMMANDS:
            from kamdocs.core.ids import nearest

            meant = nearest(args[0], _COMMANDS)
            hint = f"Did you mean `kamdocs {meant}`?" if meant else "`kamdocs --help` lists the commands."
            raise KamdocsError(f"There is no command `{args[0]}`.", hint)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples first, then the commands by what they are for."""
        formatter.write(_EXAMPLES)
        width = max(map(len, _COMMANDS)) + 2
        for title, names in _GROUPS.items():
            formatter.write(f"\n{title}\n")
            for name in names:
                formatter.write(f"  {name:<{width}}{_COMMANDS[name]}\n")
        click.Command.format_options(self, ctx, formatter)  # the group's own would import every command


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="kamdocs %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Commercial records in Git: checked, and published per audience."""
    if ctx.invoked_subcommand is None:
        from kamdocs.cli.overview import overview

        click.echo(overview())


def main() -> None:
    """Run the command line and end with an exit code of the house.

    0 nothing blocking · 1 blocking findings · 2 kamdocs cannot work · 70 kamdocs is wrong · 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    code = _run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError as error:
        code = code if error.errno == errno.EPIPE else _complain(_disk(error), _ROOM)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


_ROOM = "Free some room or get the permission, then call again."


def _run(words: list[str]) -> int:
    try:
        with cli.make_context("kamdocs", words) as context:
            result = cli.invoke(context)
    except KamdocsError as error:
        return _complain(error.message, error.hint)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        from kamdocs.cli.usage import usage

        return _complain(*usage(error))
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo("Interrupted; nothing is half-written.", err=True)
        return 130
    except OSError as error:
        return 0 if error.errno == errno.EPIPE else _complain(_disk(error), _ROOM)
    except Exception:  # noqa: BLE001 - the last stop: a mistake of kamdocs itself
        traceback.print_exc()
        click.echo("This is a mistake of kamdocs, not yours. Please report it with the lines above.", err=True)
        return 70
    return result if isinstance(result, int) else 0


def _disk(error: OSError) -> str:
    name = f" {error.filename}:" if error.filename else ""
    return f"The disk or a file does not let kamdocs work:{name} {(error.strerror or str(error)).lower()}."


def _complain(message: str, hint: str) -> int:
    click.echo(f"kamdocs: {message}", err=True)
    if hint:
        click.echo(f"  {hint}", err=True)
    return 2
