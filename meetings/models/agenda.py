"""Agenda items and what the minutes say under them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.models.exemption import Exemption, exemption_constraint, words_unless_exempt
from meetings.models.meeting import Meeting
from meetings.models.people import Person
from meetings.models.publication import published
from meetings.models.topics import Topic
from meetings.models.withdrawal import Withdrawal, withdrawal_constraint
from meetings.querysets import AgendaItemQuerySet, MinutePointQuerySet


class AgendaItem(Exemption, Withdrawal):
    """One item of business. Its title is public even when the item is exempt."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Order of business; may differ from the agenda’s."
    )
    number = models.CharField(
        "agenda number", max_length=20, blank=True, help_text="As printed: 5, 4a, 77/21."
    )
    minute_number = models.CharField(
        max_length=20, blank=True, help_text="As printed, where the minutes are numbered too: 128."
    )
    slug = models.SlugField(
        "address",
        max_length=40,
        blank=True,
        help_text="Its part of the address. Leave empty to make it from the number.",
    )
    title = models.CharField(
        max_length=500,
        blank=True,
        help_text="As printed. The public sees it even when the item is exempt: name nobody in it then.",
    )
    purpose = models.TextField(blank=True, help_text="What the committee was asked to do.")
    procedural = models.BooleanField(
        default=False,
        help_text="Apologies, declarations, minutes of the last meeting …: out of lists unless asked for.",
    )
    report_reference = models.CharField(max_length=50, blank=True, help_text="CS12066, for example.")
    forward_plan_reference = models.CharField(max_length=50, blank=True, help_text="KD5694, for example.")
    key_decision = models.BooleanField(null=True, blank=True, help_text="Unknown, if the papers do not say.")
    wards = models.CharField("wards affected", max_length=250, blank=True)
    particulars = models.JSONField(
        default=dict,
        blank=True,
        help_text="Other labels and values printed with the item, such as its contact.",
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="items")
    search = models.GeneratedField(
        # The title is public; the other words of an exempt item must not be found.
        expression=SearchVector("number", config="simple")
        + SearchVector(words_unless_exempt("minute_number"), config="simple")
        + SearchVector(words_unless_exempt("report_reference"), config="simple")
        + SearchVector(words_unless_exempt("forward_plan_reference"), config="simple")
        + SearchVector("title", config="english")
        + SearchVector(words_unless_exempt("purpose"), config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    objects = AgendaItemQuerySet.as_manager()
    published = published(AgendaItemQuerySet)

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "slug"],
                name="agendaitem_address_unique_in_meeting",
                violation_error_message="This meeting has another item with this number.",
            ),
            exemption_constraint("agendaitem"),
            withdrawal_constraint("agendaitem"),
        ]
        indexes = [
            GinIndex(fields=["search"], name="agendaitem_search"),
            # What lists count by, without a look at the rows themselves.
            models.Index(
                fields=["id"],
                include=["meeting", "procedural", "withdrawn_at"],
                condition=Q(exempt=False),
                name="agendaitem_listed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed_number} {self.title}".strip() or self.heading

    def get_absolute_url(self) -> str:
        return reverse("meetings:agendaitem-detail", args=[*self.meeting.address, self.slug])

    @property
    def printed_number(self) -> str:
        return self.number or self.minute_number

    @property
    def heading(self) -> str:
        """The title, or what to call the item where none was printed."""
        return self.title or (
            f"Item {self.printed_number}" if self.printed_number else "Item without a title"
        )


class MinutePoint(Exemption):
    """One paragraph, bullet, heading, table or note of an item’s minutes, as plain text."""

    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph", "Paragraph"
        BULLET = "bullet", "Bullet"
        HEADING = "heading", "Heading"
        TABLE = "table", "Table"
        NOTE = "note", "Note added later"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="points")
    order = models.PositiveIntegerField(
        default=0, help_text="Counts points and resolutions of the item together."
    )
    anchor = models.CharField(
        max_length=40, blank=True, editable=False, help_text="Its permanent mark in the page’s address."
    )
    number = models.CharField(max_length=20, blank=True, help_text="Without a closing dot or bracket: 5.2.")
    mark = models.CharField(max_length=20, blank=True, help_text="Number or bullet exactly as printed: (a).")
    level = models.PositiveSmallIntegerField(
        default=0, help_text="0 for a paragraph, 1 for what is under it …"
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PARAGRAPH)
    text = models.TextField()
    search = models.GeneratedField(
        expression=SearchVector(words_unless_exempt("text"), config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    objects = MinutePointQuerySet.as_manager()
    published = published(MinutePointQuerySet)

    class Meta:
        ordering = ["item", "order"]
        verbose_name = "minute"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "anchor"],
                condition=~Q(anchor=""),
                name="minutepoint_anchor_unique_in_item",
                violation_error_message="Another minute of this item has this mark.",
            ),
            exemption_constraint("minutepoint"),
        ]
        indexes = [
            models.Index(fields=["item", "order"], name="minutepoint_in_order"),
            GinIndex(fields=["search"], name="minutepoint_search"),
        ]

    def __str__(self) -> str:
        return f"{self.mark or self.number} {self.text[:60]}".strip()

    def get_absolute_url(self) -> str:
        return f"{self.item.get_absolute_url()}#{self.anchor}"


class Interest(models.Model):
    """An interest that a member declared in an item (Localism Act 2011 ss.30-31)."""

    class Kind(models.TextChoices):
        PECUNIARY = "disclosable pecuniary", "Disclosable pecuniary interest"
        REGISTRABLE = "other registrable", "Other registrable interest"
        NON_REGISTRABLE = "non-registrable", "Non-registrable interest"
        UNSTATED = "unstated", "Kind not stated"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="interests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.UNSTATED)
    nature = models.TextField(blank=True, help_text="As declared. Readers see this.")
    left_the_meeting = models.BooleanField(
        null=True, blank=True, help_text="Unknown, if the minutes do not say."
    )

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["item", "person__name"]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display().lower()}"


class FormerAnchor(models.Model):
    """A mark that a paragraph had before it was renumbered; it goes on leading there, and is never given again."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="former_anchors")
    point = models.ForeignKey(MinutePoint, models.CASCADE, related_name="former_anchors")
    anchor = models.CharField(max_length=40)

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "anchor"],
                name="formeranchor_unique_in_item",
                violation_error_message="Another paragraph of this item had this mark.",
            ),
        ]

    def __str__(self) -> str:
        return self.anchor


class Action(models.Model):
    """What somebody undertook or was asked to do, as the minutes of an item say it."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="actions")
    point = models.ForeignKey(
        MinutePoint, models.CASCADE, null=True, blank=True, related_name="actions",
        help_text="The paragraph that says so.",
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(default=0)
    owner = models.CharField(max_length=200, blank=True, help_text="Who is to do it, as printed.")
    what = models.TextField(help_text="What is to be done.")
    when = models.CharField("by when", max_length=200, blank=True, help_text="As printed: by the end of May.")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["item", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.owner}: {self.what}".removeprefix(": ")[:120]
