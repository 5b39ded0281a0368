"""What a file is told by its content; what readers should not be given is refused by name."""

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.papers.kinds import recognise
from meetings.papers.refusing import RefusedPaper
from tests.paper_files import TYPES, bomb, jpeg, office, open_document, package, pdf, png, text_at, word

MOST = 20 * 2**20
ENCRYPTED = pdf(text_at(72, 700, "x")).replace(b"/Root 1 0 R", b"/Encrypt 9 0 R /Root 1 0 R")
FLAGGED = bytearray(package({"[Content_Types].xml": "wordprocessingml.document.main+xml", "a": "b"}))
FLAGGED[FLAGGED.index(b"PK\x01\x02") + 8] |= 1  # says of its first member that it is encrypted
TAKEN = {
    "report.pdf": (pdf(text_at(72, 700, "x")), "pdf"),
    "report.docx": (word("x"), "docx"),
    "costs.xlsx": (office("xlsx"), "xlsx"),
    "talk.pptx": (office("pptx"), "pptx"),
    "letter.odt": (open_document("<text:p>x</text:p>"), "odt"),
    "costs.ods": (open_document("", "spreadsheet"), "ods"),
    "notes.txt": ("Siân’s notes".encode(), "txt"),
    "windows.txt": ("Café £5".encode("cp1252"), "txt"),
    "wide.txt": ("Notes".encode("utf-16"), "txt"),
    "costs.csv": (b"ward,visits\nHarbour,12\n", "csv"),
    "map.jpg": (jpeg(), "jpg"),
    "map.png": (png(), "png"),
}
REFUSED = {
    "program": (b"MZ\x90\x00" + bytes(60), "is a program"),
    "linux program": (b"\x7fELF" + bytes(60), "is a program"),
    "script": (b"#!/bin/sh\nrm -r .\n", "is a program"),
    "web page": (b"<!DOCTYPE html><html><body>x</body></html>", "web page"),
    "web page after a comment": (b"\xef\xbb\xbf\n<!-- x -->\n<html>", "web page"),
    "drawing": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "mark-up"),
    "protected PDF": (ENCRYPTED, "protected"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office format"),
    "protected Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "rich text": (rb"{\rtf1 hello}", "old format RTF"),
    "archive": (package({"a.pdf": "x"}), "archive (ZIP)"),
    "template": (
        package({"[Content_Types].xml": "wordprocessingml.template.main+xml"}),
        "archive (ZIP) or a template",
    ),
    "macros": (word("x", word__vbaProject_bin=b"x"), "macros"),
    "macros by type": (
        package({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "macros",
    ),
    "OpenDocument macros": (
        package(
            {"content.xml": "<x/>", "Basic/Standard/Module1.xml": "x"},
            ("mimetype", "application/vnd.oasis.opendocument.text"),
        ),
        "macros",
    ),
    "program inside": (package({"[Content_Types].xml": "spreadsheetml.sheet.main+xml", "xl/run.exe": "x"}), "a program in it"),
    "encrypted OpenDocument": (
        package(
            {"META-INF/manifest.xml": "<m><encryption-data/></m>"},
            ("mimetype", "application/vnd.oasis.opendocument.text"),
        ),
        "password",
    ),
    "encrypted member": (bytes(FLAGGED), "password"),
    "bomb": (bomb(), "unpack to far more"),
    "many members": (
        package({"[Content_Types].xml": "wordprocessingml.document.main+xml"} | {f"m{n}": "" for n in range(5_001)}),
        "unpack to far more",
    ),
    "half a package": (word("x" * 5_000)[:200], "damaged"),
    "random bytes": (b"\x00\x01" + os.urandom(500), "not a kind of file"),
    "nothing": (b"", "is empty"),
    "too much": (b"a" * (MOST + 1), "larger than 20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_kind_is_told_by_content(name: str) -> None:
    content, suffix = TAKEN[name]
    assert recognise(io.BytesIO(content), name, MOST).suffix == suffix


@pytest.mark.parametrize("suffix", ["pdf", "docx", "jpg"])
def test_name_decides_nothing(suffix: str) -> None:
    content = next(content for content, kind in TAKEN.values() if kind == suffix)
    assert recognise(io.BytesIO(content), "paper.exe", MOST).suffix == suffix


@pytest.mark.parametrize("name", REFUSED)
def test_what_readers_should_not_be_given_is_refused_by_name(name: str) -> None:
    content, words = REFUSED[name]
    with pytest.raises(RefusedPaper, match=r"“Home care\.pdf”") as refused:
        recognise(io.BytesIO(content), "Home care.pdf", MOST)
    assert words in str(refused.value)


def test_package_in_which_a_member_stands_twice_is_refused() -> None:
    content = word("x").replace(b"[Content_Types].xml", b"word/document2.xml.")
    two = package(
        {"[Content_Types].xml": "wordprocessingml.document.main+xml", "word/b.xml": "x", "word/a.xml": "y"}
    )
    assert recognise(io.BytesIO(two), "a.docx", MOST).suffix == "docx"
    for damaged in (content, two.replace(b"word/b.xml", b"word/a.xml")):
        with pytest.raises(RefusedPaper):
            recognise(io.BytesIO(damaged), "a.docx", MOST)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.sampled_from(list(TAKEN)).flatmap(
    lambda name: st.binary(max_size=40).map(lambda more: TAKEN[name][0][: len(more) * 9] + more)
)))  # fmt: skip
def test_any_bytes_are_a_kind_or_refused_in_words(content: bytes) -> None:
    said = ""
    try:
        suffix = recognise(io.BytesIO(content), "a.pdf", MOST).suffix
    except RefusedPaper as refused:
        suffix, said = "", str(refused)
    assert "“a.pdf”" in said or suffix in {kind for _, kind in TAKEN.values()} | set(TYPES) | {"odp"}
