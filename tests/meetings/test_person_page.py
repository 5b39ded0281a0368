"""The page of a person: posts, attendance as counts, motions, votes by name and interests."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Attendance, Meeting, Person, Role
from tests.makers import make_committee, make_item, make_meeting, make_person, make_resolution, make_vote
from tests.markup import Page, text_of
from tests.test_every_page import queries_of

pytestmark = pytest.mark.django_db


def page_of(client: Client, person: Person, query: str = "") -> Page:
    response = client.get(person.get_absolute_url() + query)
    assert response.status_code == 200
    page = Page(response)
    assert page.errors == []
    return page


def section(page: Page, name: str) -> str:
    return text_of(page.one("section", aria_labelledby=name))


def attend(meeting: Meeting, person: Person, **given: Any) -> None:
    Attendance.objects.create(meeting=meeting, person=person, **given)


def test_attendance_is_told_as_counts_of_the_meetings_a_member_was_expected_at(client: Client) -> None:
    committee = make_committee()
    person = make_person(borough=committee.borough)
    rows = [
        {"presence": "present"}, {"presence": "remote", "capacity": "chair"}, {"presence": "apologies"}, {"presence": "absent"},
        {"capacity": "substitute"}, {"capacity": "substitute", "presence": "apologies"}, {"capacity": "guest"},
    ]  # fmt: skip
    for day, row in enumerate(rows, 1):
        attend(make_meeting(committee=committee, date=date(2024, 1, day)), person, **row)
    attend(make_meeting("decisions", committee=committee, date=date(2024, 2, 1)), person)  # no minutes yet
    page = page_of(client, person)
    told = section(page, "attendance")
    assert "Present at 2 of 4 meetings that they were expected at." in told
    assert "Stood in for another member at 1 meeting." in told
    assert "In attendance, not as a member, at 1 meeting." in told
    assert [text_of(cell) for cell in page.one("tbody").iter("td")][:6] == ["4", "2", "1", "1", "1", "1"]
    assert "%" not in page.main


def test_offices_stand_apart_from_memberships_with_their_dates(client: Client) -> None:
    committee = make_committee()
    person = make_person(borough=committee.borough)
    Role.objects.create(person=person, committee=committee, kind="chair", start=date(2024, 5, 1))
    Role.objects.create(
        person=person, committee=committee, kind="member", start=date(2022, 5, 1), end=date(2024, 4, 30)
    )
    page = page_of(client, person)
    assert "Chair" in section(page, "offices")
    assert "since 1 May 2024" in section(page, "offices")
    assert "1 May 2022 to 30 April 2024" in section(page, "memberships")
    assert "Chair" not in section(page, "memberships")


def test_votes_by_name_are_told_with_what_was_decided(client: Client) -> None:
    resolution = make_resolution(wording="That the budget be approved.")
    person = make_person(borough=resolution.item.meeting.committee.borough)
    make_vote(resolution=resolution, person=person, cast="against", casting=True)
    page = page_of(client, person)
    told = section(page, "votes")
    assert "That the budget be approved." in told
    assert "Against (casting vote)" in told
    assert resolution.get_absolute_url() in page.links(person.get_absolute_url())


def test_votes_on_what_is_exempt_or_not_published_yet_are_not_told(client: Client) -> None:
    person = make_person()
    hidden = make_resolution(exempt=True, exempt_regime="confidential", ordinal=None)
    early = make_resolution(item=make_item(meeting=make_meeting("agenda")))
    for resolution in (hidden, early):
        make_vote(resolution=resolution, person=person)
    assert page_of(client, person).all("section", aria_labelledby="votes") == []


def test_long_lists_are_read_in_stretches_each_row_once(client: Client) -> None:
    item = make_item()
    person = make_person(borough=item.meeting.committee.borough)
    for n in range(45):
        make_vote(resolution=make_resolution(item=item, wording=f"That field {n}x be mown."), person=person)
        item.interests.create(person=person, nature=f"Owns field {n}y.")
    seen: list[str] = []
    query = ""
    for _ in range(3):
        page = page_of(client, person, query)
        seen += [f"{n}x" for n in range(45) if f"field {n}x " in section(page, "votes")]
        links = [link.get("href") or "" for link in page.all("a") if text_of(link) == "Earlier votes"]
        query = links[0].partition("#")[0] if links else ""
    assert query == ""
    assert sorted(seen) == sorted(f"{n}x" for n in range(45))
    assert "Owns field 44y." not in section(page_of(client, person, "?interests=2&votes=3"), "interests")


@pytest.mark.parametrize("odd", ["?votes=abc", "?votes=-1", "?votes=0", "?votes=²", "?votes=99999999999"])
def test_an_odd_number_of_a_stretch_gives_the_first(client: Client, odd: str) -> None:
    person = make_person()
    vote = make_vote(person=person)
    assert vote.resolution.wording in section(page_of(client, person, odd), "votes")


def test_register_keeps_what_a_person_moved_seconded_or_decided(client: Client) -> None:
    alone = make_committee(kind="individual")
    person = make_person(borough=alone.borough, name="Ada Fenwick", slug="ada-fenwick")
    Role.objects.create(
        person=person, committee=alone, kind="portfolio", start=date(2024, 1, 1), end=date(2024, 6, 30)
    )
    make_resolution(wording="That bees be kept.", moved_by=person)
    make_resolution(wording="That moths be kept.", seconded_by=person)
    for month, wording in ((3, "That ants be kept."), (9, "That wasps be kept.")):
        meeting = make_meeting(committee=alone, date=date(2024, month, 1))
        make_resolution(item=make_item(meeting=meeting), wording=wording)
    make_resolution(wording="That flies be kept.")
    response = client.get(reverse("decisions:resolution-list") + "?person=ada-fenwick")
    page = Page(response)
    told = " ".join(page.entries)
    assert [word for word in ("bees", "moths", "ants", "wasps", "flies") if word in told] == [
        "bees",
        "moths",
        "ants",
    ]
    assert "Councillor Ada Fenwick" in page.main


def test_register_leaves_out_a_person_who_has_no_page(client: Client) -> None:
    make_person(slug="ada-fenwick", kind="public", listed=False)
    page = Page(client.get(reverse("decisions:resolution-list") + "?person=ada-fenwick"))
    assert any("“ada-fenwick” is not anybody who has a page here" in notice for notice in page.notices)


def test_page_asks_as_many_queries_for_much_as_for_little(client: Client) -> None:
    item = make_item()
    person = make_person(borough=item.meeting.committee.borough)
    attend(item.meeting, person)
    counts = []
    for _ in range(2):
        for _ in range(5):
            resolution = make_resolution(item=item, moved_by=person, seconded_by=person)
            make_vote(resolution=resolution, person=person)
            item.interests.create(person=person)
            Role.objects.create(person=person, committee=make_committee(borough=person.borough))
        counts.append(queries_of(client, person.get_absolute_url()))
    assert counts[0] == counts[1] <= 12


def test_what_was_moved_and_voted_on_is_told_in_the_words_of_its_limbs(client: Client) -> None:
    whole = make_resolution(wording="That:")
    make_resolution(item=whole.item, parent=whole, wording="bees be kept.", ordinal=None)
    person = make_person(borough=whole.item.meeting.committee.borough)
    whole.moved_by = person
    whole.save()
    make_vote(resolution=whole, person=person)
    page = page_of(client, person)
    assert "bees be kept." in section(page, "moved")
    assert "bees be kept." in section(page, "votes")
