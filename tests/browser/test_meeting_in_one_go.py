"""An officer makes a meeting ready in one go: its agenda, its attendance and its papers, by keyboard and by drop."""

import base64
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from meetings.models import Document, Meeting, Role
from meetings.papers.keeping import describe_file, read_document
from meetings.papers.running import Limits
from tests.makers import make_committee, make_item, make_meeting, make_person
from tests.paper_files import annotated, changed_pdf, pdf, text_at, word

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter_topics")]
REPORT = pdf(text_at(72, 700, "Carers were thanked"))
HIDING = pdf(f"{text_at(72, 700, 'The complainant is Mr Fox')} 0 g 100 695 60 16 re f")
DROP = """([names, bodies]) => {
  const files = new DataTransfer();
  names.forEach((name, n) => files.items.add(new File([Uint8Array.from(atob(bodies[n]), (c) => c.charCodeAt(0))], name)));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.querySelector("h1").dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def meeting(settings: Any, tmp_path: Path) -> Meeting:
    """A meeting to come, of a committee with five members, after one with an agenda."""
    settings.MEDIA_ROOT = tmp_path
    committee = make_committee(name="Care Scrutiny Panel")
    last = make_meeting(committee=committee, date=date(2024, 9, 24))
    for n, (title, procedural) in enumerate(
        [("Apologies for absence", True), ("Minutes of the last meeting", True), ("Home care review", False)],
        1,
    ):
        make_item(meeting=last, number=str(n), slug=str(n), order=n, title=title, procedural=procedural)
    for n, name in enumerate(["Ada Fenwick", "Ben Reed", "Cal Moss", "Dee Hart", "Eve Lund"]):
        person = make_person(borough=committee.borough, name=name, slug=name.lower().replace(" ", "-"))
        Role.objects.create(
            person=person, committee=committee, kind=["chair", "vice-chair", "member"][min(n, 2)]
        )
    make_person(borough=committee.borough, name="Gil Marsh", slug="gil-marsh", ward="Harbour")
    return make_meeting("nothing", committee=committee, date=date(2026, 11, 5), status="scheduled")


@pytest.fixture
def officer(live_server: Any, chromium: Browser, client: Client) -> Iterator[BrowserContext]:
    client.force_login(User.objects.create_superuser("ada", "ada@example.org", "not used"))
    context = signed_in(chromium, live_server, client)
    yield context
    context.close()


def signed_in(chromium: Browser, live_server: Any, client: Client, **given: Any) -> BrowserContext:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light", **given)
    context.set_default_timeout(20_000)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": str(live_server)}])
    return context


def own(live_server: Any, meeting: Meeting, act: str) -> str:
    return f"{live_server}/admin/meetings/meeting/{meeting.pk}/{act}/"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_agenda_is_built_by_keyboard(live_server: Any, officer: BrowserContext, meeting: Meeting) -> None:
    page = officer.new_page()
    page.goto(own(live_server, meeting, "agenda"))
    page.get_by_label("Put on the agenda: “Home care review”").focus()
    press(page, "Space", "Tab", "Tab")
    expect(page.get_by_label("Title of “Home care review”")).to_be_focused()
    press(page, "End")
    page.keyboard.type(" (second part)")
    press(page, "Enter")
    expect(page.get_by_text("3 items put on the agenda")).to_be_visible()
    assert [str(item) for item in meeting.items.order_by("order")] == [
        "1 Apologies for absence",
        "2 Minutes of the meeting of 24 September 2024",
        "3 Home care review (second part)",
    ]


def take_attendance(page: Page) -> None:
    """Two sent apologies, a substitute came, an officer is named; the arrow keys go through a row."""
    group = page.get_by_role("radiogroup", name="Presence of Councillor Cal Moss")
    group.get_by_label("Present").focus()
    press(page, "ArrowRight", "ArrowRight")
    expect(group.get_by_label("Apologies")).to_be_checked()
    page.get_by_role("radiogroup", name="Presence of Councillor Ben Reed").get_by_label("Video link").check()
    page.get_by_label("Name of somebody else, row 1").fill("Councillor Gil Marsh (Harbour)")
    page.get_by_label("In place of, for somebody else, row 1").select_option("Councillor Cal Moss")
    page.get_by_label("Name of somebody else, row 3").fill("Hana Quill")
    press(page, "Enter")
    expect(page.get_by_text("is saved: 7 people")).to_be_visible()


SAID = {
    "Ada Fenwick": ("chair", "present"), "Ben Reed": ("vice-chair", "remote"), "Cal Moss": ("member", "apologies"),
    "Dee Hart": ("member", "present"), "Eve Lund": ("member", "present"), "Gil Marsh": ("substitute", "present"),
    "Hana Quill": ("officer", "present"),
}  # fmt: skip


@pytest.mark.parametrize("scripts", [True, False])
def test_attendance_is_taken_on_one_screen(
    live_server: Any, chromium: Browser, client: Client, meeting: Meeting, scripts: bool
) -> None:
    client.force_login(User.objects.create_superuser("ada", "ada@example.org", "not used"))
    context = signed_in(chromium, live_server, client, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(own(live_server, meeting, "attendance"))
    take_attendance(page)
    context.close()
    rows = meeting.attendances.select_related("person", "substitute_for")
    assert {row.person.name: (row.capacity, row.presence) for row in rows} == SAID
    assert str(rows.get(person__name="Gil Marsh").substitute_for) == "Councillor Cal Moss"


def drop(page: Page, files: dict[str, bytes]) -> None:
    page.evaluate(DROP, [list(files), [base64.b64encode(body).decode() for body in files.values()]])


def test_papers_are_dropped_named_and_what_they_hide_is_told(
    live_server: Any, officer: BrowserContext, meeting: Meeting
) -> None:
    item = make_item(meeting=meeting, number="5", slug="5", title="Home care review")
    page = officer.new_page()
    page.goto(f"{live_server}/admin/meetings/agendaitem/{item.pk}/change/")
    drop(page, {"home_care report.pdf": REPORT, "complaints.pdf": HIDING, "tool.exe": b"MZ\x90\x00"})
    expect(page.get_by_text("3 files chosen")).to_be_visible()
    expect(page.get_by_label("Title of complaints.pdf")).to_have_value("complaints")
    page.get_by_label("Title of home_care report.pdf").fill("Home care: the report")
    press(page, "Enter")
    expect(page.get_by_text("2 papers added.")).to_be_visible()
    expect(page.get_by_text("Not added: “tool.exe” is a program, not a paper.")).to_be_visible()
    expect(page.get_by_text("There is text beneath a black box")).to_be_visible()
    papers = {paper.title: paper for paper in Document.objects.filter(item=item)}
    assert set(papers) == {"Home care: the report", "complaints"}
    report = papers["Home care: the report"]
    assert (report.reading, report.format, report.pages) == ("read", "PDF", 1)
    assert [each.text for each in report.text_pages.all()] == ["Carers were thanked"]
    assert papers["complaints"].text_pages.count() == 0


def test_papers_are_chosen_by_keyboard_and_one_is_left_out(
    live_server: Any, officer: BrowserContext, meeting: Meeting
) -> None:
    page = officer.new_page()
    page.goto(own(live_server, meeting, "papers"))
    page.get_by_label("Add papers").set_input_files(
        [
            {"name": "pack.pdf", "mimeType": "application/pdf", "buffer": REPORT},
            {"name": "wrong.docx", "mimeType": "application/octet-stream", "buffer": word("wrong")},
        ]
    )
    page.get_by_role("button", name="Leave out wrong.docx").focus()
    press(page, "Enter")
    expect(page.get_by_label("Title of pack.pdf")).to_be_focused()
    press(page, "End")
    page.keyboard.type(" of the agenda")
    press(page, "Enter")
    expect(page.get_by_text("1 paper added.")).to_be_visible()
    assert [(each.title, each.kind) for each in meeting.documents.all()] == [("pack of the agenda", "agenda")]


def test_what_is_not_saved_is_not_lost_by_a_drop(
    live_server: Any, officer: BrowserContext, meeting: Meeting
) -> None:
    page = officer.new_page()
    page.goto(own(live_server, meeting, "change"))
    page.get_by_label("Venue").fill("Town Hall")
    drop(page, {"pack.pdf": REPORT})
    expect(page.get_by_text("You have changed something above and not saved it.")).to_be_visible()
    expect(page.get_by_label("Venue")).to_have_value("Town Hall")
    assert not Document.objects.exists()


LOOK = os.environ.get("LOOK")  # a folder: then every page is pictured there
UNBUILT = "select.admin-autocomplete:not([name*=__prefix__], .select2-hidden-accessible)"
TOO_WIDE = "document.querySelector('.wide-form, .drop')?.scrollWidth > window.innerWidth"


@pytest.mark.parametrize("act", ["agenda", "attendance", "papers", "another", "change"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    live_server: Any, officer: BrowserContext, meeting: Meeting, act: str
) -> None:
    make_item(meeting=meeting, number="1", slug="1", title="Apologies for absence")
    paper = Document(meeting=meeting, title="A report with a very long title " * 8, slug="report")
    paper.file = ContentFile(changed_pdf(annotated("/Redact")), name="a.pdf")
    describe_file(paper)
    paper.save()
    read_document(paper, Limits(seconds=30))
    page = officer.new_page()
    faults: dict[str, Any] = {}
    for width in (320, 1280):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(own(live_server, meeting, act))
            page.wait_for_function(f"!document.querySelector('{UNBUILT}')")
            if LOOK:
                page.screenshot(path=f"{LOOK}/{act}-{width}-{scheme}.png", full_page=True)
            found = [
                f"{each['id']}: {node['html'][:200]}"
                for each in Axe().run(page).response["violations"]
                for node in each["nodes"]
            ]
            found += ["too wide"] if page.evaluate(TOO_WIDE) else []
            faults |= {f"{width} {scheme}": found} if found else {}
    assert faults == {}
