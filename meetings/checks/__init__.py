"""Sense checks: what an officer should look at in a meeting's record while entering it and before publishing.

The record states what the council states; the checks never decide for the officer. An error stops publication, a
warning asks for a reason, a gap is only listed. Every check is a function in a module of this package or of
`decisions.checks`, and is registered by `@check`.
"""

from meetings.checks.accepting import accept_warnings, before_publishing
from meetings.checks.findings import Finding, Severity, check
from meetings.checks.meeting_record import MeetingRecord, records_of
from meetings.checks.running import findings_of, findings_of_record

__all__ = [
    "Finding",
    "MeetingRecord",
    "Severity",
    "accept_warnings",
    "before_publishing",
    "check",
    "findings_of",
    "findings_of_record",
    "records_of",
]
