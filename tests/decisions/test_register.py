"""The register's filters by key, call-in, addressee, issue and lineage, and its headings."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.filters import CALL_IN
from decisions.models import DecisionRecord, Issue, Registered, Resolution
from minutes_portal import kept_counts
from tests.decisions.record_makers import make_call_in, make_decision, make_record
from tests.makers import make_committee, make_item, make_meeting, make_resolution
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db

PAST, AHEAD = date(2024, 9, 20), timezone.localdate() + timedelta(days=3)


def listed(client: Client, **asked: Any) -> Page:
    kept_counts.forget()
    page = Page(client.get(reverse("decisions:resolution-list"), asked))
    assert page.errors == []
    return page


def found(page: Page, *decisions: Resolution) -> list[Resolution]:
    return [decision for decision in decisions if decision.get_absolute_url() in page.entry_links]


def with_record(until: date | None = None, **given: Any) -> Resolution:
    """Make a decision whose last day of call-in is as given."""
    decision = make_decision()
    make_record(resolution=decision, **given)
    DecisionRecord.objects.filter(resolution=decision).update(call_in_until=until)
    return decision


def one_in_each_state() -> dict[str, Resolution]:
    subject = {"call_in": "subject"}
    decisions = {
        "open": with_record(AHEAD, **subject), "over": with_record(PAST, **subject), "undated": with_record(**subject),
        "not subject": with_record(call_in="not subject"), "urgent": with_record(call_in="urgent"),
    }  # fmt: skip
    for outcome in ("awaiting", "invalid", "not upheld", "referred back", "referred to council", "withdrawn"):
        decisions[outcome] = with_record(AHEAD, **subject)
        make_call_in(resolution=decisions[outcome], outcome=outcome)
        DecisionRecord.objects.filter(resolution=decisions[outcome]).update(call_in_until=AHEAD)
    return decisions


def test_every_state_of_call_in_finds_its_own_decision_and_counts_it(client: Client) -> None:
    decisions = one_in_each_state()
    assert decisions.keys() == CALL_IN.keys()
    make_decision()
    for state, decision in decisions.items():
        assert found(listed(client, call_in=state), *decisions.values()) == [decision], state
    assert Registered.published.all().tally().per_call_in == dict.fromkeys(CALL_IN, 1)


def test_decision_called_in_twice_has_the_state_of_its_last_call_in(client: Client) -> None:
    decision = with_record(PAST, call_in="subject")
    make_call_in(resolution=decision, outcome="invalid", requested_on=date(2024, 9, 14))
    make_call_in(resolution=decision, outcome="referred back", requested_on=date(2024, 9, 19))
    assert found(listed(client, call_in="referred back"), decision) == [decision]
    assert found(listed(client, call_in="invalid"), decision) == []


def test_open_call_in_and_key_decisions_are_tagged(client: Client) -> None:
    decision = with_record(AHEAD, call_in="subject")
    decision.item.key_decision = True
    decision.item.save()
    main = listed(client).main
    assert f"May be called in until {AHEAD:%-d %B %Y}" in main
    assert "Key decision" in main


def test_key_decisions_are_told_from_those_not_key_and_those_not_recorded(client: Client) -> None:
    yes, no, unknown = (make_resolution(item=make_item(key_decision=key)) for key in (True, False, None))
    assert found(listed(client, key="yes"), yes, no, unknown) == [yes]
    assert found(listed(client, key="no"), yes, no, unknown) == [no]
    assert Registered.published.all().per_key() == {"yes": 1, "no": 1}


def test_addressee_is_one_however_it_is_printed(client: Client) -> None:
    one, other = make_resolution(addressee="The Cabinet"), make_resolution(addressee="the cabinet")
    elsewhere = make_resolution(addressee="Mayor (of all)")
    assert Registered.published.all().per_addressee() == {"cabinet": 2, "mayor (of all)": 1}
    assert found(listed(client, addressee="cabinet"), one, other, elsewhere) == [one, other]
    assert found(listed(client, addressee="mayor (of all)"), one, other, elsewhere) == [elsewhere]


def test_register_can_be_asked_for_one_issue(client: Client) -> None:
    inside, outside = make_resolution(), make_resolution()
    issue = Issue.objects.create(borough=inside.item.meeting.committee.borough, title="Buses", slug="buses")
    issue.items.add(inside.item)
    assert found(listed(client, issue="buses"), inside, outside) == [inside]
    assert Registered.published.all().tally().per_issue == {"buses": 1}


def test_committee_is_followed_to_those_before_and_after_it(client: Client) -> None:
    first = make_committee(slug="first")
    second = make_committee(slug="second", borough=first.borough, predecessor=first)
    third = make_committee(slug="third", borough=first.borough, predecessor=second)
    decisions = [
        make_resolution(item=make_item(meeting=make_meeting(committee=committee)))
        for committee in (first, second, third, make_committee())
    ]
    assert found(listed(client, committee="second"), *decisions) == [decisions[1]]
    assert found(listed(client, committee="second", lineage="all"), *decisions) == decisions[:3]


def headings(page: Page) -> list[str]:
    return [text_of(heading) for heading in page.all("h2", _class="entries-heading")]


def test_register_stands_under_its_months_or_meetings_if_asked(client: Client) -> None:
    committee = make_committee(name="Harbour Panel")
    for day in (date(2024, 9, 24), date(2024, 9, 3), date(2024, 8, 1)):
        make_resolution(item=make_item(meeting=make_meeting(committee=committee, date=day)))
    assert headings(listed(client)) == []
    assert headings(listed(client, group="month")) == ["September 2024", "August 2024"]
    assert headings(listed(client, group="meeting", sort="oldest")) == [
        f"{committee}, 1 August 2024", f"{committee}, 3 September 2024", f"{committee}, 24 September 2024",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["key", "call_in", "addressee", "issue", "lineage", "group"])
def test_value_that_cannot_be_used_is_left_out_with_a_notice(client: Client, name: str) -> None:
    decision = make_resolution()
    page = listed(client, **{name: "no such thing"})
    assert found(page, decision) == [decision]
    assert "“no such thing” is not" in page.main
