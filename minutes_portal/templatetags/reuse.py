"""What other forms a page may be had in, for its head and for its panel “Follow or reuse”."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import QueryDict
from django.template import Context
from django.urls import reverse

from minutes_portal.reuse.kinds import Kind
from minutes_portal.reuse.pages import FORMS, PAGES, PARAMETERS, Form, name_of

register = template.Library()


@dataclass(frozen=True)
class Alternate:
    """A form of the page that is shown, and the address that asks the same there."""

    form: Form
    kind: Kind
    address: str

    @property
    def name(self) -> str:
        return f"{self.form.name} of {self.kind.name}"

    @property
    def told(self) -> str:
        """What it is good for, and what its days are where it is a calendar."""
        return f"{self.form.told} {self.kind.dates}" if self.form.suffix == "ics" else self.form.told


@register.simple_tag(takes_context=True)
def forms_of_page(context: Context) -> list[Alternate]:
    """Return the forms of the page that is shown; none where it has none. The page’s `query` is what it was understood to ask."""
    match: Any = getattr(context.get("request"), "resolver_match", None)
    if match is None or match.view_name not in PAGES:
        return []
    asked = QueryDict(context.get("query", ""), mutable=True)
    for name in PARAMETERS.get(match.view_name, {}).values():
        asked.pop(name, None)  # it is part of the address
    query = asked.urlencode()
    return [
        Alternate(
            form,
            PAGES[match.view_name][suffix].kind,
            reverse(name_of(match.view_name, suffix), kwargs=match.kwargs) + (f"?{query}" if query else ""),
        )
        for suffix, form in FORMS.items()
        if suffix in PAGES[match.view_name]
    ]
