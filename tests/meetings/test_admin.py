"""The officers' admin: finding, entering and publishing meetings by its own forms."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.admin.searching import date_in
from meetings.admin.sequence import put_in_order
from meetings.models import (
    AcceptedWarning,
    AgendaItem,
    Attendance,
    Correction,
    Document,
    Meeting,
    MinutePoint,
    Role,
)
from minutes_portal.admin.desk import tasks
from tests.admin_forms import rows, submit
from tests.makers import (
    make_borough,
    make_committee,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_recommendation,
    make_resolution,
    make_topic,
)

pytestmark = pytest.mark.django_db
TABLES = [model for model in admin.site._registry if model._meta.app_label in ("meetings", "decisions")]
POINT = {"level": "0", "kind": "paragraph"}


def change(record: Any) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def act(record: Any, name: str) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{name}", args=[record.pk])


def messages(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def list_of(client: Client, **parameters: str) -> list[Meeting]:
    response = client.get(reverse("admin:meetings_meeting_changelist"), parameters)
    return list(response.context["cl"].result_list)


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_every_list_and_form_opens(admin_client: Client, model: Any) -> None:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert admin_client.get(reverse(f"{name}_changelist")).status_code == 200
    assert admin_client.get(reverse(f"{name}_changelist"), {"q": "home 24 September 2024"}).status_code == 200
    expected = 403 if model is MinutePoint else 200  # minutes are written on their item's page
    assert admin_client.get(reverse(f"{name}_add")).status_code == expected


def make_one_of_everything() -> list[Any]:
    item = make_item()
    item.topics.add(make_topic())
    resolution = make_resolution(item=item, moved_by=make_person())
    limb = make_resolution(item=item, parent=resolution)
    attendance = Attendance.objects.create(meeting=item.meeting, person=make_person())
    Role.objects.create(person=attendance.person, committee=item.meeting.committee)
    recommendation = make_recommendation(resolution=resolution, due_on=date(2024, 1, 1))
    return [
        item,
        item.meeting,
        make_point(item=item),
        resolution,
        limb,
        recommendation,
        make_document(item=item),
    ]


def test_every_record_opens(admin_client: Client) -> None:
    for record in make_one_of_everything():
        assert admin_client.get(change(record)).status_code == 200, record


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_lists_ask_no_more_for_more_rows(
    admin_client: Client, model: Any, django_assert_max_num_queries: Any
) -> None:
    make_one_of_everything()
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    with django_assert_max_num_queries(50) as few:
        admin_client.get(address)
    for _ in range(3):
        make_one_of_everything()
    with django_assert_max_num_queries(len(few.captured_queries)):
        admin_client.get(address)


def test_long_meeting_opens_without_a_query_a_row(
    admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    meeting = make_meeting()
    for _ in range(2):
        Attendance.objects.create(meeting=meeting, person=make_person())
    with django_assert_max_num_queries(60) as few:
        admin_client.get(change(meeting))
    for _ in range(10):
        Attendance.objects.create(meeting=meeting, person=make_person())
        make_item(meeting=meeting)
    with django_assert_max_num_queries(len(few.captured_queries)):
        admin_client.get(change(meeting))


@pytest.mark.parametrize(
    "words",
    [
        "24 September 2024",
        "2024-09-24",
        "24/09/2024",
        "Tuesday 24 Sept 2024",
        "24th September 2024",
        "September 2024",
    ],
)
def test_meeting_is_found_by_its_date_however_it_is_written(admin_client: Client, words: str) -> None:
    meeting = make_meeting(date=date(2024, 9, 24))
    make_meeting(date=date(2024, 10, 24))
    assert list_of(admin_client, q=words) == [meeting]


def test_meeting_is_found_by_borough_committee_and_date_together(admin_client: Client) -> None:
    committee = make_committee(name="Health Scrutiny", borough=make_borough(name="Eastmere"))
    meeting = make_meeting(committee=committee)
    make_meeting(committee=committee, date=date(2024, 1, 9))
    make_meeting()
    assert list_of(admin_client, q="eastmere health 24 September 2024") == [meeting]


@pytest.mark.parametrize("words", ["31 February 2024", "2024-13-45", "99/99/9999", "0000-00", "1 Jan 0000"])
def test_date_that_does_not_exist_is_words_like_any(words: str) -> None:
    assert date_in(words) is None


@pytest.mark.parametrize(
    "parameters", [{"stage": "x"}, {"year": "x"}, {"borough": "1'"}, {"needs": "x"}, {"kind": "x"}]
)
def test_filter_value_that_is_not_offered_is_ignored(
    admin_client: Client, parameters: dict[str, str]
) -> None:
    make_meeting()
    assert len(list_of(admin_client, **parameters)) == 1


@pytest.mark.parametrize(
    ("stage", "filtered"),
    [
        ("nothing", "unpublished"),
        ("agenda", "agenda"),
        ("decisions", "decisions"),
        ("minutes", "draft minutes"),
        ("approved", "approved"),
    ],
)
def test_stage_filter_agrees_with_the_stage_shown(admin_client: Client, stage: str, filtered: str) -> None:
    meetings = {
        name: make_meeting(name) for name in ("nothing", "agenda", "decisions", "minutes", "approved")
    }
    assert list_of(admin_client, stage=filtered) == [meetings[stage]]
    assert meetings[stage].stage == filtered


def new_meeting(committee: Any, **given: Any) -> dict[str, Any]:
    return {"committee": committee.pk, "date": "2024-09-24", "sitting": "1", "status": "held"} | given


def test_officer_adds_a_meeting_with_its_agenda_in_rows(admin_client: Client) -> None:
    agenda = rows(
        "items",
        0,
        {"number": "1", "title": "Apologies", "procedural": "on"},
        {"number": "4a", "title": "Home care"},
        {"number": "77/21", "title": "Buses"},
    )
    response = submit(
        admin_client, reverse("admin:meetings_meeting_add"), **new_meeting(make_committee(), **agenda)
    )
    assert "successfully" in messages(response)
    items = AgendaItem.objects.values_list("order", "number", "slug", "procedural")
    assert list(items) == [(1, "1", "1", True), (2, "4a", "4a", False), (3, "77/21", "77-21", False)]


def test_officer_pastes_an_agenda_and_lists_the_members(admin_client: Client) -> None:
    committee = make_committee()
    chair, former = make_person(borough=committee.borough), make_person(borough=committee.borough)
    Role.objects.create(person=chair, committee=committee, kind="chair", start=date(2024, 5, 1))
    Role.objects.create(person=former, committee=committee, end=date(2024, 4, 30))
    lines = "1. Apologies for absence\n2  Declarations of interest\n\n5 Home care review\nUrgent business"
    submit(
        admin_client, reverse("admin:meetings_meeting_add"),
        **new_meeting(committee, agenda_lines=lines, list_members="on"),
    )  # fmt: skip
    items = list(AgendaItem.objects.values_list("number", "title", "procedural"))
    assert items[2] == ("5", "Home care review", False)
    assert items[0] == ("1", "Apologies for absence", True)
    assert [number for number, *_ in items] == ["1", "2", "5", ""]
    assert list(Attendance.objects.values_list("person", "capacity")) == [(chair.pk, "chair")]


def test_agenda_number_used_twice_is_an_error_in_its_row(admin_client: Client) -> None:
    agenda = rows("items", 0, {"number": "1", "title": "Apologies"}, {"number": "1", "title": "Buses"})
    response = submit(
        admin_client, reverse("admin:meetings_meeting_add"), **new_meeting(make_committee(), **agenda)
    )
    assert "The agenda has another item 1." in response.content.decode()
    assert not Meeting.objects.exists()


def test_second_meeting_of_a_day_is_explained(admin_client: Client) -> None:
    meeting = make_meeting()
    response = submit(admin_client, reverse("admin:meetings_meeting_add"), **new_meeting(meeting.committee))
    assert "raise the sitting" in response.content.decode()


def test_new_item_goes_where_the_officer_puts_it(admin_client: Client) -> None:
    meeting = make_meeting("nothing")
    first, second = (make_item(meeting=meeting, number=n, slug=n, order=int(n)) for n in "12")
    submit(
        admin_client,
        change(meeting),
        **rows(
            "items",
            2,
            {"order": "2", "number": "1a", "title": "Added"},
            {"order": "", "number": "9", "title": "Last"},
        ),
    )
    assert list(meeting.items.order_by("order").values_list("number", flat=True)) == ["1", "1a", "2", "9"]
    assert first.order == 1
    assert AgendaItem.objects.get(pk=second.pk).slug == "2"


class Row:
    """A row with an order and nothing else."""

    def __init__(self, order: int) -> None:
        self.order = order


def test_rows_move_only_as_far_as_they_must() -> None:
    here, there, far, new = Row(1), Row(2), Row(9), Row(2)
    assert put_in_order([here, there, far, new], [new]) == [there]
    assert [row.order for row in (here, new, there, far)] == [1, 2, 3, 9]


def test_officer_publishes_what_is_written_and_the_public_reads_it(admin_client: Client) -> None:
    meeting = make_meeting("nothing")
    make_point(item=make_item(meeting=meeting))
    page = admin_client.get(act(meeting, "publish")).content.decode()
    assert "Publish draft minutes of 24 September 2024 to the public" in page
    assert "This also publishes the agenda and the decisions" in page
    assert not Meeting.published.exists()
    response = submit(admin_client, act(meeting, "publish"))
    assert "can now be read by the public" in messages(response)
    assert Meeting.published.get().stage == "draft minutes"
    assert LogEntry.objects.filter(object_id=meeting.pk).exists()


def test_publication_is_scheduled_and_undone(admin_client: Client) -> None:
    meeting = make_meeting("nothing", date=timezone.localdate() + timedelta(days=20))
    make_item(meeting=meeting)
    day = timezone.localdate() + timedelta(days=2)
    response = submit(admin_client, act(meeting, "publish"), at_0=day.isoformat(), at_1="09:00")
    assert "will be published on" in messages(response)
    assert "scheduled for" in admin_client.get(act(meeting, "publish")).content.decode()
    assert not Meeting.published.exists()
    submit(admin_client, act(meeting, "unschedule") + "?stage=agenda")
    assert Meeting.objects.get().agenda_published_at is None


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"at_0": "2001-01-01", "at_1": "09:00"}, "This time has passed"),
        ({"at_0": "soon", "at_1": ""}, "Enter a valid date"),
        ({"stage": "approved"}, "not done"),
        ({"stage": "agenda"}, "public already"),
    ],
)
def test_odd_input_on_the_publish_page_is_an_error_there(
    admin_client: Client, said: dict[str, str], complaint: str
) -> None:
    meeting = make_item(meeting=make_meeting("decisions"), procedural=True).meeting
    response = submit(admin_client, act(meeting, "publish"), **said)
    assert complaint in response.content.decode()


def test_what_must_be_put_right_stops_publication_and_what_is_worth_a_look_asks_for_a_reason(
    admin_client: Client,
) -> None:
    meeting = make_meeting("nothing")
    item = make_item(meeting=meeting, number="7", title="", key_decision=True)
    twin = make_item(meeting=meeting, number="7", slug="item-1")
    make_resolution(item=item, outcomes=[])
    make_point(item=item, exempt=True, exempt_regime="confidential")
    page = admin_client.get(act(meeting, "publish")).content.decode()
    for words in (
        "agenda number 7 is used 2 times", "has no title", "no notice of it is recorded", "No outcome is ticked",
        "1 exempt part will stay private", "Nothing is minuted under", "Nobody is listed as present", "cannot be published before",
    ):  # fmt: skip
        assert words in page, words
    assert (
        "Give each item its own"
        in admin_client.post(
            act(meeting, "publish"), {"stage": "draft minutes", "reason": "It is late."}
        ).content.decode()
    )
    twin.number = "8"
    twin.save()
    refused = submit(admin_client, act(meeting, "publish")).content.decode()
    assert "This field is required" in refused
    assert not Meeting.published.exists()
    assert not AcceptedWarning.objects.exists()
    submit(admin_client, act(meeting, "publish"), reason="The clerk has looked at it.")
    assert Meeting.published.exists()
    accepted = AcceptedWarning.objects.values_list("check_name", "reason")
    assert set(accepted) == {
        ("key decision without 28 clear days", "The clerk has looked at it."),
        ("resolution without an outcome", "The clerk has looked at it."),
        ("nothing minuted", "The clerk has looked at it."),
    }


def test_officer_records_approval_under_the_item_that_is_proposed(admin_client: Client) -> None:
    meeting = make_meeting("minutes")
    later = make_meeting(committee=meeting.committee, date=date(2024, 10, 22))
    make_item(meeting=later, title="Apologies", order=1)
    item = make_item(meeting=later, title="Minutes of the previous meeting", order=2)
    submit(admin_client, act(meeting, "approve"), note="Page 2: Mr Reed was present.")
    shown = Meeting.published.get(pk=meeting.pk)
    assert (shown.stage, shown.approved_by_id, shown.approval_note) == (
        "approved",
        item.pk,
        "Page 2: Mr Reed was present.",
    )
    submit(admin_client, act(meeting, "undo-approval"))
    assert Meeting.published.get(pk=meeting.pk).stage == "draft minutes"


def test_officer_withdraws_and_restores_a_meeting(admin_client: Client) -> None:
    meeting = make_meeting()
    submit(admin_client, act(meeting, "withdraw"), reason="superseded", notice="See the next one.")
    assert not Meeting.published.exists()
    submit(admin_client, act(meeting, "restore"))
    assert Meeting.published.exists()


@pytest.mark.parametrize("name", ["publish", "approve", "withdraw", "restore", "undo-approval", "unschedule"])
def test_act_that_does_not_fit_says_so_instead_of_failing(admin_client: Client, name: str) -> None:
    for stage in ("nothing", "approved"):
        meeting = make_meeting(stage)
        page = admin_client.get(act(meeting, name))
        assert page.status_code == 200
        assert admin_client.post(act(meeting, name), {}).status_code in (200, 302)


def test_act_on_a_record_that_is_not_there_is_404(admin_client: Client) -> None:
    assert admin_client.get(reverse("admin:meetings_meeting_publish", args=[987654])).status_code == 404


def test_acts_are_for_officers_only(client: Client) -> None:
    meeting = make_meeting("nothing")
    assert client.post(act(meeting, "publish"), {"stage": "agenda"}).status_code == 302
    assert not Meeting.published.exists()


def test_link_to_the_site_is_there_only_once_readers_can_follow_it(admin_client: Client) -> None:
    hidden, shown = make_meeting("nothing"), make_meeting("agenda")
    assert "Readers cannot see this yet" in admin_client.get(change(hidden)).content.decode()
    assert "View on site" not in admin_client.get(change(hidden)).content.decode()
    assert shown.get_absolute_url() in admin_client.get(change(shown)).content.decode()


def test_address_of_what_is_public_cannot_be_changed(admin_client: Client) -> None:
    meeting = make_meeting()
    item = make_item(meeting=meeting)
    for record in (item, meeting.committee, meeting.committee.borough):
        assert "slug" not in admin_client.get(change(record)).context["adminform"].form.fields
    assert "date" not in admin_client.get(change(meeting)).context["adminform"].form.fields


def test_published_record_cannot_be_deleted(admin_client: Client) -> None:
    item = make_item()
    for record in (item, item.meeting, make_document(item=item)):
        assert admin_client.post(f"{change(record)[:-7]}delete/", {"post": "yes"}).status_code == 403


def test_several_minutes_are_marked_exempt_at_once(admin_client: Client) -> None:
    points = [make_point() for _ in range(3)]
    address = reverse("admin:meetings_minutepoint_changelist")
    chosen = {"action": "mark_all_exempt", "_selected_action": [points[0].pk, points[1].pk]}
    assert "Mark 2 as exempt" in admin_client.post(address, chosen).content.decode()
    assert "This field is required" in admin_client.post(address, chosen | {"said": "1"}).content.decode()
    said = {"said": "1", "exempt_under": ["england:3", "england:1"], "reason": "Prices."}
    admin_client.post(address, chosen | said)
    assert list(MinutePoint.published.filter(exempt=False)) == [points[2]]
    assert MinutePoint.objects.get(pk=points[0].pk).exempt_paragraphs == [1, 3]


def test_paragraphs_of_two_laws_are_an_error(admin_client: Client) -> None:
    point = make_point()
    response = submit(admin_client, act(point, "exempt"), exempt_under=["england:3", "wales:14"])
    assert "one law only" in response.content.decode()
    assert MinutePoint.published.filter(exempt=False).exists()


def test_uploaded_paper_tells_its_size_and_format_and_runs_nothing(
    admin_client: Client, settings: Any, tmp_path: Any
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    meeting = make_meeting()
    given = {"meeting": meeting.pk, "title": "Budget report", "kind": "report"}
    address = reverse("admin:meetings_document_add")
    bad = submit(admin_client, address, **given, file=SimpleUploadedFile("x.svg", b"<svg onload=alert(1)>"))
    assert "“x.svg” is a web page or a drawing with mark-up" in bad.content.decode()
    submit(admin_client, address, **given, file=SimpleUploadedFile("Budget.PDF", b"%PDF-1.4 etc"))
    document = Document.objects.get()
    assert (document.slug, document.size, document.format) == ("budget-report", 12, "PDF")


def test_paper_that_is_exempt_from_the_start_has_no_title_in_its_address(admin_client: Client) -> None:
    given = {
        "meeting": make_meeting().pk,
        "title": "Dismissal of A Smith",
        "kind": "report",
        "exempt_under": "england:1",
    }
    submit(admin_client, reverse("admin:meetings_document_add"), **given)
    document = Document.objects.get()
    assert document.exempt
    assert "smith" not in document.slug
    assert not Document.published.exists()


def test_public_words_change_with_a_reason_only(admin_client: Client) -> None:
    point = make_point(text="Costs were £4m.", number="5.1")
    row = {"points-0-text": "Costs were £5m."}
    refused = submit(admin_client, change(point.item), **row)
    assert "Say why you change them" in refused.content.decode()
    assert "Costs were £5m." in refused.content.decode()
    assert MinutePoint.objects.get().text == "Costs were £4m."
    submit(admin_client, change(point.item), **row, correction_reason="A figure was wrong.")
    assert MinutePoint.objects.get().text == "Costs were £5m."
    assert Correction.published.get().reason == "A figure was wrong."


def test_draft_words_change_without_a_reason(admin_client: Client) -> None:
    point = make_point(item=make_item(meeting=make_meeting("agenda")))
    submit(admin_client, change(point.item), **{"points-0-text": "Other words."})
    assert MinutePoint.objects.get().text == "Other words."
    assert not Correction.objects.exists()


def test_desk_says_what_needs_doing_and_leads_there(
    admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    make_meeting("agenda", date=date(2024, 1, 9))
    make_point(item=make_item(meeting=make_meeting("agenda", date=date(2024, 1, 10))))
    make_meeting("nothing", agenda_published_at=timezone.now() + timedelta(days=1), date=date(2119, 1, 1))
    make_resolution(outcomes=[])
    make_resolution(item=make_item(meeting=make_meeting(committee=make_committee(kind="executive"))))
    make_recommendation(due_on=date(2024, 1, 1))
    make_recommendation(due_on=timezone.localdate() + timedelta(days=14))
    make_recommendation()
    desk = admin_client.get(reverse("admin:index"))
    with django_assert_max_num_queries(5):
        tasks(admin.site, desk.wsgi_request)
    for task in desk.context["tasks"]:
        listed = admin_client.get(task.address).context["cl"].result_count
        assert listed == task.number, task
    counts = {task.address.partition("?")[2]: task.number for task in desk.context["tasks"]}
    assert counts == {
        "needs=minutes": 1, "needs=publication": 1, "needs=approval": 0, "needs=time": 1, "outcome=none": 1, "record=gaps": 1, "answer=overdue": 1,
        "answer=soon": 1, "answer=unsent": 1, "ties=suggested": 0,
    }  # fmt: skip
