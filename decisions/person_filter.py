"""The filter of the register that keeps what one person moved, seconded or decided."""

from collections.abc import Collection
from functools import partial

import django_filters
from django.core.exceptions import ValidationError

from meetings.models import Person
from minutes_portal.filters import Question
from minutes_portal.kept_counts import Counted

CALLED = "people called"  # under which the names of people with one address are kept


def know_people(counts: Counted, slugs: Collection[str]) -> None:
    """Look up what people are called whom several questions name (one query, or none)."""
    wanted = {slug.strip() for slug in slugs if slug.strip()}
    unknown = [slug for slug in wanted if (CALLED, slug) not in counts.values and "\0" not in slug]
    names: dict[str, set[str]] = {slug: set() for slug in unknown}
    for person in Person.published.listed().called(unknown) if unknown else []:
        names[person.slug].add(str(person))
    for slug, called in names.items():
        counts.get((CALLED, slug), partial(", ".join, sorted(called)))


class Somebody(Question, django_filters.CharFilter):
    """A person by the last part of their address. No list of people is offered: one comes here from their page."""

    def _named(self, slug: str) -> str:
        """Return what people with a page and this address are called; nothing where there are none."""
        named: str = self.parent.counted.get(
            (CALLED, slug),
            lambda: ", ".join(sorted({str(person) for person in Person.published.listed().called([slug])})),
        )
        return named

    def usable(self, value: str) -> str:
        slug = super().usable(value)
        if not self._named(slug):
            raise ValidationError(value)
        return slug

    def chip_text(self, value: str) -> str:
        return self._named(value)
