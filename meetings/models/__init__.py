"""The record of meetings, one concept a module."""

from meetings.models.agenda import Action, AgendaItem, FormerAnchor, Interest, MinutePoint
from meetings.models.bodies import Borough, Committee
from meetings.models.correction import CorrectedText, Correction
from meetings.models.documents import Document, DocumentPage
from meetings.models.exemption import Exemption
from meetings.models.history import AgendaItemTopic, CommitteePartner
from meetings.models.meeting import Attendance, Meeting
from meetings.models.people import Person, Role
from meetings.models.preparing import AcceptedWarning, StandingItem
from meetings.models.topics import Topic
from meetings.models.withdrawal import Withdrawal, WithdrawnRecord

__all__ = [
    "AcceptedWarning",
    "Action",
    "AgendaItem",
    "AgendaItemTopic",
    "Attendance",
    "Borough",
    "Committee",
    "CommitteePartner",
    "CorrectedText",
    "Correction",
    "Document",
    "DocumentPage",
    "Exemption",
    "FormerAnchor",
    "Interest",
    "Meeting",
    "MinutePoint",
    "Person",
    "Role",
    "StandingItem",
    "Topic",
    "Withdrawal",
    "WithdrawnRecord",
]
