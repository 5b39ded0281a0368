"""The call-in clock: working days, last days, and the sentences that readers get."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.call_in import Clock, hour_in_words, is_working_day, last_day

FRIDAY_13 = date(2024, 9, 13)
DAYS = st.dates(date(1975, 1, 1), date(2060, 12, 31))
CLOSED = st.frozensets(st.dates(date(1975, 1, 1), date(2061, 12, 31)), max_size=30)


@pytest.mark.parametrize(
    ("published", "until"),
    [
        (FRIDAY_13, date(2024, 9, 20)),  # effective Saturday 21 September
        (date(2025, 1, 27), date(2025, 2, 3)),  # effective Tuesday 4 February
        (date(2024, 12, 20), date(2024, 12, 31)),  # Christmas and Boxing Day
        (date(2021, 12, 23), date(2022, 1, 4)),  # both on a weekend: two substitute days, and New Year’s
        (date(2025, 4, 16), date(2025, 4, 25)),  # Good Friday and Easter Monday
        (date(2022, 5, 30), date(2022, 6, 8)),  # the Platinum Jubilee, the spring holiday moved to meet it
        (date(2022, 9, 15), date(2022, 9, 23)),  # the day of the Queen’s funeral
        (date(2023, 5, 5), date(2023, 5, 15)),  # the coronation
    ],
)
def test_call_in_ends_five_working_days_after_publication(published: date, until: date) -> None:
    assert last_day(published, 5) == until


def test_decision_takes_effect_on_the_day_after_the_period() -> None:
    assert Clock("subject", date(2024, 9, 20)).takes_effect == date(2024, 9, 21)
    assert Clock("subject", date(2025, 2, 3)).takes_effect == date(2025, 2, 4)


def test_days_on_which_the_offices_are_closed_do_not_count() -> None:
    closed = {date(2024, 12, 27), date(2024, 12, 30), date(2024, 12, 31)}
    assert last_day(date(2024, 12, 20), 5, closed) == date(2025, 1, 6)


def test_period_of_no_days_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="one working day"):
        last_day(FRIDAY_13, 0)


@given(published=DAYS, count=st.integers(1, 30), closed=CLOSED)
def test_period_holds_just_so_many_working_days_and_ends_on_one(
    published: date, count: int, closed: frozenset[date]
) -> None:
    until = last_day(published, count, closed)
    days = [published + timedelta(days=n) for n in range(1, (until - published).days + 1)]
    assert sum(is_working_day(day, closed) for day in days) == count
    assert is_working_day(until, closed)


@given(published=DAYS, count=st.integers(1, 30), closed=CLOSED)
def test_more_days_and_more_closures_never_end_a_period_sooner(
    published: date, count: int, closed: frozenset[date]
) -> None:
    until = last_day(published, count, closed)
    assert last_day(published, count + 1, closed) > until
    assert last_day(published + timedelta(days=1), count, closed) >= until
    assert last_day(published, count) <= until


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2024, 9, day, hour, tzinfo=UTC)


CLOCK = Clock("subject", date(2024, 9, 20), time(17))


@pytest.mark.parametrize(
    ("clock", "now", "told"),
    [
        (CLOCK, at(16), "May be called in until 5 pm on Friday 20 September 2024. Takes effect on Saturday 21 September 2024 unless somebody does."),
        (CLOCK, at(20, 16), "May be called in until 5 pm on Friday 20 September 2024. Takes effect on Saturday 21 September 2024 unless somebody does."),
        (CLOCK, at(20, 17), "Could be called in until 5 pm on Friday 20 September 2024; nobody asked. Takes effect on Saturday 21 September 2024."),
        (CLOCK, at(21), "Could be called in until 5 pm on Friday 20 September 2024; nobody asked. In effect since Saturday 21 September 2024."),
        (Clock("subject", date(2024, 9, 20)), at(20, 23), "May be called in until the end of Friday 20 September 2024. Takes effect on Saturday 21 September 2024 unless somebody does."),
        (Clock("subject", date(2024, 9, 20), time(17), date(2024, 10, 1)), at(23), "Could be called in until 5 pm on Friday 20 September 2024; nobody asked. Takes effect on Tuesday 1 October 2024."),
        (Clock("subject", date(2024, 9, 20), time(17), called_in=True), at(23), "Could be called in until 5 pm on Friday 20 September 2024."),
        (Clock("subject"), at(23), "Subject to call-in; until when is not recorded."),
        (Clock("not subject", effective_on=date(2024, 9, 13)), at(23), "Not subject to call-in. In effect since Friday 13 September 2024."),
        (Clock("urgent"), at(23), "Exempt from call-in, as urgent."),
        (Clock(""), at(23), ""),
    ],
)  # fmt: skip
def test_state_is_told_in_exact_sentences(clock: Clock, now: datetime, told: str) -> None:
    assert clock.told(now) == told


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (time(17), "5 pm"),
        (time(16, 30), "4.30 pm"),
        (time(12), "noon"),
        (time(9), "9 am"),
        (time(0), "12 am"),
    ],
)
def test_hours_are_written_as_they_are_said(hour: time, words: str) -> None:
    assert hour_in_words(hour) == words
