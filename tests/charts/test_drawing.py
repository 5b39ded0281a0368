"""The templates of pictures: named, described, with a table, and within the content security policy."""

import re
from datetime import date

import html5lib
import pytest
from django.template.loader import render_to_string

from minutes_portal.charts import Bar, Bars, Column, Columns, Lane, Lanes, Segment, month_labels, months_until

MONTHS = month_labels(months_until(date(2024, 12, 1), 12))
PICTURES = {
    "columns": Columns(
        "Decisions a month", "Each column is a month.",
        [Column("Sep", [Segment("Agreed", 4), Segment("Noted only", 1_209)], "2024", "September 2024")], name="a",
    ),
    "bars": Bars("What came of them", "A bar each.", [Bar("Accepted", 12), Bar("Rejected", 2, shade=4)], name="b"),
    "lanes": Lanes("A year", "Three lanes.", MONTHS, [Lane("Meetings", range(12)), Lane("Decisions", [0] * 12)], name="c"),
}  # fmt: skip


def drawn(kind):
    """Return the figure as a browser reads it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parseFragment(render_to_string(f"charts/{kind}.html", {"chart": PICTURES[kind]}))
    assert not parser.errors
    for element in page.iter():
        element.tag = str(element.tag).removeprefix("{http://www.w3.org/2000/svg}")
    return page.find("figure")


def words_of(elements):
    return ["".join(element.itertext()) for element in elements]


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_has_a_name_a_description_and_its_numbers_as_a_table(kind):
    figure, chart = drawn(kind), PICTURES[kind]

    image = figure.find("svg[@role='img']")
    by_mark = {element.get("id"): element.text for element in image.iter()}
    named = [by_mark[mark] for mark in image.get("aria-labelledby").split()]
    assert named == [chart.title, chart.description]
    assert words_of(figure.iterfind(".//tbody//td")) == [
        f"{number:,}" for row in chart.table.rows for number in row.numbers
    ]
    assert words_of(figure.iterfind(".//tfoot//td")) == [f"{number:,}" for number in chart.table.sums]
    assert words_of(figure.iterfind(".//table/caption")) == [chart.title]


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_has_no_style_of_its_own_and_marks_that_are_its_own(kind):
    figure, chart = drawn(kind), PICTURES[kind]

    elements = list(figure.iter())
    marks = [element.get("id") for element in elements if element.get("id")]
    patterns = {element.get("id") for element in elements if element.tag == "pattern"}
    fills = " ".join(element.get("fill", "") for element in elements)
    assert not [element for element in elements if element.get("style") or element.tag in ("style", "script")]
    assert all(mark.startswith(f"{chart.name}-") for mark in marks)
    assert len(set(marks)) == len(marks)
    used = set(re.findall(r"url\(#([^)]+)\)", fills))
    assert used
    assert used <= patterns


def test_every_part_and_every_number_of_a_picture_is_drawn():
    columns, bars, lanes = (drawn(kind).find("svg") for kind in PICTURES)

    assert len(columns.findall("rect")) == 2
    assert "1,213" in words_of(columns.findall("text"))
    assert len(bars.findall("rect")) == 2
    assert len(lanes.findall("rect")) == 11  # the month without a meeting has none
    assert "Meetings: 66" in words_of(lanes.findall("text"))


@pytest.mark.parametrize("chart", [Columns("", "", []), Bars("", "", []), Lanes("", "", MONTHS, [])])
def test_nothing_is_printed_where_there_is_nothing_to_draw(chart):
    kind = type(chart).__name__.lower()

    assert not render_to_string(f"charts/{kind}.html", {"chart": chart}).strip()
