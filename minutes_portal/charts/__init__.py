"""Pictures of a few numbers: names and counts in, the geometry of a drawing out. Pure Python, no library.

Three kinds, each with its template, which draws the SVG and, in a fold, the same numbers as a table:

    picture = Columns(                                      # counts in time, stacked: {% include "charts/columns.html" with chart=picture only %}
        "Decisions a month",                                # the title, above the picture
        "Each column is a month; its parts say what was decided.",  # for who cannot see it
        [Column("Sep", [Segment("Agreed", 4), Segment("Noted only", 9)], note="2024", full="September 2024"), ...],
        name="decisions-a-month",                           # marks its parts in the page: another one for each chart of a page
    )
    picture = Bars("What came of them", "…", [Bar("Accepted", 12), Bar("Rejected", 2)], name="…")   # charts/bars.html
    picture = Lanes("A year", "…", months, [Lane("Meetings", (1, 0, 2, …)), …], name="…")          # charts/lanes.html

A number of nought takes its place; a chart without any number is not `drawn`, and its template prints nothing. Months
are named by `month_labels`. Widths are percentages and heights pixels, so words keep their size from 320 px to print.
Parts differ by pattern as well as by colour, and every column bears its number.
"""

from minutes_portal.charts.bars import Bar, Bars
from minutes_portal.charts.columns import Column, Columns, Segment
from minutes_portal.charts.lanes import Lane, Lanes
from minutes_portal.charts.months import Month, month_labels, months_until

__all__ = [
    "Bar",
    "Bars",
    "Column",
    "Columns",
    "Lane",
    "Lanes",
    "Month",
    "Segment",
    "month_labels",
    "months_until",
]
