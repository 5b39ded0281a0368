"""The questions that are asked of votes by name."""

from typing import Self

from django.db import models


class VoteQuerySet(models.QuerySet):
    """Votes by name."""

    def on_whole_resolutions(self) -> Self:
        """Keep votes on resolutions that have a page, and load these with their places."""
        told = self.filter(resolution__parent__isnull=True, resolution__ordinal__isnull=False)
        return told.select_related("resolution__item__meeting__committee__borough").defer(
            "resolution__search",
            "resolution__moved_by",
            "resolution__seconded_by",
            "resolution__item__search",
        )

    def newest_first(self) -> Self:
        meeting = "resolution__item__meeting__"
        return self.order_by(f"-{meeting}date", f"{meeting}committee", "resolution__order", "pk")
