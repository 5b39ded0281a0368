"""Pictures say what the numbers say: nothing is lost, nothing overlaps, nothing stands outside the drawing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutes_portal.charts import Bar, Bars, Column, Columns, Lane, Lanes, Segment, month_labels, months_until

counts = st.integers(min_value=0, max_value=100_000)
names = st.sampled_from(["Agreed", "Recommended", "Deferred", "Noted only"])
segments = st.lists(st.builds(Segment, names, counts), max_size=6)
columns = st.lists(st.builds(Column, st.just("Sep"), segments), min_size=1, max_size=24)


@given(columns)
def test_the_table_of_columns_has_every_number_once(drawn):
    picture = Columns("Decisions", "By month", drawn)

    assert picture.table.sums[-1] == sum(part.number for column in drawn for part in column.segments)
    assert picture.table.sums[-1] == sum(picture.table.sums[:-1])
    assert [row.numbers[-1] for row in picture.table.rows] == [column.total for column in drawn]


@given(columns)
def test_parts_of_a_column_stand_on_one_another_and_within_the_drawing(drawn):
    picture = Columns("Decisions", "By month", drawn)

    for stack in picture.stacks:
        below = picture.ground
        for part in stack.parts:
            assert part.y + part.height == pytest.approx(below, abs=0.05)
            assert part.height >= 2
            below = part.y
        assert stack.top > 10  # the number above has room
        for part in stack.parts:
            assert part.x >= 0
            assert part.x + part.width <= 100.01


@given(columns)
def test_what_is_more_is_not_drawn_lower(drawn):
    stacks = Columns("Decisions", "By month", drawn).stacks
    single = [stack for stack in stacks if len(stack.parts) == 1]

    for one in single:
        for other in single:
            if one.column.total < other.column.total:
                assert one.parts[0].height <= other.parts[0].height


@given(st.lists(st.builds(Bar, names, counts), min_size=1, max_size=8))
def test_bars_do_not_overlap_and_leave_room_for_their_numbers(bars):
    picture = Bars("Outcomes", "Of recommendations", bars)

    for row, following in zip(picture.rows, picture.rows[1:], strict=False):
        assert row.y + picture.thick < following.words_line - 12
    assert all(0 <= row.width <= 88 for row in picture.rows)
    assert picture.rows[-1].y + picture.thick <= picture.height
    assert picture.table.sums == (sum(bar.number for bar in bars),)


@given(st.lists(st.lists(counts, min_size=12, max_size=12), min_size=1, max_size=4))
def test_lanes_stand_one_below_the_other(numbers):
    months = month_labels(months_until(date(2024, 12, 1), 12))
    picture = Lanes(
        "A year", "Of a committee", months, [Lane(f"Lane {n}", each) for n, each in enumerate(numbers)]
    )

    for drawing, following in zip(picture.drawings, picture.drawings[1:], strict=False):
        assert drawing.ground < following.name_line - 10
        assert all(mark.top > drawing.name_line for mark in drawing.marks)
    assert [row.numbers for row in picture.table.rows] == list(zip(*numbers, strict=True))


def test_months_until_a_day_go_over_the_turn_of_the_year():
    months = months_until(date(2025, 2, 28), 4)

    assert months == [date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1), date(2025, 2, 1)]
    assert [month.note for month in month_labels(months)] == ["2024", "", "2025", ""]
    assert month_labels(months)[2] == ("Jan", "2025", "January 2025")


@given(st.dates(), st.integers(1, 24))
def test_months_until_any_day_there_is_end_with_its_own(last: date, number: int):
    """A reader who asked for decisions until a day of the year 1 was answered with an error."""
    months = months_until(last, number)

    assert months[-1] == last.replace(day=1)
    assert len(months) == min(number, last.month + 12 * (last.year - 1))
    assert months == sorted(set(months))


def test_a_picture_without_a_number_is_not_drawn():
    assert not Columns("Decisions", "", [Column("Sep", [Segment("Agreed", 0)])]).drawn
    assert not Bars("Outcomes", "", []).drawn
    assert Bars("Outcomes", "", [Bar("Accepted", 1)]).drawn


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: Columns("", "", [Column("Sep", [Segment(str(n), 1) for n in range(7)])]), "sum up"),
        (lambda: Columns("", "", [Column("Sep", [Segment("Agreed", -1)])]).stacks, "below nought"),
        (lambda: Lanes("", "", month_labels([date(2024, 1, 1)]), [Lane("Meetings", [])]), "each month"),
    ],
)
def test_what_cannot_be_drawn_is_refused(make, why):
    with pytest.raises(ValueError, match=why):
        make()
