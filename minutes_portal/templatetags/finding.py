"""What pages say of themselves to those who look for them."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """Return the address under which a page is to be known: without filters, order and place in a list.

    None where there is no page: on errors there is no request, or no `canonical` block.
    """
    request = context.get("request")
    return request.build_absolute_uri(request.path) if request else ""


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], path: str) -> str:
    """Return a path of this site with its scheme and host."""
    return context["request"].build_absolute_uri(path)  # type: ignore[no-any-return]
