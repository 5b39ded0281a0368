"""The workspace's pages without scripts: what each role may do there, and that no word is lost on the way."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from decisions.models import Resolution
from meetings.models import AgendaItem, Correction, Meeting, MinutePoint
from minutes_portal.workspace.models import TextDraft
from tests.accounts.officers import make_officer
from tests.admin_forms import fields_of
from tests.docx_builder import twenty_item_minutes
from tests.makers import make_committee, make_item, make_meeting, make_point, make_resolution

pytestmark = pytest.mark.django_db

TEXT = """5.1 The Head of Repairs introduced the report.

5.2 Councillor Hartley asked who decides when a home is unfit.

RESOLVED: That the Cabinet Member be asked to publish the waiting times every quarter.
"""


@pytest.fixture
def item() -> AgendaItem:
    committee = make_committee(name="Housing Scrutiny Panel")
    meeting = make_meeting("nothing", committee=committee)
    return make_item(meeting=meeting, number="5", slug="5", title="Damp and mould")


def officer_of(item: AgendaItem, role: str) -> Client:
    client = Client()
    client.force_login(make_officer(role, item.meeting.committee.borough))
    return client


def address_of(record: Meeting | AgendaItem, page: str = "minutes-text") -> str:
    return reverse(f"admin:meetings_{record._meta.model_name}_{page}", args=[record.pk])


def send(client: Client, record: Meeting | AgendaItem, act: str, **changed: Any) -> Any:
    """Press a button of the page as it stands, after changing some of its fields."""
    fields = fields_of(client.get(address_of(record)))
    return client.post(address_of(record), fields | {"act": act} | changed, follow=True)


def publish_minutes(meeting: Meeting) -> None:
    now = meeting.agenda_published_at = meeting.decisions_published_at = meeting.minutes_published_at = (
        make_meeting("minutes").minutes_published_at
    )
    assert now
    meeting.save()


# -- Reading


def test_text_that_is_read_stands_beside_its_record_with_what_it_suggests(item: AgendaItem) -> None:
    page = send(officer_of(item, "publisher"), item, "read", text=TEXT).content.decode()
    assert "The Head of Repairs introduced the report." in page
    assert "Outcome: Requested" in page
    assert "every word has its place" in page


def test_reading_changes_nothing_in_the_record(item: AgendaItem) -> None:
    send(officer_of(item, "publisher"), item, "read", text=TEXT)
    assert not MinutePoint.objects.exists()


def test_text_that_is_read_without_scripts_is_kept_as_a_draft(item: AgendaItem) -> None:
    client = officer_of(item, "clerk")
    send(client, item, "read", text=TEXT)
    again = client.get(address_of(item))
    assert fields_of(again)["text"] == TEXT.removesuffix("\n") + "\n"
    assert "This is your draft" in again.content.decode()


def test_line_that_has_no_place_is_counted_and_shown(item: AgendaItem) -> None:
    client = officer_of(item, "publisher")
    answer = client.post(address_of(item, "minutes-text-read"), {"text": TEXT}).json()
    assert [role for _, role in answer["lines"]].count("body") == 3
    assert len(answer["items"]) == 1


def test_each_line_names_the_part_that_it_became(item: AgendaItem) -> None:
    answer = officer_of(item, "publisher").post(address_of(item, "minutes-text-read"), {"text": TEXT}).json()
    parts = [part for part, role in answer["lines"] if role == "body"]
    html = answer["items"][0][2]
    assert len(set(parts)) == 3
    assert all(f'data-part="{part}"' in html for part in parts)


def test_word_file_is_read_into_the_text(item: AgendaItem) -> None:
    file = SimpleUploadedFile("minutes.docx", twenty_item_minutes())
    answer = (
        officer_of(item, "publisher")
        .post(address_of(item.meeting, "minutes-text-read"), {"file": file})
        .json()
    )
    assert len(answer["items"]) == 20
    assert answer["source_name"] == "minutes.docx"
    assert "Moved by Councillor Birch" in answer["text"]


def test_file_that_cannot_be_read_says_what_to_do(item: AgendaItem) -> None:
    client = officer_of(item, "publisher")
    pdf = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 ...")
    answer = client.post(address_of(item, "minutes-text-read"), {"file": pdf}).json()
    assert "minutes.pdf" in answer["problem"]
    assert "PDF" in answer["problem"]


# -- Saving and publishing


def test_draft_is_saved_to_the_record_and_readers_see_nothing(item: AgendaItem) -> None:
    page = send(officer_of(item, "clerk"), item, "save", text=TEXT)
    assert "Readers do not see it yet" in page.content.decode()
    assert [point.number for point in item.points.order_by("order")] == ["5.1", "5.2"]
    assert not MinutePoint.published.exists()
    assert not TextDraft.objects.exists()


def test_only_what_is_confirmed_is_stored(item: AgendaItem) -> None:
    client = officer_of(item, "publisher")
    read = fields_of(send(client, item, "read", text=TEXT))
    ticked = [read["confirm"]] if isinstance(read["confirm"], str) else read["confirm"]
    outcome = [key for key in ticked if key.startswith("outcome-")]
    assert outcome
    kept = [key for key in ticked if not key.startswith("outcome-")]
    client.post(address_of(item), read | {"act": "save", "confirm": kept})
    assert Resolution.objects.get().outcomes == []


def test_primary_button_publishes_when_nothing_is_left_to_look_at(item: AgendaItem) -> None:
    client = officer_of(item, "publisher")
    button = "Publish draft minutes of 24 September 2024 to the public"
    assert button in client.get(address_of(item)).content.decode()
    read = fields_of(send(client, item, "read", text=TEXT))
    client.post(address_of(item), read | {"act": "publish"})
    assert MinutePoint.published.count() == 2
    assert Resolution.published.get().outcomes == ["requested"]


def test_what_is_worth_a_look_is_shown_before_publishing_and_the_text_is_saved(item: AgendaItem) -> None:
    make_item(meeting=item.meeting, number="6", slug="6", title="Bus routes")
    client = officer_of(item, "publisher")
    page = send(client, item, "publish", text=TEXT)
    assert "Nothing is minuted under “Bus routes”" in page.content.decode()
    assert item.points.count() == 2
    assert not MinutePoint.published.exists()


def test_empty_text_is_not_saved(item: AgendaItem) -> None:
    make_point(item=item, number="5.1", text="Members asked.")
    page = send(officer_of(item, "publisher"), item, "save", text="  ")
    assert "There is no text" in page.content.decode()
    assert item.points.count() == 1


def test_public_words_change_with_a_reason_only(item: AgendaItem) -> None:
    client = officer_of(item, "publisher")
    send(client, item, "save", text=TEXT)
    publish_minutes(item.meeting)
    text = fields_of(client.get(address_of(item)))["text"].replace("Hartley", "Hartnell")
    refused = send(client, item, "save", text=text)
    assert "readers see the reason" in refused.content.decode()
    assert fields_of(refused)["text"].strip() == text.strip()
    assert "Hartley" in item.points.get(number="5.2").text
    send(client, item, "save", text=text, reason="A name was misspelt.")
    assert "Hartnell" in item.points.get(number="5.2").text
    assert Correction.objects.get().reason == "A name was misspelt."


# -- Roles


def test_clerk_is_not_offered_to_publish_and_may_not(item: AgendaItem) -> None:
    client = officer_of(item, "clerk")
    assert "to the public" not in client.get(address_of(item)).content.decode()
    response = client.post(address_of(item), {"act": "publish", "text": TEXT})
    assert response.status_code == 403
    assert not item.points.exists()


def test_clerk_reads_what_is_public_and_saves_nothing(item: AgendaItem) -> None:
    make_point(item=item, number="5.1", text="Members asked.")
    publish_minutes(item.meeting)
    client = officer_of(item, "clerk")
    page = client.get(address_of(item)).content.decode()
    assert "Only a publisher changes what is public" in page
    assert 'value="save"' not in page
    assert client.post(address_of(item), {"act": "save", "text": TEXT}).status_code == 403


@pytest.mark.parametrize(
    "changed", [{"addressee": "The Mayor"}, {"votes_for": 9}, {"mover": "Councillor Birch"}]
)
def test_clerk_changes_nothing_of_a_resolution_that_is_public(
    item: AgendaItem, changed: dict[str, Any]
) -> None:
    """With the decisions public, a clerk writes the minutes around them and leaves them alone."""
    resolution = make_resolution(item=item, wording="That the report be noted.", ordinal=1, **changed)
    now = make_meeting("decisions").agenda_published_at
    item.meeting.agenda_published_at = item.meeting.decisions_published_at = now
    item.meeting.save()
    client = officer_of(item, "clerk")
    fields = fields_of(client.get(address_of(item)))
    client.post(address_of(item), fields | {"act": "save", "confirm": []})
    after = Resolution.objects.get(pk=resolution.pk)
    assert {name: getattr(after, name) for name in changed} == changed


def test_auditor_reads_and_is_offered_no_button(item: AgendaItem) -> None:
    make_point(item=item, number="5.1", text="Members asked.")
    page = officer_of(item, "auditor").get(address_of(item)).content.decode()
    assert "Members asked." in page
    assert "<textarea" in page
    assert re.search(r"<textarea[^>]*readonly", page)
    assert 'name="act"' not in page


# -- Nothing is lost


def test_text_sent_after_signing_out_is_given_back(item: AgendaItem) -> None:
    response = Client().post(address_of(item), {"act": "save", "text": TEXT})
    assert response.status_code == 403
    assert "The Head of Repairs introduced the report." in response.content.decode()


def test_draft_is_kept_for_its_officer_alone(item: AgendaItem) -> None:
    client, other = officer_of(item, "clerk"), officer_of(item, "clerk")
    client.post(address_of(item, "minutes-text-draft"), {"text": TEXT, "based_on": "x"})
    assert "Head of Repairs" in fields_of(client.get(address_of(item)))["text"]
    assert fields_of(other.get(address_of(item)))["text"] == ""


def test_draft_is_thrown_away_on_request(item: AgendaItem) -> None:
    client = officer_of(item, "clerk")
    client.post(address_of(item, "minutes-text-draft"), {"text": TEXT})
    send(client, item, "discard")
    assert fields_of(client.get(address_of(item)))["text"] == ""


def test_second_officer_is_told_who_writes_here(item: AgendaItem) -> None:
    first, second = officer_of(item, "clerk"), officer_of(item, "publisher")
    first.post(address_of(item, "minutes-text-draft"), {"text": TEXT})
    name = TextDraft.objects.get().officer.username
    assert f"<strong>{name}</strong> has been writing here" in second.get(address_of(item)).content.decode()
    assert name in second.get(address_of(item, "minutes-text-draft")).json()["others"]
    assert first.get(address_of(item, "minutes-text-draft")).json()["others"].strip() == ""


@pytest.mark.django_db(transaction=True)
def test_second_officer_to_save_sees_what_differs_and_overwrites_nothing_unasked(item: AgendaItem) -> None:
    make_point(item=item, number="5.1", mark="5.1", text="Members asked about visits.")
    first, second = officer_of(item, "publisher"), officer_of(item, "publisher")
    opened = fields_of(second.get(address_of(item)))
    send(first, item, "save", text="5.1 Members asked about waiting times.")
    conflict = second.post(
        address_of(item), opened | {"act": "save", "text": "5.1 Members asked about costs."}
    )
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Somebody else saved first" in page
    assert "waiting" in page
    assert item.points.get().text == "Members asked about waiting times."
    kept = TextDraft.objects.get()
    assert kept.text == "5.1 Members asked about costs."


def test_second_officer_may_choose_the_own_text_after_seeing_the_other(item: AgendaItem) -> None:
    make_point(item=item, number="5.1", mark="5.1", text="Members asked about visits.")
    first, second = officer_of(item, "publisher"), officer_of(item, "publisher")
    opened = fields_of(second.get(address_of(item)))
    send(first, item, "save", text="5.1 Members asked about waiting times.")
    conflict = second.post(
        address_of(item), opened | {"act": "save", "text": "5.1 Members asked about costs."}
    )
    second.post(address_of(item), fields_of(conflict) | {"act": "save_over"})
    assert item.points.get().text == "Members asked about costs."


def test_text_is_given_back_whole_where_nothing_can_be_saved(item: AgendaItem) -> None:
    text = "  Two items\n\nAgenda item\n\n5. Damp\n\n5.1 A.\n\nAgenda item\n\n6. Buses\n\n6.1 B.\n"
    page = send(officer_of(item, "publisher"), item, "save", text=text)
    assert "Nothing was saved" in page.content.decode()
    assert fields_of(page)["text"] == text


def test_outcome_that_the_words_do_not_speak_of_is_added_from_the_list(item: AgendaItem) -> None:
    client = officer_of(item, "publisher")
    page = send(client, item, "read", text=TEXT)
    found = re.search(r'<option value="(outcome-[^"]+)">Agreed</option>', page.content.decode())
    assert found
    client.post(address_of(item), fields_of(page) | {"act": "save", "also": [found[1]]})
    assert Resolution.objects.get().outcomes == ["agreed", "requested"]


# -- The way there


def test_meeting_without_minutes_is_one_click_from_the_desk(item: AgendaItem) -> None:
    page = officer_of(item, "clerk").get(reverse("admin:index")).content.decode()
    assert address_of(item.meeting) in page


@pytest.mark.parametrize(
    "page", ["meetings_meeting_changelist", "meetings_meeting_change", "meetings_agendaitem_change"]
)
def test_lists_and_pages_lead_to_the_text(item: AgendaItem, page: str) -> None:
    model = AgendaItem if "agendaitem" in page else Meeting
    record = item if model is AgendaItem else item.meeting
    args = [] if page.endswith("changelist") else [record.pk]
    html = officer_of(item, "publisher").get(reverse(f"admin:{page}", args=args)).content.decode()
    assert address_of(record) in html
    assert "Paste minutes" in html


def test_empty_sheet_can_begin_with_the_agenda(item: AgendaItem) -> None:
    client = officer_of(item, "clerk")
    assert fields_of(client.get(address_of(item.meeting)))["text"] == ""
    begun = fields_of(client.get(address_of(item.meeting), {"begin": "agenda"}))["text"]
    assert "Damp and mould" in begun


def test_texts_of_more_than_one_kind_of_draft_do_not_mix(item: AgendaItem) -> None:
    """The draft of an item and that of its whole meeting are two."""
    client = officer_of(item, "clerk")
    client.post(address_of(item, "minutes-text-draft"), {"text": TEXT})
    assert fields_of(client.get(address_of(item.meeting)))["text"] == ""


# -- Preview


def test_preview_is_the_readers_page_and_saves_nothing(item: AgendaItem) -> None:
    client = officer_of(item, "publisher")
    page = client.post(address_of(item, "minutes-text-preview"), {"text": TEXT}).content.decode()
    assert "Preview: as readers will see it" in page
    assert "Councillor Hartley asked who decides when a home is unfit." in page
    assert "Housing Scrutiny Panel" in page
    assert not MinutePoint.objects.exists()
    item.meeting.refresh_from_db()
    assert item.meeting.agenda_published_at is None
