"""Attendance is taken on one screen, from the membership of that day; what is public changes with a reason only."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Attendance, Correction, Meeting, Person, Role
from tests.accounts.officers import make_officer
from tests.admin_forms import fields_of, submit
from tests.makers import make_committee, make_meeting, make_person

pytestmark = pytest.mark.django_db
DAY = date(2024, 9, 24)


@pytest.fixture
def meeting() -> Meeting:
    return make_meeting("agenda", committee=make_committee(), date=DAY)


def member(meeting: Meeting, name: str, kind: str = "member", **given: Any) -> Person:
    dates = {key: given.pop(key) for key in ("start", "end") if key in given}
    person = make_person(
        borough=meeting.committee.borough, name=name, slug=name.lower().replace(" ", "-"), **given
    )
    Role.objects.create(person=person, committee=meeting.committee, kind=kind, **dates)
    return person


def page(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_attendance", args=[meeting.pk])


def taken(meeting: Meeting) -> dict[str, tuple[str, str]]:
    rows = meeting.attendances.select_related("person")
    return {row.person.name: (row.capacity, row.presence) for row in rows}


def of(person: Person, **said: str) -> dict[str, str]:
    return {f"person-{person.pk}-{name}": value for name, value in said.items()}


def test_members_of_that_day_are_listed_chair_first_and_as_present(
    admin_client: Client, meeting: Meeting
) -> None:
    member(meeting, "Cal Moss")
    member(meeting, "Vera Vane", "vice-chair")
    member(meeting, "Zoe Chair", "chair")
    member(meeting, "Coe Opted", "co-opted")
    member(meeting, "Gone Before", end=date(2024, 9, 23))
    member(meeting, "Came After", start=date(2024, 9, 25))
    member(meeting, "First Day", start=DAY, end=DAY)
    content = admin_client.get(page(meeting)).content.decode()
    assert "Gone Before" not in content.partition("</datalist>")[2]
    names = ["Zoe Chair", "Vera Vane", "Cal Moss", "First Day", "Coe Opted"]
    places = [content.index(f"<legend>Councillor {name}") for name in names]
    assert places == sorted(places)
    submit(admin_client, page(meeting))
    assert taken(meeting) == {
        "Zoe Chair": ("chair", "present"), "Vera Vane": ("vice-chair", "present"), "Cal Moss": ("member", "present"),
        "First Day": ("member", "present"), "Coe Opted": ("co-opted", "present"),
    }  # fmt: skip


def test_each_kind_of_presence_is_kept_and_who_is_not_listed_is_not(
    admin_client: Client, meeting: Meeting
) -> None:
    people = [member(meeting, f"Member {letter}") for letter in "ABCDE"]
    said = dict(zip(people, ["present", "remote", "apologies", "absent", ""], strict=True))
    fields = {
        name: value for person, each in said.items() for name, value in of(person, presence=each).items()
    }
    submit(admin_client, page(meeting), **fields, **of(people[0], note="left at 20:15", capacity="chair"))
    assert {name: each for name, (_, each) in taken(meeting).items()} == {
        "Member A": "present", "Member B": "remote", "Member C": "apologies", "Member D": "absent",
    }  # fmt: skip
    row = meeting.attendances.get(person=people[0])
    assert (row.note, row.capacity) == ("left at 20:15", "chair")


def test_page_opened_again_holds_what_was_saved_and_changes_nothing(
    admin_client: Client, meeting: Meeting
) -> None:
    ada, ben = member(meeting, "Ada Fenwick"), member(meeting, "Ben Reed")
    substitute = make_person(borough=meeting.committee.borough, name="Sub Stitute")
    Attendance.objects.create(meeting=meeting, person=ada, presence="apologies", note="ill")
    Attendance.objects.create(meeting=meeting, person=substitute, capacity="substitute", substitute_for=ada)
    before = list(meeting.attendances.order_by("pk").values())
    events = Attendance.pgh_event_model.objects.count()  # type: ignore[attr-defined]
    submit(admin_client, page(meeting))
    assert list(meeting.attendances.order_by("pk").values()) == before
    assert Attendance.pgh_event_model.objects.count() == events  # type: ignore[attr-defined]
    assert ben.name not in taken(meeting)


def test_substitute_comes_in_place_of_a_member(admin_client: Client, meeting: Meeting) -> None:
    ada = member(meeting, "Ada Fenwick")
    gil = make_person(borough=meeting.committee.borough, name="Gil Marsh", ward="Harbour")
    said = {"new-1-name": "councillor gil  marsh (harbour)", "new-1-substitute_for": str(ada.pk)}
    refused = submit(admin_client, page(meeting), **said)
    assert "is marked as present, so nobody stands in for them" in refused.content.decode()
    assert taken(meeting) == {}
    submit(admin_client, page(meeting), **said, **of(ada, presence="apologies"))
    assert meeting.attendances.get(person=gil).substitute_for == ada


def test_officers_and_guests_are_found_or_added_without_a_public_page(
    admin_client: Client, meeting: Meeting
) -> None:
    known = make_person(
        borough=meeting.committee.borough, name="Hana Quill", kind="officer", honorific="", post="Director"
    )
    submit(
        admin_client,
        page(meeting),
        **{"new-3-name": "Hana Quill", "new-4-name": "Hana  Quill-Smith", "new-7-name": "Dr Rüya Ó"},
    )
    assert taken(meeting) == {
        "Hana Quill": ("officer", "present"), "Hana Quill-Smith": ("officer", "present"), "Dr Rüya Ó": ("guest", "present"),
    }  # fmt: skip
    added = Person.objects.exclude(pk=known.pk).order_by("pk")
    assert [(person.kind, person.listed) for person in added] == [("officer", False), ("guest", False)]
    assert not Person.published.exists()


def test_councillor_nobody_knows_is_not_made_up(admin_client: Client, meeting: Meeting) -> None:
    refused = submit(admin_client, page(meeting), **{"new-1-name": "Gil Mrsh", "new-3-name": "An Officer"})
    assert "Nobody called Gil Mrsh is known" in refused.content.decode()
    assert not Person.objects.exists()


def test_two_people_of_one_name_are_asked_about(admin_client: Client, meeting: Meeting) -> None:
    for ward in ("Harbour", "Hill"):
        make_person(borough=meeting.committee.borough, name="Amina Rahman", ward=ward)
    refused = submit(admin_client, page(meeting), **{"new-1-name": "Amina Rahman"})
    assert "There are several people called Amina Rahman" in refused.content.decode()
    submit(admin_client, page(meeting), **{"new-1-name": "Councillor Amina Rahman (Hill)"})
    assert meeting.attendances.get().person.ward == "Hill"


def test_nobody_is_listed_twice(admin_client: Client, meeting: Meeting) -> None:
    member(meeting, "Ada Fenwick")
    refused = submit(admin_client, page(meeting), **{"new-1-name": "Ada Fenwick"})
    assert "Councillor Ada Fenwick is listed twice" in refused.content.decode()


def test_people_of_other_boroughs_and_members_of_the_public_are_not_suggested(
    admin_client: Client, meeting: Meeting
) -> None:
    make_person(name="Far Away")
    make_person(borough=meeting.committee.borough, name="Mrs Neighbour", kind="public", listed=False)
    content = admin_client.get(page(meeting)).content.decode()
    assert "Far Away" not in content
    assert "Mrs Neighbour" not in content


def test_public_attendance_changes_with_a_reason_that_readers_see(admin_client: Client) -> None:
    meeting = make_meeting("minutes", committee=make_committee(), date=DAY)
    ada = member(meeting, "Ada Fenwick")
    Attendance.objects.create(meeting=meeting, person=ada)
    refused = submit(admin_client, page(meeting), **of(ada, presence="apologies"))
    assert "Say why you change it" in refused.content.decode()
    assert taken(meeting) == {"Ada Fenwick": ("member", "present")}
    submit(admin_client, page(meeting), **of(ada, presence="apologies"), correction_reason="She was ill.")
    assert taken(meeting) == {"Ada Fenwick": ("member", "apologies")}
    correction = Correction.published.get()
    assert correction.reason == "She was ill."
    assert [text.after for text in correction.texts.all()] == ["Member, sent apologies"]


def test_attendance_changed_by_somebody_else_meanwhile_is_not_overwritten(
    admin_client: Client, meeting: Meeting
) -> None:
    ada = member(meeting, "Ada Fenwick")
    sent = fields_of(admin_client.get(page(meeting)))
    Attendance.objects.create(meeting=meeting, person=ada, presence="apologies")
    answer = admin_client.post(page(meeting), sent)
    assert "Somebody has changed the attendance" in answer.content.decode()
    assert taken(meeting) == {"Ada Fenwick": ("member", "apologies")}


def test_clerk_takes_attendance_until_the_minutes_are_public(meeting: Meeting) -> None:
    member(meeting, "Ada Fenwick")
    clerk, auditor = Client(), Client()
    clerk.force_login(make_officer("clerk", meeting.committee.borough))
    auditor.force_login(make_officer("auditor", meeting.committee.borough))
    submit(clerk, page(meeting))
    assert len(taken(meeting)) == 1
    assert auditor.get(page(meeting)).status_code == 403
    Meeting.objects.filter(pk=meeting.pk).update(minutes_published_at="2024-10-20T09:00Z")
    assert clerk.post(page(meeting), {"seen": "x"}).status_code == 403


def test_longest_list_is_taken_in_few_queries(
    admin_client: Client, meeting: Meeting, django_assert_max_num_queries: Any
) -> None:
    for n in range(60):
        member(meeting, f"Member {n}")
    with django_assert_max_num_queries(20):
        assert admin_client.get(page(meeting)).status_code == 200
