"""Sense checks: what each one finds, what it leaves alone, and how a warning is accepted."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from meetings.checks import Finding, Severity, before_publishing, findings_of, findings_of_record, records_of
from meetings.checks.dates import clear_days, clear_working_days, written_date
from meetings.checks.findings import CHECKS
from meetings.checks.meeting_record import municipal_year
from meetings.checks.wording import exempt_wording_in, national_insurance_numbers_in, personal_data_in
from meetings.models import AcceptedWarning, AgendaItem, Attendance, Interest, Meeting
from meetings.papers.wording import properties_in_words
from tests.makers import (
    make_borough,
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_resolution,
)

MINUTES = Meeting.Stage.DRAFT_MINUTES


def found(meeting: Meeting, check: str, stage: str = MINUTES) -> list[Finding]:
    assert check in CHECKS
    return [finding for finding in findings_of(meeting, stage) if finding.check == check]


def sound_item(meeting: Meeting, **given: Any) -> AgendaItem:
    item = make_item(meeting=meeting, **given)
    make_point(item=item, number="1.1")
    return item


def sound_meeting(**given: Any) -> Meeting:
    """Make a meeting that no check has anything to say about."""
    meeting = make_meeting("nothing", **given)
    Attendance.objects.create(meeting=meeting, person=make_person())
    make_resolution(item=sound_item(meeting, number="1", slug="1"), votes_for=1)
    return meeting


@pytest.mark.django_db
def test_a_sound_meeting_gives_no_finding_at_any_stage() -> None:
    meeting = sound_meeting()
    assert [findings_of(meeting, stage) for stage in ("agenda", "decisions", MINUTES)] == [[], [], []]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("check", "severity", "first", "second"),
    [
        ("agenda number used twice", Severity.ERROR, {"number": "7"}, {"number": "7"}),
        ("minute number used twice", Severity.WARNING, {"minute_number": "71"}, {"minute_number": "71"}),
        ("gap in the minute numbers", Severity.WARNING, {"minute_number": "71"}, {"minute_number": "73"}),
    ],
)
def test_numbers_are_used_once_and_leave_none_out(
    check: str, severity: Severity, first: dict[str, str], second: dict[str, str]
) -> None:
    meeting = sound_meeting()
    sound_item(meeting, slug="a", **first)
    assert found(meeting, check) == []
    sound_item(meeting, slug="b", **second)
    assert {finding.severity for finding in found(meeting, check)} == {severity}


@pytest.mark.django_db
def test_a_missing_paragraph_is_noticed_and_numbers_of_resolutions_count() -> None:
    meeting = sound_meeting()
    item = make_item(meeting=meeting)
    for number in ("5.1", "5.2", "5.4"):
        make_point(item=item, number=number)
    [finding] = found(meeting, "gap in the paragraph numbers")
    assert "paragraph 5.4 follows 5.2" in finding.remark.words
    make_resolution(item=item, number="5.3")
    assert found(meeting, "gap in the paragraph numbers") == []


@pytest.mark.django_db
def test_an_empty_item_of_substance_warns_and_an_empty_piece_of_procedure_is_only_listed() -> None:
    meeting = sound_meeting()
    make_item(meeting=meeting)
    make_item(meeting=meeting, procedural=True)
    make_item(meeting=meeting, exempt=True, exempt_regime="confidential")
    assert len(found(meeting, "nothing minuted")) == 1
    assert len(found(meeting, "nothing minuted under procedure")) == 1


@pytest.mark.django_db
def test_votes_and_movers_are_held_against_the_attendance() -> None:
    meeting = sound_meeting()
    absent = make_person()
    Attendance.objects.create(meeting=meeting, person=absent, presence="apologies")
    Attendance.objects.create(meeting=meeting, person=make_person(), capacity="officer")
    item = sound_item(meeting)
    make_resolution(item=item, votes_for=2, votes_against=0, moved_by=absent)
    Interest.objects.create(item=item, person=absent)
    [votes] = found(meeting, "more votes than members")
    assert "2 votes were cast, but 1 members" in votes.remark.words
    assert len(found(meeting, "absent and voting")) == 1
    assert len(found(meeting, "absent and declaring an interest")) == 1


@pytest.mark.django_db
def test_a_substitute_beside_the_member_is_noticed() -> None:
    meeting = sound_meeting()
    member = Attendance.objects.get(meeting=meeting).person
    Attendance.objects.create(
        meeting=meeting, person=make_person(), capacity="substitute", substitute_for=member
    )
    assert len(found(meeting, "substitute beside the member")) == 1


@pytest.mark.django_db
def test_resolutions_lack_no_outcome_and_are_not_due_before_they_are_made() -> None:
    meeting = sound_meeting()
    make_resolution(item=sound_item(meeting), outcomes=[], due_date=date(2024, 9, 1))
    assert len(found(meeting, "resolution without an outcome")) == 1
    assert len(found(meeting, "due before the meeting")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "warns"),
    [
        (date(2024, 9, 24), False),
        (date(2025, 6, 1), False),
        (date(2027, 9, 24), True),
        (date(2014, 9, 24), True),
    ],
)
def test_a_date_far_from_the_committees_other_meetings_is_a_likely_slip(day: date, warns: bool) -> None:
    committee = make_committee()
    for other in (date(2023, 6, 1), date(2024, 7, 1)):
        make_meeting("nothing", committee=committee, date=other)
    meeting = make_meeting("nothing", committee=committee, date=day)
    assert bool(found(meeting, "date outside the municipal year", "agenda")) is warns


@pytest.mark.django_db
def test_decisions_and_minutes_wait_for_the_meeting() -> None:
    meeting = sound_meeting(date=timezone.localdate() + timedelta(days=30))
    assert found(meeting, "not held yet", "agenda") == []
    assert found(meeting, "not held yet", "decisions")[0].severity == Severity.ERROR


@pytest.mark.django_db
def test_a_meeting_outside_its_committees_life_is_noticed() -> None:
    committee = make_committee(active_from=date(2020, 1, 1), active_until=date(2023, 12, 31))
    assert len(found(sound_meeting(committee=committee), "date outside the committee’s life")) == 1


@pytest.mark.django_db
def test_an_agenda_five_clear_days_ahead_is_in_time() -> None:
    today = timezone.localdate()
    assert found(sound_meeting(date=today + timedelta(days=2)), "short notice of the agenda", "agenda")
    assert not found(sound_meeting(date=today + timedelta(days=12)), "short notice of the agenda", "agenda")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "warns"),
    [
        ({}, True),
        ({"forward_plan_reference": "KD5694"}, False),
        ({"particulars": {"Notice of proposed decision first published": "26/08/2024"}}, False),
        ({"particulars": {"Notice of proposed decision first published": "27/08/2024"}}, True),
    ],
)
def test_a_key_decision_needs_28_clear_days_notice(given: dict[str, Any], warns: bool) -> None:
    meeting = sound_meeting()
    sound_item(meeting, key_decision=True, **given)
    assert bool(found(meeting, "key decision without 28 clear days")) is warns


@pytest.mark.django_db
def test_a_decision_takes_effect_after_its_publication() -> None:
    meeting = sound_meeting()
    labels = {"Publication date": "13 September 2024", "Effective from": "12th September 2024"}
    sound_item(meeting, particulars=labels)
    assert len(found(meeting, "takes effect before publication")) == 1
    meeting.items.update(particulars=labels | {"Effective from": "21/09/2024"})
    assert found(meeting, "takes effect before publication") == []


@pytest.mark.django_db
def test_personal_data_is_found_in_public_parts_only() -> None:
    meeting = sound_meeting(
        committee=make_committee(borough=make_borough(contact_email="democracy@eastmere.example"))
    )
    item = sound_item(meeting)
    make_point(item=item, text="Write to democracy@eastmere.example or to jo@home.example.")
    make_point(item=item, text="Call 01234 567890.", exempt=True, exempt_regime="confidential")
    [finding] = found(meeting, "personal data")
    assert "“jo@home.example”" in finding.remark.words
    make_point(item=item, text="Her number is QQ 12 34 56 C, he said; AB 12 34 56 C, she said.")
    [number] = found(meeting, "national insurance number")
    assert number.severity == Severity.ERROR


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ring 020 7946 0123 or +44 20 7946 0123.", ["a telephone number"] * 2),
        ("She lives at 4 Mill Row, EM4 7QT.", ["a postcode"]),
        ("Ask jo.reed@mill.example.", ["an e-mail address"]),
        ("Ask the clerk@eastmere.gov.uk.", []),
        ("Report CE09/10-28, minute 112/23, paragraph 5.12, £1,234,567, 2024-09-24 and 24/09/2024.", []),
        ("Between 2019 and 2024 the figure rose from 01 to 02.", []),
    ],
)
def test_personal_data_is_told_from_numbers_of_the_record(text: str, kinds: list[str]) -> None:
    assert [each.kind for each in personal_data_in(text)] == kinds


@given(st.text())
def test_any_text_can_be_searched_and_what_is_found_stands_in_it(text: str) -> None:
    for search in (personal_data_in, national_insurance_numbers_in, exempt_wording_in):
        for each in search(text):
            assert text[each.start :].startswith(each.text)


@pytest.mark.django_db
def test_exempt_wording_warns_in_a_public_item_and_not_where_the_public_is_excluded() -> None:
    meeting = sound_meeting()
    make_point(item=sound_item(meeting), text="The figures stand in the confidential appendix.")
    excluding = sound_item(meeting, title="Exclusion of the press and public", procedural=True)
    make_point(item=excluding, text="Exempt under Schedule 12A.")
    [finding] = found(meeting, "exempt wording in a public item")
    assert "confidential appendix" in finding.remark.words


@pytest.mark.django_db
def test_hidden_matter_of_public_papers_is_told() -> None:
    meeting = sound_meeting()
    properties = properties_in_words({"author": "A. Moss"})
    make_document(meeting=meeting, hidden_matter=["It holds 3 comments.", *properties])
    make_document(
        meeting=meeting,
        hidden_matter=["It holds 3 comments."],
        exempt=True,
        exempt_regime="confidential",
    )
    assert len(found(meeting, "hidden matter in a paper")) == 1
    [named] = found(meeting, "names in the properties of a paper")
    assert (named.severity, "A. Moss" in named.remark.words) == (Severity.GAP, True)


@pytest.mark.django_db
def test_a_warning_is_accepted_once_and_comes_back_when_the_facts_change() -> None:
    meeting, officer = sound_meeting(), User.objects.create_user("clerk")
    resolution = make_resolution(item=sound_item(meeting), votes_for=3)
    with pytest.raises(ValidationError, match="Say why"):
        before_publishing(meeting, MINUTES, " ", officer)
    before_publishing(meeting, MINUTES, "Two members left no trace in the list.", officer)
    before_publishing(meeting, MINUTES, "", officer)
    assert found(meeting, "more votes than members")[0].accepted == "Two members left no trace in the list."
    resolution.votes_for = 4
    resolution.save()
    with pytest.raises(ValidationError, match="Say why"):
        before_publishing(meeting, MINUTES, "", officer)


@pytest.mark.django_db
def test_an_error_stops_publication_and_accepts_nothing() -> None:
    meeting = make_meeting("nothing")
    make_resolution(item=make_item(meeting=make_meeting("nothing")), outcomes=[])
    with pytest.raises(ValidationError, match=r"nothing on the agenda\. Add its items first\."):
        before_publishing(meeting, "agenda", "Because.", User.objects.create_user("clerk"))
    assert not AcceptedWarning.objects.exists()


@pytest.mark.django_db
def test_many_meetings_are_read_in_as_many_queries_as_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    meetings = [sound_meeting() for _ in range(6)]
    with django_assert_max_num_queries(14):
        for record in records_of(Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])):
            findings_of_record(record, MINUTES)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/09/2024", date(2024, 9, 13)),
        ("Friday 13th September 2024", date(2024, 9, 13)),
        ("13 September 2024", date(2024, 9, 13)),
        ("as soon as possible", None),
    ],
)
def test_dates_are_read_as_councils_write_them(text: str, day: date | None) -> None:
    assert written_date(text) == day


def test_clear_days_count_neither_end() -> None:
    assert clear_days(date(2024, 9, 1), date(2024, 9, 30)) == 28
    assert clear_days(date(2024, 9, 1), date(2024, 9, 1)) == 0
    assert clear_working_days(date(2024, 9, 13), date(2024, 9, 23)) == 5


def test_the_municipal_year_begins_in_may() -> None:
    assert [municipal_year(date(2024, month, 1)) for month in (4, 5)] == [2023, 2024]
    assert municipal_year(datetime(2025, 1, 31, tzinfo=UTC).date()) == 2024
