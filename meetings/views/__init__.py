"""Readers' pages of boroughs, committees, topics, people, meetings, items and documents.

Every view reads through `published` managers only: what the public may not see is not there to be found.
"""

from meetings.views.agenda import AgendaItemDetail, MinutePointCite
from meetings.views.bodies import BoroughDetail, BoroughList, CommitteeDetail
from meetings.views.documents import DocumentDetail
from meetings.views.meeting import MeetingDetail, MeetingList
from meetings.views.people import PersonDetail
from meetings.views.record import RecordFile, RecordPrint
from meetings.views.topics import TopicDetail, TopicList
from meetings.views.withdrawn import NoticeIfWithdrawn

__all__ = [
    "AgendaItemDetail",
    "BoroughDetail",
    "BoroughList",
    "CommitteeDetail",
    "DocumentDetail",
    "MeetingDetail",
    "MeetingList",
    "MinutePointCite",
    "NoticeIfWithdrawn",
    "PersonDetail",
    "RecordFile",
    "RecordPrint",
    "TopicDetail",
    "TopicList",
]
