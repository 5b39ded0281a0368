"""The place in the results where a page begins, as it stands in an address: `at=2024-09-24.1234`.

A page is found again by the day and key of the result it begins behind, so that the thousandth is as quick as the
first and none moves when something new is published.
"""

import math
import re
from datetime import date

from minutes_portal.search.asked import Cursor

PLACE = re.compile(
    r"(?P<backwards>-?)(?P<date>\d{4}-\d\d-\d\d)\.(?P<result>-?\d{1,18})"
    r"(?:\.(?P<score>\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?))?",
    re.ASCII,
)


def written(cursor: Cursor | None) -> str:
    """Return a place as it stands in an address; nothing for the first page."""
    if cursor is None:
        return ""
    score = "" if cursor.score is None else f".{float(cursor.score)!r}"
    return f"{'-' if cursor.backwards else ''}{cursor.date.isoformat()}.{cursor.result}{score}"


def cursor_of(text: str) -> Cursor | None:
    """Return the place that a text of an address means; None if it means none."""
    match = PLACE.fullmatch(text)
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["date"])
    except ValueError:
        return None
    score = float(match["score"]) if match["score"] else None
    if score is not None and not math.isfinite(score):
        return None
    return Cursor(day, int(match["result"]), score, bool(match["backwards"]))
