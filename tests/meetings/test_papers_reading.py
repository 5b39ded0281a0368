"""Papers are read by a process that can be stopped; a bad file is reported and harms nothing."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.models import Document, DocumentPage
from meetings.papers.keeping import check_file, describe_file, read_after_saving, read_document
from meetings.papers.running import Limits, look_into
from meetings.papers.wording import normalised
from tests.makers import make_document
from tests.paper_files import bomb, endless_pdf, greedy_pdf, office, pdf, png, text_at, word

MUCH = Limits(seconds=60)
pytestmark = pytest.mark.django_db
REPORT = pdf(text_at(72, 700, "Care report"), text_at(72, 700, "Carers were thanked"))


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def held(content: bytes, name: str = "report.pdf", **given: Any) -> Document:
    """Make a document with a file, whatever that is."""
    document = make_document(**given)
    document.file = ContentFile(content, name=name)
    describe_file(document)
    document.save()
    return document


def words_of(document: Document) -> dict[int, str]:
    return dict(document.text_pages.values_list("number", "text"))


def test_paper_is_described_and_its_words_are_kept_page_by_page() -> None:
    document = held(REPORT)
    assert (document.format, document.size, document.reading) == ("PDF", len(REPORT), "waiting")
    assert len(document.checksum) == 64
    assert Path(document.file.name).name != "report.pdf"
    assert read_document(document, MUCH) == "read"
    document.refresh_from_db()
    assert (document.reading, document.reading_note, document.pages, document.hidden_matter) == (
        "read",
        "",
        2,
        [],
    )
    assert words_of(document) == {1: "Care report", 2: "Carers were thanked"}


def test_word_file_has_one_page_of_words() -> None:
    document = held(word("Care report", "Carers were thanked"), "report.docx")
    assert read_document(document, MUCH) == "read"
    assert words_of(document) == {1: "Care report\nCarers were thanked"}


@pytest.mark.parametrize(
    ("content", "text"),
    [("Siân’s £5".encode(), "Siân’s £5"), ("Café £5".encode("cp1252"), "Café £5"), ("Siân".encode("utf-16"), "Siân")],
)  # fmt: skip
def test_plain_text_of_every_encoding_is_read(content: bytes, text: str) -> None:
    document = held(content, "notes.txt")
    read_document(document, MUCH)
    assert words_of(document) == {1: text}


@pytest.mark.parametrize(
    ("content", "name", "note"),
    [
        (pdf("0 0 10 10 re f"), "scan.pdf", "text recognition"),
        (png(), "map.png", "A picture has no words"),
        (pdf(f"{text_at(72, 700, 'Mr Fox')} 0 g 70 695 60 16 re f"), "list.pdf", "blacked out"),
    ],
)
def test_paper_without_words_for_search_says_why(content: bytes, name: str, note: str) -> None:
    document = held(content, name)
    assert read_document(document, MUCH) == "nothing"
    document.refresh_from_db()
    assert note in document.reading_note


BAD = {
    "random bytes": (os.urandom(50_000), MUCH, "damaged"),
    "random bytes after the mark of a PDF": (b"%PDF-1.7\n" + os.urandom(50_000), MUCH, "damaged"),
    "half a PDF": (REPORT[: len(REPORT) // 2], MUCH, "damaged"),
    "needs gigabytes": (greedy_pdf(), MUCH, "damaged"),
    "goes on for minutes": (endless_pdf(), Limits(seconds=2), "not read to its end within 2 seconds"),
    "is locked": (REPORT.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard >>"), MUCH, ""),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_file_is_reported_and_harms_nothing(case: str) -> None:
    content, limits, note = BAD[case]
    good, bad = held(REPORT), held(content)
    assert read_document(bad, limits) == "failed"
    assert read_document(good, MUCH) == "read"
    bad.refresh_from_db()
    assert note in bad.reading_note
    assert bad.reading_note
    assert words_of(bad) == {}
    assert bad.hidden_matter[-1] == "The portal could not look through all of it for hidden matter."
    assert len(words_of(good)) == 2


@pytest.mark.parametrize(
    ("content", "memory", "note"),
    [
        (word("x" * 150_000_000), 250, "memory"),
        (word('<w:r><w:t xml:space="preserve">&#1;</w:t></w:r>'), 1024, "damaged"),
        (word("<w:p>" * 200_000), 1024, "damaged"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', 1024, "damaged"),
    ],
    ids=["memory", "no XML", "deep", "entities"],
)
def test_bad_word_file_ends_in_its_own_process(
    tmp_path: Path, content: bytes, memory: int, note: str
) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(content if content.startswith(b"PK") else office("docx", word__document_xml=content))
    findings = look_into(path, "docx", Limits(seconds=60, memory=memory * 2**20))
    assert re.search(note, findings.failed)
    assert findings.texts == {}


def test_paper_that_unpacks_to_much_needs_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(bomb(150))
    findings = look_into(path, "docx", Limits(seconds=60, memory=150 * 2**20))
    assert findings.finished
    assert findings.texts == {}


def test_worker_that_is_stopped_leaves_nothing_running(tmp_path: Path) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(endless_pdf())
    findings = look_into(path, "pdf", Limits(seconds=1))
    assert findings.out_of_time
    running = [" ".join(process.cmdline()) for process in psutil.Process().children(recursive=True)]
    assert not [command for command in running if str(path) in command]


def test_worker_is_told_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "swordfish")
    seen: dict[str, Any] = {}
    real = subprocess.Popen

    class Watched(real):  # type: ignore[type-arg, misc, valid-type]
        def __init__(self, *args: Any, **given: Any) -> None:
            seen.update(given)
            super().__init__(*args, **given)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    assert look_into(path, "txt", MUCH).texts == {1: "x"}
    assert "swordfish" not in str(seen["env"])


def test_only_so_many_pages_are_read_and_that_is_said() -> None:
    document = held(pdf(*(text_at(72, 700, f"Page {n}") for n in range(1, 6))))
    assert read_document(document, Limits(seconds=60, pages=3)) == "read"
    document.refresh_from_db()
    assert list(words_of(document)) == [1, 2, 3]
    assert document.pages == 5
    assert document.reading_note == "Only the first 3 of 5 pages were read."


def test_page_of_endless_words_is_cut_and_that_is_said() -> None:
    document = held(b"word " * 200_000, "long.txt")
    assert read_document(document, MUCH) == "read"
    document.refresh_from_db()
    assert document.reading_note == "Only the beginning of page 1 was read."
    assert len(words_of(document)[1]) == 400_000


def test_file_that_takes_long_waits_for_the_command(
    settings: Any, django_capture_on_commit_callbacks: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DOCUMENT_SECONDS_AT_UPLOAD = 0.5
    slow, quick = held(endless_pdf()), held(REPORT)
    with django_capture_on_commit_callbacks(execute=True):
        read_after_saving([slow, quick])
    assert {row.reading for row in Document.objects.all()} == {"waiting"}
    call_command("read_documents", seconds=2)
    said = capsys.readouterr()
    assert said.out == "2 papers: 1 read, 1 could not be read.\n"
    assert f"Document {slow.pk}: It was not read to its end within 2 seconds." in said.err
    call_command("read_documents")
    assert capsys.readouterr().out == "No paper waits to be read.\n"
    call_command("read_documents", again=True, seconds=2)
    assert capsys.readouterr().out == "1 paper: 1 could not be read.\n"


def test_new_file_takes_the_place_of_the_words_of_the_old(django_capture_on_commit_callbacks: Any) -> None:
    document = held(REPORT)
    read_document(document, MUCH)
    document.refresh_from_db()
    document.file = ContentFile(pdf(text_at(72, 700, "Corrected report")), name="new.pdf")
    describe_file(document)
    document.save()
    with django_capture_on_commit_callbacks(execute=True):
        read_after_saving([document])
        assert not DocumentPage.objects.exists()  # from this moment, not from when the new one is read
    document.refresh_from_db()
    assert (document.pages, words_of(document)) == (1, {1: "Corrected report"})


def test_words_of_a_file_that_was_taken_away_go_with_it() -> None:
    document = held(REPORT)
    read_document(document, MUCH)
    document.refresh_from_db()
    document.file = ""
    describe_file(document)
    document.save()
    read_after_saving([document])
    assert words_of(document) == {}
    assert (document.checksum, document.size, document.pages) == ("", None, None)
    assert not Document.objects.to_read().exists()


def test_what_was_read_of_a_file_replaced_meanwhile_is_not_kept() -> None:
    document = held(REPORT)
    Document.objects.filter(pk=document.pk).update(checksum="0" * 64)
    assert read_document(document, MUCH) == "waiting"
    assert words_of(document) == {}


def test_file_that_is_lost_is_reported() -> None:
    document = held(REPORT)
    Path(document.file.path).unlink()
    assert read_document(document, MUCH) == "failed"
    document.refresh_from_db()
    assert document.reading_note == "Its file is not where it was kept."


def test_uploaded_file_gets_the_ending_of_what_it_is() -> None:
    file: Any = ContentFile(REPORT, name="care report.EXE")
    check_file(file)
    assert file.name == "care report.pdf"
    assert file.tell() == 0


@given(st.text())
def test_words_are_kept_without_what_a_database_cannot_hold(text: str) -> None:
    kept = normalised(text)
    assert normalised(kept) == kept
    assert "\x00" not in kept
    kept.encode()
    assert "".join(kept.split()) or not "".join(each for each in text if each.isalnum())


@settings(max_examples=15, deadline=None)
@given(cut=st.integers(0, len(REPORT)), junk=st.binary(max_size=200))
def test_any_damage_ends_in_words(tmp_path_factory: Any, cut: int, junk: bytes) -> None:
    path = tmp_path_factory.mktemp("damaged") / "paper.pdf"
    path.write_bytes(REPORT[:cut] + junk + REPORT[cut + len(junk) :])
    findings = look_into(path, "pdf", MUCH)
    assert findings.finished != bool(findings.failed)


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path) -> Iterator[None]:
    """The worker writes no file beside the paper."""
    yield
    assert not list(tmp_path.glob("**/*.tmp"))
