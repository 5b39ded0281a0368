"""How days, times, places in the record and the law of exempt matter are written in words, on pages and on paper."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.text import Truncator

from meetings.models import AgendaItem, Exemption, Meeting

# Local Government Act 1972 Schedule 12A Part 1 (England), in the words readers are given.
PARAGRAPHS_OF_ENGLAND = {
    1: "about an individual",
    2: "likely to reveal who an individual is",
    3: "about the financial or business affairs of any person, the council included",
    4: "about consultations or negotiations on labour relations",
    5: "protected as legal advice",
    6: "about a notice, order or direction that the council proposes",
    7: "about preventing, investigating or prosecuting crime",
}


def long_date(value: date | datetime | None) -> str:
    """Return “Tuesday 24 September 2024”."""
    return f"{local_day(value):%A %-d %B %Y}" if value else ""


def short_date(value: date | datetime | None) -> str:
    """Return “24 September 2024”."""
    return f"{local_day(value):%-d %B %Y}" if value else ""


def local_day(value: date | datetime) -> date:
    """Return the day that it was in the council’s own time."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def clock(value: time | None) -> str:
    """Return “7pm” or “7.30pm”."""
    if value is None:
        return ""
    if (value.hour, value.minute) in ((0, 0), (12, 0)):
        return "midnight" if value.hour == 0 else "noon"
    minutes = f".{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"


def item_name(item: AgendaItem) -> str:
    """Return how an item is called in passing: “Item 5”, “Minute 128”, or the start of its title."""
    if item.number:
        return f"Item {item.number}"
    if item.minute_number:
        return f"Minute {item.minute_number}"
    return Truncator(item.heading).chars(40)


def in_passing(name: str) -> str:
    """Return a name as it stands within a sentence: “The Cabinet” becomes “the Cabinet”."""
    return "the " + name[4:] if name.startswith("The ") else name


def meeting_date(meeting: Meeting) -> str:
    """Return a meeting's date, with its sitting where the day had more than one."""
    return short_date(meeting.date) + (f" (meeting {meeting.sitting})" if meeting.sitting > 1 else "")


def is_bullet(mark: str) -> bool:
    """Whether a printed mark is only a bullet, which the page sets as its own."""
    return not any(character.isalnum() for character in mark) or mark in ("o", "§")


def exempt_law(record: Exemption) -> str:
    """Return the law under which something is kept from the public, as a phrase."""
    if record.exempt_regime == Exemption.Regime.CONFIDENTIAL:
        return "section 100A(2) of the Local Government Act 1972 (confidential information)"
    numbers = [str(number) for number in record.exempt_paragraphs]
    paragraphs = " and ".join(filter(None, [", ".join(numbers[:-1]), *numbers[-1:]]))
    noun = "paragraph" if len(numbers) == 1 else "paragraphs"
    part = f" of Part {record.exempt_part}" if record.exempt_part else ""
    before = (
        " as it stood before March 2006" if record.exempt_regime == Exemption.Regime.ENGLAND_PRE_2006 else ""
    )
    return f"{noun} {paragraphs}{part} of Schedule 12A to the Local Government Act 1972{before}"


def exempt_meanings(record: Exemption) -> list[str]:
    """Return what the paragraphs relied on are about, where they are England's present ones."""
    if record.exempt_regime != Exemption.Regime.ENGLAND:
        return []
    return [
        PARAGRAPHS_OF_ENGLAND[number]
        for number in record.exempt_paragraphs
        if number in PARAGRAPHS_OF_ENGLAND
    ]
