"""The record of meetings, one concept a module."""

from meetings.models.agenda import AgendaItem, Interest, MinutePoint
from meetings.models.bodies import Borough, Committee
from meetings.models.correction import CorrectedText, Correction
from meetings.models.documents import Document
from meetings.models.exemption import Exemption
from meetings.models.history import AgendaItemTopic, CommitteePartner
from meetings.models.meeting import Attendance, Meeting
from meetings.models.people import Person, Role
from meetings.models.topics import Topic
from meetings.models.withdrawal import Withdrawal, WithdrawnRecord

__all__ = [
    "AgendaItem",
    "AgendaItemTopic",
    "Attendance",
    "Borough",
    "Committee",
    "CommitteePartner",
    "CorrectedText",
    "Correction",
    "Document",
    "Exemption",
    "Interest",
    "Meeting",
    "MinutePoint",
    "Person",
    "Role",
    "Topic",
    "Withdrawal",
    "WithdrawnRecord",
]
