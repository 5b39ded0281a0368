"""Marks the words that were searched for. The one place of the project that declares text safe, after escaping it."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What stands round a match: characters of no script, which cannot occur in the text it was given
# (minutes_portal.search.marking removes them there).
START, STOP = "\ue000", "\ue001"
MATCH = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
STRAY = re.compile(f"[{START}{STOP}]")


@register.filter
def marked(text: str) -> SafeString:
    """Return text as HTML with its matches in `mark`; whatever else stands in it is shown as it is."""
    escaped = MATCH.sub(r"<mark>\1</mark>", str(escape(str(text))))
    return mark_safe(STRAY.sub("", escaped))  # noqa: S308 (escaped above)
