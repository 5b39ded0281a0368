"""The readers' page of one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView

from meetings.models import Person, Role
from meetings.querysets import PersonQuerySet

OFFICES = (Role.Kind.CHAIR, Role.Kind.VICE_CHAIR, Role.Kind.PORTFOLIO, Role.Kind.OFFICER)
STRETCHES = ("votes", "interests")  # the long lists of the page, each read in stretches
LAST_STRETCH = 500


@dataclass(frozen=True)
class Stretch:
    """Some of a long list, latest first, with the query strings of the stretches beside it (empty: there is none)."""

    rows: list[Any]
    later: str
    earlier: str


class PersonDetail(DetailView):
    """One person's offices and memberships, attendance as counts, motions, votes by name and declared interests."""

    def get_object(self, queryset: QuerySet | None = None) -> Person:
        people = Person.published.listed().at(self.kwargs["borough"], self.kwargs["slug"])
        asked = {name: _number(self.request.GET.get(name, "")) for name in STRETCHES}
        whole = people.with_place().with_roles().with_motions()
        person: Person = get_object_or_404(
            whole.with_votes(asked["votes"]).with_interests(asked["interests"])
        )
        return person

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        person: Any = self.object
        people = Person.published.at(person.borough.slug, person.slug)
        roles = person.roles.all()
        attendance = list(people.attendance_by_committee())
        return super().get_context_data(
            offices=[role for role in roles if role.kind in OFFICES],
            memberships=[role for role in roles if role.kind not in OFFICES],
            attendance=attendance,
            attended=_attended(attendance),
            votes=self.stretch("votes", person.latest_votes),
            interests=self.stretch("interests", person.latest_interests),
            moved=person.latest_moved,
            seconded=person.latest_seconded,
            register=_query({"person": person.slug, "borough": person.borough.slug}),
            **context,
        )

    def stretch(self, name: str, found: list[Any]) -> Stretch:
        """Return what was found of a list as a stretch of it; one row more than is shown tells that it goes on."""
        number, size = _number(self.request.GET.get(name, "")), PersonQuerySet.LATEST
        others = {other: self.request.GET.get(other, "") for other in STRETCHES if other != name}
        others = {other: str(_number(value)) for other, value in others.items() if _number(value) > 1}
        later = _query({name: str(number - 1)} | others) if number > 1 else ""
        earlier = _query({name: str(number + 1)} | others) if len(found) > size else ""
        return Stretch(found[:size], later, earlier)


def _number(asked: str) -> int:
    """Return the number of the stretch that is asked for; the first where it is no number of one."""
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 1
    return min(max(number, 1), LAST_STRETCH)


def _query(parameters: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(parameters)
    return f"?{query.urlencode()}"


def _attended(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Return the counts of all committees together."""
    names = ("expected", "present", "apologies", "absent", "stood_in", "in_attendance")
    rows = list(rows)
    return {name: sum(row[name] for row in rows) for name in names}
