"""Checks of what readers will read: personal data, and wording of exempt matter in a public item."""

import re
from collections.abc import Iterator
from typing import Any

from meetings.checks.findings import FROM_AGENDA, Remark, Severity, check
from meetings.checks.meeting_record import MeetingRecord
from meetings.checks.wording import exempt_wording_in, national_insurance_numbers_in, personal_data_in
from meetings.models import AgendaItem

# The item by which the public is excluded names Schedule 12A; that is its purpose (LGA 1972 s.100A(4)).
EXCLUDES_THE_PUBLIC = re.compile(
    r"\b(?:exclu\w+|exempt\w*|press and public|part (?:2|ii|two))\b", re.IGNORECASE
)


def _texts(record: MeetingRecord, item: Any) -> Iterator[tuple[str, str, Any]]:
    """Give each public text of an item: where it stands, the text, and the record to open."""
    yield "the title", item.title, item
    if item.exempt:
        yield "the public summary", f"{item.exempt_reason} {item.public_summary}", item
        return
    yield "the purpose", item.purpose, item
    for point in record.points(item):
        where = f"paragraph {point.number}" if point.number else f"“{point.text[:40].rstrip()}…”"
        yield where, point.text, item
    for resolution in record.resolutions(item):
        yield "a resolution", f"{resolution.wording} {resolution.notice_wording}", resolution


@check("national insurance number", Severity.ERROR)
def national_insurance_numbers(record: MeetingRecord) -> Iterator[Remark]:
    """A National Insurance number has no place in a public record (UK GDPR art. 5(1)(c))."""
    for item in record.items:
        for where, text, about in _texts(record, item):
            for found in national_insurance_numbers_in(text):
                yield Remark(
                    f"{item.heading}: {where} holds {found.kind}.",
                    "Take it out, or mark that part as exempt.",
                    item,
                    about,
                    found.text,
                )


@check("personal data", Severity.WARNING)
def personal_data(record: MeetingRecord) -> Iterator[Remark]:
    """Home addresses, private telephone numbers and e-mail addresses are not published (DOMAIN: bodies and people)."""
    own = record.meeting.committee.borough.contact_email.rpartition("@")[2].lower()
    for item in record.items:
        for where, text, about in _texts(record, item):
            for found in personal_data_in(text):
                if own and found.text.lower().endswith(f"@{own}"):
                    continue
                yield Remark(
                    f"{item.heading}: {where} holds {found.kind}, “{found.text}”.",
                    "If it is a private person’s, take it out or mark that part as exempt.",
                    item,
                    about,
                    found.text,
                )


@check("exempt wording in a public item", Severity.WARNING, FROM_AGENDA)
def exempt_wording(record: MeetingRecord) -> Iterator[Remark]:
    """A public item that speaks like an exempt one may hold what was to stay private (LGA 1972 Schedule 12A)."""
    for item in record.items:
        if item.exempt or _excludes_the_public(item):
            continue
        for where, text, about in _texts(record, item):
            for found in exempt_wording_in(text)[:1]:
                yield Remark(
                    f"{item.heading}: {where} says “{found.text}”, but readers will see all of it.",
                    "Is this public? If not, mark the item or that paragraph as exempt.",
                    item,
                    about,
                    f"{where} {found.text}",
                )


def _excludes_the_public(item: AgendaItem) -> bool:
    return item.procedural and EXCLUDES_THE_PUBLIC.search(item.title) is not None
