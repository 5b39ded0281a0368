"""What a text in the workspace is the text of: one item, or a whole meeting."""

from dataclasses import dataclass

from django.utils import timezone

from meetings.models import AgendaItem, Meeting
from minutes_portal.accounts.access import Access


@dataclass(frozen=True)
class Place:
    """An item of a meeting, or (without an item) the whole meeting."""

    meeting: Meeting
    item: AgendaItem | None = None

    def __str__(self) -> str:
        return str(self.item or self.meeting)

    @property
    def items(self) -> list[AgendaItem]:
        """The items whose text this is, in the order of business."""
        return [self.item] if self.item else list(self.meeting.items.order_by("order", "slug"))

    @property
    def minutes_are_public(self) -> bool:
        """Whether readers have, or had, the words of these minutes: what is withdrawn counts too."""
        return _reached(self.meeting.minutes_published_at)

    @property
    def decisions_are_public(self) -> bool:
        """Whether readers have, or had, at least the resolutions."""
        return _reached(self.meeting.decisions_published_at) or self.minutes_are_public

    @property
    def agenda_is_public(self) -> bool:
        """Whether readers have, or had, the numbers and titles."""
        return _reached(self.meeting.agenda_published_at)

    def access_of(self, officer: object, *, public: bool) -> bool:
        """Say whether an officer may change what is, or is not, public here."""
        committee = self.meeting.committee
        return Access.of(officer).may_change(committee.borough_id, committee.pk, public=public)


def _reached(at: object) -> bool:
    return at is not None and at <= timezone.now()  # type: ignore[operator]
