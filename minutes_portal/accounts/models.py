"""What officers may do where, and when they signed in."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.models import Borough, Committee
from meetings.models.history import keep_history
from minutes_portal.accounts.querysets import MembershipQuerySet, SignInQuerySet


class Membership(models.Model):
    """One officer's role in a borough, or in one committee of it."""

    class Role(models.TextChoices):
        CLERK = "clerk", "Clerk: drafts"
        PUBLISHER = "publisher", "Publisher: drafts, publishes, withdraws, marks exempt"
        AUDITOR = "auditor", "Auditor: reads everything, changes nothing"
        ADMINISTRATOR = "administrator", "Administrator: all this, and looks after the officers"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="officer", related_name="memberships"
    )
    borough = models.ForeignKey(
        Borough,
        models.CASCADE,
        related_name="memberships",
        help_text="The officer sees this borough’s records and no other’s.",
    )
    committee = models.ForeignKey(
        Committee,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        help_text="Leave empty for the whole borough. Choose one to limit the officer to this committee’s records.",
    )
    role = models.CharField(
        max_length=20,
        choices=Role,
        help_text="A clerk changes what is not yet public; what is public only a publisher or administrator changes.",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["borough__name", "user__username"]
        verbose_name = "officer’s role"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "borough", "committee"],
                name="membership_one_role_a_place",
                nulls_distinct=False,
                violation_error_message="This officer has a role there already: change that one.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["clerk", "publisher", "auditor", "administrator"]),
                name="membership_role_is_known",
                violation_error_message="Choose a role from the list.",
            ),
            models.CheckConstraint(
                condition=~Q(role="administrator") | Q(committee__isnull=True),
                name="membership_administrators_have_whole_boroughs",
                violation_error_message="An administrator looks after a whole borough: leave the committee empty.",
            ),
        ]

    def __str__(self) -> str:
        place = self.committee.name if self.committee else self.borough.name
        return f"{self.user.get_username()}: {self.role}, {place}"

    def clean(self) -> None:
        super().clean()
        if self.committee and self.borough_id and self.committee.borough_id != self.borough_id:
            raise ValidationError(
                {
                    "committee": f"“{self.committee.name}” is not a committee of this borough. Choose one that is."
                }
            )


class SignIn(models.Model):
    """One thing that happened at the door: somebody came in, went out, or was turned away. Rows are only added."""

    class Outcome(models.TextChoices):
        SIGNED_IN = "signed in", "Signed in with the password"
        WRONG_PASSWORD = "wrong password", "Wrong password"
        LOCKED_OUT = "locked out", "Locked out after too many wrong passwords"
        CODE_ACCEPTED = "code accepted", "Second factor: code accepted"
        RECOVERY_CODE_USED = "recovery code used", "Second factor: recovery code used"
        WRONG_CODE = "wrong code", "Second factor: wrong code"
        SIGNED_OUT = "signed out", "Signed out"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="officer",
        related_name="sign_ins",
        help_text="Empty if nobody has the user name that was typed.",
    )
    username = models.CharField("user name", max_length=150, blank=True, help_text="As it was typed.")
    at = models.DateTimeField("when", default=timezone.now, db_index=True)
    address = models.GenericIPAddressField(null=True, blank=True, help_text="The IP address it came from.")
    agent = models.CharField("browser", max_length=255, blank=True, help_text="As the browser names itself.")
    outcome = models.CharField("what happened", max_length=20, choices=Outcome)

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "sign-in"

    def __str__(self) -> str:
        return f"{self.username or 'Nobody'}, {timezone.localtime(self.at):%-d %B %Y %H:%M}: {self.outcome}"


keep_history(Membership)  # who gave whom which role, and when
