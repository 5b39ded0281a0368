"""The page of a meeting, its print, its papers, and the notice that stays when something is withdrawn."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import Attendance, Document, Meeting
from tests.leaks.world import TOLD
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
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db
WITHDRAWN = {
    "withdrawn_at": datetime.fromisoformat("2024-10-05T09:00+00:00"), "withdrawn_reason": "personal information",
    "withdrawn_notice": "A corrected record will follow.",
}  # fmt: skip


def page_of(client: Client, address: Any) -> Page:
    response = client.get(address if isinstance(address, str) else address.get_absolute_url())
    assert response.status_code == 200
    page = Page(response)
    assert page.errors == []
    return page


def print_address(meeting: Meeting) -> str:
    return reverse("meetings:meeting-print", args=meeting.address)


@pytest.mark.parametrize(
    ("stage", "word"),
    [
        ("agenda", "Agenda"),
        ("decisions", "Decisions"),
        ("minutes", "Draft minutes"),
        ("approved", "Approved minutes"),
    ],
)
def test_status_band_says_how_far_the_record_is(client: Client, stage: str, word: str) -> None:
    meeting = make_meeting(stage)
    page, printed = page_of(client, meeting), page_of(client, print_address(meeting))
    assert text_of(page.one("span", _class="status__word")) == word
    assert text_of(printed.one("div", _class="record__standing")).startswith(f"{word}:")
    assert all(f"({word.lower()})" in each.title for each in (page, printed))


def test_approved_minutes_name_and_link_the_meeting_that_approved_them(client: Client) -> None:
    meeting = make_meeting("approved", approval_note="Page 2: Mr Reed was present.")
    later = make_item(meeting=make_meeting(committee=meeting.committee, date=date(2024, 10, 22)), number="3")
    Meeting.objects.filter(pk=meeting.pk).update(approved_by=later)
    page = page_of(client, meeting)
    assert "approved as a correct record at item 3 of the meeting on 22 October 2024" in page.main
    assert later.get_absolute_url() in page.links("/")
    assert "Page 2: Mr Reed was present." in page.main
    assert "Approved here as a correct record" in page_of(client, later).main


@pytest.mark.parametrize("status", ["cancelled", "postponed", "inquorate"])
def test_meeting_that_was_called_off_says_so_and_why(client: Client, status: str) -> None:
    meeting = make_meeting("agenda", status=status, status_note="For want of business.")
    page = page_of(client, meeting)
    assert f"{meeting.get_status_display()}: For want of business." in page.main
    assert "what was to be discussed" in page.main


def test_unpublished_meeting_is_not_there(client: Client) -> None:
    item = make_item(meeting=make_meeting("nothing"))
    for address in (item.get_absolute_url(), item.meeting.get_absolute_url(), print_address(item.meeting)):
        assert client.get(address).status_code == 404


def test_second_sitting_of_a_day_has_an_address_and_a_title_of_its_own(client: Client) -> None:
    first = make_meeting(venue="Town Hall")
    second = make_meeting(committee=first.committee, sitting=2, venue="Library")
    assert second.get_absolute_url().endswith("/2024-09-24-2/")
    assert "Library" in page_of(client, second).main
    assert page_of(client, first).title != page_of(client, second).title
    assert page_of(client, first).one("a", rel="next").get("href") == second.get_absolute_url()


def test_meeting_shows_place_time_chair_and_attendance_by_kind(client: Client) -> None:
    meeting = make_meeting(start_time=time(19, 30), venue="Town Hall", webcast_url="https://webcast.example/")
    borough = meeting.committee.borough
    absent_member = make_person(borough=borough, name="Absent Member")
    for name, given in {
        "Chair Person": {"capacity": "chair"}, "Remote Member": {"presence": "remote"}, "Sorry Member": {"presence": "apologies"},
        "Olive Officer": {"capacity": "officer"}, "Sub Stitute": {"capacity": "substitute", "substitute_for": absent_member},
    }.items():  # fmt: skip
        Attendance.objects.create(meeting=meeting, person=make_person(borough=borough, name=name), **given)
    Attendance.objects.create(meeting=meeting, person=absent_member, presence="absent", note="unwell")
    page = page_of(client, meeting)
    for words in (
        "7.30pm", "Town Hall", "Chair: Councillor Chair Person", "Remote Member, by video link", "substitute for Councillor Absent Member", "unwell",
    ):  # fmt: skip
        assert words in page.main, words
    groups = [text_of(term) for term in page.one("details", _class="fold").iter("dt")]
    assert groups == ["Chair", "Members", "In attendance", "Apologies", "Absent"]


def test_sixty_people_are_all_named(client: Client) -> None:
    meeting = make_meeting()
    for n in range(60):
        Attendance.objects.create(
            meeting=meeting, person=make_person(borough=meeting.committee.borough, name=f"Member Number{n}x")
        )
    main = page_of(client, meeting).main
    assert "Who was there (60)" in main
    assert all(f"Number{n}x" in main for n in range(60))


def test_business_is_in_order_with_decisions_and_without_exempt_matter(client: Client) -> None:
    meeting = make_meeting()
    make_item(meeting=meeting, order=2, number="2", title="Bees")
    make_item(meeting=meeting, order=1, number="3", title="Urgent hives", **TOLD)
    decided = make_item(meeting=meeting, order=3, number="4", title="Moths")
    make_resolution(item=decided, wording="That moths be counted.", outcomes=["agreed"])
    page = page_of(client, meeting)
    titles = [text_of(title) for title in page.all("h3", _class="business__title")]
    assert [title.split()[-1] for title in titles] == ["hives", "Bees", "Moths"]
    assert "That moths be counted." in page.main
    assert "paragraph 3 of Part 1 of Schedule 12A" in page.main
    assert "(3 items)" in page.main


def test_meetings_of_the_committee_before_and_after_are_linked(client: Client) -> None:
    committee = make_committee()
    days = {day: make_meeting(committee=committee, date=date(2024, 9, day)) for day in (1, 10, 20)}
    make_meeting("nothing", committee=committee, date=date(2024, 9, 5))
    make_meeting(date=date(2024, 9, 11))
    page = page_of(client, days[10])
    assert page.one("a", rel="prev").get("href") == days[1].get_absolute_url()
    assert page.one("a", rel="next").get("href") == days[20].get_absolute_url()


def test_print_holds_the_whole_minutes_and_a_line_to_sign(client: Client) -> None:
    meeting = make_meeting(committee=make_committee(name="Care Panel"))
    for n in range(3):
        item = make_item(meeting=meeting, order=n, title=f"Part {n}")
        make_point(item=item, text=f"Minute {n}.")
        whole = make_resolution(item=item, wording=f"That {n}:", votes_for=5)
        make_resolution(item=item, parent=whole, mark="(a)", wording=f"limb {n}.")
    make_item(meeting=meeting, order=9, title="Contract", **TOLD)
    page = page_of(client, print_address(meeting))
    assert page.heading == "Minutes of the Care Panel, Tuesday 24 September 2024"
    assert all(
        words in page.main
        for n in range(3)
        for words in (f"Part {n}", f"Minute {n}.", f"That {n}:", f"limb {n}.")
    )
    assert "A contract was discussed." in page.main
    assert text_of(page.one("div", _class="signature")).endswith(":ChairDate")
    assert f"http://testserver{meeting.get_absolute_url()}" in page.main


@pytest.mark.parametrize("stage", ["agenda", "decisions"])
def test_only_minutes_are_signed(client: Client, stage: str) -> None:
    assert page_of(client, print_address(make_meeting(stage))).all("div", _class="signature") == []


def test_withdrawn_meeting_answers_410_with_notice_date_and_contact(client: Client) -> None:
    borough = make_borough(contact_name="Democratic Services", contact_email="dem@eastmere.example")
    meeting = make_meeting(committee=make_committee(borough=borough), **WITHDRAWN)
    item = make_item(meeting=meeting, title="Hidden title")
    make_point(item=item, text="Hidden minute")
    document = make_document(meeting=meeting, title="Hidden paper", url="https://hidden.example/")
    for record in (meeting, item, document, print_address(meeting)):
        response = client.get(record if isinstance(record, str) else record.get_absolute_url())
        page = Page(response)
        assert (response.status_code, page.errors) == (410, [])
        for words in (
            "has been withdrawn",
            "5 October 2024",
            "personal information",
            "A corrected record will follow.",
            "dem@eastmere.example",
        ):
            assert words in page.main, words
        assert "Hidden" not in response.content.decode()
        assert "public" in response["Cache-Control"]


def test_withdrawn_item_leaves_a_notice_and_the_rest_of_the_meeting(client: Client) -> None:
    meeting = make_meeting()
    gone, stays = (
        make_item(meeting=meeting, title="Hidden title", **WITHDRAWN),
        make_item(meeting=meeting, title="Bees"),
    )
    assert client.get(gone.get_absolute_url()).status_code == 410
    assert client.get(stays.get_absolute_url()).status_code == 200
    main = page_of(client, meeting).main
    assert "Bees" in main
    assert "Hidden" not in main


def make_file(settings: Any, folder: Path, name: str, **given: Any) -> Document:
    settings.MEDIA_ROOT = folder
    return make_document(title="Care report, 2024", file=SimpleUploadedFile(name, b"%PDF-1.4 words"), **given)


def contents(response: Any) -> bytes:
    """Read a file that is sent, and close it; closing the response would close the test's connection too."""
    content = b"".join(response.streaming_content)
    for close in response._resource_closers:
        close()
    return content


