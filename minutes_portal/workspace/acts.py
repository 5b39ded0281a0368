"""What the workspace's buttons do to the record: save the text there, and publish it."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.acts import publish_stage
from meetings.checks import Severity, findings_of
from meetings.models import Meeting
from minutes_portal.workspace.drafting import discard_draft
from minutes_portal.workspace.forms import Text
from minutes_portal.workspace.saving import Saved, save_text
from minutes_portal.workspace.visit import Visit

STAGE = Meeting.Stage.DRAFT_MINUTES


def save(visit: Visit, text: Text) -> None:
    """Put the text into the record and say what became of it.

    Raises ValidationError when it cannot be saved as it is, Overwritten when somebody else saved meanwhile.
    """
    saved = _save(visit, text)
    for words in saved.messages:
        messages.info(visit.request, words)
    public = visit.place.minutes_are_public
    told = "Readers have the corrected minutes." if public else "Readers do not see it yet."
    messages.success(visit.request, f"{visit.place} is saved. {told}")


@transaction.atomic
def _save(visit: Visit, text: Text) -> Saved:
    if not text.text.strip():
        raise ValidationError("There is no text. Paste or type the minutes first.")
    place, officer = visit.place, visit.request.user
    saved = save_text(
        place, text.text, text.choices, based_on=text.based_on, officer=officer, reason=text.reason
    )
    discard_draft(place, officer)
    log = admin.site.get_model_admin(type(visit.record))
    log.log_change(visit.request, visit.record, "Saved from its text.")
    return saved


@transaction.atomic
def save_and_publish(visit: Visit, text: Text) -> bool:
    """Save the text, then publish the meeting's draft minutes if nothing is left to look at; say whether it did.

    What the checks find is shown on the page “Publish…”, which asks for a reason where one is needed.
    """
    saved = _save(visit, text)
    for words in saved.messages:
        messages.info(visit.request, words)
    meeting = Meeting.objects.get(pk=visit.place.meeting.pk)
    found = [
        each
        for each in findings_of(meeting, STAGE)
        if each.severity == Severity.ERROR or (each.severity == Severity.WARNING and not each.accepted)
    ]
    if found:
        count = f"{len(found)} thing{'s' * (len(found) > 1)}"
        messages.warning(visit.request, f"Saved, not published yet: {count} to look at first.")
        return False
    publish_stage(meeting, STAGE)
    admin.site.get_model_admin(Meeting).log_change(visit.request, meeting, "Published the draft minutes.")
    messages.success(visit.request, f"Draft minutes of {meeting} can now be read by the public.")
    return True
