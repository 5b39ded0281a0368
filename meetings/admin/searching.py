"""Finds dates in what an officer types: “Eastmere health 24 September 2024”, `2024-09-24`, “March 2023”."""

import re
from calendar import monthrange
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?=\d)", re.IGNORECASE)
MONTH = r"(?P<m>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,?"
PATTERNS = (
    re.compile(r"\b(?P<y>\d{4})-(?P<n>\d\d?)-(?P<d>\d\d?)\b"),
    re.compile(r"\b(?P<d>\d\d?)[/.](?P<n>\d\d?)[/.](?P<y>\d{4})\b"),
    re.compile(rf"\b(?P<d>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<y>\d{4})-(?P<n>\d\d)\b(?!-)"),
    re.compile(rf"\b{MONTH}\s+(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE),
)


def date_in(words: str) -> tuple[str, date, date] | None:
    """Return the words around the first date in `words`, and the first and last day it means; None without one."""
    words = WEEKDAYS.sub("", words)
    for pattern in PATTERNS:
        found = pattern.search(words)
        if found:
            days = _days(found)
            around = words[: found.start()] + " " + words[found.end() :]
            return (" ".join(around.split()), *days) if days else None
    return None


def _days(found: re.Match[str]) -> tuple[date, date] | None:
    parts = found.groupdict()
    year = int(parts["y"])
    month = int(parts["n"]) if parts.get("n") else MONTHS.index(parts["m"][:3].lower()) + 1
    try:
        if parts.get("d"):
            day = date(year, month, int(parts["d"]))
            return day, day
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError:  # 31 February, month 13
        return None
