"""Pages hold whatever councils write: no title, endless titles, markup in words, hundreds of rows."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import Issue
from meetings.models import MinutePoint
from tests.makers import make_item, make_point, make_resolution, make_topic
from tests.markup import Page, text_of

pytestmark = pytest.mark.django_db
UGLY = "A matter of the greatest length, " * 9 + "ending."


@pytest.mark.parametrize(
    "given",
    [
        {"title": ""}, {"title": "", "number": ""}, {"title": "", "number": "", "minute_number": "128"}, {"title": UGLY},
        {"title": "x" * 500}, {"title": "<b>&amp;</b>", "purpose": "<script>alert(1)</script>"},
        {"title": "شؤون البلدية 🐝", "wards": "w" * 250, "particulars": {"k" * 80: "v" * 400, "": "empty"}},
        {"number": "77/21", "slug": "77-21", "report_reference": "r" * 50},
    ],
)  # fmt: skip
def test_ugly_item_stands_readable_and_linked_on_every_page_that_shows_it(
    client: Client, given: dict[str, Any]
) -> None:
    item = make_item(**given)
    topic = make_topic()
    item.topics.add(topic)
    make_point(item=item, text="word " * 3_000)
    make_point(item=item, kind="table", text="a\tb\n" * 40)
    resolution = make_resolution(item=item, cue="", wording="That", moved_by=None)
    issue = Issue.objects.create(borough=item.meeting.committee.borough, title=UGLY, slug="ugly")
    issue.items.add(item, make_item(meeting=item.meeting))
    print_address = reverse("meetings:meeting-print", args=item.meeting.address)
    for address in (
        item.get_absolute_url(), item.meeting.get_absolute_url(), print_address, topic.get_absolute_url(), resolution.get_absolute_url(),
        issue.get_absolute_url(), reverse("meetings:minutepoint-cite", args=[*item.meeting.address, item.slug, item.points.first().anchor]), reverse("search") + "?q=word",
    ):  # fmt: skip
        response = client.get(address)
        page = Page(response)
        assert (response.status_code, page.errors, page.inline_code()) == (200, [], []), address
        nameless = [link.get("href") for link in page.all("a") if not text_of(link)]
        assert nameless == [], address
        assert all(text_of(heading) for level in ("h1", "h2", "h3") for heading in page.all(level)), address


def test_sixty_limbs_and_two_hundred_paragraphs_are_all_there(client: Client) -> None:
    item = make_item()
    MinutePoint.objects.bulk_create(
        MinutePoint(item=item, order=n, anchor=f"p{n}", text=f"Part {n}.") for n in range(200)
    )
    whole = make_resolution(item=item, order=300)
    for n in range(60):
        make_resolution(item=item, parent=whole, order=n, mark=f"({n})")
    page = Page(client.get(item.get_absolute_url()))
    assert len([mark for mark in page.ids if mark.startswith("p")]) >= 200
    assert len(list(page.one("ol", _class="limbs").iter("li"))) == 60
