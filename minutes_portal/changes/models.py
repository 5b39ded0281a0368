"""The journal: what readers get to see of each unit of the record, since when, and what is gone."""

from django.db import models
from django.db.models import F, Q

from meetings.models.publication import published
from minutes_portal.changes.querysets import ChangeQuerySet


class Change(models.Model):
    """A state of one unit of the record, as readers see it: the one they see now, or one that is to come by itself.

    Nobody writes it but the database, which derives it from the record (docs/decisions/0014-journal.md). In the published
    view each unit has one row: the state of this moment, or its tombstone, which tells no title.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", "Meeting"
        ITEM = "item", "Item"
        RESOLUTION = "resolution", "Decision"
        RECOMMENDATION = "recommendation", "Recommendation"
        ISSUE = "issue", "Issue"
        DOCUMENT = "document", "Document"
        NOTICE = "notice", "Forward plan notice"

    class Came(models.TextChoices):
        NEW = "new", "Published"
        STAGE = "stage", "Next stage published"
        CHANGED = "changed", "Changed"
        GONE = "gone", "Withdrawn"
        BACK = "back", "Published again"

    class Stage(models.IntegerChoices):
        AGENDA = 1, "Agenda"
        DECISIONS = 2, "Decisions"
        MINUTES = 3, "Minutes"
        APPROVED = 4, "Approved minutes"

    kind = models.TextField(choices=Kind)
    record_id = models.BigIntegerField(help_text="The officers’ key of the row. Never shown.")
    meeting_id = models.BigIntegerField(null=True)
    borough = models.ForeignKey(
        "meetings.Borough",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    committee = models.ForeignKey(
        "meetings.Committee",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    path = models.TextField(
        help_text="Its address. Empty for what is gone and had words of it in its address."
    )
    title = models.TextField(help_text="What a list calls it; empty once it is gone.")
    stage = models.SmallIntegerField(choices=Stage, help_text="How far it was published then.")
    came = models.TextField(choices=Came, help_text="What brought this state.")
    first_published_at = models.DateTimeField()
    changed_at = models.DateTimeField(help_text="Since when it is as it is, for readers.")
    gone_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True, help_text="When the next state comes by itself.")
    digest = models.UUIDField(null=True, help_text="Of all that readers see of it; none once it is gone.")
    reference = models.UUIDField(
        help_text="What stands for it in feeds, for good: given once, telling nothing."
    )

    along = models.BooleanField(
        default=False, help_text="Whether it came or went with its whole meeting, at one moment."
    )

    objects = models.Manager()
    published = published(ChangeQuerySet)

    class Meta:
        indexes = [
            models.Index(fields=["changed_at", "reference"], name="changes_newest"),
            models.Index(
                fields=["changed_at", "reference"], condition=Q(along=False), name="changes_newest_alone"
            ),
            models.Index(fields=["kind", "changed_at", "reference"], name="changes_newest_of_kind"),
            models.Index(fields=["borough", "changed_at", "reference"], name="changes_newest_of_borough"),
            models.Index(fields=["kind", "record_id"], name="changes_of_record"),
            models.Index(fields=["meeting_id"], name="changes_of_meeting"),
            models.Index(fields=["reference"], name="changes_reference"),
            models.Index(
                F("path"),
                F("kind"),
                condition=Q(gone_at=None),
                name="changes_by_path",
                include=["changed_at", "until"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.path}"
