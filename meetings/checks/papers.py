"""Checks of papers: what a file holds that readers would not expect."""

from collections.abc import Iterator

from meetings.checks.findings import Remark, Severity, check
from meetings.checks.meeting_record import MeetingRecord
from meetings.papers.wording import OF_PROPERTIES


@check("hidden matter in a paper", Severity.WARNING)
def hidden_matter(record: MeetingRecord) -> Iterator[Remark]:
    """Comments, tracked changes, attachments and text under black boxes leave with the file."""
    yield from _told(record, of_properties=False)


@check("names in the properties of a paper", Severity.GAP)
def names_in_properties(record: MeetingRecord) -> Iterator[Remark]:
    """Nearly every file names its author; that is worth knowing and no reason to wait."""
    yield from _told(record, of_properties=True)


def _told(record: MeetingRecord, of_properties: bool) -> Iterator[Remark]:
    items = {item.pk: item for item in record.items}
    for document in record.documents:
        item = items.get(document.item_id or 0)
        if document.exempt or (item and item.exempt) or document.withdrawn_at:
            continue
        for sentence in document.hidden_matter:
            if sentence.startswith(OF_PROPERTIES) is of_properties:
                yield Remark(
                    f"“{document.title}”: {sentence}",
                    "Clean the file and upload it again, or mark it as exempt.",
                    item,
                    document,
                    f"{document.checksum} {sentence}",
                )


@check("paper that could not be read", Severity.GAP)
def unread_paper(record: MeetingRecord) -> Iterator[Remark]:
    for document in record.documents:
        if document.reading == document.Reading.FAILED:
            yield Remark(
                f"“{document.title}” could not be read for searching: {document.reading_note}",
                "Readers can open it, but search does not find its words.",
                None,
                document,
            )
