"""What others decided on this: items of other boroughs on the same matter, and the words that say why.

The database compares items by their telling terms within the query that reads the item (sql/others.sql), so an item's
page asks nothing more for it. Only published rows are compared, through the published views.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Func, JSONField
from django.urls import reverse

from minutes_portal.search.shared_words import words_shared

SQL = (Path(__file__).resolve().parent / "sql" / "others.sql").read_text()


class Others(Func):
    """For `annotate`, given what leads to the key of an item: a list of what `others_told` reads, the most alike first, or None."""

    template = f"({SQL.replace('%', '%%').replace('{item}', '%(expressions)s')})"
    arity = 1
    output_field = JSONField()


@dataclass(frozen=True)
class Limb:
    """Words of a limb."""

    wording: str


@dataclass(frozen=True)
class Other:
    """An item of another borough, with its first resolution that does something; and what it shares with this one.

    Names are those of a line of the register, so that it is written like one.
    """

    heading: str
    address: str
    borough: str
    accent: str
    committee: str
    date: date
    outcomes: Sequence[str]
    cue: str
    wording: str
    limb_list: Sequence[Limb]
    shared: Sequence[str]


def others_told(found: Sequence[dict[str, Any]] | None, texts: Iterable[str]) -> list[Other]:
    """Return what `Others` gave for an item, told in the words of its own texts."""
    texts = list(texts)
    return [_other(row, words_shared(row["shared"], texts)) for row in found or ()]


def _other(row: dict[str, Any], shared: Sequence[str]) -> Other:
    day = date.fromisoformat(row["date"])
    key = row["date"] + (f"-{row['sitting']}" if row["sitting"] > 1 else "")
    printed = row["number"] or row["minute_number"]
    return Other(
        heading=row["title"] or (f"Item {printed}" if printed else "Item without a title"),
        address=reverse(
            "meetings:agendaitem-detail", args=[row["borough"], row["committee"], key, row["item"]]
        ),
        borough=row["borough_name"],
        accent=row["accent"],
        committee=row["committee_name"],
        date=day,
        outcomes=row["outcomes"],
        cue=row["cue"],
        wording=row["wording"],
        limb_list=[Limb(words) for words in row["limbs"]],
        shared=shared,
    )
