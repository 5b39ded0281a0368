"""Makes real files for the tests of papers: small PDFs drawn by hand, Office packages, pictures, and bad ones."""

import io
import struct
import zipfile
import zlib
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TYPES = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ada Fenwick</dc:creator>'
    "<cp:lastModifiedBy>B. Reed</cp:lastModifiedBy></cp:coreProperties>"
)


def text_at(x: float, y: float, text: str) -> str:
    """Return the drawing of a line of text, 12 points high."""
    return f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET"


def pdf(*drawings: str, info: str = "", compressed: bool = False) -> bytes:
    """Return a PDF with one page for each drawing (operators of a content stream)."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(drawings)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(drawings)} >>".encode())
    objects.append(FONT)
    for n, drawing in enumerate(drawings):
        content = drawing.encode("latin-1")
        how = b""
        if compressed:
            content, how = zlib.compress(content, 9), b" /Filter /FlateDecode"
        resources = "<< /Font << /F1 3 0 R >> /ExtGState << /Faint << /ca 0.3 >> >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {5 + 2 * n} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d%s >>\nstream\n" % (len(content), how) + content + b"\nendstream")
    objects.append(f"<< {info} >>".encode("latin-1"))
    body, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(objects), len(body))
    )


def changed_pdf(change: Any, *drawings: str) -> bytes:
    """Return a PDF after `change(writer)` did something to it."""
    writer = PdfWriter(
        clone_from=PdfReader(io.BytesIO(pdf(*(drawings or (text_at(72, 700, "Care report"),)))))
    )
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def annotated(kind: str, **more: Any) -> Any:
    """Return a change that puts an annotation on the first page."""

    def change(writer: PdfWriter) -> None:
        note = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(kind),
                NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (72, 690, 200, 720)]),
                NameObject("/Contents"): TextStringObject("Not to be read"),
                **{NameObject(f"/{name}"): value for name, value in more.items()},
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([note])

    return change


def package(members: dict[str, str | bytes], first: tuple[str, str] | None = None) -> bytes:
    """Return a ZIP package of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if first:
            made.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def office(suffix: str, **members: str | bytes) -> bytes:
    """Return an Office file of one kind; the names of `members` are written with `__` for a slash and `_xml` at the end."""
    main, kind = TYPES[suffix]
    types = f'<Types><Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.{kind}"/></Types>'
    given = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): body
        for name, body in members.items()
    }
    return package({"[Content_Types].xml": types, main: "<x/>"} | given)


def word(*paragraphs: str, **members: str | bytes) -> bytes:
    """Return a Word file; a paragraph is plain text, or runs as they stand in the file."""
    runs = "".join(
        f"<w:p>{each if each.startswith('<') else f'<w:r><w:t>{each}</w:t></w:r>'}</w:p>"
        for each in paragraphs
    )
    return office(
        "docx", **({"word__document_xml": f"<w:document {W}><w:body>{runs}</w:body></w:document>"} | members)
    )


def open_document(body: str, suffix: str = "text") -> bytes:
    content = (
        '<office:document-content xmlns:office="urn:o" xmlns:text="urn:t"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    return package({"content.xml": content}, ("mimetype", f"application/vnd.oasis.opendocument.{suffix}"))


def jpeg(gps: bool = True) -> bytes:
    """Return the frame of a JPEG with Exif data: an artist, and a place where asked."""
    artist = b"Ada Fenwick\x00"
    tags = [(0x013B, 2, len(artist), 200)] + ([(0x8825, 4, 1, 180)] if gps else [])
    directory = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
    exif = (b"II*\x00" + struct.pack("<I", 8) + directory).ljust(200, b"\x00") + artist
    body = b"Exif\x00\x00" + exif
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(body) + 2) + body + b"\xff\xda\x00\x02\xff\xd9"


def png() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 0, b"IEND") + b"\xaeB`\x82"


def bomb(megabytes: int = 60) -> bytes:
    """Return a Word file whose text unpacks to so many megabytes of the same letter."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "wordprocessingml.document.main+xml")
        with made.open("word/document.xml", "w") as member:
            for _ in range(megabytes):
                member.write(b" " * 2**20)
    return out.getvalue()


def endless_pdf() -> bytes:
    """Return a small PDF whose page draws text millions of times: minutes of work for whoever reads it."""
    return pdf("BT /F1 12 Tf " + "1 0 0 1 72 700 Tm (a) Tj " * 600_000 + "ET", compressed=True)


def greedy_pdf() -> bytes:
    """Return a small PDF whose content needs gigabytes when it is taken apart."""
    return pdf("[" + "1 " * 3_000_000 + "] TJ", compressed=True)
