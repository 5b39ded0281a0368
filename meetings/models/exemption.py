"""Matter that the public may not see, and what they are told instead.

Source: Local Government Act 1972 s.100A(2)-(4), s.100I and Schedule 12A (England Part 1, paragraphs 1-7; Wales
Part 4, paragraphs 12-18; before 1 March 2006 the older list of 15 paragraphs).
"""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When


class Exemption(models.Model):
    """What keeps a part of the record from the public."""

    class Regime(models.TextChoices):
        ENGLAND = "england", "LGA 1972 Schedule 12A (England)"
        ENGLAND_PRE_2006 = "england-pre-2006", "LGA 1972 Schedule 12A as before March 2006"
        WALES = "wales", "LGA 1972 Schedule 12A (Wales)"
        CONFIDENTIAL = "confidential", "Confidential information, LGA 1972 s.100A(2)"

    PARAGRAPHS = {
        Regime.ENGLAND: range(1, 8),
        Regime.ENGLAND_PRE_2006: range(1, 16),
        Regime.WALES: range(12, 19),
        Regime.CONFIDENTIAL: range(0),
    }

    exempt = models.BooleanField(
        default=False,
        help_text="Readers then see the title, the paragraphs, the reason and the public summary, nothing else.",
    )
    exempt_regime = models.CharField("law", max_length=20, choices=Regime, blank=True)
    exempt_part = models.CharField("part", max_length=10, blank=True, help_text="1 in England, 4 in Wales.")
    exempt_paragraphs = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="paragraphs",
        default=list,
        blank=True,
        help_text="The paragraphs relied on, with commas between: 3 or 1, 2.",
    )
    exempt_reason = models.TextField(
        "public-interest reason",
        blank=True,
        help_text="Why keeping this private serves the public more than showing it. Readers see this.",
    )
    public_summary = models.TextField(
        blank=True, help_text="What you can tell the public about it. Readers see this."
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not self.exempt:
            return
        if not self.exempt_regime:
            raise ValidationError({"exempt_regime": "Say under which law this is kept from the public."})
        allowed = self.PARAGRAPHS[self.Regime(self.exempt_regime)]
        wrong = [number for number in self.exempt_paragraphs if number not in allowed]
        if self.exempt_regime != self.Regime.CONFIDENTIAL and (wrong or not self.exempt_paragraphs):
            raise ValidationError(
                {"exempt_paragraphs": f"Give one or more paragraphs between {allowed[0]} and {allowed[-1]}."}
            )


def exemption_constraint(model_name: str) -> models.CheckConstraint:
    """Return the rule that exempt matter names its law, and its paragraphs unless it is confidential."""
    return models.CheckConstraint(
        condition=Q(exempt=False)
        | Q(exempt_regime="confidential")
        | (~Q(exempt_regime="") & Q(exempt_paragraphs__len__gte=1)),
        name=f"{model_name}_exempt_names_its_law",
        violation_error_message="Exempt matter names the law and the paragraphs relied on.",
    )


def words_unless_exempt(field: str) -> Case:
    """Return an expression for a search vector: the field's words, or none where the row is exempt."""
    return Case(When(exempt=False, then=F(field)), default=Value(""), output_field=models.TextField())
