"""How dates, sizes, outcomes and places are written in readers' pages."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.text import Truncator, slugify

from decisions.models import Outcome
from meetings import in_words
from meetings.models import AgendaItem, Person
from meetings.outline import hang_limbs

register = template.Library()
for _in_words in (
    in_words.long_date,
    in_words.short_date,
    in_words.clock,
    in_words.item_name,
    in_words.in_passing,
    in_words.meeting_date,
    in_words.exempt_law,
    in_words.exempt_meanings,
    in_words.is_bullet,
):
    register.filter(_in_words)

LIST_EXTRACT = 260  # characters: two lines on a wide screen, with some to spare
LONGEST_LEAD_IN = 20  # characters


@register.simple_tag
def time_of(value: date | datetime | None, style: str = "long") -> str:
    """Return a `time` element with the date in words: `{% time_of meeting.date %}`, or with "short" without its weekday."""
    if not value:
        return ""
    words = in_words.short_date(value) if style == "short" else in_words.long_date(value)
    return format_html('<time datetime="{}">{}</time>', in_words.local_day(value).isoformat(), words)


@register.filter
def file_size(size: int | None) -> str:
    """Return bytes as councils print them: “167 KB”, “1.4 MB”."""
    if not size:
        return ""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


@register.filter
def tag_slug(value: Any) -> str:
    """Return the part of a tag's class that stands for an outcome, stage or verdict: “minutes-approved”."""
    return slugify(str(value))


@register.filter
def outcome_label(value: str) -> str:
    """Return an outcome as readers see it; a word that is not in the list is shown as it is."""
    return Outcome(value).label if value in Outcome.values else value.capitalize()


@register.filter
def limbs_of(resolution: Any) -> list[Any]:
    """Return a resolution's limbs in order, if they were loaded (`with_limbs()` or `hang_limbs`)."""
    if hasattr(resolution, "limb_list"):
        return list(resolution.limb_list)
    if "limbs" in getattr(resolution, "_prefetched_objects_cache", {}):
        return list(resolution.limbs.all())
    return []


@register.filter
def followed(resolution: Any) -> list[Any]:
    """Return the recommendations that a resolution and its limbs make, by their numbers, where they were loaded."""
    own = getattr(resolution, "_prefetched_objects_cache", {}).get("recommendations", ())
    below = [each for limb in limbs_of(resolution) for each in followed(limb)]
    return sorted([*own, *below], key=lambda recommendation: recommendation.ordinal)


@register.filter
def operative_words(resolution: Any) -> str:
    """Return what a resolution says, short enough for a list: its wording and its limbs' where they were loaded.

    A mere lead-in (“That:”, “as follows:”) is left out where limbs follow.
    """
    limbs = " ".join(limb.wording for limb in limbs_of(resolution) if limb.wording)
    if limbs and len(resolution.wording) <= LONGEST_LEAD_IN:
        return Truncator(limbs).chars(LIST_EXTRACT)
    return words_after_cue(resolution) or str(resolution.cue)


@register.filter
def words_after_cue(resolution: Any) -> str:
    """Return the words that follow a resolution's cue, its limbs' too where they were loaded, short enough for a list."""
    words = [resolution.wording, *(limb.wording for limb in limbs_of(resolution))]
    return Truncator(" ".join(filter(None, words))).chars(LIST_EXTRACT)


@register.filter
def item_words(item: AgendaItem) -> str:
    """Return what was decided at an item, else what it was for, short enough for a list."""
    decided = next((operative_words(resolution) for resolution in _whole_resolutions(item)), "")
    return decided or Truncator(item.purpose).chars(LIST_EXTRACT)


@register.filter
def item_outcomes(item: AgendaItem) -> list[str]:
    """Return the outcomes of an item's resolutions, each once."""
    return list(
        dict.fromkeys(outcome for resolution in _whole_resolutions(item) for outcome in resolution.outcomes)
    )


def _whole_resolutions(item: AgendaItem) -> list[Any]:
    """Return an item's open resolutions, each with its limbs; none where they were not loaded."""
    if "resolutions" not in getattr(item, "_prefetched_objects_cache", {}):
        return []
    return [resolution for resolution in hang_limbs(item.resolutions.all()) if not resolution.exempt]


@register.filter
def yes_no_unknown(value: bool | None) -> str:
    """Return a three-valued fact in words that tell “no” from “not recorded”."""
    if value is None:
        return "Not recorded"
    return "Yes" if value else "No"


@register.simple_tag
def current(path: str, address: str, *elsewhere: str) -> str:
    """Return the mark of the navigation link that `path` is at or under, unless it is under one of `elsewhere`."""
    if not path or not address or not path.startswith(address):
        return ""
    if any(other and path.startswith(other) for other in elsewhere):
        return ""
    return format_html(' aria-current="{}"', "page" if path == address else "true")


@register.simple_tag
def named(person: Person | None, printed: str = "") -> str:
    """Return somebody as printed, linked to their page where they have one. A tag, as an included template ends
    with a line break, which would stand as a blank before the comma that follows.
    """
    if person and person.listed:
        return format_html('<a href="{}">{}</a>', person.get_absolute_url(), printed or person)
    return format_html("{}", printed or person or "")
