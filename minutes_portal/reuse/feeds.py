"""A list as an Atom feed (RFC 4287), its pages linked as RFC 5005 has it: what was published or changed last comes first.

An entry keeps its id for life, whatever becomes of its title and address: it is the journal's reference of the record.
`published` is when readers first saw it here, `updated` since when it is as it is; the day of a meeting is neither.
"""

import re
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.xmlutils import SimplerXMLGenerator

from minutes_portal.changes.listing import Place, place_of
from minutes_portal.reuse.asking import News, Question

SIZE = 50
# What no XML document may hold, not even written as a number.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BEFORE_ANYTHING = datetime(2000, 1, 1, tzinfo=UTC)  # when an empty feed was last changed


class ListFeed(Atom1Feed):
    """An Atom feed with the words of the record as content, and links to its pages."""

    def latest_post_date(self) -> datetime:
        moments = [item["updateddate"] for item in self.items]
        return max(moments, default=BEFORE_ANYTHING)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation in ("first", "previous", "next"):
            if self.feed[relation]:
                handler.addQuickElement("link", "", {"rel": relation, "href": self.feed[relation]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def feed(question: Question, at: str, page: str, own: str, site: str) -> ListFeed:
    """Return one page of a feed.

    at: the place in it, as it stands in the address. page: the path and query of the page that shows the same; own: those
    of the feed itself, its first page.
    """
    place = place_of(at.removeprefix("-"))
    if at and not place:
        question.notices.append(
            "The place in this feed that was asked for is not one: this is its beginning."
        )
    backwards = place is not None and at.startswith("-")
    news = question.news(SIZE + 1, **({"before": place} if backwards else {"behind": place}))
    told = news[-SIZE:] if backwards else news[:SIZE]
    is_more = len(news) > SIZE
    later = told[-1].place if told and (is_more or backwards) else None
    earlier = told[0].place if told and place and (is_more or not backwards) else None

    def link(place: Place | None, sign: str = "") -> str:
        joint = "&" if "?" in own else "?"
        return f"{site}{own}{joint}at={sign}{place}" if place else ""

    this = link(place, "-" if backwards else "") or site + own
    found = ListFeed(
        title=in_xml(f"Minutes Portal: {question.said}"),
        subtitle=in_xml(" ".join([f"{question.said[:1].upper()}{question.said[1:]}.", *question.notices])),
        link=site + page,
        description="",
        language="en-GB",
        feed_url=this,
        feed_guid=site + own,
        feed_copyright=settings.LICENCE["name"],
        first=site + own,
        previous=link(earlier, "-"),
        next=link(later),
    )
    for each in told:
        found.add_item(**_entry(question, each, site))
    return found


def _entry(question: Question, news: News, site: str) -> dict[str, Any]:
    entry = question.kind.entry(news.row)
    paragraphs = format_html_join("", "<p>{}</p>", ((in_xml(text),) for text in entry.paragraphs))
    return {
        "title": in_xml(entry.title),
        "link": site + entry.address,
        "unique_id": news.reference.urn,
        "description": None,
        "content": format_html("{}<p>{}</p>", paragraphs, in_xml(" · ".join(entry.where))),
        "author_name": in_xml(entry.council),
        "pubdate": timezone.localtime(news.first_published_at),
        "updateddate": timezone.localtime(news.changed_at),
        "categories": [in_xml(category) for category in entry.categories],
    }


def in_xml(text: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return NOT_IN_XML.sub("", text)
