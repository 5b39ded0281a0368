"""Checks of papers: what a file holds that readers would not expect."""

from collections.abc import Iterator

from meetings.checks.findings import Remark, Severity, check
from meetings.checks.meeting_record import MeetingRecord


@check("hidden matter in a paper", Severity.WARNING)
def hidden_matter(record: MeetingRecord) -> Iterator[Remark]:
    """Comments, tracked changes, attachments and text under black boxes leave with the file."""
    items = {item.pk: item for item in record.items}
    for document in record.documents:
        item = items.get(document.item_id or 0)
        if document.exempt or (item and item.exempt) or document.withdrawn_at:
            continue
        for sentence in document.hidden_matter:
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
