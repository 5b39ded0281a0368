"""What there is: each kind of public object once, for the lists, for single addresses and for the files to download."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rest_framework.serializers import Serializer

from minutes_portal.api import rows
from minutes_portal.api.bodies import BoroughObject, CommitteeObject, PersonObject, TopicObject
from minutes_portal.api.decisions import DecisionObject, IssueObject, NoticeObject, RecommendationObject
from minutes_portal.api.filters import (
    BodiesAsked,
    DecisionsAsked,
    ItemsAsked,
    MeetingsAsked,
    NothingAsked,
    PapersAsked,
    RecommendationsAsked,
)
from minutes_portal.api.meetings import DocumentObject, ItemObject, MeetingObject
from minutes_portal.changes.models import Change
from minutes_portal.lists import ListFilter

MEETING = ("committee__borough__slug", "committee__slug", "sitting")


@dataclass(frozen=True)
class Resource:
    """One kind of public object.

    told: how an object is told. rows: the published rows. order: the natural keys that its lists stand in, a `-` before
    what stands in descending order. filters: what its list may be asked. list_path, path: its addresses below /api/v1.
    address: how the parts of `path` are found in a row; `date_key` stands for a meeting's day and sitting and leads to the meeting.
    journal: its kind in the journal, which knows when it changed.
    """

    name: str
    noun: str
    told: type[Serializer]
    rows: Callable[[], Any]
    order: Sequence[str]
    filters: type[ListFilter]
    list_path: str
    path: str
    address: Mapping[str, str]
    journal: str = ""
    page_size: int = 50
    most: int = 100

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


def _meeting_address(prefix: str = "") -> dict[str, str]:
    return {
        "borough": f"{prefix}committee__borough__slug",
        "committee": f"{prefix}committee__slug",
        "date_key": prefix,
    }


PLACE = "<slug:borough>/<slug:committee>/<date_key:date_key>/"
BY_SLUG = {"slug": "slug"}
OF_BOROUGH = {"borough": "borough__slug", "slug": "slug"}

RESOURCES = (
    Resource(
        "boroughs", "councils that publish here", BoroughObject, rows.boroughs, ("slug",), NothingAsked,
        "boroughs/", "boroughs/<slug:slug>/", BY_SLUG,
    ),
    Resource(
        "committees", "committees and those who decide alone", CommitteeObject, rows.committees, ("borough__slug", "slug"),
        BodiesAsked, "committees/", "boroughs/<slug:borough>/<slug:slug>/", OF_BOROUGH,
    ),
    Resource(
        "people", "people who have a page", PersonObject, rows.people, ("borough__slug", "slug"), BodiesAsked,
        "people/", "people/<slug:borough>/<slug:slug>/", OF_BOROUGH,
    ),
    Resource(
        "topics", "subjects", TopicObject, rows.topics, ("slug",), NothingAsked, "topics/", "topics/<slug:slug>/", BY_SLUG,
    ),
    Resource(
        "meetings", "meetings", MeetingObject, rows.meetings, ("-date", *MEETING), MeetingsAsked,
        "meetings/", f"meetings/{PLACE}", _meeting_address(), "meeting", 20,
    ),
    Resource(
        "items", "items of business with their minutes", ItemObject, rows.items,
        ("-meeting__date", *_below("meeting__", MEETING), "order", "slug"), ItemsAsked,
        "items/", f"meetings/{PLACE}<slug:item>/", _meeting_address("meeting__") | {"item": "slug"}, "item", 20, 50,
    ),
    Resource(
        "documents", "papers", DocumentObject, rows.documents,
        ("-meeting__date", *_below("meeting__", MEETING), "slug"), PapersAsked,
        "documents/", f"meetings/{PLACE}documents/<slug:slug>/", _meeting_address("meeting__") | BY_SLUG, "document",
    ),
    Resource(
        "decisions", "decisions", DecisionObject, rows.decisions,
        ("-item__meeting__date", *_below("item__meeting__", MEETING), "item__order", "item__slug", "ordinal"), DecisionsAsked,
        "decisions/", f"decisions/{PLACE}<slug:item>/<int:ordinal>/",
        _meeting_address("item__meeting__") | {"item": "item__slug", "ordinal": "ordinal"}, "resolution",
    ),
    Resource(
        "recommendations", "recommendations and what became of them", RecommendationObject, rows.recommendations,
        ("-item__meeting__date", *_below("item__meeting__", MEETING), "item__order", "item__slug", "ordinal"), RecommendationsAsked,
        "decisions/recommendations/", f"decisions/recommendations/{PLACE}<slug:item>/<int:ordinal>/",
        _meeting_address("item__meeting__") | {"item": "item__slug", "ordinal": "ordinal"}, "recommendation",
    ),
    Resource(
        "issues", "matters followed across meetings", IssueObject, rows.issues, ("slug",), BodiesAsked,
        "decisions/issues/", "decisions/issues/<slug:slug>/", BY_SLUG, "issue", 20,
    ),
    Resource(
        "forward-plan", "notices of decisions to come", NoticeObject, rows.notices, ("borough__slug", "slug"), BodiesAsked,
        "decisions/forward-plan/", "decisions/forward-plan/<slug:borough>/<slug:slug>/", OF_BOROUGH, "notice",
    ),
)  # fmt: skip
