"""A tool, from estimate to scrap."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.tool import figures, page, rules
from kamdocs.kinds.tool.model import Tool

KIND = kind_of(Tool, rules=rules, figures=figures, page=page)
