"""When the sample's committees meet: four years that end about three months after today."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from meetings.models import Committee, Meeting
from minutes_portal.sample.plans import CommitteePlan

if TYPE_CHECKING:
    from minutes_portal.sample.agendas import Business

LONDON = ZoneInfo("Europe/London")
AHEAD, BACK = 85, 4 * 365 - 95  # days


@dataclass
class Slot:
    """One meeting to be written, with the business that it will take."""

    plan: CommitteePlan
    committee: Committee
    day: date
    sitting: int = 1
    business: list["Business"] = field(default_factory=list)
    special: str = ""  # cancelled, postponed, inquorate, withdrawn, forty, crowd …
    meeting: Meeting | None = None
    later: "Slot | None" = None  # the committee’s next meeting

    @property
    def record(self) -> Meeting:
        """The meeting that was written for this slot. Raises `LookupError` before it is."""
        if self.meeting is None:
            raise LookupError(self.key)
        return self.meeting

    @property
    def key(self) -> tuple[date, str, str, int]:
        return self.day, self.committee.borough.slug, self.committee.slug, self.sitting


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment by the clock of the council."""
    return datetime.combine(day, time(hour, minute), LONDON)


def working_day(day: date, weekday: int) -> date:
    """Return a day of that weekday near `day`, outside August and the days around Christmas."""
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while day.month == 8 or (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5):
        day -= timedelta(days=7)
    return day


def slots(plan: CommitteePlan, committee: Committee, today: date, place: int) -> list[Slot]:
    """Return a committee's meetings, earliest first. Their `place` keeps committees from meeting all at once."""
    step = timedelta(days=round(365 / plan.per_year))
    newest = today + timedelta(days=AHEAD - place * 37 % step.days)
    oldest = today - timedelta(days=BACK)
    if plan.until_days_ago:
        newest = today - timedelta(days=plan.until_days_ago + 20)
    if plan.from_days_ago:
        oldest = today - timedelta(days=plan.from_days_ago)
    if plan.kind == Committee.Kind.INDIVIDUAL:
        newest = min(newest, today - timedelta(days=3 + place * 5 % 40))
    days: list[date] = []
    while newest >= oldest:
        day = working_day(newest, plan.weekday)
        while days and day > days[-1] - timedelta(days=20):
            day = working_day(day - timedelta(days=7), plan.weekday)
        days.append(day)
        newest -= step
    found = [Slot(plan, committee, day) for day in reversed(days) if day >= oldest]
    for earlier, later in pairwise(found):
        earlier.later = later
    return found


def municipal_years(today: date) -> list[date]:
    """Return the days of the last five annual meetings, earliest first."""
    newest = today.year if today >= date(today.year, 5, 20) else today.year - 1
    return [date(year, 5, 20) for year in range(newest - 4, newest + 1)]


def publish(slot: Slot, today: date) -> None:
    """Set the stages of publication that the meeting has reached by `today`."""
    meeting, age = slot.record, (today - slot.day).days
    if slot.plan.kind == Committee.Kind.INDIVIDUAL:
        moment = at(slot.day + timedelta(days=1), 12)
        meeting.agenda_published_at = meeting.decisions_published_at = meeting.minutes_published_at = moment
        return
    early = slot.day.toordinal() % 2 and age > -60
    agenda = (
        min(slot.day - timedelta(days=8), today - timedelta(days=1))
        if early
        else slot.day - timedelta(days=8)
    )
    meeting.agenda_published_at = at(agenda, 17)
    if age <= 0 or meeting.status != Meeting.Status.HELD:
        return
    if age > 3:
        meeting.decisions_published_at = at(slot.day + timedelta(days=2), 15, 30)
    if age > 24:
        meeting.minutes_published_at = at(slot.day + timedelta(days=16 + slot.day.day % 7), 9, 45)
