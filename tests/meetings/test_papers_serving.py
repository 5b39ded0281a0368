"""Papers are given out with the right headers while they are published, and by no other way."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Document, DocumentPage, Meeting
from meetings.papers.keeping import describe_file, read_document
from meetings.papers.running import Limits
from tests.accounts.officers import make_officer
from tests.admin_forms import submit
from tests.makers import FAR_AHEAD, LONG_AGO, make_document, make_item, make_meeting
from tests.paper_files import pdf, text_at, word

pytestmark = pytest.mark.django_db
REPORT = pdf(text_at(72, 700, "Carers were thanked"))
EXEMPT = {"exempt": True, "exempt_regime": "england", "exempt_paragraphs": [3]}
WITHDRAWN = {"withdrawn_at": LONG_AGO, "withdrawn_reason": "exempt matter"}


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def held(content: bytes = REPORT, name: str = "a.pdf", **given: Any) -> Document:
    document = make_document(**{"title": "Home care", "slug": "home-care"} | given)
    document.file = ContentFile(content, name=name)
    describe_file(document)
    document.save()
    read_document(document, Limits(seconds=30))
    return document


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_pdf_opens_in_the_browser_in_a_sandbox(client: Client) -> None:
    document = held(title="Siân’s home care / report “A”")
    response = client.get(document.get_absolute_url())
    assert body(response) == REPORT
    headers = response.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(REPORT))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["ETag"] == f'"{document.checksum}"'
    assert headers["Content-Disposition"] == (
        'inline; filename="sians-home-care-report-a.pdf"; '
        "filename*=UTF-8''Si%C3%A2n%E2%80%99s%20home%20care%20-%20report%20%E2%80%9CA%E2%80%9D.pdf"
    )
    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "sandbox", "frame-ancestors 'none'"} <= set(policy)
    assert document.file.name.partition("/")[2] not in str(headers)


@pytest.mark.parametrize(
    ("content", "name", "media_type", "how"),
    [
        (word("x"), "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
        (b"ward,visits", "a.csv", "text/csv; charset=utf-8", "attachment"),
        ("Café".encode("cp1252"), "a.txt", "text/plain; charset=windows-1252", "inline"),
        ("Siân".encode("utf-16"), "a.txt", "text/plain; charset=utf-16", "inline"),
        (b"<html>", "a.html", "application/octet-stream", "attachment"),
    ],
)  # fmt: skip
def test_every_kind_is_sent_as_what_it_is(
    client: Client, content: bytes, name: str, media_type: str, how: str
) -> None:
    response = client.get(held(content, name).get_absolute_url())
    assert body(response) == content
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"].startswith(f"{how}; filename=")


def test_head_tells_the_same_and_sends_nothing(client: Client) -> None:
    address = held().get_absolute_url()
    head, get = client.head(address), client.get(address)
    assert head.status_code == 200
    assert dict(head.headers) == dict(get.headers)
    assert (body(head), body(get)) == (b"", REPORT)


def test_unchanged_file_is_not_sent_again_and_a_new_one_is(client: Client) -> None:
    document = held()
    first = client.get(document.get_absolute_url())
    mark = first["ETag"]
    assert body(first) == REPORT
    again = client.get(document.get_absolute_url(), headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    document.file = ContentFile(pdf(text_at(72, 700, "New")), name="b.pdf")
    describe_file(document)
    document.save()
    new = client.get(document.get_absolute_url(), headers={"If-None-Match": mark})
    assert b"New" in body(new)


HIDING = {
    "unpublished meeting": (Meeting, {"agenda_published_at": None, "decisions_published_at": None, "minutes_published_at": None}, 404),
    "meeting published later": (Meeting, dict.fromkeys(("agenda_published_at", "decisions_published_at", "minutes_published_at"), FAR_AHEAD), 404),
    "withdrawn meeting": (Meeting, WITHDRAWN, 410),
    "exempt item": (AgendaItem, EXEMPT, 404),
    "withdrawn item": (AgendaItem, WITHDRAWN, 404),
    "exempt paper": (Document, EXEMPT, 404),
    "exempt paper that readers are told of": (Document, EXEMPT | {"exempt_reason": "Prices."}, 404),
    "withdrawn paper": (Document, WITHDRAWN, 410),
}  # fmt: skip


@pytest.mark.parametrize("case", HIDING)
def test_paper_that_readers_may_not_have_is_given_in_no_way(client: Client, case: str) -> None:
    model, change, status = HIDING[case]
    document = held(item=make_item(title="Open title"))
    address, mark = document.get_absolute_url(), f'"{document.checksum}"'
    assert DocumentPage.published.count() == 1
    model.objects.all().update(**change)  # type: ignore[attr-defined]
    for method in (client.get, client.head):
        response = method(address, headers={"If-None-Match": mark})
        assert response.status_code == status
        seen = str(response.headers) + response.content.decode()
        assert not any(
            word in seen for word in (document.checksum, Path(document.file.name).stem, "Carers were")
        )
    assert DocumentPage.published.count() == 0
    assert not Document.published.exclude(checksum="").exists()
    assert not Document.published.exclude(file="").exists()


def test_minutes_paper_comes_with_the_minutes(client: Client) -> None:
    document = held(kind="minutes", meeting=make_meeting("decisions"))
    assert client.get(document.get_absolute_url()).status_code == 404
    assert not DocumentPage.published.exists()


def test_readers_never_have_what_officers_are_told_of_a_file() -> None:
    held(pdf(text_at(72, 700, "x"), info="/Author (Ada)"))
    shown = Document.published.get()
    assert not shown.hidden_matter
    assert shown.reading_note == ""
    assert Document.objects.get().hidden_matter


def papers_page(record: Any) -> str:
    return reverse(f"admin:meetings_{record._meta.model_name}_papers", args=[record.pk])


def upload(name: str = "home_care.pdf", content: bytes = REPORT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_several_papers_are_added_at_once_and_bad_ones_are_named(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    item = make_item(meeting=make_meeting("nothing"))
    files = [upload(), upload("tool.exe", b"MZ"), upload("pay.docx", word("Pay"))]
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(papers_page(item), {"files": files, "kind": "appendix"}, follow=True)
    content = answer.content.decode()
    assert "2 papers added." in content
    assert "Not added: “tool.exe” is a program" in content
    papers = Document.objects.order_by("order")
    assert [(each.title, each.slug, each.kind, each.item, each.reading) for each in papers] == [
        ("home care", "home-care", "appendix", item, "read"), ("pay", "pay", "appendix", item, "read"),
    ]  # fmt: skip


def test_when_every_file_is_bad_nothing_is_added(admin_client: Client) -> None:
    item = make_item(meeting=make_meeting("nothing"))
    answer = admin_client.post(papers_page(item), {"files": [upload("x.svg", b"<svg>")]})
    assert "“x.svg” is a web page or a drawing" in answer.content.decode()
    assert "Choose at least one file" in admin_client.post(papers_page(item), {}).content.decode()
    assert not Document.objects.exists()


def test_size_limit_is_the_settings(admin_client: Client, settings: Any) -> None:
    settings.DOCUMENT_MAX_BYTES = 2**20
    item = make_item(meeting=make_meeting("nothing"))
    big = upload("big.txt", b"a" * (2**20 + 1))
    answer = admin_client.post(papers_page(item), {"files": [big]})
    assert "“big.txt” is larger than 1 MB" in answer.content.decode()


def test_paper_added_as_exempt_is_never_public(admin_client: Client) -> None:
    item = make_item(meeting=make_meeting("agenda"))
    sent = {"files": [upload("Dismissal of A Smith.pdf")], "exempt_under": "england:1"}
    admin_client.post(papers_page(item), sent)
    document = Document.objects.get()
    assert (document.exempt, document.exempt_paragraphs, document.exempt_part) == (True, [1], "1")
    assert "smith" not in document.slug
    first = Document.pgh_event_model.objects.order_by("pgh_id").first()  # type: ignore[attr-defined]
    assert first.exempt


def test_clerk_adds_papers_until_the_agenda_is_public_and_marks_none_exempt() -> None:
    item = make_item(meeting=make_meeting("nothing"))
    clerk = Client()
    clerk.force_login(make_officer("clerk", item.meeting.committee.borough))
    assert (
        clerk.post(papers_page(item), {"files": [upload()], "exempt_under": "england:1"}).status_code == 403
    )
    assert clerk.post(papers_page(item), {"files": [upload()]}).status_code == 302
    Meeting.objects.update(agenda_published_at=LONG_AGO)
    assert clerk.post(papers_page(item), {"files": [upload()]}).status_code == 403
    assert clerk.post(papers_page(item.meeting), {"files": [upload()]}).status_code == 403
    assert Document.objects.count() == 1


def test_file_replaced_in_the_admin_is_read_anew(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    document = held(meeting=make_meeting("nothing"))
    address = reverse("admin:meetings_document_change", args=[document.pk])
    with django_capture_on_commit_callbacks(execute=True):
        submit(admin_client, address, file=upload("new.pdf", pdf(text_at(72, 700, "Corrected"))))
    assert [page.text for page in document.text_pages.all()] == ["Corrected"]
    content = admin_client.get(address).content.decode()
    assert "Search has its words." in content
