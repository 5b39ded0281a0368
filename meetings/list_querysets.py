"""The questions that every list of the record answers, whatever its rows are: meetings, items or decisions."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.search import SearchQuery
from django.db import connections, models
from django.db.models import Case, Count, F, Func, Max, Min, Value, When
from django.db.models.functions import TruncMonth
from django.utils import timezone

LANGUAGE = "english"  # the text search configuration of every `search` column
TERM = re.compile(r'-?"[^"]*"?|\S+')

MEETINGS_PER_TOPIC = """SELECT topic.slug, on_topic.meetings FROM (
        SELECT topic_id, count(*) AS meetings FROM (
            SELECT DISTINCT link.topic_id, item.meeting_id FROM meetings_agendaitem item
            JOIN meetings_agendaitem_topics link ON link.agendaitem_id = item.id
            WHERE item.meeting_id IN ({meetings})) met GROUP BY 1) on_topic
    JOIN meetings_topic topic ON topic.id = on_topic.topic_id"""


@dataclass
class Tally:
    """How the rows of a list spread: by day, by the slugs of borough and committee, by topic, by outcome; decisions also
    by issue and by the state of their call-in.
    """

    per_day: list[tuple[date, int]] = field(default_factory=list)
    per_place: list[tuple[str, str, int]] = field(default_factory=list)
    per_topic: dict[str, int] = field(default_factory=dict)
    per_outcome: dict[str, int] = field(default_factory=dict)
    per_issue: dict[str, int] = field(default_factory=dict)
    per_call_in: dict[str, int] = field(default_factory=dict)

    def add(self, facet: str, key: str, within: str, rows: int) -> None:
        """Add a number of rows, as a statement counts them under the name of a facet."""
        if facet == "day":
            self.per_day.append((date.fromisoformat(key), rows))
        elif facet == "place":
            self.per_place.append((key, within, rows))
        else:
            spread: dict[str, int] = getattr(self, f"per_{facet.replace('-', '_')}")
            spread[key] = rows


class Unnested(Func):
    """Gives a row for each element of an array."""

    function = "unnest"
    set_returning = True
    output_field = models.CharField()


def words_query(words: str) -> SearchQuery:
    """Return what a reader typed as a query: words, "phrases", -without, or."""
    return SearchQuery(words, config=LANGUAGE, search_type="websearch")


def sift(words: str) -> tuple[str, str]:
    """Return the words that are looked for, and those that must not occur (as `a or b`)."""
    terms = TERM.findall(words)
    unwanted = [term for term in terms if term.startswith("-") and term.strip('-"')]
    wanted = [term for term in terms if term not in unwanted]
    return " ".join(wanted), " or ".join(term.removeprefix("-") for term in unwanted)


class RowsInTurn(models.QuerySet):
    """Rows of a list whose keys are known in their order."""

    def with_keys(self, keys: Collection[int]) -> Self:
        return self.filter(pk__in=keys)

    def in_turn(self, keys: Collection[int]) -> list[Any]:
        """Return the rows with these keys in the order of the keys."""
        found: Any = self.order_by().with_keys(keys)
        rows = {row.pk: row for row in found}
        return [rows[key] for key in keys if key in rows]


class ListQuerySet(RowsInTurn):
    """Rows that belong to a meeting. The paths say how a row reaches it, its item and its topics."""

    to_meeting: ClassVar[str] = ""
    to_item: ClassVar[str] = ""
    to_topics: ClassVar[str] = "topics"
    order_in_meeting: ClassVar[tuple[str, ...]] = ()
    has_items: ClassVar[bool] = False  # whether a row may be on one topic several times
    heavy: ClassVar[tuple[str, ...]] = ()  # costly columns that no list shows

    def about(self, words: str) -> Self:
        """Keep the rows that have the words somewhere and the unwanted ones nowhere."""
        wanted, unwanted = sift(words)
        rows = self.filter(pk__in=self._having(words_query(wanted))) if wanted or not unwanted else self
        return rows.exclude(pk__in=self._having(words_query(unwanted))) if unwanted else rows

    def _having(self, query: SearchQuery) -> Any:
        """Return the keys of all rows of which some part matches."""
        raise NotImplementedError

    def _every(self, relation: str = "") -> Any:
        """Return all rows of this model, or of the one behind a relation, for use inside a question."""
        model: Any = self.model._meta.get_field(relation).related_model if relation else self.model
        return model._default_manager.order_by()

    def in_borough(self, slugs: Collection[str]) -> Self:
        return self.filter(**{f"{self.to_meeting}committee__borough__slug__in": slugs})

    def of_committee(self, slugs: Collection[str]) -> Self:
        """Keep the rows of committees with one of these slugs, in whatever borough."""
        return self.filter(**{f"{self.to_meeting}committee__slug__in": slugs})

    def on_topic(self, slugs: Collection[str]) -> Self:
        on_topic = self._every().filter(**{f"{self.to_topics}__slug__in": slugs})
        return self.filter(pk__in=on_topic.values("pk"))  # not a join: a row on two topics is one row

    def since(self, first: date) -> Self:
        return self.filter(**{f"{self.to_meeting}date__gte": first})

    def until(self, last: date) -> Self:
        return self.filter(**{f"{self.to_meeting}date__lte": last})

    def between(self, first: date, last: date) -> Self:
        return self.since(first).until(last)

    def substantial(self) -> Self:
        """Leave out apologies, declarations of interest and the like."""
        return self.filter(**{f"{self.to_item}procedural": False})

    def procedural(self) -> Self:
        return self.filter(**{f"{self.to_item}procedural": True})

    def newest_first(self) -> Self:
        return self.order_by(f"-{self.to_meeting}date", *self._order_in_a_day())

    def oldest_first(self) -> Self:
        return self.order_by(f"{self.to_meeting}date", *self._order_in_a_day())

    def _order_in_a_day(self) -> tuple[str, ...]:
        """Return natural keys that leave no two rows in doubt, so that no row moves between pages."""
        meeting = self.to_meeting
        keys = (f"{meeting}committee__borough__slug", f"{meeting}committee__slug", f"{meeting}sitting")
        return keys + self.order_in_meeting

    def per_place(self) -> list[tuple[str, str, int]]:
        """Return the slugs of borough and committee with their number of rows."""
        committee = f"{self.to_meeting}committee__"
        places = self.order_by().values_list(f"{committee}borough__slug", f"{committee}slug")
        return list(places.annotate(rows=Count("pk")))

    def per_day(self) -> list[tuple[date, int]]:
        """Return the days with their number of rows."""
        return list(self.order_by().values_list(f"{self.to_meeting}date").annotate(rows=Count("pk")))

    def of_body(self, committee: models.Model) -> Self:
        return self.filter(**{f"{self.to_meeting}committee": committee})

    def per_month(self) -> dict[date, int]:
        """Return the first days of months with their number of rows."""
        months = self.order_by().values_list(TruncMonth(f"{self.to_meeting}date"))
        return dict(months.annotate(rows=Count("pk")))

    def per_topic(self) -> dict[str, int]:
        topics = self.order_by().values_list(f"{self.to_topics}__slug")
        return dict(topics.annotate(rows=Count("pk", distinct=self.has_items)))

    def span(self) -> dict[str, Any]:
        """Return what is held: `count`, `first` and `last` day."""
        day = f"{self.to_meeting}date"
        return self.order_by().aggregate(count=Count("pk"), first=Min(day), last=Max(day))

    def with_meeting(self) -> Self:
        return self.select_related(f"{self.to_meeting}committee__borough")

    def for_list(self) -> Self:
        """Load with each row what a line of a list shows."""
        return self.with_meeting().defer(*self.heavy)


class ItemListQuerySet(ListQuerySet):
    """Lists of agenda items."""

    to_meeting = "meeting__"
    order_in_meeting = ("order", "slug")
    heavy = ("search",)

    def _having(self, query: SearchQuery) -> Any:
        """Look in titles, purposes and references, in the minutes, and in resolutions and their limbs."""
        return (
            self._every()
            .filter(search=query)
            .values("pk")
            .union(
                self._every("points").filter(search=query).values("item"),
                self._every("resolutions").filter(search=query).values("item"),
            )
        )

    def with_outcome(self, outcomes: Collection[str]) -> Self:
        """Keep items with a resolution of any of these outcomes."""
        return self.filter(pk__in=self._every("resolutions").with_outcome(outcomes).values("item"))

    def per_outcome(self) -> dict[str, int]:
        each = self.order_by().values_list(Unnested(F("resolutions__outcomes")))
        return dict(each.annotate(rows=Count("pk", distinct=True)))


class MeetingListQuerySet(ListQuerySet):
    """Lists of meetings. Read through the published views, a stage's time is there only once it has come."""

    to_topics = "items__topics"
    has_items = True

    def _having(self, query: SearchQuery) -> Any:
        """Look for meetings with a matching item."""
        items = self._every("items")
        return items.filter(pk__in=items._having(query)).values("meeting")

    def per_topic(self) -> dict[str, int]:
        """Count meetings by the topics of their items; each joined once, and no row that has no topic."""
        meetings, parameters = self.order_by().values("pk").query.sql_with_params()
        with connections[self.db].cursor() as cursor:
            cursor.execute(MEETINGS_PER_TOPIC.format(meetings=meetings), parameters)
            return dict(cursor.fetchall())

    def upcoming_first(self) -> Self:
        """Order by what is nearest: the next meeting first, then the one after; behind them the past, newest first."""
        today = timezone.localdate()
        ahead = self.annotate(
            is_past=Case(When(date__lt=today, then=Value(1)), default=Value(0)),
            day_ahead=Case(When(date__gte=today, then=F("date")), default=Value(date.max)),
        )
        return ahead.order_by("is_past", "day_ahead", "-date", *self._order_in_a_day())
