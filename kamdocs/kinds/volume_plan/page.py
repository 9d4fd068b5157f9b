"""The page of a volume plan: its pieces by month, by year and by plant."""

from kamdocs.calc.volumes import as_decimal, by_year, summed, whole_pieces
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Chart, Page, Point, Section, Table
from kamdocs.kinds.volume_plan.figures import plan_by_month, plan_by_plant, plan_by_year
from kamdocs.kinds.volume_plan.model import VolumePlan


def page(plan: VolumePlan, book: Book) -> Page:
    """Bars by year with their table first, then every month, then the plants."""
    years = plan_by_year(plan, book)
    return Page(
        sections=(
            Section("By part and year", charts=(_bars(plan, years),)),
            Section("By part and month", tables=(plan_by_month(plan, book),)),
            Section("By plant and year", tables=(plan_by_plant(plan, book),)),
        )
    )


def _bars(plan: VolumePlan, table: Table) -> Chart:
    years = by_year(summed((month, quantity) for _, month, quantity in plan.cells()))
    points = tuple(
        Point(str(year), as_decimal(quantity), f"{whole_pieces(quantity):,}") for year, quantity in years.items()
    )
    most = max(years, key=lambda year: years[year])
    title = f"{whole_pieces(years[most]):,} pieces in {most}, the highest year"
    return Chart("bars", title, "pcs", points, Class.SCHEDULE, table)
