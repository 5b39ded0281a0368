"""A line of the register of decisions, with all that a list asks of it in one place."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from decisions.models.record import CallIn
from decisions.register import RegisterQuerySet
from meetings.models.publication import published


class Registered(models.Model):
    """A whole resolution that readers may see, with what the register shows and asks of its item and meeting.

    It exists as a published view only, of three tables joined once: through the views of resolutions, items and
    meetings, which each join the others, most of a list's time went into planning (docs/decisions/0013-fast-lists.md).
    """

    id = models.BigIntegerField(primary_key=True, help_text="The resolution.")
    committee = models.ForeignKey("meetings.Committee", models.DO_NOTHING, related_name="+")
    item = models.ForeignKey("meetings.AgendaItem", models.DO_NOTHING, related_name="+")
    date = models.DateField()
    sitting = models.PositiveSmallIntegerField()
    item_order = models.PositiveSmallIntegerField()
    item_slug = models.CharField(max_length=40)
    ordinal = models.PositiveSmallIntegerField()
    procedural = models.BooleanField()
    outcomes = ArrayField(models.CharField(max_length=30))
    cue = models.CharField(max_length=150)
    wording = models.TextField()
    number = models.CharField(max_length=20, help_text="Of the item, on the agenda.")
    minute_number = models.CharField(max_length=20, help_text="Of the item.")
    title = models.CharField(max_length=500, help_text="Of the item.")
    addressee = models.CharField(max_length=250)
    key_decision = models.BooleanField(null=True)
    call_in = models.CharField(
        max_length=20, help_text="Whether it may be called in; empty where not recorded."
    )
    call_in_until = models.DateField(null=True, help_text="The last day of the call-in period.")
    called_in = models.CharField(
        max_length=20, help_text="The outcome of the last call-in; empty without one."
    )

    published = published(RegisterQuerySet)

    class Meta:
        managed = False
        db_table = "decisions_registered"

    def __str__(self) -> str:
        return f"{self.cue} {self.wording[:80]}".strip()

    def get_absolute_url(self) -> str:
        """Return the address of the resolution; put together here, as a list asks for many."""
        place, day = self.committee, self.date_key
        return f"/decisions/{place.borough.slug}/{place.slug}/{day}/{self.item_slug}/{self.ordinal}/"

    def recommendation_url(self, ordinal: int) -> str:
        """Return the address of a recommendation of the same item."""
        place = self.committee
        return f"/decisions/recommendations/{place.borough.slug}/{place.slug}/{self.date_key}/{self.item_slug}/{ordinal}/"

    @property
    def meeting_url(self) -> str:
        return f"/meetings/{self.committee.borough.slug}/{self.committee.slug}/{self.date_key}/"

    @cached_property
    def date_key(self) -> str:
        """The day as it stands in addresses."""
        return self.date.isoformat() + (f"-{self.sitting}" if self.sitting > 1 else "")

    @property
    def call_in_state(self) -> str:
        """What a line says of call-in: the last day while it is open, or what came of a call-in; else nothing."""
        if self.called_in:
            return CallIn.Outcome(self.called_in).label
        if self.call_in == "subject" and self.call_in_until and self.call_in_until >= timezone.localdate():
            return f"May be called in until {self.call_in_until:%-d %B %Y}"
        return ""

    @property
    def heading(self) -> str:
        """The item's title, or what to call the item where none was printed."""
        printed = self.number or self.minute_number
        return self.title or (f"Item {printed}" if printed else "Item without a title")


class Mover(models.Model):
    """Somebody with a page who moved or seconded a line of the register. It exists as a published view only."""

    id = models.BigIntegerField(primary_key=True)
    line = models.ForeignKey(Registered, models.DO_NOTHING, related_name="movers")
    slug = models.SlugField(max_length=150, help_text="The last part of the address of their page.")

    published = published(models.QuerySet)

    class Meta:
        managed = False
        db_table = "decisions_mover"

    def __str__(self) -> str:
        return f"{self.slug}: {self.line}"
