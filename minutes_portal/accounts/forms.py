"""The fields into which an officer types a code."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator


class _CodeField(forms.CharField):
    """A code, however it was spaced or hyphenated."""

    def to_python(self, value: Any) -> str:
        return "".join(
            character for character in super().to_python(value) or "" if character.isalnum()
        ).lower()


class CodeForm(forms.Form):
    """The six digits that an authenticator app shows."""

    code = _CodeField(
        label="Six-digit code",
        help_text="Your authenticator app shows a new one every 30 seconds.",
        max_length=20,
        validators=[RegexValidator(r"^[0-9]{6}$", "Type the six digits that your authenticator app shows.")],
        error_messages={"required": "Type the six digits that your authenticator app shows."},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
                "class": "code",
            }
        ),
    )


class RecoveryCodeForm(forms.Form):
    """One of the recovery codes that were kept for this."""

    code = _CodeField(
        label="Recovery code",
        help_text="Eight letters and digits, from the list you kept. Each works once.",
        max_length=20,
        validators=[
            RegexValidator(r"^[a-z2-7]{8}$", "A recovery code has eight letters and digits: abcd-e2fg.")
        ],
        error_messages={"required": "Type one of the recovery codes you kept."},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
                "class": "code",
            }
        ),
    )
