"""Warnings about the notice of key decisions."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.checks import findings_of, findings_of_record, records_of
from meetings.models import Meeting
from tests.decisions.planned import make_planned_decision, published_on
from tests.makers import FAR_AHEAD, make_committee, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db
DAY = date(2024, 9, 24)


def key_decision(**given: Any) -> Meeting:
    """Make a meeting that makes a key decision, with an entry of the forward plan of which something is given."""
    committee = make_committee(kind="executive")
    meeting = make_meeting("nothing", committee=committee, date=DAY)
    make_resolution(item=make_item(meeting=meeting, key_decision=True, forward_plan_reference="KD1"))
    make_planned_decision(committee=committee, reference="KD1", decide_from=DAY, **given)
    return meeting


def said(meeting: Meeting) -> list[str]:
    return [
        finding.remark.words
        for finding in findings_of(meeting, Meeting.Stage.DECISIONS)
        if "notice" in finding.check and "key" in finding.check
    ]


@pytest.mark.parametrize(("days", "warned"), [(29, False), (28, True), (1, True)])
def test_key_decision_without_28_clear_days_is_warned_of(days: int, warned: bool) -> None:
    meeting = key_decision(published_at=published_on(DAY - timedelta(days=days)))
    assert bool(said(meeting)) is warned
    if warned:
        assert f"with {days - 1} clear days of notice, not 28" in said(meeting)[0]


@pytest.mark.parametrize("exception", ["general exception", "special urgency"])
def test_exception_answers_the_warning(exception: str) -> None:
    assert said(key_decision(published_at=published_on(DAY - timedelta(days=3)), exception=exception)) == []


@pytest.mark.parametrize("published_at", [None, FAR_AHEAD])
def test_notice_that_readers_do_not_have_is_warned_of(published_at: Any) -> None:
    meeting = key_decision(published_at=published_at)
    assert "“KD1”" not in said(meeting)[-1]
    assert "its notice KD1 is not published" in said(meeting)[-1]


def test_entry_of_another_borough_says_nothing() -> None:
    meeting = key_decision(published_at=published_on(DAY - timedelta(days=40)))
    make_planned_decision(reference="KD1", published_at=None)
    assert said(meeting) == []


def test_notices_of_many_meetings_are_read_in_one_query() -> None:
    counts = []
    for number in (2, 6):
        meetings = [key_decision(published_at=published_on(DAY)) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            records = records_of(meetings)
            found = [
                each for record in records for each in findings_of_record(record, Meeting.Stage.DECISIONS)
            ]
        counts.append(len(queries))
        assert sum("of notice, not 28" in each.remark.words for each in found) == number
    assert counts[0] == counts[1]
