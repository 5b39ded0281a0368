"""Who was at a meeting: the members of that day as a list to go through, and the act that keeps what was said."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from meetings.acts import lock
from meetings.models import Attendance, Borough, Meeting, Person, Role

Capacity, Presence = Attendance.Capacity, Attendance.Presence
# A person with several posts on a committee is listed with the first of these.
SEATS = {
    Role.Kind.CHAIR: Capacity.CHAIR,
    Role.Kind.VICE_CHAIR: Capacity.VICE_CHAIR,
    Role.Kind.MEMBER: Capacity.MEMBER,
    Role.Kind.COOPTED: Capacity.COOPTED,
}
KINDS = {Capacity.OFFICER: Person.Kind.OFFICER, Capacity.GUEST: Person.Kind.GUEST}


@dataclass
class Seat:
    """A person who was, or may have been, at a meeting, and what is recorded of it (None: nothing yet)."""

    person: Person
    capacity: str
    recorded: Attendance | None = None
    member: bool = True


@dataclass(frozen=True)
class Said:
    """What an officer says of one person’s attendance."""

    person: Person
    capacity: str
    presence: str
    substitute_for: Person | None = None
    note: str = ""


def seats_at(meeting: Meeting) -> list[Seat]:
    """Return the committee’s members on the day of the meeting, the chair first, then whoever else is recorded."""
    recorded = {
        row.person_id: row
        for row in meeting.attendances.select_related("person__borough", "substitute_for").order_by(
            "person__name"
        )
    }
    members: dict[int, Seat] = {}
    order = list(SEATS)
    roles = roles_at(meeting)
    for role in sorted(roles, key=lambda role: (order.index(Role.Kind(role.kind)), role.person.name)):
        row = recorded.get(role.person_id)
        capacity = row.capacity if row else SEATS[Role.Kind(role.kind)]
        members.setdefault(role.person_id, Seat(role.person, capacity, row))
    others = [
        Seat(row.person, row.capacity, row, member=False)
        for key, row in recorded.items()
        if key not in members
    ]
    return [*members.values(), *others]


def roles_at(meeting: Meeting) -> list[Role]:
    """Return the posts of members on the committee that were held on the day of the meeting."""
    held = Role.objects.filter(committee=meeting.committee_id, kind__in=SEATS)
    held = held.exclude(start__gt=meeting.date).exclude(end__lt=meeting.date)
    return list(held.select_related("person__borough"))


@transaction.atomic
def take_attendance(meeting: Meeting, everybody: Iterable[Said]) -> None:
    """Make the attendance of a meeting what was said: who is not named is no longer listed.

    Rows that say the same already are left alone. Raises ValidationError in plain English for what cannot be.
    """
    lock(meeting)
    everybody = list(everybody)
    _check(everybody)
    recorded = {row.person_id: row for row in meeting.attendances.all()}
    named = {said.person.pk for said in everybody}
    for key, row in recorded.items():
        if key not in named:
            row.delete()
    for said in everybody:
        row = recorded.get(said.person.pk) or Attendance(meeting=meeting, person=said.person)
        before = (row.capacity, row.presence, row.substitute_for_id, row.note) if row.pk else None
        row.capacity, row.presence, row.note = said.capacity, said.presence, said.note
        row.substitute_for = said.substitute_for
        if before != (row.capacity, row.presence, row.substitute_for_id, row.note):
            row.save()


def _check(everybody: list[Said]) -> None:
    keys = [said.person.pk for said in everybody]
    replaced = [said.substitute_for for said in everybody if said.substitute_for]
    for said in everybody:
        if keys.count(said.person.pk) > 1:
            raise ValidationError(f"{said.person} is listed twice.")
        if said.substitute_for and said.capacity != Capacity.SUBSTITUTE:
            raise ValidationError(f"{said.person} stands in for somebody, so is a substitute: choose that.")
        if said.substitute_for == said.person:
            raise ValidationError(f"{said.person} cannot stand in for themselves.")
        if replaced.count(said.person) > 1:
            raise ValidationError(f"Two people stand in for {said.person}.")
        if said.person in replaced and said.presence in {Presence.PRESENT, Presence.REMOTE}:
            raise ValidationError(f"{said.person} is marked as present, so nobody stands in for them.")


def label_of(person: Person) -> str:
    """Return a name with what tells it from others: “Councillor Amina Rahman (Harbour)”."""
    more = person.post or person.ward
    return f"{person} ({more})" if more else str(person)


class Names:
    """Finds people of a borough by the names that officers type or choose."""

    def __init__(self, borough: Borough) -> None:
        self.borough = borough
        self.people = list(borough.people.exclude(kind=Person.Kind.PUBLIC).order_by("name"))

    def suggestions(self) -> list[str]:
        return [label_of(person) for person in self.people]

    def find(self, typed: str) -> Person | None:
        """Return the person of this name, None if there is none. Raises ValidationError where there are several."""
        wanted = " ".join(typed.split()).casefold()
        by_label = [each for each in self.people if label_of(each).casefold() == wanted]
        found = by_label or [
            each for each in self.people if wanted in {str(each).casefold(), each.name.casefold()}
        ]
        if len(found) > 1:
            names = "; ".join(label_of(each) for each in found)
            raise ValidationError(
                f"There are several people called {typed}: {names}. Choose one from the suggestions."
            )
        return found[0] if found else None

    def find_or_add(self, typed: str, capacity: str) -> Person:
        """Return the person of this name; an officer or guest whom nobody has named before is added.

        Raises ValidationError for a new name of a councillor, who would have a public page at once.
        """
        found = self.find(typed)
        if found:
            return found
        name = " ".join(typed.split())
        kind = KINDS.get(Capacity(capacity))
        if kind is None:
            raise ValidationError(
                f"Nobody called {name} is known in {self.borough}. Choose a name from the suggestions, or add the "
                "councillor under People first."
            )
        if len(name) > 120:
            raise ValidationError(f"“{name[:60]}…” is too long for a name.")
        person = Person(borough=self.borough, name=name, kind=kind, listed=False, slug=self._free_slug(name))
        person.save()
        self.people.append(person)
        return person

    def _free_slug(self, name: str) -> str:
        wanted = slugify(name)[:100] or "person"
        taken = set(self.borough.people.filter(slug__startswith=wanted).values_list("slug", flat=True))
        candidates = [wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))]
        return next(slug for slug in candidates if slug not in taken)
