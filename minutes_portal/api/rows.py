"""The published rows behind each kind of public object, with all that is told of them: one fixed number of queries a page."""

from typing import Any

from django.db.models import Prefetch

from decisions.models import (
    CallIn,
    DecisionRecord,
    Issue,
    PlannedDecision,
    Recommendation,
    Registered,
    Resolution,
    Vote,
)
from meetings.models import AgendaItem, Borough, Committee, Document, Meeting, Person, Topic


def boroughs() -> Any:
    return Borough.published.all()


def committees() -> Any:
    return Committee.published.select_related("borough", "predecessor__borough").prefetch_related("partners")


def people() -> Any:
    return Person.published.listed().with_place().with_roles()


def topics() -> Any:
    return Topic.published.all()


def meetings() -> Any:
    items = AgendaItem.published.defer("search").in_order()
    replaced_by = "moved_to__committee__borough"
    whole = Meeting.published.with_meeting().with_approval().select_related(replaced_by)
    return (
        whole.with_attendances()
        .with_documents()
        .with_corrections()
        .prefetch_related(Prefetch("items", items))
    )


def items() -> Any:
    return AgendaItem.published.for_list().with_words().with_corrections().with_topic_names()


def documents() -> Any:
    return (
        Document.published.with_an_address()
        .select_related("meeting__committee__borough", "item__meeting__committee__borough")
        .defer("item__search")
    )


def register() -> Any:
    """Return the lines that the list of decisions is asked of: three tables joined once (docs/decisions/0013-fast-lists.md)."""
    return Registered.published.with_meeting().defer("wording")


def decisions() -> Any:
    votes = Vote.published.select_related("person__borough").order_by("cast", "name", "casting")
    records = DecisionRecord.published.select_related("notice__borough")
    call_ins = CallIn.published.order_by("requested_on", "pk")
    return (
        Resolution.published.whole()
        .with_meeting()
        .select_related("moved_by__borough", "seconded_by__borough")
        .defer("search", "item__search")
        .with_limbs()
        .prefetch_related(
            Prefetch("votes", votes), Prefetch("record", records), Prefetch("call_ins", call_ins)
        )
    )


def recommendations() -> Any:
    words = ("resolution__parent__parent", "to_committee__borough", "to_person__borough")
    sent = Recommendation.published.with_state().with_meeting().select_related(*words)
    search = (
        "item__search",
        "resolution__search",
        "resolution__parent__search",
        "resolution__parent__parent__search",
    )
    return sent.defer(*search).prefetch_related("responses", "updates")


def issues() -> Any:
    every = AgendaItem.published.with_meeting().defer("search").oldest_first()
    return Issue.published.for_list().prefetch_related(Prefetch("items", every))


def notices() -> Any:
    return PlannedDecision.published.for_list()
