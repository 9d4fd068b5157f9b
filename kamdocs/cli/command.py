"""A command whose help begins with examples: most readers copy one and change a word."""

import inspect

import click


class Command(click.Command):
    """A command; its docstring is one sentence, then the paragraph `Examples:`."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, what the command does, usage, options."""
        says, _, examples = inspect.cleandoc(self.help or "").partition("\b\n")
        formatter.write(examples.rstrip() + "\n")
        formatter.write_paragraph()
        formatter.write_text(says.strip())
        formatter.write_paragraph()
        self.format_usage(ctx, formatter)
        self.format_options(ctx, formatter)
