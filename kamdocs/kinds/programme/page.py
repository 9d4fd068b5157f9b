"""The page of a programme: its schedule against the baseline, its volumes by year."""

from kamdocs.calc.volumes import as_decimal, by_year, summed, whole_pieces
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Chart, Page, Point, Section, Table
from kamdocs.kinds.programme.figures import counting_plans, schedule_table, volumes_by_year
from kamdocs.kinds.programme.model import Programme


def page(programme: Programme, book: Book) -> Page:
    """Milestones and yearly volumes; each table says which version it is taken from."""
    volumes = volumes_by_year(programme, book)
    chart = _bars(programme, book, volumes)
    return Page(
        sections=(
            Section("Schedule", tables=(schedule_table(programme, book),)),
            Section("Volumes by year", charts=(chart,)) if chart else Section("Volumes by year", tables=(volumes,)),
        )
    )


def _bars(programme: Programme, book: Book, table: Table) -> Chart | None:
    """The years of the leading plan: official before contract, as money reads them (K16)."""
    plans = {plan.source.value: plan for plan in counting_plans(programme, book)}
    plan = plans.get("customer_official") or plans.get("contract")
    if plan is None:
        return None
    years = by_year(summed((month, quantity) for _, month, quantity in plan.cells()))
    if not years:
        return None
    points = tuple(
        Point(str(year), as_decimal(quantity), f"{whole_pieces(quantity):,}", _style(year, book))
        for year, quantity in years.items()
    )
    most = max(years, key=lambda year: years[year])
    title = f"{whole_pieces(years[most]):,} pieces in {most}, the highest year of {plan.id}"
    return Chart("bars", title, "pcs", points, Class.SCHEDULE, table)


def _style(year: int, book: Book) -> str:
    return "past" if year < book.as_of.year else "plain" if year == book.as_of.year else "planned"
