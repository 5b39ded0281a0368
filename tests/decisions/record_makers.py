"""Plain functions that make the rows of a statutory record, valid as they stand."""

from datetime import date, time
from typing import Any

from decisions.call_in_periods import settle_call_in_of_resolution
from decisions.models import CallIn, ClosureDay, Constitution, DecisionRecord, Resolution
from meetings.models import Borough, Committee
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_resolution


def make_decision(
    kind: str = Committee.Kind.EXECUTIVE, borough: Borough | None = None, **given: Any
) -> Resolution:
    """Make a resolution of an executive, or of another kind of body."""
    meeting = make_meeting(committee=make_committee(kind=kind, borough=borough))
    return make_resolution(item=make_item(meeting=meeting), **given)


def make_constitution(**given: Any) -> Constitution:
    given = {
        "in_force_from": date(2020, 1, 1), "call_in_days": 5, "call_in_closes_at": time(17), "call_in_by": "Any three councillors.",
    } | given  # fmt: skip
    given["borough"] = given.get("borough") or make_borough()
    return Constitution.objects.create(**given)


def make_closure(borough: Borough, day: date, reason: str = "Offices closed.") -> ClosureDay:
    return ClosureDay.objects.create(borough=borough, date=day, reason=reason)


def make_record(**given: Any) -> DecisionRecord:
    """Make a record, with its period computed where the borough has rules."""
    given["resolution"] = given.get("resolution") or make_decision()
    record = DecisionRecord.objects.create(**given)
    settle_call_in_of_resolution(record.resolution)
    record.refresh_from_db()
    return record


def make_call_in(**given: Any) -> CallIn:
    given = {"requested_on": date(2024, 9, 19), "requested_by": "Councillors Reed, Shah and Boyle"} | given
    call_in = CallIn.objects.create(**given)
    settle_call_in_of_resolution(call_in.resolution)
    return call_in
