"""The heads of whole meetings: which committee met on which day, read from the lines above the first item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from .dates import WEEKDAYS, find_day, is_date_line
from .lines import Line
from .record import MeetingReference

COMMITTEE_NOUN = (
    "committee|sub-?committee|sub-committee|cabinet|council|executive|board|panel|commission|forum|assembly|authority"
    "|partnership|working group|task group|tribunal|pwyllgor|is-bwyllgor|cyngor|cabinet|bwrdd|panel|gweithrediaeth"
)
NAMES_COMMITTEE = re.compile(rf"\b(?:{COMMITTEE_NOUN})\b", re.IGNORECASE)
# "Eastmere Borough Council" is the authority, not one of its committees.
AUTHORITY = re.compile(
    r"(?:(?:the )?(?:london|royal|metropolitan) )?(?:borough|city|county|district|town) of .+"
    r"|.+ (?:borough|city|county|district|town|parish|metropolitan|valley|unitary)?\s?council|cyngor (?:sir|dinas|bwrdeistref|tref) .+",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:chamber|room|hall|centre|offices?|house|street|road|building|suite|teams|zoom|virtual(?:ly)?|hybrid|remote(?:ly)?"
    r"|siambr|neuadd)\b",
    re.IGNORECASE,
)
ON_A_WEEKDAY = rf"(?:{WEEKDAYS})\b"
NAMED_MEETING = (
    # "Minutes of the (extraordinary) meeting of the Parks Panel held at ... on ..."
    re.compile(
        r"(?:.{0,60}?\b)?meeting of (?:the )?(?P<committee>.+?)"
        rf"(?:,? (?:which was )?held\b|,? (?:on|at|in)\b|,? {ON_A_WEEKDAY}|,? \d|\s*\(|$)",
        re.IGNORECASE,
    ),
    # "Agenda for Parks Panel on Monday, 25th November, 2013", "Minutes of the Parks Panel meeting held on ..."
    re.compile(
        r"(?:agenda|minutes|decisions|notes)(?:,? (?:and|&|decisions|draft|minutes))* (?:for|of|from) (?:the )?"
        rf"(?P<committee>.+?)(?: meeting)?(?:,? held\b|,? on\b|,? {ON_A_WEEKDAY}|,? \d|$)",
        re.IGNORECASE,
    ),
    # "Parks Panel - Tuesday, 30th June, 2020 10.00 am"
    re.compile(
        rf"(?P<committee>.+?)(?: [-–—] |, |: | )(?:held )?(?:on )?(?:{ON_A_WEEKDAY},? )?\d", re.IGNORECASE
    ),
)
HEADER_WORDS = re.compile(
    r"\b(?:committee|council|cabinet|board|panel|commission|executive|minutes|meeting|agenda|borough|hall|chamber|room"
    r"|quorate|commenced|opened|draft|page|pwyllgor|cyngor|cofnodion|cyfarfod|started|ended|held|hybrid|commencing|am|pm|noon|hours|closed|part (?:1|2|i|ii|one|two|a|b)|public|"
    + WEEKDAYS
    + r"|january|february|march|april|may|june|july|august|september|october|november|december)\b|^\W*$",
    re.IGNORECASE,
)
# "To approve the minutes of the meeting held on 3rd December 2015" says what an item is for.
PURPOSE_OF_ITEM = re.compile(r"(?:To|For|That|I) [a-z]")
LONGEST_HEADER = 200
LONGEST_NAME = 120
SENTENCE = re.compile(r"[a-z]\.(?: |$)")


@dataclass(slots=True)
class Header:
    """The head of a meeting: its first and last line (by place), and the meeting that it names."""

    first: int
    last: int
    meeting: MeetingReference


def find_headers(lines: list[Line], could_be: Iterable[bool]) -> list[Header]:
    """The blocks of lines that name a committee and a day; `could_be` tells which lines are no label, cue or item.

    A block is a run of short lines without a mark that are a day, a committee, a council or a place. It needs a day,
    and a committee or council.
    """
    headers: list[Header] = []
    run: list[int] = []
    for at, (line, possible) in enumerate(zip(lines, could_be, strict=True)):
        if possible and is_header_line(line):
            run.append(at)
            continue
        if run:
            headers += _header_of(run, lines)
            run = []
    return headers + _header_of(run, lines)


def _header_of(run: list[int], lines: list[Line]) -> list[Header]:
    texts = [lines[at].whole for at in run]
    days = [at for at, text in zip(run, texts, strict=True) if find_day(text)]
    if not days:
        return []
    meeting = meeting_of(texts)
    return [Header(run[0], run[-1], meeting)] if meeting and meeting.committee and meeting.date else []


def is_header_line(line: Line) -> bool:
    """Whether a line may stand in the head of a meeting."""
    text = line.whole
    if PURPOSE_OF_ITEM.match(text):
        return False
    if line.mark is not None or line.is_row or len(text) > LONGEST_HEADER or SENTENCE.search(text):
        return False
    if is_date_line(text) or (find_day(text) and _committee_named(text)):
        return True
    return (
        len(text) <= LONGEST_NAME
        and _is_name(text)
        and (
            NAMES_COMMITTEE.search(text) is not None
            or AUTHORITY.fullmatch(text) is not None
            or text.casefold() == "minutes"
        )
    )


def is_header_wording(text: str) -> bool:
    """Whether a line above the first item is a known part of a meeting's head (a place, a day, "DRAFT MINUTES")."""
    return len(text) <= LONGEST_HEADER and (HEADER_WORDS.search(text) is not None or bool(PLACE.search(text)))


def meeting_of(texts: Iterable[str]) -> MeetingReference | None:
    """The meeting that the lines of a head name: its day, its committee, or both; None when they name neither."""
    found = _Found()
    for text in texts:
        found.read(text)
    return found.meeting()


@dataclass(slots=True)
class _Found:
    day: date | None = None
    named: str | None = None
    committee: str | None = None
    authority: str | None = None
    others: list[str] = field(default_factory=list)

    def read(self, text: str) -> None:
        day = find_day(text)
        if self.day is None and day is not None:
            self.day = day[0]
        if self.named is None and (name := _committee_named(text)):
            self.named = name
        elif day is None and _is_name(text) and len(text) <= LONGEST_NAME:
            self._read_name(text.strip(" :"))

    def _read_name(self, text: str) -> None:
        if AUTHORITY.fullmatch(text):
            self.authority = self.authority or text
        elif self.committee is None and NAMES_COMMITTEE.search(text) and not PLACE.search(text):
            self.committee = text

    def meeting(self) -> MeetingReference | None:
        committee = self.named or self.committee or self.authority
        return MeetingReference(self.day, committee) if self.day or committee else None


def _committee_named(text: str) -> str | None:
    """The committee that a line names beside its day ("Minutes of the Parks Panel held on ...")."""
    for pattern in NAMED_MEETING:
        found = pattern.match(text[:LONGEST_HEADER])
        name = found["committee"].strip(" ,:-–") if found else ""
        if name and len(name) <= LONGEST_NAME and NAMES_COMMITTEE.search(name) and _is_name(name):
            return name
    return None


def _is_name(text: str) -> bool:
    """Whether a line is written as a name: capitals, or all its longer words capitalised."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    return bool(words) and all(word[:1].isupper() for word in words)
