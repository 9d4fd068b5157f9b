"""One line a finding, all of them: for editors, logs and `grep`."""

from collections.abc import Iterator

from kamdocs.report.shown import Report, first_line, last_line, visible


def concise(report: Report) -> Iterator[str]:
    """`file:line:column: CODE sentence`, first and last line as in every report."""
    yield visible(first_line(report))
    for one in report.shown:
        found = one.finding
        blocks = "" if found.blocks else f" [{found.severity}]"
        yield visible(f"{found.place}: {found.code} {found.says}{blocks}")
    yield from map(visible, report.left_out)
    yield last_line(report)
