"""What there is: each kind of public object once, for the lists, for single addresses and for the files to download."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rest_framework.serializers import Serializer

from decisions.filters import IssueFilter, RecommendationFilter
from decisions.forward_plan_filters import ForwardPlanFilter
from meetings.filters import MeetingFilter
from minutes_portal.api import rows
from minutes_portal.api.bodies import BoroughObject, CommitteeObject, PersonObject, TopicObject
from minutes_portal.api.decisions import DecisionObject, IssueObject, NoticeObject, RecommendationObject
from minutes_portal.api.filters import DecisionsAsked, ItemsAsked, NothingAsked, OfBoroughs
from minutes_portal.api.meetings import DocumentObject, ItemObject, MeetingObject
from minutes_portal.changes.models import Change
from minutes_portal.lists import ListFilter

MEETING = ("committee__borough__slug", "committee__slug", "sitting")


@dataclass(frozen=True)
class Resource:
    """One kind of public object.

    told: how an object is told. rows: the published rows. order: natural keys that all of them stand in, a `-` before what
    stands in descending order. filters: what its list may be asked; where they have orders of their own, the list stands
    in these. list_path, path: its addresses below /api/v1. journal: its kind in the journal, which knows when it changed.
    lines: where the list is asked of other rows than these, with the same keys: those rows.
    """

    name: str
    noun: str
    told: type[Serializer]
    rows: Callable[[], Any]
    order: Sequence[str]
    filters: type[ListFilter]
    list_path: str
    path: str
    journal: str = ""
    page_size: int = 50
    most: int = 100
    lines: Callable[[], Any] | None = None

    @property
    def parts(self) -> list[str]:
        """The names of the parts of its address, in their order."""
        return re.findall(r"<\w+:(\w+)>", self.path)

    def listed(self) -> Any:
        """Return the rows that its list is asked of."""
        return self.lines() if self.lines else self.rows()

    def whole(self, found: Sequence[Any]) -> Sequence[Any]:
        """Return the rows that stand for these of its list."""
        if self.lines is None:
            return found
        rows: Sequence[Any] = self.rows().in_turn([line.pk for line in found])
        return rows

    def context(self, found: Sequence[Any], base: str) -> dict[str, Any]:
        """Return what telling these rows needs; one query where the journal knows them."""
        changes = Change.published.of_records(self.journal, [row.pk for row in found]) if self.journal else {}
        return {"base": base, "changes": changes}

    def tell(
        self,
        found: Sequence[Any],
        base: str,
        fields: Sequence[str] = (),
        context: dict[str, Any] | None = None,
    ) -> list[dict[str, Any]]:
        """Return these rows as programs get them, with all their fields or with some."""
        serializer = self.told(context=context or self.context(found, base))
        for name in set(serializer.fields) - set(fields) if fields else ():
            serializer.fields.pop(name)
        return [serializer.to_representation(row) for row in found]

    def field_names(self) -> list[str]:
        return list(self.told().fields)


def _below(prefix: str, keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{prefix}{key}" for key in keys)


PLACE = "<slug:borough>/<slug:committee>/<date_key:date_key>/"

RESOURCES = (
    Resource(
        "boroughs", "councils that publish here", BoroughObject, rows.boroughs, ("slug",), NothingAsked,
        "boroughs/", "boroughs/<slug:slug>/",
    ),
    Resource(
        "committees", "committees and those who decide alone", CommitteeObject, rows.committees, ("borough__slug", "slug"),
        OfBoroughs, "committees/", "boroughs/<slug:borough>/<slug:slug>/",
    ),
    Resource(
        "people", "people who have a page", PersonObject, rows.people, ("borough__slug", "slug"), OfBoroughs,
        "people/", "people/<slug:borough>/<slug:slug>/",
    ),
    Resource("topics", "subjects", TopicObject, rows.topics, ("slug",), NothingAsked, "topics/", "topics/<slug:slug>/"),
    Resource(
        "meetings", "meetings", MeetingObject, rows.meetings, ("-date", *MEETING), MeetingFilter,
        "meetings/", f"meetings/{PLACE}", "meeting", 20,
    ),
    Resource(
        "items", "items of business with their minutes", ItemObject, rows.items,
        ("-meeting__date", *_below("meeting__", MEETING), "order", "slug"), ItemsAsked,
        "items/", f"meetings/{PLACE}<slug:item>/", "item", 20, 50,
    ),
    Resource(
        "documents", "papers", DocumentObject, rows.documents,
        ("-meeting__date", *_below("meeting__", MEETING), "slug"), OfBoroughs,
        "documents/", f"meetings/{PLACE}documents/<slug:slug>/", "document",
    ),
    Resource(
        "decisions", "decisions", DecisionObject, rows.decisions,
        ("-item__meeting__date", *_below("item__meeting__", MEETING), "item__order", "item__slug", "ordinal"), DecisionsAsked,
        "decisions/", f"decisions/{PLACE}<slug:item>/<int:ordinal>/", "resolution", lines=rows.register,
    ),
    Resource(
        "recommendations", "recommendations and what became of them", RecommendationObject, rows.recommendations,
        ("-item__meeting__date", *_below("item__meeting__", MEETING), "item__order", "item__slug", "ordinal"), RecommendationFilter,
        "decisions/recommendations/", f"decisions/recommendations/{PLACE}<slug:item>/<int:ordinal>/", "recommendation",
    ),
    Resource(
        "issues", "matters followed across meetings", IssueObject, rows.issues, ("slug",), IssueFilter,
        "decisions/issues/", "decisions/issues/<slug:slug>/", "issue", 20,
    ),
    Resource(
        "forward-plan", "notices of decisions to come", NoticeObject, rows.notices, ("borough__slug", "slug"), ForwardPlanFilter,
        "decisions/forward-plan/", "decisions/forward-plan/<slug:borough>/<slug:slug>/", "notice",
    ),
)  # fmt: skip
