"""A command that was typed in a way that cannot be read: what is wrong, in words, and where examples stand."""

import re

import click

_TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)")


def usage(error: click.ClickException) -> tuple[str, str]:
    """The sentence and the way out for a mistake on the command line.

    Args:
        error: What the command line framework found.
    """
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "kamdocs"
    hint = f"`{command} --help` shows examples."
    match error:
        case click.NoSuchOption():
            near = [name for name in error.possibilities or () if name.startswith("--")]
            return f"`{command}` has no option `{error.option_name}`.", f"Did you mean `{near[0]}`?" if near else hint
        case click.MissingParameter(param=click.Parameter() as param):
            needed = param.make_metavar(context or click.Context(click.Command("")))
            flag = f"{_name(param)} " if isinstance(param, click.Option) else ""
            return f"`{command}` needs {flag}{needed}.", hint
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as param):
            return f"`{_name(param)}` is one of: {', '.join(map(str, choice.choices))}.", hint
        case click.BadParameter(param=click.Parameter(type=click.types.IntParamType()) as param):
            return f"`{_name(param)}` takes a whole number.", hint
        case click.BadParameter(param=click.Parameter() as param):
            return f"`{_name(param)}` cannot be read: {error.message}", hint
    message = error.format_message()
    if words := _TOO_MANY.fullmatch(message):
        return f"`{command}` does not know what to do with `{words[1]}`.", hint
    return message, hint


def _name(param: click.Parameter) -> str:
    return max(param.opts, key=len) if param.opts else str(param.human_readable_name)
