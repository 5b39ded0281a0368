"""The filter of the register that keeps what one person moved, seconded or decided."""

import django_filters
from django.core.exceptions import ValidationError

from meetings.models import Person
from minutes_portal.filters import Question


class Somebody(Question, django_filters.CharFilter):
    """A person by the last part of their address. No list of people is offered: one comes here from their page."""

    def _named(self, slug: str) -> str:
        """Return what people with a page and this address are called; nothing where there are none."""
        named: str = self.parent.counted.get(
            ("people called", slug),
            lambda: ", ".join(sorted({str(person) for person in Person.published.listed().called(slug)})),
        )
        return named

    def usable(self, value: str) -> str:
        slug = super().usable(value)
        if not self._named(slug):
            raise ValidationError(value)
        return slug

    def chip_text(self, value: str) -> str:
        return self._named(value)
