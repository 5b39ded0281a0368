"""The questions that are asked of the register of decisions."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery
from django.db import connections
from django.db.models import Case, Count, Value, When
from django.db.models.functions import TruncMonth

from decisions.pictures import KINDS, MONTHS, NOTED, decisions_a_month
from meetings.list_querysets import ListQuerySet, Tally
from minutes_portal.charts import Columns, months_until

# One pass over the lines gives the counts of all filters.
TALLY = """WITH line AS MATERIALIZED ({lines})
    SELECT 'day', date::text, '', count(*) FROM line GROUP BY date
    UNION ALL SELECT 'place', borough.slug, committee.slug, place.rows
        FROM (SELECT committee_id, count(*) AS rows FROM line GROUP BY 1) place
        JOIN meetings_committee committee ON committee.id = place.committee_id
        JOIN meetings_borough borough ON borough.id = committee.borough_id
    UNION ALL SELECT 'topic', topic.slug, '', on_topic.rows
        FROM (SELECT link.topic_id, count(*) AS rows FROM line
            JOIN meetings_agendaitem_topics link ON link.agendaitem_id = line.item_id GROUP BY 1) on_topic
        JOIN meetings_topic topic ON topic.id = on_topic.topic_id
    UNION ALL SELECT 'outcome', outcome, '', count(*) FROM line, unnest(line.outcomes) outcome GROUP BY outcome"""


class RegisterQuerySet(ListQuerySet):
    """Lines of the register."""

    to_topics = "item__topics"
    order_in_meeting = ("item_order", "item_slug", "ordinal")

    def _having(self, query: SearchQuery) -> Any:
        """Look where readers look for resolutions, and return these lines' keys: a line's is its resolution's."""
        resolution: Any = self.model._meta.apps.get_model("decisions", "Resolution")
        return resolution._default_manager.all()._having(query)

    def on_topic(self, slugs: Collection[str]) -> Self:
        links = self._item_topics().filter(topic__slug__in=slugs)
        return self.filter(item__in=links.values("agendaitem"))

    def tally(self) -> Tally:
        """Return how the lines spread over days, places, topics and outcomes."""
        lines = self.order_by().values("committee_id", "item_id", "date", "outcomes")
        statement, parameters = lines.query.sql_with_params()
        tally = Tally()
        with connections[self.db].cursor() as cursor:
            cursor.execute(TALLY.format(lines=statement), parameters)
            for facet, key, within, rows in cursor.fetchall():
                tally.add(facet, key, within, rows)
        return tally

    def pictured(self, last: date, name: str = "decisions") -> Columns:
        """Return the picture of what these lines do in the twelve months up to the one of the last day (one query)."""
        does = Case(
            *(When(outcomes__overlap=list(outcomes), then=Value(kind)) for kind, outcomes in KINDS.items()),
            default=Value(NOTED),
        )
        months = (
            self.between(months_until(last, MONTHS)[0], last).order_by().values_list(TruncMonth("date"), does)
        )
        counts = {(month, kind): rows for month, kind, rows in months.annotate(rows=Count("pk"))}
        return decisions_a_month(counts, last, name)

    def with_outcome(self, outcomes: Collection[str]) -> Self:
        """Keep resolutions with any of these outcomes."""
        return self.filter(outcomes__overlap=list(outcomes))

    def with_limbs(self) -> list[Any]:
        """Return the lines, each with the limbs of its resolution as `limb_list`."""
        lines: list[Any] = list(self)
        resolution: Any = self.model._meta.apps.get_model("decisions", "Resolution")
        limbs = defaultdict(list)
        for limb in resolution.published.limbs_of([line.pk for line in lines]):
            limbs[limb.parent_id].append(limb)
        for line in lines:
            line.limb_list = limbs[line.pk]
        return lines

    def _item_topics(self) -> Any:
        """Return the links between items and topics, for use inside a question."""
        items: Any = self.model._meta.get_field("item").related_model
        return items._meta.get_field("topics").remote_field.through._base_manager
