"""An invented record of any size for the benchmark: twenty years of forty boroughs, in words as unevenly used as ours.

Words follow Zipf's law over 60,000 forms, some common in all minutes, some known in one borough or under one topic
only, some used in the first six years and never again. The same seed gives the same record. Rows go in by COPY with
the tables' triggers off; the search index is made afterwards, as `manage.py rebuild_search` makes it.
"""

import random
from bisect import bisect
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from rich.progress import track

from decisions.models import Resolution
from meetings.models import AgendaItem, Borough, Committee, Meeting, MinutePoint, Topic
from minutes_portal.database.statistics import refresh_statistics

BOROUGHS, COMMITTEES_EACH, TOPICS, YEARS = 40, 8, 60, 20
ITEMS_A_MEETING, POINTS_AN_ITEM = 10, 10
FORMS = 60_000
WORDS_IN_A_POINT = (20, 150)
PART_OF_STOP_WORDS, PART_OF_TOPIC, PART_OF_BOROUGH, PART_OF_VANISHED = 0.44, 0.05, 0.02, 0.01
YEARS_OF_VANISHED = 6
FIRST_DAY = date(2006, 5, 2)
COMMONEST = """
service care council member report committee review budget housing school transport resident road park
health waste planning cost year ward street tenant pupil clinic recycling grant officer cabinet scrutiny
decision public community children social funding policy programme project partner performance quality risk
saving staff strategy support team target training value work young adult agreement board capital change
consultation contract director education environment family finance future group home improvement
information issue job land local management meeting need number offer order organisation outcome people
place plan pressure process progress property provider question rate reason recommendation response safety
sector site standard system term town traffic university visit volunteer
"""
EVERYDAY = COMMONEST.split()
CLOSED_CLASS = """
the of and to a in that was for on be with as by it at were had from this which would not have are
"""
STOP_WORDS = CLOSED_CLASS.split()
OUTCOMES = ("noted", "approved", "agreed", "recommended", "referred", "deferred")


@dataclass
class Words:
    """The words of the record, and how often each is drawn."""

    rng: random.Random
    everyday: list[str] = field(default_factory=list)
    of_borough: list[list[str]] = field(default_factory=list)
    of_topic: list[list[str]] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        forms = list(_forms(self.rng, FORMS + BOROUGHS * 25 + TOPICS * 40 + 150))
        take = iter(forms)
        self.everyday = [*EVERYDAY, *(next(take) for _ in range(FORMS - len(EVERYDAY)))]
        self.of_borough = [[next(take) for _ in range(25)] for _ in range(BOROUGHS)]
        self.of_topic = [[next(take) for _ in range(40)] for _ in range(TOPICS)]
        self.vanished = [next(take) for _ in range(150)]
        self.weights = list(accumulate(1 / (rank + 2.7) ** 1.02 for rank in range(FORMS)))

    def text(self, borough: int, topic: int, early: bool) -> str:
        """Return a paragraph."""
        rng, total = self.rng, self.weights[-1]
        words = []
        for _ in range(rng.randint(*WORDS_IN_A_POINT)):
            luck = rng.random()
            if luck < PART_OF_STOP_WORDS:
                words.append(STOP_WORDS[int(luck * 1000) % len(STOP_WORDS)])
            elif luck < PART_OF_STOP_WORDS + PART_OF_TOPIC:
                words.append(rng.choice(self.of_topic[topic]))
            elif luck < PART_OF_STOP_WORDS + PART_OF_TOPIC + PART_OF_BOROUGH:
                words.append(rng.choice(self.of_borough[borough]))
            elif early and luck > 1 - PART_OF_VANISHED:
                words.append(rng.choice(self.vanished))
            else:
                words.append(self.everyday[bisect(self.weights, rng.random() * total)])
        return " ".join(words).capitalize() + "."


def _forms(rng: random.Random, number: int) -> Iterator[str]:
    """Give `number` different invented words whose endings no stemmer takes off."""
    seen = set(EVERYDAY) | set(STOP_WORDS)
    while number:
        word = "".join(rng.choice("bdfghklmnprtvw") + rng.choice("aeiou") for _ in range(rng.randint(2, 4)))
        word += rng.choice("kmnprt")
        if word not in seen:
            seen.add(word)
            number -= 1
            yield word


def fill(items: int, seed: int = 20) -> None:
    """Fill an empty database with `items` agenda items and index it; one that holds as many is left as it is.

    Raises SystemExit where the database holds another number of items.
    """
    held = AgendaItem.objects.count()
    if held >= items:
        return
    if held or Borough.objects.exists():
        raise SystemExit(
            f"The benchmark’s database holds {held:,} items, not {items:,}: remove it and start again."
        )
    words = Words(random.Random(seed))
    with transaction.atomic(), _triggers_off():
        _copy_bodies(words)
        meetings = items // ITEMS_A_MEETING
        _copy(Meeting, _meetings(meetings))
        _copy(AgendaItem, _items(words, items))
        _copy(AgendaItem.topics.through, ((n, n, _topic(n) + 1) for n in range(1, items + 1)))
        _copy(MinutePoint, _points(words, items))
        _copy(Resolution, _resolutions(words, items))
        _reset_sequences()
    refresh_statistics()
    call_command("rebuild_search")


