"""The statutory record and the call-in of a decision, as readers get them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from decisions.call_in import last_day
from decisions.call_in_periods import settle_call_in_of_borough, settle_call_in_periods
from decisions.models import DecisionRecord, Resolution
from meetings.models import Committee
from tests.decisions.record_makers import (
    make_call_in,
    make_closure,
    make_constitution,
    make_decision,
    make_record,
)
from tests.makers import make_item, make_resolution
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db

FRIDAY_13 = date(2024, 9, 13)
SUBJECT = {"call_in": "subject", "published_on": FRIDAY_13}


def facts(client: Client, resolution: Resolution) -> dict[str, str]:
    page = Page(client.get(resolution.get_absolute_url()))
    assert page.errors == []
    found, term = dict[str, str](), ""
    for element in page.one("section", aria_labelledby="record").iter():
        if element.tag == "dt":
            term = text_of(element)
        elif element.tag == "dd":
            found[term] = text_of(element)
    return found


def borough_of(resolution: Resolution) -> Any:
    return resolution.item.meeting.committee.borough


def test_recorded_as_none_and_not_recorded_are_told_apart(client: Client) -> None:
    decision = make_decision()
    make_record(resolution=decision, reasons="Visits were too short.", alternatives="", interests=None)
    told = facts(client, decision)
    assert told["Reasons"] == "Visits were too short."
    assert told["Alternatives rejected"] == "None (recorded as none)"
    assert told["Interests"] == "Not recorded"


@pytest.mark.parametrize("kind", [Committee.Kind.EXECUTIVE, Committee.Kind.INDIVIDUAL])
def test_executive_decision_without_a_record_says_what_the_law_asks_for(client: Client, kind: str) -> None:
    told = facts(client, make_decision(kind))
    for term in ("Reasons", "Alternatives rejected", "Interests", "Published", "Call-in"):
        assert told[term] == "Not recorded", term
    assert "Dispensations" not in told


def test_dispensation_is_asked_for_only_where_an_interest_was_declared(client: Client) -> None:
    decision = make_decision()
    make_record(resolution=decision, interests="Councillor Reed, as a tenant.")
    assert facts(client, decision)["Dispensations"] == "Not recorded"


def test_other_bodies_show_only_what_is_recorded(client: Client) -> None:
    decision = make_decision(Committee.Kind.SCRUTINY)
    make_record(resolution=decision, consultees="Tenants’ groups.")
    told = facts(client, decision)
    assert told["Consulted"] == "Tenants’ groups."
    assert not {"Reasons", "Interests", "Call-in", "Published"} & told.keys()


def test_procedural_business_of_an_executive_asks_for_no_record(client: Client) -> None:
    meeting = make_decision().item.meeting
    told = facts(client, make_resolution(item=make_item(meeting=meeting, procedural=True)))
    assert "Reasons" not in told


def test_period_that_ended_is_told_with_the_day_of_its_effect(client: Client) -> None:
    decision = make_decision()
    make_constitution(borough=borough_of(decision))
    make_record(resolution=decision, **SUBJECT)
    assert facts(client, decision)["Call-in"] == (
        "Could be called in until 5 pm on Friday 20 September 2024; nobody asked. In effect since Saturday 21 September 2024."
    )


def test_open_period_says_who_may_call_in(client: Client) -> None:
    decision, today = make_decision(), timezone.localdate()
    make_constitution(borough=borough_of(decision))
    record = make_record(resolution=decision, call_in="subject", published_on=today)
    told = facts(client, decision)["Call-in"]
    assert record.call_in_until == last_day(today, 5)
    assert told.startswith(f"May be called in until 5 pm on {record.call_in_until:%A %-d %B %Y}.")
    assert told.endswith("Who may call in: Any three councillors.")


def test_urgent_decision_says_why_it_cannot_be_called_in(client: Client) -> None:
    decision = make_decision()
    make_record(resolution=decision, call_in="urgent", urgency_reason="The grant lapses on Monday.")
    assert facts(client, decision)["Call-in"] == "Exempt from call-in, as urgent. The grant lapses on Monday."


def test_call_in_names_who_asked_where_it_was_heard_and_what_came_of_it(client: Client) -> None:
    decision, hearing, again = make_decision(), make_item(), make_item()
    make_constitution(borough=borough_of(decision))
    make_record(resolution=decision, **SUBJECT)
    make_call_in(
        resolution=decision, outcome="referred back", considered_at=hearing, result="amended", reconsidered_at=again,
        grounds="Tenants were not asked.",
    )  # fmt: skip
    told = facts(client, decision)["Call-in"]
    assert "nobody asked" not in told
    assert "In effect" not in told
    assert "by Councillors Reed, Shah and Boyle. Because: Tenants were not asked." in told
    assert f"Referred back by the {hearing.meeting.committee.name}" in told
    assert f"The decision was then amended by the {again.meeting.committee.name}" in told


def test_hearing_that_readers_may_not_see_is_not_named(client: Client) -> None:
    hidden = make_item(exempt=True, exempt_regime="EN1972", exempt_paragraphs=[3], title="Secret lease")
    decision = make_decision()
    make_call_in(resolution=decision, outcome="not upheld", considered_at=hidden)
    told = facts(client, decision)["Call-in"]
    assert "Not upheld." in told
    assert hidden.meeting.committee.name not in told


def test_last_day_follows_the_rules_in_force_on_the_day_of_publication() -> None:
    decision = make_decision()
    borough = borough_of(decision)
    make_constitution(borough=borough, in_force_from=date(2010, 1, 1), call_in_days=3)
    make_constitution(borough=borough, in_force_from=FRIDAY_13, call_in_days=5)
    make_constitution(borough=borough, in_force_from=date(2024, 9, 14), call_in_days=10)
    assert make_record(resolution=decision, **SUBJECT).call_in_until == date(2024, 9, 20)
    assert make_record(
        resolution=make_decision(borough=borough), **SUBJECT | {"published_on": date(2024, 9, 12)}
    ).call_in_until == date(2024, 9, 17)


@pytest.mark.parametrize(
    "given",
    [
        {"call_in": "subject"},
        {"call_in": "not subject", "published_on": FRIDAY_13},
        {"published_on": FRIDAY_13},
        {"call_in": "subject", "published_on": date(2019, 12, 31)},
    ],
)
def test_no_last_day_is_made_up(given: dict[str, Any]) -> None:
    decision = make_decision()
    make_constitution(borough=borough_of(decision))
    assert make_record(resolution=decision, **given).call_in_until is None


def test_closure_day_moves_the_periods_of_its_borough_only() -> None:
    here, elsewhere = make_record(resolution=make_decision()), make_record(resolution=make_decision())
    for record in (here, elsewhere):
        make_constitution(borough=borough_of(record.resolution))
        DecisionRecord.objects.filter(pk=record.pk).update(**SUBJECT)
        settle_call_in_of_borough(borough_of(record.resolution).pk)
    make_closure(borough_of(here.resolution), FRIDAY_13 + timedelta(days=5))
    assert settle_call_in_periods(DecisionRecord.objects.all()) == 1
    here.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (here.call_in_until, elsewhere.call_in_until) == (date(2024, 9, 23), date(2024, 9, 20))


def test_what_was_called_in_is_subject_to_call_in() -> None:
    decision = make_decision()
    make_call_in(resolution=decision)
    assert DecisionRecord.objects.get(resolution=decision).call_in == "subject"
