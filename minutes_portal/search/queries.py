"""Where in an item the words that a reader looked for stand, with the match marked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Concat

from decisions.models import Resolution
from meetings.list_querysets import LANGUAGE, sift, words_query
from meetings.models import AgendaItem, MinutePoint
from minutes_portal.templatetags.highlight import START, STOP


@dataclass
class Result:
    """An item that was found, with the place in it that fits best."""

    item: AgendaItem
    title: str
    text: str
    place: str = ""
    address: str = ""


def results(items: Iterable[AgendaItem], words: str) -> list[Result]:
    """Return the items of one page of results, each with its best extract; matches stand between START and STOP."""
    items = list(items)
    wanted = sift(words)[0]
    if not wanted:
        return [Result(item, item.heading, item.purpose, address=item.get_absolute_url()) for item in items]
    query = words_query(wanted)
    keys = [item.pk for item in items]
    heads = _marked_heads(keys, query)
    points = _best(MinutePoint.published.all(), keys, query, F("text"))
    said = Concat("cue", Value(" "), "wording", Value(" "), "notice_wording", output_field=TextField())
    resolutions = _best(Resolution.published.select_related("parent__parent").light(), keys, query, said)
    return [_result(item, *heads[item.pk], points.get(item.pk), resolutions.get(item.pk)) for item in items]


def _result(item: AgendaItem, title: str, purpose: str, point: Any, resolution: Any) -> Result:
    address = item.get_absolute_url()
    if resolution and (point is None or resolution.fit >= point.fit):
        whole = resolution
        while whole.parent:
            whole = whole.parent
        return Result(
            item, title or item.heading, resolution.extract, "Decision", f"{address}#{whole.anchor}"
        )
    if point:
        place = f"Paragraph {point.number}" if point.number else "Minutes"
        return Result(item, title or item.heading, point.extract, place, f"{address}#{point.anchor}")
    return Result(item, title or item.heading, purpose, address=address)


def _marked(text: Any, query: SearchQuery, **options: Any) -> SearchHeadline:
    """Mark the match in a text from which the marks themselves have been taken out first."""
    clean = Func(text, Value(START + STOP), Value(""), function="translate", output_field=TextField())
    return SearchHeadline(clean, query, config=LANGUAGE, start_sel=START, stop_sel=STOP, **options)


def _extract(text: Any, query: SearchQuery) -> SearchHeadline:
    return _marked(text, query, max_fragments=2, max_words=30, min_words=12, fragment_delimiter=" … ")


def _marked_heads(keys: Collection[int], query: SearchQuery) -> dict[int, tuple[str, str]]:
    """Return title and extract of the purpose of these items."""
    title = _marked(F("title"), query, highlight_all=True)
    marked = AgendaItem.published.filter(pk__in=keys).values_list("pk", title, _extract(F("purpose"), query))
    return {key: (title, purpose) for key, title, purpose in marked}


def _best(rows: QuerySet, keys: Collection[int], query: SearchQuery, text: Any) -> dict[int, Any]:
    """Return, by item, the row that fits best, with its `fit` and `extract`; only these few are cut and marked."""
    fit = SearchRank(F("search"), query)
    found = rows.order_by().filter(
        item__in=keys
    )  # named twice, so that both steps start from these few items
    best = (
        found.filter(search=query).order_by("item_id", fit.desc(), "order").distinct("item_id").values("pk")
    )
    chosen = found.filter(pk__in=best).annotate(fit=fit, extract=_extract(text, query)).defer("search")
    return {row.item_id: row for row in chosen}