FILLED = (Borough, Committee, Topic, Meeting, AgendaItem, AgendaItem.topics.through, MinutePoint, Resolution)


@contextmanager
def _triggers_off() -> Iterator[None]:
    """Neither history nor index is kept meanwhile: the one is not measured here, the other is made afterwards."""
    tables = [model._meta.db_table for model in FILLED]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _copy(model: type[Model], rows: Iterable[Any]) -> None:
    """COPY rows: tuples of the key and of the values that `_columns` names; other columns take an empty value."""
    given = COLUMNS[model]
    fields = [each for each in model._meta.local_concrete_fields if not each.generated]
    own = [each for each in fields if each.get_internal_type() == "UUIDField"]
    others = [each for each in fields if each.column not in given and each not in own]
    fixed = tuple(_empty(each) for each in others)
    names = ", ".join(f'"{name}"' for name in (*given, *(each.column for each in (*others, *own))))
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row + fixed + tuple(uuid4() for _ in own))


def _empty(each: Any) -> Any:
    if each.null:
        return None
    kind = each.get_internal_type()
    return {"BooleanField": False, "JSONField": "{}", "ArrayField": []}.get(
        kind, 0 if "Integer" in kind else ""
    )


STAGES = ("agenda_published_at", "decisions_published_at", "minutes_published_at")
COLUMNS: dict[Any, tuple[str, ...]] = {
    Borough: ("id", "name", "slug", "council_name"),
    Committee: ("id", "borough_id", "name", "slug", "kind"),
    Topic: ("id", "name", "slug"),
    Meeting: ("id", "committee_id", "date", "sitting", "status", *STAGES),
    AgendaItem: ("id", "meeting_id", "order", "number", "slug", "title", "report_reference", "procedural"),
    AgendaItem.topics.through: ("id", "agendaitem_id", "topic_id"),
    MinutePoint: ("id", "item_id", "order", "anchor", "number", "mark", "kind", "text"),
    Resolution: ("id", "item_id", "order", "ordinal", "cue", "wording", "outcomes"),
}


def _copy_bodies(words: Words) -> None:
    Topic.objects.all().delete()
    boroughs = [own[0].capitalize() for own in words.of_borough]
    _copy(Borough, ((n + 1, name, name.lower(), f"{name} Council") for n, name in enumerate(boroughs)))
    _copy(
        Committee,
        (
            (n * COMMITTEES_EACH + m + 1, n + 1, f"Committee {m + 1}", f"committee-{m + 1}", "scrutiny")
            for n in range(BOROUGHS)
            for m in range(COMMITTEES_EACH)
        ),
    )
    _copy(Topic, ((n + 1, own[0].capitalize(), own[0]) for n, own in enumerate(words.of_topic)))


def _day(meeting: int, meetings: int) -> date:
    """Meetings are numbered in order of time, so that each committee meets again and again over the years."""
    return FIRST_DAY + timedelta(days=meeting * YEARS * 365 // (meetings + 1))


def _meetings(number: int) -> Iterator[tuple[Any, ...]]:
    committees = BOROUGHS * COMMITTEES_EACH
    taken: set[tuple[int, date]] = set()
    for n in range(1, number + 1):
        committee, day = n % committees + 1, _day(n, number)
        while (committee, day) in taken:
            day += timedelta(days=1)
        taken.add((committee, day))
        since = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        unpublished = n % 50 == 0  # two in a hundred are drafts
        yield (n, committee, day, 1, "held", *([None] * 3 if unpublished else [since] * 3))


def _borough(item: int) -> int:
    return ((item - 1) // ITEMS_A_MEETING + 1) % (BOROUGHS * COMMITTEES_EACH) // COMMITTEES_EACH


def _topic(item: int) -> int:
    return item * 7 % TOPICS


def _items(words: Words, number: int) -> Iterator[tuple[Any, ...]]:
    rng = words.rng
    for n in range(1, number + 1):
        meeting, place = divmod(n - 1, ITEMS_A_MEETING)
        title = " ".join((rng.choice(words.of_topic[_topic(n)]), *rng.choices(words.everyday[:800], k=3)))
        yield (
            n, meeting + 1, place + 1, str(place + 1), str(place + 1), title.capitalize(), f"CS{10_000 + n}", place == 0,
        )  # fmt: skip


def _points(words: Words, items: int) -> Iterator[tuple[Any, ...]]:
    early = items * YEARS_OF_VANISHED // YEARS
    for n in track(range(1, items + 1), description="Writing minutes"):
        place = (n - 1) % ITEMS_A_MEETING + 1
        for m in range(1, POINTS_AN_ITEM + 1):
            number = f"{place}.{m}"
            text = words.text(_borough(n), _topic(n), n < early)
            yield (n * POINTS_AN_ITEM + m, n, m, number, number, number, "paragraph", text)


def _resolutions(words: Words, items: int) -> Iterator[tuple[Any, ...]]:
    rng = words.rng
    for n in range(2, items + 1, 2):
        outcome = OUTCOMES[n // 2 % len(OUTCOMES)]
        said = " ".join(rng.choices(words.everyday[:2000], k=12))
        yield (n, n, 99, 1, "RESOLVED:", f"That the {said} be {outcome}.", [outcome])


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for model in FILLED:
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
