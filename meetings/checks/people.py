"""Checks of who was there."""

from collections.abc import Iterator

from meetings.checks.findings import WITH_MINUTES, Remark, Severity, check
from meetings.checks.meeting_record import PRESENT, MeetingRecord


@check("nobody listed as present", Severity.GAP, WITH_MINUTES)
def nobody_present(record: MeetingRecord) -> Iterator[Remark]:
    if not record.attendances and not record.meeting.committee.is_individual:
        yield Remark("Nobody is listed as present.", "Fill in the attendance.")


@check("absent and declaring an interest", Severity.WARNING, WITH_MINUTES)
def absent_with_interest(record: MeetingRecord) -> Iterator[Remark]:
    for item in record.items:
        for interest in item.interests.all():
            listed = record.not_present.get(interest.person_id)
            if listed:
                yield Remark(
                    f"{interest.person} is listed as {listed.get_presence_display().lower()}, but declared an interest.",
                    "Correct the attendance or the declaration.",
                    item,
                    item,
                    f"{interest.person_id} {listed.presence}",
                )


@check("substitute beside the member", Severity.WARNING, WITH_MINUTES)
def substitute_beside_member(record: MeetingRecord) -> Iterator[Remark]:
    present = {each.person_id for each in record.attendances if each.presence in PRESENT}
    for each in record.attendances:
        if each.presence in PRESENT and each.substitute_for_id in present:
            yield Remark(
                f"{each.person} stands in for {each.substitute_for}, who is listed as present too.",
                "Only one of them can have been there for that seat.",
                facts=f"{each.person_id} {each.substitute_for_id}",
            )
