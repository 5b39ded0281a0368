"""What each role does in the officers' admin: clerks draft, publishers publish and correct, auditors read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import Resolution
from meetings.models import AgendaItem, Correction, Document, Meeting, MinutePoint
from tests.accounts.officers import make_officer
from tests.admin_forms import fields_of, rows, submit
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

pytestmark = pytest.mark.django_db
POINT = {"level": "0", "kind": "paragraph"}


def change(record: Any) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def signed_in_as(role: str, record: Any, committee: Any = None) -> Client:
    """Return the browser of an officer with a role in the borough of a committee, or in the committee alone."""
    client = Client()
    client.force_login(make_officer(role, record.borough, committee))
    return client


def clerk_of(item: AgendaItem) -> Client:
    return signed_in_as("clerk", item.meeting.committee)


def publisher_of(item: AgendaItem) -> Client:
    return signed_in_as("publisher", item.meeting.committee)


def test_clerk_writes_minutes_of_a_meeting_whose_agenda_is_public() -> None:
    item = make_item(meeting=make_meeting("agenda"))
    resolution = {"wording": "That it be noted.", "outcomes": ["noted"]}
    response = submit(
        clerk_of(item),
        change(item),
        **rows("points", 0, {"text": "Said."} | POINT),
        **rows("resolutions", 0, resolution),
    )
    assert response.status_code == 200
    assert MinutePoint.objects.get().text == "Said."
    assert Resolution.objects.get().wording == "That it be noted."


def test_clerk_lists_who_was_there_while_the_minutes_are_not_public() -> None:
    meeting = make_meeting("agenda")
    person = make_person(borough=meeting.committee.borough)
    attendance = {"person": person.pk, "capacity": "member", "presence": "present"}
    submit(signed_in_as("clerk", meeting.committee), change(meeting), **rows("attendances", 0, attendance))
    assert meeting.attendances.get().person == person


@pytest.mark.parametrize(
    ("stage", "field"), [("agenda", "title"), ("decisions", "title"), ("agenda", "exempt_under")]
)
def test_clerk_who_sends_a_field_that_is_not_offered_is_refused(stage: str, field: str) -> None:
    item = make_item(meeting=make_meeting(stage), title="Home care")
    client = clerk_of(item)
    page = client.get(change(item))
    assert field not in fields_of(page)
    sent = fields_of(page) | {field: "england:3"} | rows("points", 0, {"text": "Said."} | POINT)
    assert client.post(change(item), sent).status_code == 403
    item.refresh_from_db()
    assert (item.title, item.exempt, item.points.count()) == ("Home care", False, 0)


@pytest.mark.parametrize("stage", ["minutes", "approved"])
def test_clerk_changes_nothing_of_what_is_public(stage: str) -> None:
    item = make_item(meeting=make_meeting(stage))
    point, resolution = make_point(item=item, text="As it was."), make_resolution(item=item)
    document = make_document(item=item)
    client, publisher = clerk_of(item), publisher_of(item)
    for record in (item, item.meeting, point, resolution, document):
        sent = fields_of(publisher.get(change(record)))
        page = client.get(change(record))
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert client.post(change(record), sent | {"points-0-text": "Changed."}).status_code == 403, record
    assert MinutePoint.objects.get().text == "As it was."


def test_clerk_leaves_public_resolutions_alone_while_writing_minutes() -> None:
    item = make_item(meeting=make_meeting("decisions"))
    resolution = make_resolution(item=item, wording="As decided.")
    client = clerk_of(item)
    submit(client, change(item), **rows("points", 0, {"text": "Said."} | POINT))
    assert item.points.get().text == "Said."
    sent = fields_of(client.get(change(item))) | {
        "resolutions-0-id": resolution.pk,
        "resolutions-0-wording": "Else.",
    }
    assert client.post(change(item), sent).status_code == 403
    assert Resolution.objects.get().wording == "As decided."


def test_clerk_adds_no_item_and_no_paper_to_a_public_agenda() -> None:
    meeting = make_meeting("agenda")
    client = signed_in_as("clerk", meeting.committee)
    add_item, add_paper = reverse("admin:meetings_agendaitem_add"), reverse("admin:meetings_document_add")
    item = fields_of(client.get(add_item)) | {"meeting": meeting.pk, "title": "Smuggled"}
    paper = fields_of(client.get(add_paper)) | {
        "meeting": meeting.pk,
        "title": "Smuggled",
        "url": "https://a.example/",
    }
    assert client.post(add_item, item).status_code == 403
    assert client.post(add_paper, paper).status_code == 403
    assert (
        client.post(add_paper, paper | {"kind": "minutes"}).status_code == 302
    )  # readers get it with the minutes
    lines = fields_of(client.get(change(meeting))) | {"agenda_lines": "9 Smuggled"}
    assert client.post(change(meeting), lines).status_code == 403
    assert not AgendaItem.objects.exists()
    assert [document.kind for document in Document.objects.all()] == ["minutes"]


def test_clerk_marks_nothing_exempt_in_a_row() -> None:
    item = make_item(meeting=make_meeting("nothing"))
    make_point(item=item)
    client = clerk_of(item)
    page = client.get(change(item))
    assert "points-0-exempt_under" not in fields_of(page)
    assert (
        client.post(change(item), fields_of(page) | {"points-0-exempt_under": "england:3"}).status_code == 403
    )
    assert not MinutePoint.objects.get().exempt


def test_publisher_corrects_what_is_public_with_a_reason_that_readers_see() -> None:
    item = make_item()
    point = make_point(item=item, text="Costs were four millions.")
    client = publisher_of(item)
    response = submit(client, change(item), **{"points-0-text": "Costs were five millions."})
    assert "Say why you change them" in response.content.decode()
    assert MinutePoint.objects.get(pk=point.pk).text == "Costs were four millions."
    submit(
        client,
        change(item),
        **{"points-0-text": "Costs were five millions.", "correction_reason": "A wrong figure."},
    )
    assert MinutePoint.objects.get(pk=point.pk).text == "Costs were five millions."
    page = Client().get(item.get_absolute_url()).content.decode()
    assert "A wrong figure." in page
    assert "four millions" in page
    assert "five millions" in page


def test_what_is_public_is_not_deleted_without_a_reason() -> None:
    item = make_item()
    point = make_point(item=item)
    client = publisher_of(item)
    assert (
        client.post(
            reverse("admin:meetings_minutepoint_delete", args=[point.pk]), {"post": "yes"}
        ).status_code
        == 403
    )
    sent = {"action": "delete_selected", "_selected_action": [point.pk], "post": "yes"}
    assert client.post(reverse("admin:meetings_minutepoint_changelist"), sent).status_code == 403
    response = submit(client, change(item), **{"points-0-DELETE": "on"})
    assert "Say why you change them" in response.content.decode()
    assert MinutePoint.objects.exists()


def test_auditor_reads_and_changes_nothing() -> None:
    item = make_item(meeting=make_meeting("nothing"))
    point = make_point(item=item, text="As it was.")
    sent = fields_of(clerk_of(item).get(change(item))) | {"points-0-text": "Changed."}
    auditor = signed_in_as("auditor", item.meeting.committee)
    page = auditor.get(change(item)).content.decode()
    assert "As it was." in page
    assert 'name="_save"' not in page
    assert auditor.post(change(item), sent).status_code == 403
    assert (
        auditor.post(
            reverse("admin:meetings_meeting_publish", args=[item.meeting_id]), {"stage": "agenda"}
        ).status_code
        == 403
    )
    assert MinutePoint.objects.get(pk=point.pk).text == "As it was."
    assert Meeting.objects.get().agenda_published_at is None


def test_list_offers_to_publish_to_those_who_may() -> None:
    meeting = make_meeting("nothing")
    address = reverse("admin:meetings_meeting_changelist")
    offered = {
        role: "Publish…" in signed_in_as(role, meeting.committee).get(address).content.decode()
        for role in ("clerk", "publisher", "auditor", "administrator")
    }
    assert offered == {"clerk": False, "publisher": True, "auditor": False, "administrator": True}


def test_role_for_one_committee_reaches_no_other_of_the_borough() -> None:
    borough = make_borough()
    own, other = (make_committee(borough=borough) for _ in range(2))
    mine, theirs = (
        make_item(meeting=make_meeting(committee=own)),
        make_item(meeting=make_meeting(committee=other)),
    )
    client = signed_in_as("publisher", own, own)
    for record in (mine, mine.meeting, own):
        assert client.get(change(record)).status_code == 200
    for record in (theirs, theirs.meeting, other):
        assert client.get(change(record)).status_code == 404
    listed = client.get(reverse("admin:meetings_meeting_changelist")).context["cl"].result_list
    assert list(listed) == [mine.meeting]


def test_auditor_of_one_committee_and_clerk_of_another_adds_only_to_the_second() -> None:
    borough = make_borough()
    read, drafted = (make_committee(borough=borough) for _ in range(2))
    officer = make_officer("clerk", borough, drafted)
    officer.memberships.create(borough=borough, committee=read, role="auditor")
    client = Client()
    client.force_login(officer)
    address = reverse("admin:meetings_meeting_add")
    meeting = fields_of(client.get(address)) | {"date": "2024-12-01", "sitting": 1, "status": "held"}
    refused = client.post(address, meeting | {"committee": read.pk})
    assert "Select a valid choice" in refused.content.decode()
    assert client.post(address, meeting | {"committee": drafted.pk}).status_code == 302
    assert Meeting.objects.get().committee == drafted


def test_person_of_another_borough_who_is_listed_already_does_not_stop_an_officer_from_saving() -> None:
    meeting = make_meeting("nothing")
    meeting.attendances.create(person=make_person(name="From elsewhere"))
    response = submit(signed_in_as("clerk", meeting.committee), change(meeting), venue="Town Hall")
    assert response.redirect_chain
    assert Meeting.objects.get(pk=meeting.pk).venue == "Town Hall"


def test_nothing_is_corrected_by_an_act_of_a_clerk() -> None:
    item = make_item()
    for name in ("exempt", "withdraw"):
        address = reverse(f"admin:meetings_agendaitem_{name}", args=[item.pk])
        assert (
            clerk_of(item).post(address, {"exempt_under": "england:3", "reason": "superseded"}).status_code
            == 403
        )
    item.refresh_from_db()
    assert (item.exempt, item.withdrawn_at) == (False, None)
    assert not Correction.objects.exists()
