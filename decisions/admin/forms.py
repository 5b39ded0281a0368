"""Forms of resolutions: outcomes as tick boxes, limbs one a line."""

import re
from typing import Any

from django import forms

from decisions.models import Outcome, Resolution
from meetings.admin.base import OrderedRow
from meetings.admin.correcting import ReasonForm
from meetings.admin.exempting import ExemptionForm, ExemptionRowForm
from meetings.admin.widgets import Folded, LowTextarea, remember_choices

MARKED = re.compile(
    r"(?P<mark>\((?:[a-z]{1,4}|\d{1,2})\)|(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]|[•·–-])\s+(?P<words>\S.*)",
    re.IGNORECASE,
)
PEOPLE = ("moved_by", "seconded_by")


def limb_of(line: str) -> tuple[str, str, str]:
    """Return mark, number and words of a limb as typed: “(a) note the report” gives “(a)”, “a”, “note the report”."""
    found = MARKED.fullmatch(line)
    if not found:
        return "", "", line
    return found["mark"], found["mark"].strip("().•·–-"), found["words"]


class OutcomesForm(forms.ModelForm):
    """Asks for outcomes with tick boxes, and shows the people chosen without asking for each."""

    outcomes = forms.MultipleChoiceField(
        choices=Outcome.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="All that apply. Outcomes of its limbs are added by themselves.",
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        remember_choices(self, *PEOPLE)

    def clean(self) -> dict[str, Any]:
        """Print the name of the person chosen where nothing was typed."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for person, printed in zip(PEOPLE, ("mover", "seconder"), strict=True):
            if said.get(person) and printed in self.fields:
                said[printed] = said.get(printed) or str(said[person])
            elif said.get(person) and person in self.changed_data:
                setattr(self.instance, printed, str(said[person]))
        return said


class ResolutionRowForm(OutcomesForm, ExemptionRowForm, OrderedRow):
    """A whole resolution on its item's page."""

    new_limbs = forms.CharField(
        label="Add limbs",
        required=False,
        widget=LowTextarea(2),
        help_text="One a line, as printed: “(a) the report be noted”. Their own outcomes are set on the resolution’s page.",
    )

    def clean_new_limbs(self) -> list[tuple[str, str, str]]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["new_limbs"].splitlines()]
        return [limb_of(line) for line in lines if line]


class LimbRowForm(ExemptionRowForm, OrderedRow):
    """A limb in a row of its resolution."""

    outcomes = forms.MultipleChoiceField(choices=Outcome.choices, required=False, widget=Folded)


class LimbFormSet(forms.BaseInlineFormSet):
    """Limbs belong to the item of their resolution."""

    def _construct_form(self, i: int, **given: Any) -> Any:
        form = super()._construct_form(i, **given)  # type: ignore[misc]
        form.instance.item_id = self.instance.item_id
        return form


class ResolutionForm(ReasonForm, OutcomesForm, ExemptionForm):
    """A resolution or a limb on its own page."""


def add_limbs(resolution: Resolution, lines: list[tuple[str, str, str]]) -> None:
    """Add limbs at the end of a resolution. Where it is exempt, they are exempt under the same law."""
    last = max(resolution.limbs.values_list("order", flat=True), default=0)
    law = {
        name: getattr(resolution, name)
        for name in ("exempt", "exempt_regime", "exempt_part", "exempt_paragraphs")
    }
    Resolution.objects.bulk_create(
        Resolution(
            item_id=resolution.item_id,
            parent=resolution,
            order=order,
            mark=mark,
            number=number,
            wording=words,
            **law,
        )
        for order, (mark, number, words) in enumerate(lines, last + 1)
    )
