"""Takes a paper into the record: describes its file, and keeps what is found in it for officers and for searching."""

import hashlib
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.models import Document, DocumentPage
from meetings.papers.kinds import KINDS, Kind, recognise
from meetings.papers.refusing import RefusedPaper
from meetings.papers.running import Findings, Limits, look_into

Reading = Document.Reading
LEFT_OUT = "Search leaves out"
PICTURES = {"jpg", "png"}


def check_file(file: Any) -> Kind:
    """Return what an uploaded file is, and give it the ending of that, whatever its name said.

    Raises ValidationError with a sentence that names the file.
    """
    try:
        kind = recognise(file, PurePath(file.name).name, settings.DOCUMENT_MAX_BYTES)
    except RefusedPaper as error:
        raise ValidationError(str(error)) from error
    finally:
        file.seek(0)
    file.name = f"{PurePath(file.name).stem}.{kind.suffix}"
    return kind


def has_new_file(document: Document) -> bool:
    file: Any = document.file
    return bool(file) and not file._committed


def describe_file(document: Document) -> None:
    """Set what a document's new file says of itself, and that it waits to be read; take that away with the file.

    The file must have been checked (`check_file`).
    """
    if has_new_file(document):
        kind = KINDS.get(suffix_of(document))
        document.size, document.pages = document.file.size, None
        document.format = kind.name if kind else ""
        document.checksum = checksum_of(document.file.file)
        document.hidden_matter, document.reading, document.reading_note = [], Reading.WAITING, ""
    elif not document.file and document.checksum:
        document.size, document.pages, document.format, document.checksum = None, None, "", ""
        document.hidden_matter, document.reading, document.reading_note = [], Reading.WAITING, ""


def suffix_of(document: Document) -> str:
    """Return the ending of a document’s file, which says what it is."""
    return PurePath(document.file.name or "").suffix.removeprefix(".")


def checksum_of(file: Any) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def read_after_saving(documents: Iterable[Document]) -> None:
    """Once the present transaction is committed, read the files that wait, for a few seconds in all; what is not read
    by then waits for `manage.py read_documents`. The words of a file that is gone go at once.
    """
    waiting = [each for each in documents if each.reading == Reading.WAITING]
    DocumentPage.objects.filter(document__in=waiting).delete()
    with_file = [each for each in waiting if each.file]
    if with_file:
        transaction.on_commit(partial(_read_for_a_while, with_file))


def _read_for_a_while(documents: list[Document]) -> None:
    ends_at = time.monotonic() + settings.DOCUMENT_SECONDS_AT_UPLOAD
    for document in documents:
        left = ends_at - time.monotonic()
        if left > 0:
            read_document(
                document, Limits(seconds=left, memory=settings.DOCUMENT_READER_BYTES), patient=False
            )


def read_document(document: Document, limits: Limits, patient: bool = True) -> str:
    """Look into a document's file and keep what is found; return how it went (a Document.Reading).

    With `patient` the time allowed is all that it will get: what was read of a file until then is kept, with a note.
    Else a file that takes longer goes on waiting. Whatever the file is, nothing is raised and nothing else is touched.
    """
    path = Path(document.file.path)
    if not path.is_file():
        findings = Findings(failed="Its file is not where it was kept.")
    else:
        findings = look_into(path, path.suffix.removeprefix("."), limits)
    if findings.out_of_time and not patient:
        return Reading.WAITING
    return _keep(document, findings, limits)


@transaction.atomic
def _keep(document: Document, findings: Findings, limits: Limits) -> str:
    """Keep what was found in a file, unless the document has another file by now."""
    rows = Document.objects.select_for_update().filter(pk=document.pk, checksum=document.checksum)
    held = rows.first()
    if held is None:
        return Reading.WAITING
    held.reading, held.reading_note = _outcome(findings, held, limits)
    held.hidden_matter = findings.hidden
    if not findings.finished:
        held.hidden_matter = [
            *findings.hidden,
            "The portal could not look through all of it for hidden matter.",
        ]
    held.pages = findings.pages if findings.pages is not None else held.pages
    held.text_pages.all().delete()
    DocumentPage.objects.bulk_create(
        (DocumentPage(document=held, number=number, text=text) for number, text in findings.texts.items()),
        batch_size=500,
    )
    held.save(update_fields=["reading", "reading_note", "hidden_matter", "pages"])
    return held.reading


def _outcome(findings: Findings, document: Document, limits: Limits) -> tuple[str, str]:
    """Return how the reading went, and what officers are told of it."""
    notes = list(findings.cuts)
    if findings.out_of_time:
        notes.append(f"It was not read to its end within {limits.seconds:.0f} seconds.")
    if findings.failed:
        notes.append(findings.failed)
    if findings.texts:
        return Reading.READ, " ".join(notes)[:250]
    if notes:
        return Reading.FAILED, " ".join(notes)[:250]
    return Reading.NOTHING, _why_nothing(findings, document)


def _why_nothing(findings: Findings, document: Document) -> str:
    if suffix_of(document) in PICTURES:
        return "A picture has no words that search could find."
    if any(LEFT_OUT in sentence for sentence in findings.hidden):
        return "Its pages are left out of search because of what is, or was to be, blacked out."
    return "There is no text in it. A scanned paper needs text recognition before search can find its words."
