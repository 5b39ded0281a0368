"""Asks the checks of a meeting."""

from dataclasses import replace

from meetings.checks import agenda, dates, papers, people, wording_in_public  # noqa: F401 (they register checks)
from meetings.checks.findings import CHECKS, Finding
from meetings.checks.meeting_record import MeetingRecord, records_of
from meetings.models import Meeting


def findings_of(meeting: Meeting, stage: str) -> list[Finding]:
    """Return what the checks find in a meeting that is to be published up to `stage`, the gravest first."""
    return findings_of_record(records_of([meeting])[0], stage)


def findings_of_record(record: MeetingRecord, stage: str) -> list[Finding]:
    """Return the findings in a record that is read already; accepted warnings carry the reason they were given."""
    accepted = {
        (warning.check_name, warning.subject): warning.reason
        for warning in record.meeting.accepted_warnings.all()
    }
    found = []
    for each in CHECKS.values():
        if stage not in each.stages:
            continue
        for remark in each.ask(record):
            finding = Finding(each.name, each.severity, record.meeting, remark)
            found.append(replace(finding, accepted=accepted.get((finding.check, finding.subject), "")))
    places = {item.pk: place for place, item in enumerate(record.items)}
    return sorted(
        found,
        key=lambda finding: (
            finding.severity,
            places.get(finding.remark.item.pk, -1) if finding.remark.item else -1,
        ),
    )
