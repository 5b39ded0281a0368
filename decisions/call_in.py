"""The call-in clock: the last day of a call-in period, when a decision takes effect, and the sentence that says so.

Call-in is set by each borough's constitution (Local Government Act 2000 s.9F): so many working days after publication,
and the decision takes effect on the day after the last of them. No working days are Saturdays, Sundays, England's bank
holidays and the days on which a borough's offices are closed. The record says what the council states; where it states
another day for the effect, that one stands.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

SUBJECT, NOT_SUBJECT, URGENT = "subject", "not subject", "urgent"
ONE_DAY = timedelta(days=1)
FRIDAY = 4


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return England's bank holidays of a year, those proclaimed for one year only included."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date, closed: Collection[date] = ()) -> bool:
    """Whether a day counts for call-in; `closed` are the days on which the borough's offices are closed."""
    return day.weekday() <= FRIDAY and day not in bank_holidays(day.year) and day not in closed


def last_day(published_on: date, working_days: int, closed: Collection[date] = ()) -> date:
    """Return the last of so many working days after the day of publication, which does not count itself.

    Raises ValueError if there are none to count.
    """
    if working_days < 1:
        raise ValueError("A call-in period has one working day at least.")
    day = published_on
    while working_days:
        day += ONE_DAY
        working_days -= is_working_day(day, closed)
    return day


@dataclass(frozen=True)
class Clock:
    """What is known of a decision's call-in period.

    rule: one of the rules above, or empty where it is not recorded. until: the last day, as stored; closes_at: the hour
    at which it ends, where the borough's rules name one. effective_on: as the council states it. called_in: whether
    anybody asked, whatever came of it.
    """

    rule: str
    until: date | None = None
    closes_at: time | None = None
    effective_on: date | None = None
    called_in: bool = False

    @property
    def takes_effect(self) -> date | None:
        """The day on which it takes effect: as stated, else the day after the period, where nobody asked."""
        if self.effective_on or self.called_in or self.rule != SUBJECT or not self.until:
            return self.effective_on
        return self.until + ONE_DAY

    def is_open(self, now: datetime) -> bool:
        """Whether the decision may still be called in; `now` in the borough's own time."""
        if self.rule != SUBJECT or not self.until:
            return False
        ends = datetime.combine(self.until, self.closes_at or time.max, now.tzinfo)
        return now < ends

    def told(self, now: datetime) -> str:
        """Return the state of call-in in exact sentences; nothing where it is not recorded."""
        return " ".join(filter(None, [self._period_told(now), self._effect_told(now)]))

    def _period_told(self, now: datetime) -> str:
        if self.rule == NOT_SUBJECT:
            return "Not subject to call-in."
        if self.rule == URGENT:
            return "Exempt from call-in, as urgent."
        if self.rule != SUBJECT:
            return ""
        if not self.until:
            return "Subject to call-in; until when is not recorded."
        if self.is_open(now):
            return f"May be called in until {self._end}."
        return f"Could be called in until {self._end}" + ("." if self.called_in else "; nobody asked.")

    def _effect_told(self, now: datetime) -> str:
        day = self.takes_effect
        if not day:
            return ""
        if day <= now.date():
            return f"In effect since {in_words(day)}."
        unless = " unless somebody does" if self.is_open(now) and not self.effective_on else ""
        return f"Takes effect on {in_words(day)}{unless}."

    @property
    def _end(self) -> str:
        day = in_words(self.until) if self.until else ""
        return f"{hour_in_words(self.closes_at)} on {day}" if self.closes_at else f"the end of {day}"


def in_words(day: date) -> str:
    """Return a day as councils print it: Friday 20 September 2024."""
    return f"{day:%A %-d %B %Y}"


def hour_in_words(hour: time) -> str:
    """Return an hour of the day: 5 pm, 4.30 pm, noon."""
    if hour == time(12):
        return "noon"
    minutes = f".{hour.minute:02}" if hour.minute else ""
    return f"{hour.hour % 12 or 12}{minutes} {'am' if hour.hour < 12 else 'pm'}"
