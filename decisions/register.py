"""The questions that are asked of the register of decisions."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery
from django.db import connections
from django.db.models import Case, Count, Exists, F, Func, Max, OuterRef, Q, Value, When
from django.db.models.functions import Lower, TruncMonth
from django.utils import timezone

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
    UNION ALL SELECT 'outcome', outcome, '', count(*) FROM line, unnest(line.outcomes) outcome GROUP BY outcome
    UNION ALL SELECT 'issue', issue.slug, '', count(*) FROM line
        JOIN decisions_issue_items link ON link.agendaitem_id = line.item_id
        JOIN decisions_issue issue ON issue.id = link.issue_id GROUP BY issue.slug
    UNION ALL SELECT 'call-in', CASE WHEN asked.outcome IS NOT NULL THEN asked.outcome
            WHEN line.call_in <> 'subject' THEN line.call_in WHEN line.call_in_until >= %s THEN 'open'
            WHEN line.call_in_until IS NOT NULL THEN 'over' ELSE 'undated' END AS state, '', count(*)
        FROM line LEFT JOIN LATERAL (SELECT call.outcome FROM decisions_callin call
            WHERE call.resolution_id = line.id ORDER BY call.requested_on DESC, call.id DESC LIMIT 1) asked ON TRUE
        WHERE line.call_in <> '' GROUP BY state"""
THE_ARTICLE = "^the +"


