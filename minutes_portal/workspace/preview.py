"""Shows a text as readers will see it: it is saved and published in a transaction, looked at, and taken back.

So the preview follows every rule of the readers' pages, by being one: the same view, the same template, the same
published views. Nothing of it is ever to be seen by anybody else.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib.postgres.functions import TransactionNow
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest

from meetings.converters import DateKey
from meetings.models import AgendaItem, Meeting
from meetings.views.agenda import AgendaItemDetail
from meetings.views.record import RecordPrint
from minutes_portal.database.seeing import readers_eyes
from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.reading import Reading
from minutes_portal.workspace.rendering import fingerprint_of
from minutes_portal.workspace.saving import save_text

STAGES = ("agenda_published_at", "decisions_published_at", "minutes_published_at")
NOT_TOLD = "Preview"  # a reason that no one reads: it goes with the transaction


class Previewed(NamedTuple):
    """The template of a readers' page, and what stands on it; nothing in it asks the database any more."""

    template: str
    context: dict[str, Any]


def previewed(place: Place, reading: Reading, choices: Choices, *, request: HttpRequest) -> Previewed:
    """Return the readers' page of an item, or the print of a whole meeting, as it will be once saved and published.

    `request` is the officer's; what the officer may not save is not shown either. Raises ValidationError as
    `save_text` does.
    """
    with transaction.atomic():
        try:
            saved = save_text(
                place,
                reading.text,
                choices,
                based_on=fingerprint_of(place),
                officer=request.user,
                reason=NOT_TOLD,
            )
            item = saved.items[0] if place.item is not None else None
            _publish(place.meeting, item)
            with readers_eyes():
                page = _page_of(place.meeting, item, request)
        finally:
            transaction.set_rollback(True)
    return page


def _publish(meeting: Meeting, item: AgendaItem | None) -> None:
    """Publish everything of the meeting, where it is not: the latest of the database's own moments is now."""
    Meeting.objects.filter(pk=meeting.pk).update(withdrawn_at=None)
    for stage in STAGES:
        missing = Meeting.objects.filter(pk=meeting.pk).exclude(**{f"{stage}__lte": TransactionNow()})
        missing.update(**{stage: TransactionNow()})
    if item is not None:
        AgendaItem.objects.filter(pk=item.pk).update(withdrawn_at=None)


def _page_of(meeting: Meeting, item: AgendaItem | None, request: HttpRequest) -> Previewed:
    borough, committee, _ = meeting.address
    key: Mapping[str, Any] = {
        "borough": borough,
        "committee": committee,
        "date_key": DateKey(meeting.date, meeting.sitting),
    }
    view: Any = AgendaItemDetail() if item is not None else RecordPrint()
    view.setup(request, **key, **({"item": item.slug} if item is not None else {}))
    try:
        view.object = view.get_object()
    except Http404:
        raise ValidationError("Readers would not find this: there is nothing to show.") from None
    context = view.get_context_data()
    return Previewed(view.template_name or view.get_template_names()[0], context)
