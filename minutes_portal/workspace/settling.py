"""Turns what an officer has chosen among the suggestions into columns of the record. Nothing chosen, nothing stored."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from decisions.importers.merge import Values
from decisions.models import Outcome, Resolution
from meetings.minutes_text import Limb
from meetings.minutes_text import Resolution as ParsedResolution
from meetings.minutes_text.dates import find_day
from meetings.models import Action, AgendaItem, Interest, MinutePoint, Person, Topic
from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.reading import Reading, ReadItem
from minutes_portal.workspace.suggesting import TEXT_FIELDS, Suggestion

MOST_VOTES = 2000
LEFT = {"": None, "yes": True, "no": False}


class Chosen:
    """The suggestions of a reading with what was chosen of them (a `Settling` of the importers)."""

    def __init__(self, place: Place, reading: Reading, choices: Choices) -> None:
        self.place = place
        self.reading = reading
        self.choices = choices
        self.keys = {id(part.part): part.key for item in reading.items for part in item.parts}

    def resolution(self, parsed: ParsedResolution, row: Resolution | None) -> Values:
        """Return the columns that were chosen for a resolution."""
        values = self._outcomes(parsed, row)
        for suggestion in self._of(parsed):
            if not self._decided(suggestion):
                continue
            if suggestion.kind in TEXT_FIELDS:
                values[TEXT_FIELDS[suggestion.kind]] = self._text(suggestion)
            elif suggestion.kind == "report_back":
                values["report_back"] = suggestion.key in self.choices.confirmed
            elif suggestion.kind == "due":
                values["due_date"] = self._day(suggestion, self._text(suggestion))
            elif suggestion.kind == "votes":
                values |= self._votes(suggestion)
            elif suggestion.kind == "person":
                values |= self._person(suggestion)
        return values

    def limb(self, parsed: Limb, row: Resolution | None) -> Values:
        """Return the columns that were chosen for a limb: its outcomes."""
        return self._outcomes(parsed, row)

    def _of(self, part: Any) -> list[Suggestion]:
        return self.reading.by_part.get(self.keys.get(id(part), ""), [])

    def _decided(self, suggestion: Suggestion) -> bool:
        return suggestion.key in self.choices.confirmed | self.choices.refused

    def _text(self, suggestion: Suggestion) -> str:
        """Return the value of a suggestion that was confirmed, nothing of one that was refused."""
        return self.choices.value_of(suggestion).strip() if suggestion.key in self.choices.confirmed else ""

    def _outcomes(self, part: Any, row: Resolution | None) -> Values:
        outcomes = set(row.outcomes) if row is not None else set()
        for suggestion in self._of(part):
            if suggestion.kind == "outcome" and suggestion.key in self.choices.confirmed:
                outcomes.add(suggestion.value)
            elif suggestion.kind == "outcome" and suggestion.key in self.choices.refused:
                outcomes.discard(suggestion.value)
        before = row.outcomes if row is not None else []
        return (
            {}
            if outcomes == set(before)
            else {"outcomes": [each for each in Outcome.values if each in outcomes]}
        )

    def _votes(self, suggestion: Suggestion) -> Values:
        columns = {"for": "votes_for", "against": "votes_against", "abstain": "votes_abstain"}
        if suggestion.key in self.choices.refused:
            return dict.fromkeys(columns.values())
        return {column: _count(self.choices.detail_of(suggestion, name)) for name, column in columns.items()}

    def _person(self, suggestion: Suggestion) -> Values:
        role = {"mover": "moved_by_id", "seconder": "seconded_by_id"}[dict(suggestion.details)["role"]]
        person = self.person(self._text(suggestion))
        return {role: person.pk if person else None}

    def person(self, key: str) -> Person | None:
        """Return the person of the borough with this key; nobody for an empty one. Raises ValidationError."""
        if not key:
            return None
        borough = self.place.meeting.committee.borough_id
        person = Person.objects.filter(borough=borough, pk=int(key)).first() if key.isdecimal() else None
        if person is None:
            raise ValidationError("Choose a person of this borough.")
        return person

    def _day(self, suggestion: Suggestion, said: str) -> date | None:
        return day_of(said, suggestion.label)

    # -- What belongs to the item

    def settle_items(self, items: Sequence[AgendaItem], rows: dict[int, Any]) -> bool:
        """Store the topics, the procedural marks, actions and interests that were chosen for the items that were read;
        say whether anything changed. `rows` are those of the parts, by id of the part.
        """
        stored = _Stored(items)
        changed = [
            self._settle_item(item, read, stored, rows)
            for item, read in zip(items, self.reading.items, strict=True)
        ]
        return any(changed)

    def _settle_item(self, item: AgendaItem, read: ReadItem, stored: "_Stored", rows: dict[int, Any]) -> bool:
        suggestions = self.reading.by_part.get(read.key, [])
        changed = self._settle_procedural(item, suggestions)
        changed |= self._settle_topics(item, suggestions, stored.topics[item.pk])
        own = [
            *suggestions,
            *(each for part in read.parts for each in self.reading.by_part.get(part.key, [])),
        ]
        actions = [each for each in own if each.kind == "action"]
        changed |= self._settle_actions(item, read, actions, stored.actions[item.pk], rows)
        interests = [each for each in own if each.kind == "interest"]
        return changed | self._settle_interests(item, interests, stored.interests[item.pk])

    def _settle_procedural(self, item: AgendaItem, suggestions: Iterable[Suggestion]) -> bool:
        for each in suggestions:
            wanted = each.key in self.choices.confirmed
            if each.kind == "procedural" and self._decided(each) and item.procedural != wanted:
                item.procedural = wanted
                item.save(update_fields=["procedural"])
                return True
        return False

    def _settle_topics(
        self, item: AgendaItem, suggestions: Iterable[Suggestion], before: frozenset[str]
    ) -> bool:
        wanted = set(before)
        for each in suggestions:
            if each.kind == "topic" and each.key in self.choices.confirmed:
                wanted.add(each.value)
            elif each.kind == "topic" and each.key in self.choices.refused:
                wanted.discard(each.value)
        if wanted != before:
            item.topics.set(Topic.objects.filter(slug__in=wanted))
        return wanted != before

    def _settle_actions(
        self,
        item: AgendaItem,
        read: ReadItem,
        suggestions: Iterable[Suggestion],
        stored: Sequence[Action],
        rows: dict[int, Any],
    ) -> bool:
        known = {f"recorded {each.pk}": each for each in stored}
        order = max((each.order for each in stored), default=0)
        changed = False
        for each in suggestions:
            action = known.get(each.about)
            if each.key in self.choices.refused and action is not None:
                action.delete()
                changed = True
            elif each.key in self.choices.confirmed:
                if action is None:
                    order += 1
                    action = Action(item=item, order=order, point=self._point_of(each, read, rows))
                changed |= _hold(action, self._action_values(each))
        return changed

    def _point_of(self, suggestion: Suggestion, read: ReadItem, rows: dict[int, Any]) -> MinutePoint | None:
        part = next((part.part for part in read.parts if part.key == suggestion.part_key), None)
        row = rows.get(id(part))
        return row if isinstance(row, MinutePoint) else None

    def _action_values(self, suggestion: Suggestion) -> Values:
        what = self.choices.value_of(suggestion).strip()
        if not what:
            raise ValidationError("Say what is to be done, or untick the action.")
        said = {
            name: self.choices.detail_of(suggestion, name).strip() for name in ("owner", "when", "due_on")
        }
        due_on = day_of(said.pop("due_on"), suggestion.label)
        return {"what": what, "due_on": due_on} | {name: value[:200] for name, value in said.items()}

    def _settle_interests(
        self, item: AgendaItem, suggestions: Iterable[Suggestion], stored: Sequence[Interest]
    ) -> bool:
        known = {f"recorded {each.pk}": each for each in stored}
        held = {each.person_id for each in stored}
        changed = False
        for each in suggestions:
            interest = known.get(each.about)
            if each.key in self.choices.refused and interest is not None:
                interest.delete()
                changed = True
            elif each.key in self.choices.confirmed:
                person = self.person(self._text(each))
                if person is None or (interest is None and person.pk in held):
                    continue
                held.add(person.pk)
                changed |= _hold(interest or Interest(item=item), self._interest_values(each, person))
        return changed

    def _interest_values(self, suggestion: Suggestion, person: Person) -> Values:
        kind = self.choices.detail_of(suggestion, "kind")
        if kind not in Interest.Kind.values:
            raise ValidationError("Choose the kind of interest from the list.")
        left = self.choices.detail_of(suggestion, "left")
        return {
            "person": person,
            "kind": kind,
            "nature": self.choices.detail_of(suggestion, "nature").strip(),
            "left_the_meeting": LEFT.get(left),
        }


class _Stored:
    """What the record holds with some items, by the item’s key; three questions, however many items."""

    def __init__(self, items: Sequence[AgendaItem]) -> None:
        keys = [item.pk for item in items]
        self.actions: dict[int, list[Action]] = defaultdict(list)
        for action in Action.objects.filter(item__in=keys).order_by("order", "pk"):
            self.actions[action.item_id].append(action)
        self.interests: dict[int, list[Interest]] = defaultdict(list)
        for interest in Interest.objects.filter(item__in=keys).order_by("pk"):
            self.interests[interest.item_id].append(interest)
        self.topics: dict[int, frozenset[str]] = defaultdict(frozenset)
        ties = AgendaItem.topics.through.objects.filter(agendaitem__in=keys)
        for key, slug in ties.values_list("agendaitem_id", "topic__slug"):
            self.topics[key] |= {slug}


def _hold(row: Any, values: Values) -> bool:
    """Have a row hold these values, saving what is different only; say whether anything was."""
    different = {
        name: value for name, value in values.items() if row._state.adding or getattr(row, name) != value
    }
    for name, value in different.items():
        setattr(row, name, value)
    if row._state.adding:
        row.save()
    elif different:
        row.save(update_fields=list(different))
    return bool(different)


def _count(said: str) -> int | None:
    if not said.strip():
        return None
    if not (said.strip().isascii() and said.strip().isdecimal()) or int(said) > MOST_VOTES:
        raise ValidationError(
            f"Votes: “{said[:40]}” is not a number of votes. Write a whole number, or nothing."
        )
    return int(said)


def day_of(said: str, label: str) -> date | None:
    """Return the day that an officer wrote, as 2024-09-24, 24/09/2024 or 24 September 2024; None for nothing."""
    if not said:
        return None
    found = find_day(said)
    if found is None:
        raise ValidationError(f"{label}: “{said[:40]}” is no day. Write it like 24 September 2024.")
    return found[0]
