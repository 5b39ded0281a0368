"""Days as they are printed in minutes: "Tuesday, 24th September, 2024", "03/11/2009", "6ed Ionawr 2025"."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan ionawr",
            "february feb chwefror",
            "march mar mawrth",
            "april apr ebrill",
            "may mai",
            "june jun mehefin",
            "july jul gorffennaf",
            "august aug awst",
            "september sept sep medi",
            "october oct hydref",
            "november nov tachwedd",
            "december dec rhagfyr",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|llun|mawrth|mercher|iau|gwener|sadwrn|sul"
)
DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|ain|af|ed|eg|fed)?(?: day)?(?: of)? (?P<month>{'|'.join(MONTHS)})\b[.,]?"
    r" (?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<day2>\d{1,2})[/.-](?P<month2>\d{1,2})[/.-](?P<year2>(?:19|20)\d\d)\b"
    rf"|\b(?P<month4>{'|'.join(MONTHS)}) (?P<day4>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year4>(?:19|20)\d\d)\b"
    r"|(?:^|(?<=[Dd]ate: )|(?<=held on )|(?<=day )|(?<=day, ))(?P<day5>\d{1,2})[/.](?P<month5>\d{1,2})[/.](?P<year5>\d\d)$"
    r"|\b(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)\b",
    re.IGNORECASE,
)
# One cheap look spares most lines the search: every day holds a year.
FIRST_YEAR_BEFORE_2000 = 70
YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d[./]\d{1,2}[./]\d\d$")
TIME = r"\d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.? ?m\b\.?|noon\b|yb\b|yp\b|hrs?\b|hours\b)|\d{1,2}[.:]\d\d\b|\bnoon\b|\bmidday\b"
WORDS_OF_A_DATE_LINE = re.compile(
    rf"\b(?:{WEEKDAYS}|dydd|held|on|at|from|to|the|date|time|of|meeting|commencing|starting|starts?|am|pm)\b|{TIME}|[\W_]",
    re.IGNORECASE,
)


def find_day(text: str) -> tuple[date, int, int] | None:
    """The first whole day printed in the text and where it stands; None when there is none that exists."""
    if not YEAR.search(text):
        return None
    for found in DAY.finditer(text):
        try:
            return _day_of(found), found.start(), found.end()
        except ValueError:
            continue
    return None


def is_date_line(text: str) -> bool:
    """Whether a line holds nothing but a day, with its weekday and time."""
    found = find_day(text)
    return found is not None and not WORDS_OF_A_DATE_LINE.sub("", text[: found[1]] + " " + text[found[2] :])


def _day_of(found: re.Match[str]) -> date:
    if found["day"]:
        return date(int(found["year"]), MONTHS[found["month"].lower()], int(found["day"]))
    if found["day2"]:
        return date(int(found["year2"]), int(found["month2"]), int(found["day2"]))
    if found["day4"]:
        return date(int(found["year4"]), MONTHS[found["month4"].lower()], int(found["day4"]))
    if found["day5"]:
        year = int(found["year5"])
        return date(
            year + (1900 if year >= FIRST_YEAR_BEFORE_2000 else 2000),
            int(found["month5"]),
            int(found["day5"]),
        )
    return date(int(found["year3"]), int(found["month3"]), int(found["day3"]))
