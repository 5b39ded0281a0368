"""What may be meant while somebody types: references, topics, committees, boroughs, people and issues, as pages to open.

Read through the published views only, a few rows of each, one small query for each and one more for a reference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import connections

from decisions.models import Issue
from meetings.models import AgendaItem, Borough, Committee, Person, Topic
from minutes_portal.search.conditions import quoted
from minutes_portal.search.folding import folded, squashed
from minutes_portal.search.lexemes import MARK
from minutes_portal.search.names import has_words

MOST, MOST_OF_A_KIND = 10, 4
SHORTEST, LONGEST = 2, 100  # characters
SHORTEST_REFERENCE = 3
# The newest items at whose head a reference stands that begins so; the mark is the index’s own (asked.py).
WITH_REFERENCE = """
    SELECT item_id FROM search_passage WHERE kind = 'title' AND item_id IS NOT NULL AND tsv @@ %s::tsquery
    ORDER BY date DESC, result_id DESC LIMIT 20
"""


@dataclass(frozen=True)
class Suggestion:
    """A page that may be meant: what it is called, what it is, and its address."""

    label: str
    note: str
    address: str


def suggestions(typed: str) -> list[Suggestion]:
    """Return the pages that may be meant by what was typed so far, at most MOST, the likeliest kinds first."""
    words = folded(typed[:LONGEST])
    if len(words) < SHORTEST:
        return []
    found = (_references, _topics, _committees, _boroughs, _people, _issues)
    each = (islice(suggest(words), MOST_OF_A_KIND) for suggest in found)
    return [suggestion for some in each for suggestion in some][:MOST]


def _references(words: str) -> Iterator[Suggestion]:
    reference = squashed(words)
    if len(reference) < SHORTEST_REFERENCE or not any(letter.isdigit() for letter in reference):
        return
    with connections["public"].cursor() as cursor:
        cursor.execute(WITH_REFERENCE, [f"{quoted(MARK + reference)}:*"])
        keys = [key for (key,) in cursor.fetchall()]
    for item in AgendaItem.published.for_list().with_keys(keys).newest_first():
        for printed in (item.report_reference, item.forward_plan_reference):
            if printed and squashed(printed).startswith(reference):
                yield Suggestion(
                    f"{printed}: {item.heading}", f"Item, {item.meeting}", item.get_absolute_url()
                )
                break


def _topics(words: str) -> Iterator[Suggestion]:
    for topic in Topic.published.all():
        if has_words(topic.name, words):
            yield Suggestion(topic.name, "Topic", topic.get_absolute_url())


def _committees(words: str) -> Iterator[Suggestion]:
    for committee in Committee.published.select_related("borough"):
        if has_words(f"{committee.name} {committee.borough.name}", words):
            yield Suggestion(
                committee.name, f"Committee, {committee.borough.name}", committee.get_absolute_url()
            )


def _boroughs(words: str) -> Iterator[Suggestion]:
    for borough in Borough.published.all():
        if has_words(borough.name, words):
            yield Suggestion(borough.name, "Borough", borough.get_absolute_url())


def _people(words: str) -> Iterator[Suggestion]:
    for person in Person.published.with_slugs_or_named_like([], [words])[:MOST_OF_A_KIND]:
        yield Suggestion(str(person), f"Person, {person.borough.name}", person.get_absolute_url())


def _issues(words: str) -> Iterator[Suggestion]:
    for issue in Issue.published.titled_like(words)[:MOST_OF_A_KIND]:
        yield Suggestion(issue.title, f"Issue, {issue.borough.name}", issue.get_absolute_url())
