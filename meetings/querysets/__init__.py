"""Every question that is asked of meetings, one method a question."""

from meetings.querysets.agenda import AgendaItemQuerySet, MinutePointQuerySet
from meetings.querysets.bodies import BoroughQuerySet, CommitteeQuerySet, PersonQuerySet, TopicQuerySet
from meetings.querysets.documents import DocumentQuerySet, WithdrawnRecordQuerySet
from meetings.querysets.meeting import MeetingQuerySet

__all__ = [
    "AgendaItemQuerySet",
    "BoroughQuerySet",
    "CommitteeQuerySet",
    "DocumentQuerySet",
    "MeetingQuerySet",
    "MinutePointQuerySet",
    "PersonQuerySet",
    "TopicQuerySet",
    "WithdrawnRecordQuerySet",
]
