"""How addresses, days and quotations are written in mails."""

from django import template

from meetings.in_words import short_date
from minutes_portal.alerts.links import absolute
from minutes_portal.templatetags.highlight import START, STOP

register = template.Library()
register.filter("short_day", short_date)
STARS = str.maketrans({START: "*", STOP: "*"})


@register.filter
def whole_address(path: str) -> str:
    """Return the address of a page with the site in front; one that is whole already, as it is."""
    return path if path.startswith(("http://", "https://")) else absolute(path)


@register.filter
def quoted_lines(text: str) -> str:
    """Return a quotation as plain-text mails have it: “> ” before each line, what was looked for between stars."""
    lines = text.translate(STARS).splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines)
