"""What other forms a page may be had in, for its head and for its panel “Follow or reuse”."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from minutes_portal.reuse.pages import FORMS, PAGES, Form, name_of

register = template.Library()


@dataclass(frozen=True)
class Alternate:
    """A form of the page that is shown, and the address that asks the same there."""

    form: Form
    of: str
    address: str

    @property
    def name(self) -> str:
        return f"{self.form.name} of {self.of}"


@register.simple_tag(takes_context=True)
def forms_of_page(context: Context) -> list[Alternate]:
    """Return the forms of the page that is shown; none where it has none. The page’s `query` is what it was understood to ask."""
    match: Any = getattr(context.get("request"), "resolver_match", None)
    if match is None or match.view_name not in PAGES:
        return []
    query = context.get("query", "")
    return [
        Alternate(
            form,
            PAGES[match.view_name][suffix].kind.name,
            reverse(name_of(match.view_name, suffix), kwargs=match.kwargs) + (f"?{query}" if query else ""),
        )
        for suffix, form in FORMS.items()
        if suffix in PAGES[match.view_name]
    ]
