"""What was published, changed or taken back, for programs that keep a copy: each unit once, in order, nothing missed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from rest_framework import serializers

from minutes_portal.api.addresses import API
from minutes_portal.api.asking import (
    CURSOR,
    PAGE_SIZE,
    known_only,
    one_value,
    page_size_asked,
    several_values,
)
from minutes_portal.api.cursors import NoSuchPlace, opened, sealed
from minutes_portal.api.fields import moment, words, words_or_null, yes_or_no
from minutes_portal.api.problems import Problem
from minutes_portal.changes.completeness import complete_until
from minutes_portal.changes.models import Change
from minutes_portal.changes.telling import happened

SINCE, KIND = "since", "kind"
PLACES = "changes"
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)


class ChangeObject(serializers.Serializer):
    """The latest that happened to a public unit of the record. Of what is gone neither title nor words are told."""

    reference = words("What stands for the unit for ever, even once it is gone.")
    kind = words("meeting, item, resolution, recommendation, issue, document or notice.")
    event = words("new, stage, changed, gone or back.", source="came")
    summary = words("The same in words.")
    id = words_or_null("Its path; null where the address of what is gone was made of its words.")
    url = words_or_null("Where programs read it; null once it is gone.")
    name = words("Its title; empty once it is gone.", source="title")
    deleted = yes_or_no("Whether it is gone: take it out of your copy.")
    created = moment("When it was first published here.")
    modified = moment("When this happened.")


def changes_asked(
    request: HttpRequest, base: str, next_url: Callable[[HttpRequest, str], str]
) -> dict[str, Any]:
    """Return a page of the journal. Its last link always leads on: keep it, and ask again later for what came since."""
    known_only(request.GET, (SINCE, KIND, CURSOR, PAGE_SIZE))
    size = page_size_asked(request.GET, 100, 500)
    until = complete_until()
    rows = _of_kinds(request, _from(request).until(until).earliest_first())
    found = list(rows[: size + 1])
    page = found[:size]
    cursor = sealed([page[-1].changed_at.isoformat(), str(page[-1].reference)], PLACES) if page else ""
    here = one_value(request.GET, CURSOR)
    return {
        "data": [_told(change, base) for change in page],
        "links": {
            "next": next_url(request, cursor) if len(found) > size else None,
            "later": next_url(request, cursor or here) if cursor or here else request.build_absolute_uri(),
        },
    }


def _from(request: HttpRequest) -> Any:
    since, cursor = one_value(request.GET, SINCE), one_value(request.GET, CURSOR)
    if cursor:
        try:
            at, reference = opened(cursor, PLACES)
        except NoSuchPlace:
            raise Problem(400, "This cursor was not given out for this list. Begin with “since”.") from None
        return Change.published.all().after(datetime.fromisoformat(at), UUID(reference))
    return Change.published.all().since(_moment(since)) if since else Change.published.all()


def _moment(text: str) -> datetime:
    try:
        given = parse_datetime(text.replace(" ", "+")) or parse_datetime(f"{text}T00:00:00")
    except ValueError:
        given = None
    if given is None:
        raise Problem(400, "“since” is a moment like 2024-09-24T12:00:00Z, or a day like 2024-09-24.")
    if not FIRST.year < given.year < LAST.year:  # further than clocks and time zones can be reckoned with
        return FIRST if given.year <= FIRST.year else LAST
    return given if timezone.is_aware(given) else timezone.make_aware(given)


def _of_kinds(request: HttpRequest, rows: Any) -> Any:
    kinds = several_values(request.GET, KIND)
    for kind in kinds:
        if kind not in Change.Kind.values:
            raise Problem(400, f"“kind” is one of {', '.join(Change.Kind.values)}.")
    return rows.of_kind(*kinds) if kinds else rows


def _told(change: Change, base: str) -> dict[str, Any]:
    gone = change.gone_at is not None
    path = _path_of(change)
    return {
        "reference": change.reference.urn,
        "kind": change.kind,
        "event": change.came,
        "summary": happened(change),
        "id": path or None,
        "url": f"{base}{API}{path}" if path and not gone else None,
        "name": change.title,
        "deleted": gone,
        "created": change.first_published_at,
        "modified": change.changed_at,
    }


def _path_of(change: Change) -> str:
    """Return the path that stands for the unit; what is gone may have no path that tells nothing."""
    return change.path if change.path.startswith("/") else ""
