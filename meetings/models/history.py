"""The append-only history of the record, kept by database triggers: bulk writes and raw SQL included."""

from typing import Any

import pghistory
from django.db import models

from meetings.models.agenda import Action, AgendaItem, FormerAnchor, Interest, MinutePoint
from meetings.models.bodies import Borough, Committee
from meetings.models.correction import CorrectedText, Correction
from meetings.models.documents import Document
from meetings.models.meeting import Attendance, Meeting
from meetings.models.people import Person, Role
from meetings.models.preparing import AcceptedWarning, StandingItem
from meetings.models.topics import Topic


def keep_history(model: type[models.Model], **options: Any) -> None:
    """Record every insert, update and delete of `model`: who, when, from where, and the whole row.

    Updates store the row as it became; a delete stores the row as it was.
    """
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=[field.name for field in model._meta.local_fields if field.generated],
        append_only=True,
        **options,
    )(model)


class AgendaItemTopic(AgendaItem.topics.through):  # type: ignore[name-defined]
    """The tie between an item and a topic, named so that its history can be kept."""

    class Meta:
        proxy = True


class CommitteePartner(Committee.partners.through):  # type: ignore[name-defined]
    """The tie between a joint committee and a partner, named so that its history can be kept."""

    class Meta:
        proxy = True


for _model in (
    Borough, Committee, Topic, Person, Role, Meeting, Attendance, AgendaItem, MinutePoint, Interest, Document,
    Correction, CorrectedText, FormerAnchor, Action, StandingItem, AcceptedWarning,
):  # fmt: skip
    keep_history(_model)
for _model in (AgendaItemTopic, CommitteePartner):
    keep_history(_model, obj_field=None)
