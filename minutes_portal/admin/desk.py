"""What waits for officers, one query a line, over the rows that each officer's lists show."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.admin import AdminSite
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from decisions.admin.following import due_soon, not_sent, overdue
from decisions.admin.records import asked_for_a_record, with_gaps
from decisions.admin.resolutions import without_outcome
from decisions.admin.ties import ties_for
from decisions.models import Issue, Recommendation, Resolution
from meetings.admin.filters import awaiting_approval, scheduled, without_minutes, written_but_unpublished
from meetings.admin.text_links import text_address
from meetings.models import Meeting
from minutes_portal.accounts.access import Act

MEETINGS_TO_MINUTE = 5


class Task(NamedTuple):
    """One line of the desk: how many, of what, and the list that shows them."""

    number: int
    words: str
    address: str


MEETINGS = (
    ("minutes", without_minutes, "held, nothing minuted yet"),
    ("publication", written_but_unpublished, "with minutes that are not published"),
    ("approval", awaiting_approval, "with draft minutes, although the committee has met since"),
    ("time", scheduled, "with a publication that is scheduled"),
)
TO_CHASE = (
    ("overdue", overdue, "not answered in time"),
    ("soon", due_soon, "to be answered within two weeks"),
    ("unsent", not_sent, "not sent yet"),
)


def tasks(site: AdminSite, request: HttpRequest) -> list[Task]:
    """Return what needs doing, in five queries; nothing for officers who may not see the tables."""
    return [
        *_meetings(site, request),
        *_resolutions(site, request),
        *_recommendations(site, request),
        *_ties(site, request),
    ]


def _rows(site: AdminSite, request: HttpRequest, model: Any) -> tuple[Any, str] | None:
    admin = site.get_model_admin(model)
    if not admin.has_view_permission(request):
        return None
    opts = model._meta
    return admin.get_queryset(request), reverse(f"{site.name}:{opts.app_label}_{opts.model_name}_changelist")


def _meetings(site: AdminSite, request: HttpRequest) -> Iterator[Task]:
    found = _rows(site, request, Meeting)
    if found:
        rows, address = found
        counts = rows.order_by().aggregate(
            **{key: Count("pk", filter=question()) for key, question, _ in MEETINGS}
        )
        for key, _, words in MEETINGS:
            yield Task(counts[key], f"{_noun('meeting', counts[key])} {words}", f"{address}?needs={key}")


def to_minute(site: AdminSite, request: HttpRequest) -> list[tuple[Meeting, str]]:
    """Return the latest meetings of which nothing is minuted, for whom this officer may, with where to paste it."""
    admin: Any = site.get_model_admin(Meeting)
    if not admin.has_view_permission(request):
        return []
    waiting = admin.within(request, admin.get_queryset(request), Act.DRAFT).filter(without_minutes())
    latest = waiting.order_by("-date", "pk")[:MEETINGS_TO_MINUTE]
    return [(meeting, text_address(meeting)) for meeting in latest]


def _resolutions(site: AdminSite, request: HttpRequest) -> Iterator[Task]:
    found = _rows(site, request, Resolution)
    if found:
        rows, address = found
        counts = rows.order_by().aggregate(
            outcome=Count("pk", filter=without_outcome()),
            gaps=Count("pk", filter=asked_for_a_record() & with_gaps()),
        )
        count = counts["outcome"]
        yield Task(count, f"{_noun('resolution', count)} without an outcome", f"{address}?outcome=none")
        count = counts["gaps"]
        words = f"executive {_noun('decision', count)} whose record lacks what the law asks for"
        yield Task(count, words, f"{address}?record=gaps")


def _recommendations(site: AdminSite, request: HttpRequest) -> Iterator[Task]:
    found = _rows(site, request, Recommendation)
    if found:
        rows, address = found
        counts = rows.order_by().aggregate(
            **{key: Count("pk", filter=question(), distinct=True) for key, question, _ in TO_CHASE}
        )
        for key, _, words in TO_CHASE:
            yield Task(
                counts[key], f"{_noun('recommendation', counts[key])} {words}", f"{address}?answer={key}"
            )


def _ties(site: AdminSite, request: HttpRequest) -> Iterator[Task]:
    found = _rows(site, request, Issue)
    if found:
        rows, address = found
        count = len(ties_for(request, site, rows))
        yield Task(
            count, f"suggested {_noun('tie', count)} between items and issues", f"{address}?ties=suggested"
        )


def _noun(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
