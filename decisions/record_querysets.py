"""The questions that are asked of statutory records and call-ins."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.functions import JSONObject

from meetings.list_querysets import ListQuerySet


class RecordedQuerySet(ListQuerySet):
    """Resolutions, as far as their statutory record is asked for."""

    def with_record(self) -> Self:
        """Load the statutory record and the call-ins, and add `rules`, what the borough's constitution said on the day
        of publication: the hour at which call-in ends and who may call in.
        """
        rules = self.model._meta.apps.get_model("decisions", "Constitution")._default_manager.filter(
            borough=OuterRef("item__meeting__committee__borough"),
            in_force_from__lte=OuterRef("record__published_on"),
        )
        said = JSONObject(closes_at="call_in_closes_at", by="call_in_by")
        heard = self._every("call_ins").with_hearings().order_by("requested_on", "pk")
        return (
            self.select_related("record__report__meeting__committee__borough", "record__notice__borough")
            .annotate(rules=Subquery(rules.order_by("-in_force_from").values(said=said)[:1]))
            .prefetch_related(Prefetch("call_ins", heard))
        )

    def parts_of(self, item: models.Model) -> Self:
        """Keep all that was resolved at an item, limbs included, for `hang_limbs`."""
        return self.filter(item=item).order_by("order").defer("search", "moved_by", "seconded_by")


class DecisionRecordQuerySet(models.QuerySet):
    """Statutory records by themselves."""

    def notices_of(self, resolutions: Collection[int]) -> list[int]:
        """Return the keys of the notices that announced some decisions."""
        named = self.filter(resolution__in=resolutions, notice__isnull=False)
        return list(named.values_list("notice", flat=True))


class CallInQuerySet(models.QuerySet):
    """Requests that a decision be looked at again."""

    def with_hearings(self) -> Self:
        """Load the items at which they were considered and the decision was looked at again, with their meetings."""
        place = "meeting__committee__borough"
        both: Any = (f"considered_at__{place}", f"reconsidered_at__{place}")
        return self.select_related(*both).defer("considered_at__search", "reconsidered_at__search")
