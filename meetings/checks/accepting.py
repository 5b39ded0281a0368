"""What stands before publishing: errors stop it, warnings are accepted with a reason."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.checks.findings import Finding, Severity
from meetings.models import AcceptedWarning, Meeting


def to_put_right(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop publication."""
    return [finding for finding in findings if finding.severity == Severity.ERROR]


def to_accept(findings: Iterable[Finding]) -> list[Finding]:
    """Return the warnings that nobody has accepted yet."""
    return [finding for finding in findings if finding.severity == Severity.WARNING and not finding.accepted]


@transaction.atomic
def accept_warnings(findings: Iterable[Finding], reason: str, officer: Any) -> None:
    """Record that an officer accepts these warnings, with the reason. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError("Say why this stands as it is, or put it right.")
    AcceptedWarning.objects.bulk_create(
        [
            AcceptedWarning(
                meeting=finding.meeting,
                item=finding.remark.item,
                check_name=finding.check,
                subject=finding.subject,
                reason=reason.strip(),
                accepted_by=officer,
            )
            for finding in findings
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def before_publishing(meeting: Meeting, stage: str, reason: str, officer: Any) -> None:
    """Make sure that a meeting may be published up to `stage` as far as the checks can tell.

    Warnings that are still open are accepted with `reason`. Raises ValidationError where an error stands in the way
    or a reason is missing; then nothing has changed.
    """
    from meetings.checks.running import findings_of

    findings = findings_of(meeting, stage)
    errors = to_put_right(findings)
    if errors:
        raise ValidationError([f"{each.remark.words} {each.remark.advice}" for each in errors])
    warnings = to_accept(findings)
    if warnings:
        if not reason.strip():
            raise ValidationError(
                "Say why it may be published as it is, or put right what is listed under “Worth a look”."
            )
        accept_warnings(warnings, reason, officer)
