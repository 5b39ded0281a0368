"""The forward plan in the world of secrets: entries nobody may know of yet, and what hangs on secret matter."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from decisions.models import DecisionRecord, Issue, PlannedDecision, Resolution
from meetings.models import Committee

if TYPE_CHECKING:
    from tests.leaks.world import World

THEN = datetime(2024, 10, 1, 9, tzinfo=UTC)
NEVER = datetime(2190, 1, 1, tzinfo=UTC)


def plan_decisions(world: "World", committee: Committee) -> None:
    """A draft and a scheduled entry; a public one that belongs to a secret issue and whose decision is secret."""
    borough, ahead = committee.borough, timezone.localdate() + timedelta(days=60)
    for published_at in (None, NEVER):
        hidden = world.hide(
            PlannedDecision, borough=borough, committee=committee, decide_from=date(2189, 12, 1),
            published_at=published_at, exception="special urgency", dropped_on=date(2024, 1, 1),
        )  # fmt: skip
        public = Resolution.objects.filter(
            ordinal=1, exempt=False, item__exempt=False, item__slug="5", record=None
        ).first()
        if hidden and public:
            record = DecisionRecord.objects.create(resolution=public)
            DecisionRecord.objects.filter(pk=record.pk).update(notice=hidden)
        elif public and not DecisionRecord.objects.filter(resolution__item=public.item).exists():
            DecisionRecord.objects.create(resolution=public)
    shown = PlannedDecision.objects.create(
        borough=borough, committee=committee, reference="KD100", slug="kd100", title="Home care contract",
        matter="Whether to renew it.", decide_from=ahead, published_at=THEN,
    )  # fmt: skip
    if world.secrets:
        secret = Issue.objects.exclude(slug="care-at-home-2024").order_by("pk").first()
        PlannedDecision.objects.filter(pk=shown.pk).update(issue=secret)
        decided = Resolution.objects.filter(item__exempt=True, parent=None).order_by("pk").first()
        DecisionRecord.objects.update_or_create(resolution=decided, defaults={"notice": shown})
