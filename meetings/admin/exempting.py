"""The law under which something is kept from the public, as one choice of an officer's forms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.acts import lift_exemption, mark_exempt
from meetings.models import Exemption

Regime = Exemption.Regime
MEANINGS = {
    1: "about an individual",
    2: "likely to reveal an individual",
    3: "financial or business affairs",
    4: "labour relations",
    5: "legal privilege",
    6: "a notice, order or direction",
    7: "prevention or prosecution of crime",
}
LAWS: dict[str, tuple[str, dict[int, str]]] = {
    Regime.ENGLAND: ("England: Schedule 12A, Part 1", MEANINGS),
    # Wales has the same seven, counted from 12.
    Regime.WALES: ("Wales: Schedule 12A, Part 4", {n + 11: words for n, words in MEANINGS.items()}),
    Regime.ENGLAND_PRE_2006: ("Before March 2006: the older list", dict.fromkeys(range(1, 16), "")),
}
CHOICES = [
    (
        heading,
        [
            (f"{regime}:{n}", f"Paragraph {n}" + (f": {words}" if words else ""))
            for n, words in numbers.items()
        ],
    )
    for regime, (heading, numbers) in LAWS.items()
] + [("Confidential information", [(f"{Regime.CONFIDENTIAL}:", "Confidential: LGA 1972 s.100A(2)")])]


def law_of(chosen: list[str]) -> dict[str, Any]:
    """Return the regime and paragraphs of what was ticked. Raises ValidationError for paragraphs of two laws."""
    regimes = {value.partition(":")[0] for value in chosen}
    if len(regimes) != 1:
        raise ValidationError("Choose paragraphs of one law only.")
    numbers = (number for value in chosen for number in value.partition(":")[2].split(","))
    return {"regime": regimes.pop(), "paragraphs": [int(number) for number in numbers if number]}


def ticked(part: Exemption) -> list[str]:
    """Return what is ticked for a part of the record; the reverse of `law_of`."""
    if not part.exempt:
        return []
    return [f"{part.exempt_regime}:{number}" for number in map(str, part.exempt_paragraphs)] or [
        f"{part.exempt_regime}:"
    ]


def law_in_words(part: Exemption) -> str:
    """Return “England, paragraphs 1, 3”, for a list."""
    names = {Regime.ENGLAND: "England", Regime.WALES: "Wales", Regime.ENGLAND_PRE_2006: "before 2006"}
    if part.exempt_regime == Regime.CONFIDENTIAL:
        return "confidential"
    numbers = ", ".join(map(str, part.exempt_paragraphs))
    return f"{names.get(Regime(part.exempt_regime), '')}, paragraph{'s' * (len(part.exempt_paragraphs) > 1)} {numbers}"


class LawField(forms.MultipleChoiceField):
    """The paragraphs relied on, all of one law, as tick boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"choices": CHOICES, "label": "Paragraphs relied on"} | given)

    def clean(self, value: Any) -> list[str]:
        chosen: list[str] = super().clean(value)
        if chosen:
            law_of(chosen)
        return chosen


class ExemptionForm(forms.ModelForm):
    """A form of something that can be exempt: ticking a paragraph keeps it from the public, unticking all lifts it."""

    exempt_under: forms.Field = LawField(
        required=False,
        label="Exempt under",
        help_text="Tick the paragraphs relied on, of one law. Nothing ticked: readers see it once it is published.",
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if "exempt_under" in self.fields:
            self.initial["exempt_under"] = self._chosen_now()

    def _chosen_now(self) -> Any:
        return ticked(self.instance)

    def settle_exemption(self) -> None:
        """Once the row is saved, mark it exempt or lift that, as chosen."""
        told = {"exempt_reason", "public_summary"} & set(self.changed_data)
        if "exempt_under" not in self.changed_data and not (told and self.instance.exempt):
            return
        chosen = self.cleaned_data["exempt_under"]
        if not chosen:
            lift_exemption(self.instance)
            return
        part = self.instance
        words = {"reason": part.exempt_reason, "summary": part.public_summary}
        mark_exempt(part, **law_of(chosen if isinstance(chosen, list) else [chosen]), **words)


class ExemptionRowForm(ExemptionForm):
    """The same in one row of a table: one paragraph, from a list."""

    exempt_under = forms.ChoiceField(required=False, label="Readers", choices=[("", "Public"), *CHOICES])

    def _chosen_now(self) -> Any:
        part = self.instance
        if not part.exempt:
            return ""
        value = f"{part.exempt_regime}:{','.join(map(str, part.exempt_paragraphs))}"
        if len(part.exempt_paragraphs) > 1:
            field = self.fields["exempt_under"]
            field.choices = [("", "Public"), (value, f"Exempt: {law_in_words(part)}"), *CHOICES]  # type: ignore[attr-defined]
        return value


class ExemptForm(forms.Form):
    """What an officer says when marking something exempt."""

    exempt_under: forms.Field = LawField()
    reason = forms.CharField(
        label="Public-interest reason",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why keeping this private serves the public more than showing it. Readers see this.",
    )
    summary = forms.CharField(
        label="Public summary",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What you can tell the public about it. Readers see this.",
    )
