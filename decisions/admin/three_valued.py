"""A form field of three values: not recorded, recorded as none, or recorded in words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.admin.widgets import LowTextarea

NOT_RECORDED, NONE, WORDS = "", "none", "words"
CHOICES = ((NOT_RECORDED, "Not recorded"), (NONE, "Recorded as none"), (WORDS, "Recorded, in these words:"))


class ThreeValuedWidget(forms.MultiWidget):
    """Three buttons, and room for the words."""

    use_fieldset = True

    def __init__(self) -> None:
        super().__init__((forms.RadioSelect(choices=CHOICES), LowTextarea(3)))

    def decompress(self, value: Any) -> list[str]:
        if value is None:
            return [NOT_RECORDED, ""]
        return [WORDS, value] if value else [NONE, ""]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["subwidgets"][1]["attrs"]["aria-label"] = "In these words"
        return context


class ThreeValued(forms.MultiValueField):
    """Gives None for what is not recorded, an empty text for what is recorded as none, else the words."""

    def __init__(self, **given: Any) -> None:
        fields = (forms.ChoiceField(choices=CHOICES, required=False), forms.CharField(required=False))
        super().__init__(
            fields, widget=ThreeValuedWidget(), required=False, require_all_fields=False, **given
        )

    def clean(self, value: Any) -> str | None:
        """Return the value. Raises ValidationError where the button says one thing and the words another."""
        choice, words = (str(each or "") for each in (value or ["", ""]))
        if choice not in dict(CHOICES):
            raise ValidationError("Choose one of the three.")
        if choice == NONE and words.strip():
            raise ValidationError("It is recorded as none, but there are words too: choose one of the two.")
        if choice == WORDS and not words.strip():
            raise ValidationError("Write what was recorded, or choose “Recorded as none”.")
        return words.strip() or ("" if choice == NONE else None)