def test_paper_is_sent_as_it_is_with_headers_that_run_nothing(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    document = make_file(settings, tmp_path, "x.pdf")
    response = client.get(document.get_absolute_url())
    assert contents(response) == b"%PDF-1.4 words"
    assert response["Content-Type"] == "application/pdf"
    name = "filename=\"care-report-2024.pdf\"; filename*=UTF-8''Care%20report%2C%202024.pdf"
    assert response["Content-Disposition"] == f"inline; {name}"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "max-age=300" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.docx", "x.xml", "x"])
def test_paper_that_a_browser_might_run_is_only_offered_for_saving(
    client: Client, settings: Any, tmp_path: Path, name: str
) -> None:
    response = client.get(make_file(settings, tmp_path, name).get_absolute_url())
    assert contents(response) == b"%PDF-1.4 words"
    assert response["Content-Disposition"].startswith("attachment;")


def test_paper_kept_elsewhere_leads_there(client: Client) -> None:
    document = make_document(url="https://council.example/report.pdf")
    response = client.get(document.get_absolute_url())
    assert (response.status_code, response["Location"]) == (302, "https://council.example/report.pdf")


@pytest.mark.parametrize(
    "given",
    [
        {"exempt": True, "exempt_regime": "confidential"}, {"meeting": "nothing"}, {"kind": "minutes", "meeting": "decisions"},
        {"item": "exempt"}, {"item": "withdrawn"},
    ],
)  # fmt: skip
def test_paper_that_is_not_public_is_not_there(
    client: Client, settings: Any, tmp_path: Path, given: dict[str, Any]
) -> None:
    if "meeting" in given:
        given = given | {"meeting": make_meeting(given["meeting"])}
    if "item" in given:
        given = {"item": make_item(**(TOLD if given["item"] == "exempt" else WITHDRAWN))}
    document = make_file(settings, tmp_path, "x.pdf", **given)
    assert client.get(document.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("given", [{}, {"file": "documents/lost.pdf"}])
def test_paper_without_its_file_is_404_and_no_error(client: Client, given: dict[str, Any]) -> None:
    assert client.get(make_document(**given).get_absolute_url()).status_code == 404


def test_withdrawn_paper_leaves_a_notice(client: Client, settings: Any, tmp_path: Path) -> None:
    response = client.get(make_file(settings, tmp_path, "x.pdf", **WITHDRAWN).get_absolute_url())
    assert response.status_code == 410
    assert "This document has been withdrawn" in Page(response).main


def test_health_is_told_without_being_kept(client: Client) -> None:
    for address, words in (("healthz", b"ok\n"), ("readyz", b"ready\n")):
        response = client.get(reverse(address))
        assert (response.status_code, response.content) == (200, words)
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
