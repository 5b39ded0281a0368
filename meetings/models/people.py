"""Councillors, officers and others named in the record, and the posts they held."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from meetings.models.bodies import Borough, Committee
from meetings.models.publication import published
from meetings.querysets import PersonQuerySet


class Person(models.Model):
    """Somebody named in the record. Never hold a home address or a private telephone number here."""

    class Kind(models.TextChoices):
        COUNCILLOR = "councillor", "Councillor"
        COOPTED = "co-opted", "Co-opted member"
        OFFICER = "officer", "Officer"
        GUEST = "guest", "Guest or witness"
        PUBLIC = "public", "Member of the public"

    borough = models.ForeignKey(Borough, models.PROTECT, related_name="people")
    name = models.CharField(
        max_length=120, help_text="Given name and surname, without a title: Amina Rahman."
    )
    honorific = models.CharField(max_length=40, blank=True, help_text="Councillor, Alderman, Dr …")
    slug = models.SlugField(max_length=120, help_text="Part of this person’s address.")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COUNCILLOR)
    post = models.CharField(
        max_length=150, blank=True, help_text="For officers and guests: Director of Public Health."
    )
    party = models.CharField(max_length=80, blank=True)
    ward = models.CharField(max_length=80, blank=True)
    listed = models.BooleanField(
        "has a public page",
        default=True,
        help_text="Untick for members of the public: their names then appear only in the minutes themselves.",
    )

    objects = PersonQuerySet.as_manager()
    published = published(PersonQuerySet)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                fields=["borough", "slug"],
                name="person_slug_unique_in_borough",
                violation_error_message="This borough has another person with this address.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="public") | Q(listed=False),
                name="person_member_of_the_public_has_no_page",
                violation_error_message="A member of the public has no page of their own: untick “has a public page”.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.honorific} {self.name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("meetings:person-detail", args=[self.borough.slug, self.slug])


class Role(models.Model):
    """A post that a person held for a time, on a committee or for the whole borough."""

    class Kind(models.TextChoices):
        CHAIR = "chair", "Chair"
        VICE_CHAIR = "vice-chair", "Vice-chair"
        MEMBER = "member", "Member"
        COOPTED = "co-opted", "Co-opted member"
        PORTFOLIO = "portfolio", "Portfolio holder"
        OFFICER = "officer", "Officer"

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    committee = models.ForeignKey(
        Committee,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="roles",
        help_text="Empty for a post in the borough.",
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.MEMBER)
    title = models.CharField(max_length=150, blank=True, help_text="Cabinet Member for Housing, for example.")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True, help_text="Leave empty while it lasts.")

    objects = models.Manager()
    published = published(models.QuerySet)

    class Meta:
        ordering = ["person__name", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
                name="role_ends_after_it_begins",
                violation_error_message="The post ends before it begins.",
            ),
            models.UniqueConstraint(
                fields=["person", "committee", "kind", "start"],
                name="role_once_a_start",
                nulls_distinct=False,
                violation_error_message="This person has this post from that day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title or self.get_kind_display()}"
