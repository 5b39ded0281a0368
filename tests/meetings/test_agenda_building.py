"""An agenda is put together from the last meeting or from standing items; nothing is overwritten or carried too far."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.agenda_building import READY_MADE, adapted
from meetings.models import AgendaItem, Committee, Meeting, StandingItem
from tests.accounts.officers import make_officer
from tests.admin_forms import fields_of, submit
from tests.makers import make_committee, make_item, make_meeting, make_resolution, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> Committee:
    return make_committee(name="Care Scrutiny Panel")


@pytest.fixture
def last(committee: Committee) -> Meeting:
    """A meeting with procedural items around two items of business, one of which was deferred."""
    meeting = make_meeting(committee=committee, date=date(2024, 9, 24), venue="Town Hall")
    titles = ["Apologies for absence", "Minutes of the meeting held on 2 July 2024", "Home care review", "Bus fares",
              "Date of next meeting: Tuesday 24 September 2024"]  # fmt: skip
    for n, title in enumerate(titles, 1):
        procedural = n in {1, 2, 5}
        make_item(
            meeting=meeting,
            number=str(n),
            slug=str(n),
            order=n,
            title=title,
            procedural=procedural,
            purpose=f"Purpose {n}",
        )
    fares = meeting.items.get(title="Bus fares")
    fares.topics.add(make_topic(name="Buses"))
    fares.forward_plan_reference = "KD5694"
    fares.save()
    make_resolution(item=fares, outcomes=["deferred"])
    return meeting


@pytest.fixture
def new(committee: Committee) -> Meeting:
    return make_meeting("nothing", committee=committee, date=date(2024, 11, 5), status="scheduled")


def page(meeting: Meeting, query: str = "") -> str:
    return reverse("admin:meetings_meeting_agenda", args=[meeting.pk]) + query


def agenda(meeting: Meeting) -> list[tuple[str, str]]:
    return list(meeting.items.order_by("order").values_list("number", "title"))


def test_last_meetings_procedure_and_what_it_deferred_are_chosen(
    admin_client: Client, last: Meeting, new: Meeting
) -> None:
    make_meeting("agenda", committee=new.committee, date=date(2024, 12, 10), status="scheduled")
    answer = submit(admin_client, page(new))
    assert "4 items put on the agenda" in answer.content.decode()
    assert agenda(new) == [
        ("1", "Apologies for absence"),
        ("2", "Minutes of the meeting held on 24 September 2024"),
        ("3", "Bus fares"),
        ("4", "Date of next meeting: 10 December 2024"),
    ]
    fares = new.items.get(number="3")
    assert (fares.procedural, fares.purpose, fares.forward_plan_reference) == (False, "Purpose 4", "KD5694")
    assert [topic.name for topic in fares.topics.all()] == ["Buses"]
    assert [item.slug for item in new.items.order_by("order")] == ["1", "2", "3", "4"]


def test_choice_places_and_titles_are_the_officers(admin_client: Client, last: Meeting, new: Meeting) -> None:
    apologies, review, fares = (last.items.get(number=n).pk for n in "134")
    sent = fields_of(admin_client.get(page(new)))
    for key in [name for name in sent if name.endswith("-chosen")]:
        del sent[key]
    sent |= {
        f"item-{review}-chosen": "on", f"item-{review}-place": "1", f"item-{apologies}-chosen": "on",
        f"item-{apologies}-title": "Apologies", f"item-{apologies}-place": "2",
        "new-6-title": "Work programme", "new-7-title": "Parks review",
    }  # fmt: skip
    admin_client.post(page(new), sent)
    assert agenda(new) == [
        ("1", "Home care review"),
        ("2", "Apologies"),
        ("3", "Work programme"),
        ("4", "Parks review"),
    ]
    assert new.items.get(title="Work programme").procedural
    assert not new.items.get(title="Parks review").procedural
    assert not AgendaItem.objects.filter(meeting=new, title="Bus fares", pk=fares).exists()


def test_what_is_on_the_agenda_stays_and_is_not_doubled(
    admin_client: Client, last: Meeting, new: Meeting
) -> None:
    make_item(meeting=new, number="7", slug="7", order=9, title="Apologies for Absence")
    sent = fields_of(admin_client.get(page(new)))
    ticked = f"item-{last.items.get(number='1').pk}-chosen"
    answer = admin_client.post(page(new), sent | {ticked: "on"})
    assert "“Apologies for absence” would be on the agenda twice" in answer.content.decode()
    assert agenda(new) == [("7", "Apologies for Absence")]
    assert ticked not in sent
    admin_client.post(page(new), sent)
    assert [number for number, _ in agenda(new)] == ["7", "8", "9", "10"]
    assert agenda(new)[0] == ("7", "Apologies for Absence")


def test_agenda_changed_by_somebody_else_meanwhile_is_shown_not_added_to(
    admin_client: Client, last: Meeting, new: Meeting
) -> None:
    sent = fields_of(admin_client.get(page(new)))
    make_item(meeting=new, number="1", slug="1", title="Put there meanwhile")
    answer = admin_client.post(page(new), sent)
    assert "Somebody has changed the agenda" in answer.content.decode()
    assert "Put there meanwhile" in answer.content.decode()
    assert len(agenda(new)) == 1
    again = fields_of(answer)
    admin_client.post(page(new), again)
    assert len(agenda(new)) == 5


def test_nothing_chosen_is_said(admin_client: Client, new: Meeting) -> None:
    sent = {
        name: value for name, value in fields_of(admin_client.get(page(new))).items() if "chosen" not in name
    }
    answer = admin_client.post(page(new), sent)
    assert "Tick at least one item" in answer.content.decode()
    sent["ready-0-chosen"], sent["ready-0-title"] = "on", " "
    assert "Give each item that you tick a title" in admin_client.post(page(new), sent).content.decode()
    assert agenda(new) == []


def test_standing_items_open_and_close_around_what_was_deferred(
    admin_client: Client, last: Meeting, new: Meeting
) -> None:
    for order, (title, closes) in enumerate(
        [("Apologies", False), ("Minutes of the last meeting", False), ("Urgent business", True)]
    ):
        StandingItem.objects.create(committee=new.committee, order=order, title=title, closes_agenda=closes)
    submit(admin_client, page(new, "?from=standing"))
    assert [title for _, title in agenda(new)] == [
        "Apologies", "Minutes of the meeting of 24 September 2024", "Bus fares", "Urgent business",
    ]  # fmt: skip


def test_committee_without_any_is_offered_ready_made_items(admin_client: Client, new: Meeting) -> None:
    submit(admin_client, page(new))
    assert [title for _, title in agenda(new)] == [title for title, _, _ in READY_MADE]


def test_exempt_item_is_carried_by_its_title_alone_and_a_withdrawn_one_not_at_all(
    admin_client: Client, last: Meeting, new: Meeting
) -> None:
    exempt = {"exempt": True, "exempt_regime": "england", "exempt_paragraphs": [3]}
    AgendaItem.objects.filter(meeting=last, number="4").update(**exempt)
    last.items.filter(number="3").update(
        withdrawn_at="2024-10-01T00:00Z", withdrawn_reason="exempt matter", title="Mr Fox"
    )
    content = admin_client.get(page(new)).content.decode()
    assert "only its title is taken" in content
    assert "Mr Fox" not in content
    submit(admin_client, page(new))
    fares = new.items.get(title="Bus fares")
    assert (fares.purpose, fares.forward_plan_reference, fares.topics.count()) == ("", "", 0)


def test_meetings_called_off_and_other_committees_are_not_taken_from(
    admin_client: Client, last: Meeting, new: Meeting
) -> None:
    called_off = make_meeting(committee=new.committee, date=date(2024, 10, 8), status="cancelled")
    other = make_meeting(date=date(2024, 10, 9))
    for meeting in (called_off, other):
        make_item(meeting=meeting, title="Secrets of another", procedural=True)
    assert "Secrets of another" not in admin_client.get(page(new)).content.decode()
    for like in (str(other.pk), "x", "9" * 30, ""):
        assert (
            "Secrets of another"
            not in admin_client.get(page(new, f"?like={like}&from=last")).content.decode()
        )


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Minutes of the last meeting", "Minutes of the meeting of 24 September 2024"),
        ("MINUTES OF THE PREVIOUS MEETING", "MINUTES OF the meeting of 24 September 2024"),
        ("Minutes", "Minutes of the meeting of 24 September 2024"),
        ("To approve the minutes of the meeting held on Tuesday, 2nd July 2024", "To approve the minutes of the meeting held on 24 September 2024"),
        ("Minutes of the Shared Services Board", "Minutes of the Shared Services Board"),
        ("Date of next meeting: 24 September 2024", "Date of next meeting"),
        ("Date and time of next meeting", "Date and time of next meeting"),
        ("Apologies for absence", "Apologies for absence"),
        ("Report on the fire of 24 May 2021", "Report on the fire of 24 May 2021"),
    ],
)  # fmt: skip
def test_titles_are_given_the_days_of_this_meeting(
    last: Meeting, new: Meeting, title: str, wanted: str
) -> None:
    assert adapted(title, new) == wanted


def test_first_meeting_of_a_committee_has_no_last_one(new: Meeting) -> None:
    assert adapted("Minutes of the last meeting", new) == "Minutes of the last meeting"


def test_meeting_like_another_has_its_place_and_leads_to_its_agenda(
    admin_client: Client, last: Meeting
) -> None:
    address = reverse("admin:meetings_meeting_another", args=[last.pk])
    answer = submit(admin_client, address, date="2024-11-05", start_time="18:30")
    made = Meeting.objects.get(date=date(2024, 11, 5))
    assert (made.committee, made.venue, f"{made.start_time:%H:%M}", made.stage) == (
        last.committee, "Town Hall", "18:30", "unpublished",
    )  # fmt: skip
    assert answer.redirect_chain[-1][0] == page(made, f"?from=last&like={last.pk}")
    twice = submit(admin_client, address, date="2024-11-05")
    assert "This committee has a meeting on that date" in twice.content.decode()
    assert Meeting.objects.count() == 2


def test_committee_takes_the_ready_made_items_once(admin_client: Client, committee: Committee) -> None:
    address = reverse("admin:meetings_committee_standing-items", args=[committee.pk])
    submit(admin_client, address)
    assert committee.standing_items.count() == len(READY_MADE)
    again = submit(admin_client, address)
    assert "has standing items already" in again.content.decode()
    assert committee.standing_items.count() == len(READY_MADE)


def test_standing_items_are_changed_on_the_committees_page(
    admin_client: Client, committee: Committee
) -> None:
    address = reverse("admin:meetings_committee_change", args=[committee.pk])
    row = {"order": "1", "title": "Apologies", "purpose": "", "procedural": "on"}
    submit(admin_client, address, **{f"standing_items-0-{name}": value for name, value in row.items()})
    assert [item.title for item in committee.standing_items.all()] == ["Apologies"]


def test_clerk_builds_the_agenda_until_it_is_public(last: Meeting, new: Meeting) -> None:
    clerk = Client()
    clerk.force_login(make_officer("clerk", new.committee.borough))
    submit(clerk, page(new))
    assert len(agenda(new)) == 4
    Meeting.objects.filter(pk=new.pk).update(agenda_published_at="2024-10-20T09:00Z")
    assert clerk.get(page(new)).status_code == 403


def test_other_boroughs_officers_find_nothing(last: Meeting, new: Meeting) -> None:
    other = Client()
    other.force_login(make_officer("administrator", make_committee().borough))
    assert other.get(page(new)).status_code == 404
    assert other.post(page(new), {"seen": "nothing"}).status_code == 404


def test_history_says_who_put_items_on_the_agenda(client: Client, last: Meeting, new: Meeting) -> None:
    ada: Any = User.objects.create_superuser("ada", "ada@example.org", "not used")
    client.force_login(ada)
    submit(client, page(new))
    event = AgendaItem.pgh_event_model.objects.filter(meeting=new).first()  # type: ignore[attr-defined]
    assert event.pgh_context.metadata["user"] == ada.pk
