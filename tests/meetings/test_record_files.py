"""The record as PDF and Word: tagged, addressed, kept by its words, refused with a reason, withdrawn with the record."""

import fcntl
import re
import socket
import threading
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connections
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from pypdf import PdfReader

from meetings.acts import withdraw
from meetings.models import AgendaItem, Meeting, MinutePoint
from meetings.printing import files, pdf_file
from meetings.printing.body import cells_of
from meetings.printing.pdf_worker import as_pdf
from tests.makers import make_item, make_meeting, make_point
from tests.markup import Page
from tests.paper_text import bookmarks_of, structure_of, words_of_pdf, words_of_word_file
from tests.rich_record import build

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning:html5lib")]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def _no_file_kept_from_another_test() -> None:
    caches["records"].clear()


def content_of(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content)  # type: ignore[arg-type]


def short_meeting() -> Meeting:
    """A meeting of one item, quick to set."""
    meeting = make_meeting("minutes", date=date(2024, 9, 24))
    make_point(
        item=make_item(meeting=meeting, number="5", slug="5", title="Home care"), text="Visits were short."
    )
    return meeting


def test_pdf_is_tagged_titled_and_in_british_english(client: Client) -> None:
    content = content_of(client, build()[Meeting].get_absolute_url() + "record.pdf")
    reader = PdfReader(BytesIO(content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Minutes of the Care Scrutiny Panel, Tuesday 24 September 2024"
    kinds = structure_of(content)
    assert kinds.count("/H1") == 1
    assert {"/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TR", "/TD"} <= set(kinds)


def test_bookmarks_of_the_pdf_are_the_items_in_order(client: Client) -> None:
    record = build()
    content = content_of(client, record[Meeting].get_absolute_url() + "record.pdf")
    titles = [
        f"{item.number} {item.title}"
        for item in AgendaItem.published.filter(meeting=record[Meeting]).in_order()
    ]
    assert bookmarks_of(content)[2 : 2 + len(titles)] == titles


def test_every_page_of_the_pdf_says_what_it_is_and_how_many_there_are(client: Client) -> None:
    content = content_of(client, build()[Meeting].get_absolute_url() + "record.pdf")
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Care Scrutiny Panel · Tuesday 24 September 2024 · Approved minutes" in page


def test_approved_record_says_where_it_was_approved_above_the_line_to_sign(client: Client) -> None:
    words = " ".join(
        words_of_pdf(content_of(client, build()[Meeting].get_absolute_url() + "record.pdf")).split()
    )
    assert "Approved as a correct record at item 3 of the meeting on 22 October 2024. Chair" in words


def test_extract_of_an_item_holds_that_item_alone(client: Client) -> None:
    record = build()
    words = " ".join(
        words_of_pdf(content_of(client, record[AgendaItem].get_absolute_url() + "record.pdf")).split()
    )
    assert "Extract from the minutes of the Care Scrutiny Panel, Tuesday 24 September 2024: Item 5" in words
    assert "The Panel heard that care visits were short." in words
    assert "Apologies for absence" not in words
    assert "Attendance" in words


def test_making_a_pdf_fetches_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p::after { content: 'stolen words' }")
    asked: list[Any] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(3)
        listening = threading.Thread(target=_note_callers, args=(server, asked))
        listening.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        made = as_pdf(
            f'<html lang="en"><title>T</title><link rel="stylesheet" href="{secret.as_uri()}"><link rel="stylesheet" href="{address}">'
            f'<p>Own words <img src="{address}a.png" alt="a"> <object data="{secret.as_uri()}"></object></p></html>',
            f"@import url({address}b.css); p {{ background: url({address}c.png) }} @font-face {{ font-family: x; src: url({address}d) }} p {{ font-family: x }}",
        )
        listening.join()
    assert asked == []
    assert "Own words" in words_of_pdf(made)
    assert "stolen" not in words_of_pdf(made)


def _note_callers(server: socket.socket, asked: list[Any]) -> None:
    try:
        while True:
            caller, _ = server.accept()
            asked.append(caller)
            caller.close()
    except TimeoutError:
        return


def test_word_file_has_real_headings_tables_fields_and_properties(client: Client) -> None:
    meeting = build()[Meeting]
    content = content_of(client, meeting.get_absolute_url() + "record.docx")
    document = Document(BytesIO(content))
    headings = [each.text for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert headings[:3] == [
        "Minutes of the Care Scrutiny Panel, Tuesday 24 September 2024",
        "Attendance",
        "1 Apologies for absence",
    ]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Ward", "Visits"],
        ["Harbour", "12"],
    ]
    foot = document.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot
    properties = document.core_properties
    assert (properties.author, properties.language) == ("Eastmere Borough Council", "en-GB")
    assert properties.title == "Minutes of the Care Scrutiny Panel, Tuesday 24 September 2024"
    assert properties.version in document.paragraphs[-1].text


def test_printed_marks_stay_as_they_are_in_the_word_file(client: Client) -> None:
    words = words_of_word_file(content_of(client, build()[AgendaItem].get_absolute_url() + "record.docx"))
    assert "5.1\tThe Panel heard" in words
    assert "•\tCarers spoke" in words
    assert "(0)\tRESOLVED: lengthen care visits on round 0;" in words
    assert "(i)\tRESOLVED: by a third; and" in words


@pytest.mark.parametrize(
    ("suffix", "kind", "way"), [("pdf", "application/pdf", "inline"), ("docx", WORD, "attachment")]
)
def test_file_carries_its_kind_and_name_and_may_be_kept_by_readers(
    client: Client, suffix: str, kind: str, way: str
) -> None:
    meeting = short_meeting()
    response = client.get(f"{meeting.get_absolute_url()}record.{suffix}")
    name = f"{meeting.committee.borough.slug}-{meeting.committee.slug}-2024-09-24.{suffix}"
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'{way}; filename="{name}"'
    assert {part.strip() for part in response["Cache-Control"].split(",")} == {
        "public",
        "max-age=300",
        "stale-if-error=86400",
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    head = client.head(f"{meeting.get_absolute_url()}record.{suffix}")
    assert (head.status_code, head["ETag"]) == (200, response["ETag"])
    assert client.post(f"{meeting.get_absolute_url()}record.{suffix}").status_code == 405


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_unchanged_file_is_not_sent_again_and_a_changed_word_is(client: Client, suffix: str) -> None:
    meeting = short_meeting()
    address = f"{meeting.get_absolute_url()}record.{suffix}"
    mark = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": mark}).status_code == 304
    MinutePoint.objects.update(text="Visits were long.")
    assert client.get(address, headers={"if-none-match": mark}).status_code == 200


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_same_words_make_the_same_bytes(client: Client, suffix: str) -> None:
    address = f"{short_meeting().get_absolute_url()}record.{suffix}"
    first = content_of(client, address)
    caches["records"].clear()
    assert content_of(client, address) == first


def test_file_is_made_once_for_the_same_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = short_meeting().get_absolute_url() + "record.pdf"
    first = content_of(client, address)
    monkeypatch.setattr(pdf_file, "PROJECT", Path("/nowhere"))  # nothing can be made from here on
    assert content_of(client, address) == first


def test_pdf_is_made_anew_when_any_template_that_it_is_made_of_changes() -> None:
    """Those of facts, passages and resolutions were forgotten: a PDF of their old form went on being given out."""
    used, left = set(), ["meetings/record_pdf.html"]
    while left:
        used.add(name := left.pop())
        source = Path(get_template(name).origin.name).read_text()  # type: ignore[attr-defined]
        left += set(re.findall(r'{% (?:include|extends) "([^"]+)"', source)) - used
    assert used == set(files.PDF_TEMPLATES)


def test_files_ask_no_more_queries_than_a_page(client: Client) -> None:
    record = build(many=True)
    for address in (record[Meeting].get_absolute_url(), record[AgendaItem].get_absolute_url()):
        with (
            CaptureQueriesContext(connections["public"]) as public,
            CaptureQueriesContext(connections["default"]),
        ):
            assert client.get(f"{address}record.docx").status_code == 200
        assert len(public) <= 12


def test_version_is_of_the_printed_words_and_of_nothing_else(client: Client) -> None:
    meeting = short_meeting()

    def version() -> str:
        page = Page(client.get(meeting.get_absolute_url() + "print/"))
        return page.main.rpartition("version ")[2]

    first = version()
    make_meeting("nothing", committee=meeting.committee, date=date(2024, 10, 1))
    hidden = {
        "exempt": True,
        "exempt_regime": "england",
        "exempt_part": "1",
        "exempt_paragraphs": [3],
        "anchor": "",
    }
    make_point(item=meeting.items.get(), text="Prices.", **hidden)
    assert version() == first
    MinutePoint.objects.filter(exempt=False).update(text="Visits were long.")
    assert version() != first


def test_missing_library_is_named_and_the_other_forms_are_offered(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As on a machine without Pango: importing WeasyPrint fails there with an OSError."""
    (tmp_path / "meetings").symlink_to(pdf_file.PROJECT / "meetings")
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.setattr(pdf_file, "PROJECT", tmp_path)
    meeting = short_meeting()
    response = client.get(meeting.get_absolute_url() + "record.pdf")
    page = Page(response)
    assert response.status_code == 503
    assert "cannot load library libpango-1.0-0" in page.main
    links = page.links(meeting.get_absolute_url())
    assert {meeting.get_absolute_url() + "print/", meeting.get_absolute_url() + "record.docx"} <= set(links)
    assert "no-store" in response["Cache-Control"]


def test_second_pdf_at_a_time_is_asked_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(pdf_file, "PATIENCE", 0)
    folder = Path(settings.CACHES["records"]["LOCATION"])
    folder.mkdir(exist_ok=True)
    address = short_meeting().get_absolute_url() + "record.pdf"
    with (folder / "making.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        response = client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "Another PDF is being made." in Page(response).main
    assert client.get(address).status_code == 200


def test_pdf_that_takes_too_long_is_given_up(client: Client, settings: Any) -> None:
    settings.PDF_SECONDS = 0.05
    response = client.get(short_meeting().get_absolute_url() + "record.pdf")
    assert response.status_code == 503
    assert "could not be made into a PDF within" in Page(response).main


def test_record_that_is_too_long_for_a_file_says_so(client: Client, settings: Any) -> None:
    settings.PDF_MOST_CHARACTERS = 50
    response = client.get(short_meeting().get_absolute_url() + "record.pdf")
    assert response.status_code == 503
    assert "at most 50" in Page(response).main


def test_withdrawn_record_is_gone_as_a_file_with_the_next_request(client: Client) -> None:
    meeting = short_meeting()
    address = meeting.items.get().get_absolute_url() + "record.docx"
    assert client.get(address).status_code == 200
    withdraw(meeting.items.get(), "published in error", "Ask Democratic Services.")
    response = client.get(address)
    assert response.status_code == 410
    assert "Ask Democratic Services." in Page(response).main


def test_draft_has_no_file(client: Client) -> None:
    meeting = make_meeting("nothing")
    assert {
        client.get(f"{meeting.get_absolute_url()}{name}").status_code
        for name in ("record.pdf", "record.docx", "print/")
    } == {404}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Ward\tVisits\nHarbour\t12", (("Ward", "Visits"), ("Harbour", "12"))),
        ("Ward   Visits\nHarbour    12", (("Ward", "Visits"), ("Harbour", "12"))),
        ("| Ward | Visits |\n|---|---|\n| Harbour | 12 |", (("Ward", "Visits"), ("Harbour", "12"))),
        ("Ward\tVisits\tNote\nHarbour\t12", (("Ward", "Visits", "Note"), ("Harbour", "12", ""))),
        ("Only one column\nof lines", ()),
    ],
)
def test_printed_columns_become_cells(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert cells_of(text) == rows
