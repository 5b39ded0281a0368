"""The journal as an Atom feed (RFC 4287; its pages linked as RFC 5005 has it)."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from minutes_portal.changes.listing import Listing, Told
from minutes_portal.changes.models import Change
from minutes_portal.changes.telling import NOUNS


class PagedFeed(Atom1Feed):
    """An Atom feed that says where its first and its next page are."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation in ("first", "next"):
            if self.feed[relation]:
                handler.addQuickElement("link", "", {"rel": relation, "href": self.feed[relation]})


def feed_of(listing: Listing) -> PagedFeed:
    """Return the feed of what was asked. An entry keeps its id whatever becomes of it; what is gone has no title."""
    request, path = listing.request, reverse("changes-feed")
    own = f"{path}?{listing.query}" if listing.query else path
    page = reverse("changes") + (f"?{listing.query}" if listing.query else "")
    where = f" in {listing.borough.name}" if listing.borough else ""
    what = NOUNS[listing.kind][1] if listing.kind else "what was published, changed or taken back"
    feed = PagedFeed(
        title=f"Minutes Portal: {what}{where}",
        link=request.build_absolute_uri(page),
        description="",
        language="en-GB",
        feed_url=request.build_absolute_uri(),
        feed_guid=request.build_absolute_uri(own),
        feed_copyright="Open Government Licence v3.0",
        first=request.build_absolute_uri(own),
        next=request.build_absolute_uri(f"{path}?{listing.next_query()}") if listing.next_place else "",
    )
    for told in listing.told:
        feed.add_item(**_entry(request, told))
    return feed


def _entry(request: HttpRequest, told: Told) -> dict[str, Any]:
    change = told.change
    place = [change.committee.name, change.committee.borough.name] if change.committee else []
    place = place or ([change.borough.name] if change.borough else [])
    sentences = [
        f"{told.happened}.",
        f"With {told.along}." if told.along else "",
        f"{', '.join(place)}." if place else "",
    ]
    return {
        "title": f"{told.happened}: {told.subject}",
        "link": request.build_absolute_uri(change.path or reverse("changes")),
        "unique_id": change.reference.urn,
        "description": escape(" ".join(filter(None, sentences))),  # a summary is read as HTML
        "pubdate": timezone.localtime(change.first_published_at),
        "updateddate": timezone.localtime(change.changed_at),
        "categories": [Change.Kind(change.kind).label],
    }