class RegisterQuerySet(ListQuerySet):
    """Lines of the register."""

    to_topics = "item__topics"
    order_in_meeting = ("item_order", "item_slug", "ordinal")

    def _having(self, query: SearchQuery) -> Any:
        """Look where readers look for resolutions, and return these lines' keys: a line's is its resolution's."""
        return self._resolution._default_manager.all()._having(query)

    def on_topic(self, slugs: Collection[str]) -> Self:
        links = self._item_topics().filter(topic__slug__in=slugs)
        return self.filter(item__in=links.values("agendaitem"))

    def tally(self) -> Tally:
        """Return how the lines spread over days, places, topics, outcomes, issues and states of call-in."""
        lines = self.order_by().values(
            "id", "committee_id", "item_id", "date", "outcomes", "call_in", "call_in_until"
        )
        statement, parameters = lines.query.sql_with_params()
        tally = Tally()
        with connections[self.db].cursor() as cursor:
            cursor.execute(TALLY.format(lines=statement), [*parameters, timezone.localdate()])
            for facet, key, within, rows in cursor.fetchall():
                tally.add(facet, key, within, rows)
        return tally

    def pictured(self, last: date) -> Columns:
        """Return the picture of what these lines do in the twelve months up to the one of the last day (one query)."""
        does = Case(
            *(When(outcomes__overlap=list(outcomes), then=Value(kind)) for kind, outcomes in KINDS.items()),
            default=Value(NOTED),
        )
        months = (
            self.between(months_until(last, MONTHS)[0], last).order_by().values_list(TruncMonth("date"), does)
        )
        counts = {(month, kind): rows for month, kind, rows in months.annotate(rows=Count("pk"))}
        return decisions_a_month(counts, last)

    def of_person(self, slug: str) -> Self:
        """Keep what people with this address moved, seconded, or decided alone while they held that post: each of these
        is looked up by itself, so that its index finds it.
        """
        role: Any = self.model._meta.apps.get_model("meetings", "Role")
        lines = self.model._base_manager.order_by()
        posts = role._base_manager.filter(
            person__slug=slug, person__listed=True, committee__kind="individual"
        )
        held = posts.filter(committee=OuterRef("committee")).exclude(start__gt=OuterRef("date"))
        decided = lines.filter(
            Exists(held.exclude(end__lt=OuterRef("date"))), committee__in=posts.values("committee")
        )
        mover: Any = self.model._meta.get_field("movers").related_model
        moved = mover._base_manager.filter(slug=slug)
        return self.filter(pk__in=moved.values("line").union(decided.values("pk")))

    def with_outcome(self, outcomes: Collection[str]) -> Self:
        """Keep resolutions with any of these outcomes."""
        return self.filter(outcomes__overlap=list(outcomes))

    def in_call_in_state(self, states: Collection[str]) -> Self:
        """Keep decisions in any of these states of call-in. One that was called in has the state of its last call-in."""
        subject = Q(call_in="subject", called_in="")
        own = {
            "open": subject & Q(call_in_until__gte=timezone.localdate()),
            "over": subject & Q(call_in_until__lt=timezone.localdate()),
            "undated": subject & Q(call_in_until__isnull=True),
            "not subject": Q(call_in="not subject", called_in=""),
            "urgent": Q(call_in="urgent", called_in=""),
        }
        asked = Q(pk__in=[])
        for state in states:
            asked |= own.get(state, Q(called_in=state) & ~Q(call_in=""))
        return self.filter(asked)

    def key_is(self, values: Collection[str]) -> Self:
        """Keep key decisions ("yes"), or those that are recorded as not key ("no")."""
        return self.filter(key_decision__in=[value == "yes" for value in values])

    def per_key(self) -> dict[str, int]:
        told = self.order_by().filter(key_decision__isnull=False).values_list("key_decision")
        return {"yes" if key else "no": rows for key, rows in told.annotate(rows=Count("pk"))}

    def _with_addressee(self) -> Self:
        """Keep what is addressed to somebody, with `sent_to`: in small letters, without the article it may begin with."""
        plain = Lower(
            Func(F("addressee"), Value(THE_ARTICLE), Value(""), Value("i"), function="regexp_replace")
        )
        return self.exclude(addressee="").annotate(sent_to=plain)

    def addressed_to(self, names: Collection[str]) -> Self:
        """Keep what is addressed to any of these, named as `per_addressee` names them."""
        return self._with_addressee().filter(sent_to__in=list(names))

    def per_addressee(self) -> dict[str, int]:
        """Return how many lines are addressed to whom; “The Cabinet” and “the cabinet” are one."""
        return dict(
            self._with_addressee()
            .order_by()
            .values("sent_to")
            .annotate(rows=Count("pk"))
            .values_list("sent_to", "rows")
        )

    def addressees(self) -> dict[str, str]:
        """Return how each of them is printed, by the name that `addressed_to` takes."""
        printed = self._with_addressee().order_by().values("sent_to").annotate(printed=Max("addressee"))
        return dict(printed.values_list("sent_to", "printed"))

    def of_bodies(self, keys: Collection[int]) -> Self:
        """Keep what these committees decided."""
        return self.filter(committee__in=keys)

    def of_issue(self, slugs: Collection[str]) -> Self:
        """Keep what was decided at an item of any of these issues."""
        issue: Any = self.model._meta.apps.get_model("decisions", "Issue")
        ties = issue.items.through._base_manager.filter(issue__slug__in=slugs)
        return self.filter(item__in=ties.values("agendaitem"))

    def with_limbs(self) -> list[Any]:
        """Return the lines, each with the limbs of its resolution as `limb_list`."""
        lines: list[Any] = list(self)
        limbs = defaultdict(list)
        for limb in self._resolution.published.limbs_of([line.pk for line in lines]):
            limbs[limb.parent_id].append(limb)
        for line in lines:
            line.limb_list = limbs[line.pk]
        return lines

    def with_whole_words(self) -> list[Any]:
        """Return the lines, each with the limbs of its resolution, and those with theirs, as `parts`: their marks and words.

        Two queries besides the one for the lines.
        """
        lines: list[Any] = list(self)
        under = defaultdict(list)
        keys = [line.pk for line in lines]
        for _ in range(2):  # limbs go two deep
            limbs = list(self._resolution.published.limbs_of(keys))
            for limb in limbs:
                under[limb.parent_id].append(limb)
            keys = [limb.pk for limb in limbs]
        for line in lines:
            line.parts = [(limb, under[limb.pk]) for limb in under[line.pk]]
        return lines

    def with_call_in_day(self) -> Self:
        """Keep decisions whose last day to be called in is recorded."""
        return self.filter(call_in_until__isnull=False)

    @property
    def _resolution(self) -> Any:
        """The model of resolutions, which is built on this one’s questions."""
        return self.model._meta.apps.get_model("decisions", "Resolution")

    def _item_topics(self) -> Any:
        """Return the links between items and topics, for use inside a question."""
        items: Any = self.model._meta.get_field("item").related_model
        return items._meta.get_field("topics").remote_field.through._base_manager
