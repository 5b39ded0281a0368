"""The forward plan and suggested ties in the officers' admin."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import DismissedTie, Issue, PlannedDecision
from meetings.models import Borough, Committee
from tests.accounts.officers import make_officer
from tests.admin_forms import fields_of
from tests.decisions.planned import make_planned_decision
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db


@pytest.fixture
def borough() -> Borough:
    return make_borough(name="Eastmere")


@pytest.fixture
def cabinet(borough: Borough) -> Committee:
    return make_committee(borough=borough, name="Cabinet")


def officer(role: str, borough: Borough) -> Client:
    client = Client()
    client.force_login(make_officer(role, borough, username=f"the-{role}"))
    return client


def two_items(cabinet: Committee, **given: Any) -> list[Any]:
    days = (date(2024, 9, 24), date(2025, 1, 7))
    return [make_item(meeting=make_meeting(committee=cabinet, date=day), **given) for day in days]


def issue_of(item: Any) -> Issue:
    issue = Issue.objects.create(borough=item.meeting.committee.borough, title="Home care", slug="home-care")
    issue.items.add(item)
    return issue


def test_publisher_publishes_an_entry_and_a_clerk_cannot(borough: Borough) -> None:
    add = reverse("admin:decisions_planneddecision_add")
    said = {"borough": borough.pk, "title": "Home care", "slug": "home-care", "decide_from": "2031-03-04"}
    at_nine = {"published_at_0": "2031-01-01", "published_at_1": "09:00"}
    clerk, publisher = officer("clerk", borough), officer("publisher", borough)
    assert clerk.post(add, fields_of(clerk.get(add)) | said | at_nine).status_code == 403
    assert clerk.post(add, fields_of(clerk.get(add)) | said).status_code == 302
    planned = PlannedDecision.objects.get()
    change = reverse("admin:decisions_planneddecision_change", args=[planned.pk])
    assert publisher.post(change, fields_of(publisher.get(change)) | at_nine).status_code == 302
    planned.refresh_from_db()
    assert planned.published_at is not None
    assert clerk.post(change, {"title": "Other"}).status_code == 403


def test_published_entry_is_dropped_not_deleted(borough: Borough) -> None:
    planned = make_planned_decision(borough=borough)
    client = officer("administrator", borough)
    delete = reverse("admin:decisions_planneddecision_delete", args=[planned.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_decision_with_the_reference_is_offered_and_named_with_one_click(cabinet: Committee) -> None:
    planned = make_planned_decision(borough=cabinet.borough, reference="KD5694")
    item = two_items(cabinet, forward_plan_reference="KD5694")[0]
    resolution = make_resolution(item=item, wording="That care be renewed.")
    limb = make_resolution(item=item, parent=resolution, wording="for a year.")
    elsewhere = make_resolution(
        item=make_item(forward_plan_reference="KD5694"), wording="That moths be counted."
    )
    client = officer("publisher", cabinet.borough)
    act = reverse("admin:decisions_planneddecision_made", args=[planned.pk])
    page = client.get(act).content.decode()
    assert "That care be renewed." in page
    assert "for a year." not in page
    assert "moths" not in page
    for other in (limb, elsewhere):
        assert client.post(act, {"decision": other.pk}).status_code == 200
    assert client.post(act, {"decision": resolution.pk}).status_code == 302
    assert resolution.record.notice == planned
    assert planned.records.count() == 1


def test_suggested_item_is_tied_or_dismissed_with_one_click(cabinet: Committee) -> None:
    first, second = two_items(cabinet, forward_plan_reference="KD1")
    issue = issue_of(first)
    client = officer("clerk", cabinet.borough)
    act = reverse("admin:decisions_issue_ties", args=[issue.pk])
    publisher = officer("publisher", cabinet.borough)
    page = publisher.get(act).content.decode()
    assert "It carries the forward-plan reference KD1." in page
    assert publisher.post(act, {"dismiss": second.pk}).status_code == 302
    assert DismissedTie.objects.filter(issue=issue, item=second).exists()
    assert "Nothing is suggested" in publisher.get(act).content.decode()
    DismissedTie.objects.all().delete()
    assert publisher.post(act, {"tie": second.pk}).status_code == 302
    assert second in issue.items.all()
    assert publisher.post(act, {"tie": second.pk}).status_code == 200  # it is answered already
    assert client.get(act).status_code == 403  # readers have this issue: it is the publisher’s


def test_desk_counts_suggested_ties_and_leads_to_their_issues(cabinet: Committee) -> None:
    first, _ = two_items(cabinet, forward_plan_reference="KD1")
    issue_of(first)
    other = Issue.objects.create(borough=cabinet.borough, title="Moths", slug="moths")
    client = officer("publisher", cabinet.borough)
    assert "<strong>1</strong> suggested tie between" in client.get(reverse("admin:index")).content.decode()
    page = client.get(reverse("admin:decisions_issue_changelist"), {"ties": "suggested"}).content.decode()
    assert "Home care" in page
    assert str(other) not in page


def test_issue_is_started_from_chosen_items(cabinet: Committee) -> None:
    items = two_items(cabinet, forward_plan_reference="KD1")
    client = officer("publisher", cabinet.borough)
    chosen = {"action": "start_issue_of", "_selected_action": [item.pk for item in items]}
    address = reverse("admin:meetings_agendaitem_changelist")
    assert "Start an issue of 2 items" in client.post(address, chosen).content.decode()
    said = chosen | {"said": "1", "title": "Home care"}
    assert client.post(address, said).status_code == 302
    issue = Issue.objects.get()
    assert set(issue.items.all()) == set(items)
    one = said | {"_selected_action": [items[0].pk]}
    assert "two or more items of one borough" in client.post(address, one).content.decode()


def test_issue_is_not_started_of_another_boroughs_items(cabinet: Committee) -> None:
    items = two_items(cabinet)
    client = officer("publisher", make_borough())
    said = {
        "action": "start_issue_of",
        "_selected_action": [item.pk for item in items],
        "said": "1",
        "title": "X",
    }
    client.post(reverse("admin:meetings_agendaitem_changelist"), said)
    assert not Issue.objects.exists()
