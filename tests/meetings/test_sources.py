"""One door for files of minutes: what a file holds decides, and what cannot be read is refused in plain words."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given, settings
from hypothesis import strategies as st

from decisions.importers.source import ImportProblem, Source
from decisions.models import Resolution
from meetings.minutes_text import UnreadableText
from meetings.minutes_text.sources import SourceText, read_source
from meetings.models import AgendaItem, MinutePoint
from tests.docx_builder import (
    docx,
    hidden,
    paragraph,
    part,
    relationship,
    run,
    table,
    text_box,
    twenty_item_minutes,
    zipped,
)

thorough = settings(max_examples=200, deadline=None)
MINUTES = paragraph("5.1 The report was noted.")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def bomb() -> bytes:
    return docx(MINUTES, more_parts={"word/media/big.bin": b"\0" * 60_000_000})


def large_text() -> bytes:
    return docx(
        MINUTES, more_parts={"word/noise.txt": "", "word/document.xml": part("document", " " * 30_000_000)}
    )


def locked() -> bytes:
    """A zip file whose entries are marked as encrypted."""
    raw = bytearray(docx(MINUTES))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(signature)
        while at >= 0:
            raw[at + flags] |= 1
            at = raw.find(signature, at + 4)
    return bytes(raw)


def with_entities(encoding: str) -> bytes:
    document = part("document", f"<w:body>{MINUTES}</w:body>")
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    document = document.replace("?>", f"?>{doctype}", 1).replace("UTF-8", encoding)
    return docx(more_parts={"word/document.xml": document.encode(encoding)})


def nested(times: int) -> bytes:
    inside = MINUTES
    for _ in range(times):
        inside = table([[inside + paragraph()]])
    return docx(inside)


def doubled() -> bytes:
    packed = io.BytesIO(docx(MINUTES))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/document.xml", part("document", f"<w:body>{paragraph('Other')}</w:body>"))
    return packed.getvalue()


REFUSED = {
    "old Word": (OLE, "old Word document"),
    "old Excel": (OLE + "Workbook".encode("utf-16-le"), "old Excel workbook"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "locked zip": (locked(), "locked with a password"),
    "rich text": (b"{\\rtf1 x}", "rich text"),
    "PDF": (b"%PDF-1.7 x", "a PDF file"),
    "picture": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "web archive": (
        b"From: <Saved>\r\nSubject: Minutes\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n",
        r"\.mht",
    ),
    "OpenDocument": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), r"\.odt"),
    "Excel": (zipped({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}), "Excel workbook"),
    "any zip": (zipped({"notes.txt": "x"}), "a zipped file"),
    "empty zip": (zipped({}), "a zipped file"),
    "macros": (docx(MINUTES, document_type=MACROS), "holds macros"),
    "hidden macros": (docx(MINUTES, more_parts={"word/vbaProject.bin": b"x"}), "holds macros"),
    "embedded file": (
        docx(MINUTES, more_relationships=relationship("oleObject", "embeddings/oleObject1.bin")),
        "embedded file",
    ),
    "inserted file": (
        docx(MINUTES, more_relationships=relationship("aFChunk", "part.html")),
        "inserted file",
    ),
    "zip bomb": (bomb(), "hundreds of times its size"),
    "large text": (large_text(), "too large"),
    "entities": (with_entities("UTF-8"), "damaged"),
    "entities in UTF-16": (with_entities("UTF-16"), "damaged"),
    "deep tables": (nested(200), "nested too deeply"),
    "two bodies": (doubled(), "damaged"),
    "climbing path": (docx(MINUTES, more_parts={"../evil.xml": "x"}), "damaged"),
    "no body": (docx(MINUTES, more_parts={"word/document.xml": "<x/>"}), "damaged"),
    "bad XML": (docx(MINUTES, more_parts={"word/document.xml": "<w:document"}), "damaged"),
    "cut short": (docx(MINUTES)[:-40], "damaged"),
    "no text": (docx(paragraph()), "holds no text"),
    "other XML": (b"<?xml version='1.0'?><feed/>", "an XML file"),
    "empty": (b" \n", "empty"),
    "NUL": (b"abc\0def", "NUL"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_minutes_is_refused_with_what_to_do(name: str) -> None:
    raw, reason = REFUSED[name]
    with pytest.raises(UnreadableText, match=reason) as refusal:
        read_source(raw)
    assert refusal.value.reason.endswith(".")
    assert ":" in refusal.value.reason


def test_a_file_is_told_by_what_it_holds_and_not_by_its_name() -> None:
    assert read_source(docx(MINUTES), "minutes.txt").kind == "word"
    assert read_source(b"<p>Text</p>", "minutes.docx").kind == "web page"
    assert read_source(b"5.1 Text", "minutes.html").kind == "text"
    assert read_source(b"< 5 votes, <b> was struck out", "minutes.html").kind == "text"


def test_a_document_that_lost_its_beginning_is_called_damaged() -> None:
    with pytest.raises(UnreadableText, match="Word document is damaged"):
        read_source(docx(MINUTES)[4:], "minutes.docx")


def test_tables_within_tables_are_read_within_reason() -> None:
    assert read_source(nested(10)).text == "5.1 The report was noted.\n"


def test_damage_is_repaired_and_kept_with_the_record() -> None:
    source = read_source(docx(paragraph("Donâ€™t")))
    assert source.text == "Don’t\n"
    assert [repair.before for repair in source.page().repairs] == ["Donâ€™t"]


def reason_or_text(raw: bytes) -> bool:
    """Whether the bytes give a text, or else a sentence that says why not; any other exception goes on."""
    try:
        return isinstance(read_source(raw), SourceText)
    except UnreadableText as refusal:
        return refusal.reason.endswith(".") and refusal.reason[0].isupper()


@thorough
@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"PK\x05\x06" + b"\0" * 18)
@example(b"<html")
@example(b"\xff\xfe<\0h\0t\0m\0l\0>\0\x00\xd8")
def test_any_bytes_give_text_or_a_plain_reason(raw: bytes) -> None:
    assert reason_or_text(raw)


WHOLE = docx(
    paragraph("Before ", hidden("x"), text_box(paragraph("Inside"))),
    table([("a", "b")]),
    header=paragraph("H"),
)


def test_a_zip_that_points_before_its_own_beginning_is_called_damaged() -> None:
    raw = bytearray(WHOLE)
    end = raw.rfind(b"PK\x05\x06")
    raw[end + 18] = 1  # the offset of the list of parts
    with pytest.raises(UnreadableText, match="damaged"):
        read_source(bytes(raw))


@thorough
@given(st.data())
def test_a_damaged_document_gives_text_or_a_plain_reason(data: st.DataObject) -> None:
    raw = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert reason_or_text(bytes(raw))


XML_PIECES = [
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>x</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>",
    "</w:tc>", "<w:sdt/>", "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='end'/>",
    "<w:numPr><w:ilvl w:val='x'/><w:numId w:val='1'/></w:numPr>", "<w:sym/>", "<w:footnoteReference/>", "<w:del>",
    "</w:del>", "<mc:AlternateContent/>", "<w:pPr/>", "<w:drawing/>", "<w:vMerge/>",
]  # fmt: skip


@thorough
@given(st.lists(st.sampled_from(XML_PIECES), max_size=12))
def test_any_order_of_elements_gives_text_or_a_plain_reason(pieces: list[str]) -> None:
    opened: list[str] = []
    body = ""
    for piece in pieces:
        if piece.startswith("</"):
            if not opened or opened[-1] != piece[2:-1]:
                continue
            opened.pop()
        elif not piece.endswith("/>") and piece.count("<") == 1:
            opened.append(piece[1:-1])
        body += piece
    body += "".join(f"</{tag}>" for tag in reversed(opened))
    text = read_source(docx(paragraph("Begin"), body)).text
    assert text.startswith("Begin\n")


def test_the_commands_read_word_and_web_pages_and_print_the_notices(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = tmp_path / "minutes.docx"
    word.write_bytes(docx(MINUTES, paragraph("RESOLVED: That it be noted.", hidden("Private remark."))))
    call_command("parse_minutes", str(word), "--json")
    page = json.loads(capsys.readouterr().out)
    assert [point["number"] for point in page["items"][0]["points"]] == ["5.1"]
    assert page["notices"] == [
        {
            "kind": "hidden text",
            "message": "1 piece of hidden text was left out: it is not shown on the page.",
            "line": 2,
            "excerpt": "Private remark.",
        }
    ]
    call_command("parse_minutes", str(word))
    assert "1 piece of hidden text was left out" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_whole_word_document_enters_the_record_once_without_its_hidden_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = tmp_path / "minutes.docx"
    word.write_bytes(twenty_item_minutes())
    call = ["import_minutes", str(word), "--borough=Eastmere", "--committee=Scrutiny", "--date=2026-03-12"]
    for _ in range(2):
        call_command(*call)
        assert AgendaItem.objects.count() == 20
        assert Resolution.objects.filter(parent=None).count() == 18
    texts = " ".join(MinutePoint.objects.values_list("text", flat=True))
    assert "Visits had fallen by eight per cent." in texts
    assert "Draft remark" not in texts
    assert "1 comment was left out" in capsys.readouterr().err


def test_a_refused_file_names_itself(tmp_path: Path) -> None:
    old = tmp_path / "old.doc"
    old.write_bytes(OLE)
    with pytest.raises(CommandError, match=r"old\.doc.*old Word document"):
        call_command("parse_minutes", str(old))
    with pytest.raises(ImportProblem, match=r"old\.doc.*old Word document"):
        Source.read(old)


def test_the_importer_reads_a_word_document_and_points_at_its_lines(tmp_path: Path) -> None:
    word = tmp_path / "minutes.docx"
    word.write_bytes(docx(paragraph("One"), paragraph(), paragraph(run("RESOLVED: That it be noted."))))
    source = Source.read(word)
    assert [item.resolutions[0].text for item in source.page.items] == ["That it be noted."]
    assert str(source.problem("That it be noted.", "No.")).endswith("line 3: No.")
