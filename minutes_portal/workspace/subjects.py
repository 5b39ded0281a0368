"""Suggests topics of an item: by the words of a topic, and by what the committee's items of the same title had."""

import re
from collections.abc import Iterable, Sequence

from decisions.importers.alignment import Part, likeness
from meetings.models import AgendaItem, Committee, Topic

SAME_TITLE = 0.6
MOST_LOOKED_AT = 300
SHORTEST_WORD = 4
COMMON = frozenset(
    [
        "about",
        "after",
        "also",
        "among",
        "been",
        "borough",
        "business",
        "council",
        "councils",
        "from",
        "have",
        "into",
        "item",
        "items",
        "matters",
        "other",
        "over",
        "people",
        "public",
        "report",
        "review",
        "service",
        "services",
        "such",
        "than",
        "that",
        "their",
        "them",
        "this",
        "under",
        "update",
        "what",
        "which",
        "with",
        "work",
        "year",
    ]
)


class Subjects:
    """What is known of topics when the items of one committee are read; two questions, however many items."""

    def __init__(self, committee: Committee) -> None:
        self.topics = list(Topic.objects.order_by("name"))
        past = (
            AgendaItem.objects.filter(meeting__committee=committee, topics__isnull=False)
            .order_by("-meeting__date")
            .values_list("title", "topics__slug")[:MOST_LOOKED_AT]
        )
        self.past = [(Part(title), slug) for title, slug in past if title]

    def of(self, title: str, texts: Iterable[str]) -> list[tuple[Topic, bool, str]]:
        """Return the topics that an item may have: each with whether it is likely, and why."""
        like = Part(title)
        before = {slug for past, slug in self.past if title and likeness(past, like) >= SAME_TITLE}
        in_title, in_text = _words([title]), _words(texts)
        found = []
        for topic in self.topics:
            own, described = _words([topic.name]), _words([topic.description])
            if topic.slug in before:
                found.append((topic, True, "items of this title before"))
            elif own & in_title or len(described & in_title) >= 2:
                found.append((topic, True, "the title"))
            elif len(described & in_title) == 1 or (own and own <= in_text):
                found.append((topic, False, "the wording"))
        return found


def _words(texts: Iterable[str]) -> set[str]:
    """Return the telling words of texts, without their endings: homes and home are one."""
    return {
        word.rstrip("s")
        for text in texts
        for word in re.findall(r"[a-z]+", text.casefold())
        if len(word) >= SHORTEST_WORD and word not in COMMON
    }


def texts_of(parts: Sequence[str]) -> list[str]:
    """Return what is looked at of a long item: its first paragraphs say what it is about."""
    return list(parts[:20])
