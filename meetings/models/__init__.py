"""The record of meetings, one concept a module."""

from meetings.models.agenda import AgendaItem, Interest, MinutePoint
from meetings.models.bodies import Borough, Committee
from meetings.models.documents import Document
from meetings.models.exemption import Exemption
from meetings.models.meeting import Attendance, Meeting
from meetings.models.people import Person, Role
from meetings.models.topics import Topic
from meetings.models.withdrawal import Withdrawal, WithdrawnRecord

__all__ = [
    "AgendaItem",
    "Attendance",
    "Borough",
    "Committee",
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
