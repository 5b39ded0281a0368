"""What no reader may read cannot be felt through the search either: by no spelling, count, facet, offer or suggestion."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import Issue
from meetings.models import AgendaItem, DocumentPage, Meeting, MinutePoint, Topic
from tests.leaks.world import EXEMPT, NEVER
from tests.makers import (
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_resolution,
    make_topic,
)
from tests.markup import Page

pytestmark = pytest.mark.django_db
THEN = datetime(2024, 10, 1, 9, tzinfo=UTC)
GONE: dict[str, Any] = {
    "withdrawn_at": THEN,
    "withdrawn_reason": "published in error",
    "withdrawn_notice": "Ask.",
}
# The word is in every text of the secret item; each question would show it if it could be felt.
QUESTIONS = [
    "zebra", "zebras", "zebr*", "ze*", '"zebra crossing"', "zebra or crossing", "crossing -horse", "zebar", "zebrra crossing", "ZX12345", "ZX123*",
    "zebra procedural:all", "outcome:deferred", "outcome:deferred procedural:all", "topic:zebras", "kind:document zebra", "zebra carers",
    "zebra after:2020", "year:2024 crossing", "person:zebedee",
]  # fmt: skip


def world(meeting: Meeting, **item: Any) -> AgendaItem:
    """Make an item about zebras with everything that the search shows of an item."""
    secret = make_item(
        meeting=meeting,
        title="Zebra crossing",
        purpose="To hear of the zebra crossing.",
        report_reference="ZX12345",
        **item,
    )
    secret.topics.add(Topic.objects.get(slug="zebras"))
    mover = make_person(name="Zebedee Fenwick", kind="guest", borough=meeting.committee.borough)
    make_point(item=secret, text="The zebra crossing was discussed.")
    make_resolution(
        item=secret, wording="That a zebra crossing be made.", outcomes=["deferred"], moved_by=mover
    )
    paper = make_document(item=secret, title="Zebra report", url="https://papers.example/")
    DocumentPage.objects.create(document=paper, number=1, text="Zebra crossing everywhere.")
    Issue.objects.create(borough=meeting.committee.borough, title="Zebra crossings", slug="zebra").items.add(
        secret
    )
    return secret


def unpublished() -> None:
    world(make_meeting("nothing"))


def scheduled() -> None:
    times = ("agenda_published_at", "decisions_published_at", "minutes_published_at")
    world(make_meeting("nothing", **dict.fromkeys(times, NEVER)))


def withdrawn_meeting() -> None:
    world(make_meeting(**GONE))


def withdrawn_item() -> None:
    world(make_meeting(), **GONE)


def withdrawn_later() -> None:
    secret = world(make_meeting())
    AgendaItem.objects.filter(pk=secret.pk).update(**GONE)


def unpublished_again() -> None:
    secret = world(make_meeting())
    Meeting.objects.filter(pk=secret.meeting_id).update(
        agenda_published_at=None, decisions_published_at=None, minutes_published_at=None
    )


STATES: list[Callable[[], None]] = [
    unpublished, scheduled, withdrawn_meeting, withdrawn_item, withdrawn_later, unpublished_again,
]  # fmt: skip


def public_part() -> None:
    make_point(text="Carers were thanked at the crossing.", item=make_item(title="Carers"))


def answers(client: Client) -> dict[str, str]:
    """Return what the search says to each question, and what it suggests."""
    found = {}
    for question in QUESTIONS:
        page = Page(client.get(reverse("search"), {"q": question}))
        found[question] = f"{page.heading} {page.entries} {page.notices}"
        found[f"{question}: offers"] = page.main.partition("Did you mean")[2]
        found[f"{question}: suggested"] = client.get(
            reverse("search-suggest"), {"q": question}
        ).content.decode()
    return found


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_question_feels_what_is_not_published(client: Client, state: Callable[[], None]) -> None:
    public_part()
    make_topic(name="Zebras", slug="zebras")  # the list of topics is public
    before = answers(client)
    state()
    after = answers(client)
    changed = {question for question, answer in after.items() if answer != before[question]}
    assert changed == set()
    assert "zebra" not in str([after[f"{question}: offers"] for question in QUESTIONS]).lower()
    assert all(
        "Nothing found" in after[question] for question in ("zebra", "zebras", "zebr*", "ZX12345", "zebar")
    )


def test_words_of_an_exempt_item_are_not_felt_but_for_its_title(client: Client) -> None:
    item = make_item(title="Contract", purpose="A zebra crossing.", report_reference="ZX12345", **EXEMPT)
    make_point(item=item, text="A zebra crossing.")
    make_resolution(item=item, wording="That a zebra crossing be made.", outcomes=["deferred"])
    for question in ("zebra", "zebr*", "zebar", "ZX12345", "outcome:deferred", "contract zebra"):
        page = Page(client.get(reverse("search"), {"q": question}))
        assert page.heading == "Nothing found", question
        assert "Did you mean" not in page.main, question
    assert Page(client.get(reverse("search"), {"q": "contract"})).heading == "1 item found"
    assert client.get(reverse("search-suggest"), {"q": "zx12345"}).json() == {"suggestions": []}


def test_an_exempt_paragraph_adds_nothing_to_its_open_neighbours(client: Client) -> None:
    item = make_item(title="Open matter")
    make_point(item=item, order=1, text="Carers were thanked.")
    secret = make_point(item=item, order=2, level=1, kind="bullet", text="A zebra crossing.", **EXEMPT)
    for question in ("carers zebra", "zebra", "zebar", "open zebra"):
        assert Page(client.get(reverse("search"), {"q": question})).entries == [], question
    MinutePoint.objects.filter(pk=secret.pk).update(exempt=False)
    assert len(Page(client.get(reverse("search"), {"q": "carers zebra"})).entries) == 1
