"""The questions that are asked of papers and of what was withdrawn."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models


class DocumentQuerySet(models.QuerySet):
    """Papers of meetings and items."""

    def at(self, borough: str, committee: str, day: date, sitting: int, document: str) -> Self:
        """Keep the one document with this address."""
        return self.filter(
            meeting__committee__borough__slug=borough,
            meeting__committee__slug=committee,
            meeting__date=day,
            meeting__sitting=sitting,
            slug=document,
        )

    def in_borough(self, slugs: Collection[str]) -> Self:
        return self.filter(meeting__committee__borough__slug__in=slugs)

    def with_an_address(self) -> Self:
        """Leave out exempt papers, and those of which only a title is held."""
        return self.filter(exempt=False).exclude(slug="")

    def in_order(self) -> Self:
        return self.order_by("order", "title")

    def to_read(self, again: bool = False) -> Self:
        """Keep the documents whose file waits to be read for searching, with `again` those that failed too."""
        states = ["waiting", "failed"] if again else ["waiting"]
        return self.filter(reading__in=states).exclude(file="").order_by("pk")


class WithdrawnRecordQuerySet(models.QuerySet):
    """What was published and taken back."""

    def at(self, borough: str, committee: str, day: date, sitting: int) -> Self:
        """Keep the withdrawn parts of one meeting, itself included."""
        place = {"committee__borough__slug": borough, "committee__slug": committee}
        return self.filter(**place, date=day, sitting=sitting)

    def speaking_for(self, item: str = "", document: str = "") -> Self:
        """Keep the notices that a reader of this item or document is to be given."""
        notices = self.filter(item_slug__in={"", item}, document_slug__in={"", document})
        return notices.select_related("committee__borough")
