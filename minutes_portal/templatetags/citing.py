"""How a page is cited, and what machines are told of it."""

from typing import Any
from urllib.parse import urljoin

from django import template
from django.utils.html import format_html

from meetings.models import AgendaItem, Meeting
from minutes_portal.citing.machine_readable import (
    About,
    about_borough,
    about_committee,
    about_item,
    about_meeting,
    about_resolution,
)
from minutes_portal.citing.short import short_path

register = template.Library()
for _about in (about_borough, about_committee, about_item, about_meeting, about_resolution):
    register.simple_tag(_about)


@register.simple_tag
def short_address(address: str, meeting: Meeting, item: AgendaItem | None = None, part: Any = None) -> str:
    """Return the permanent short address to cite, whole; `address` is that of any page of the same site."""
    return urljoin(address, short_path(meeting, item or None, part or None))


@register.simple_tag
def data_block(about: About) -> str:
    """Return a page's data for machines. Browsers never run a block of this type, so the security policy allows it."""
    return format_html('<script type="application/ld+json">{}</script>', about)
