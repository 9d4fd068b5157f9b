"""Letters from templates: `letters/<name>.<language>.txt.j2` of the project goes before the shipped one."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kamdocs.core.errors import KamdocsError
from kamdocs.shipped import SITE_TEMPLATES


def letter(project: Path, name: str, language: str, facts: Mapping[str, object]) -> str:
    """The text of a letter.

    Args:
        project: Its `site_templates/` may replace the template.
        name: What the letter is, e.g. `offer`.
        language: `en` or `de`.
        facts: The names that the template may use.

    Raises:
        KamdocsError: The template of the project does not work.
    """
    folders = [project / "site_templates", SITE_TEMPLATES]
    environment = ImmutableSandboxedEnvironment(  # a template of the project is data, not a program
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=False,  # a text file, not a page
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    file = f"letters/{name}.{language}.txt.j2"
    try:
        return environment.get_template(file).render(facts)
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        hint = f"Correct it, or delete it: kamdocs has its own. It may use: {', '.join(sorted(facts))}."
        raise KamdocsError(f"site_templates/{file} does not work: {error}.", hint) from error
