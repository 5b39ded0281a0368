"""Sees to it that a clerk’s text changes nothing that readers have already, whatever it says."""

from typing import Any

from django.core.exceptions import ValidationError

from decisions.models import Resolution
from meetings.corrections import ITEM_FIELDS
from meetings.models import AgendaItem
from minutes_portal.workspace.place import Place

OF_THE_AGENDA = (*ITEM_FIELDS, "order", "procedural", "key_decision", "particulars")
OF_A_RESOLUTION = (
    "number", "mark", "cue", "wording", "notice_wording", "outcomes", "mover", "seconder", "moved_by", "seconded_by",
    "votes_for", "votes_against", "votes_abstain", "addressee", "forwarded_to", "report_back", "due_date",
)  # fmt: skip
REFUSAL = (
    "Readers have the {stage} of this meeting already, and this text would change {what}. Leave it as it was, or ask "
    "a publisher to save the text. Nothing was saved."
)


class Guard:
    """What readers had of a place before an officer’s text, where that officer may not change it."""

    def __init__(self, place: Place, officer: Any) -> None:
        """Raises ValidationError where the officer may not write here at all."""
        self.place = place
        self.may_change_public = place.access_of(officer, public=True)
        if not place.access_of(officer, public=place.minutes_are_public):
            raise ValidationError(
                "These minutes are public: ask a publisher to change them. Nothing was saved."
                if place.minutes_are_public
                else "You may not change the minutes of this committee. Nothing was saved."
            )
        self.before = self._public()

    def refuse_changes(self) -> None:
        """Raise ValidationError where something that readers have is different from before."""
        after = self._public()
        for key in (*self.before, *(key for key in after if key not in self.before)):
            if self.before.get(key) != after.get(key):
                stage, what = ("agenda", "its items") if key[0] == "agenda" else ("decisions", "a resolution")
                raise ValidationError(REFUSAL.format(stage=stage, what=self._named(key, what)))

    def _named(self, key: tuple[Any, ...], what: str) -> str:
        item = AgendaItem.objects.filter(pk=key[1]).first()
        return f"{what} (“{str(item)[:80]}”)" if item else what

    def _public(self) -> dict[tuple[Any, ...], Any]:
        """Return what readers have, by what it is; nothing where the officer may change it."""
        if self.may_change_public or not self.place.agenda_is_public:
            return {}
        found: dict[tuple[Any, ...], Any] = {}
        items = list(self.place.meeting.items.order_by("pk").prefetch_related("topics"))
        for item in items:
            found["agenda", item.pk] = [getattr(item, name) for name in OF_THE_AGENDA]
            found["agenda", item.pk, "topics"] = sorted(topic.pk for topic in item.topics.all())
            if self.place.decisions_are_public:
                found |= self._decisions(item)
        return found

    def _decisions(self, item: AgendaItem) -> dict[tuple[Any, ...], Any]:
        """Return what readers have of each resolution and limb; its place among the minutes may change around it."""
        return {
            ("decisions", item.pk, resolution["pk"]): resolution
            for resolution in Resolution.objects.filter(item=item).values("pk", "parent", *OF_A_RESOLUTION)
        }
