"""“Others decided on this” tells nothing of what readers may not see: not by a name, a word, a number, or the order."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from meetings.models import AgendaItem, Meeting
from tests.leaks.test_search_leaks import GONE
from tests.leaks.world import EXEMPT, NEVER
from tests.makers import make_item, make_meeting, make_point, make_resolution

pytestmark = pytest.mark.django_db
TITLE = "Day opportunities for older people"
SAID = "Members heard how personal budgets would pay for day opportunities. Personal budgets had risen."


def matter(meeting: Meeting | None = None, said: str = SAID, **item: Any) -> AgendaItem:
    """Make an item on the same matter as every other one here, with a zebra in it."""
    made = make_item(meeting=meeting or make_meeting(), **{"title": TITLE} | item)
    make_point(item=made, text=said)
    make_resolution(item=made, wording="That the vehicles be kept.", outcomes=["approved"])
    return made


def draft() -> None:
    matter(make_meeting("nothing"), f"{SAID} Zebra.")


def scheduled() -> None:
    times = ("agenda_published_at", "decisions_published_at", "minutes_published_at")
    matter(make_meeting("nothing", **dict.fromkeys(times, NEVER)), f"{SAID} Zebra.")


def agenda_only_with_decisions_to_come() -> None:
    meeting = make_meeting("agenda", decisions_published_at=NEVER, minutes_published_at=NEVER)
    matter(meeting, f"{SAID} Zebra.")


def withdrawn_meeting() -> None:
    matter(make_meeting(**GONE), f"{SAID} Zebra.")


def withdrawn_later() -> None:
    secret = matter(said=f"{SAID} Zebra.")
    AgendaItem.objects.filter(pk=secret.pk).update(**GONE)


def exempt_item() -> None:
    matter(said=f"{SAID} Zebra.", title=f"{TITLE}: contract", **EXEMPT)


def exempt_parts() -> None:
    """Of an item that is open, and found: its secret paragraph and resolution would make it more alike."""
    found = AgendaItem.objects.get(title="Personal budgets")
    make_point(item=found, text=f"{TITLE}. {SAID} Zebra.", **EXEMPT)
    make_resolution(item=found, wording=f"{TITLE}. {SAID} Zebra.", outcomes=["rejected"], **EXEMPT)


def exempt_parts_of_the_item_itself() -> None:
    """Its secret words would find another item, and tell of a zebra."""
    item = AgendaItem.objects.get(slug="asked")
    make_point(
        item=item, text="Potholes in the harbour road and zebra crossings. Harbour road potholes.", **EXEMPT
    )


STATES: list[Callable[[], None]] = [
    draft, scheduled, agenda_only_with_decisions_to_come, withdrawn_meeting, withdrawn_later, exempt_item, exempt_parts,
    exempt_parts_of_the_item_itself,
]  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_pages_are_the_same_to_the_byte_with_and_without_a_secret(
    client: Client, state: Callable[[], None]
) -> None:
    asked = matter(slug="asked")
    pages = [asked, matter(), matter(title="Personal budgets", said="Day opportunities were mentioned.")]
    pages.append(matter(title="Harbour road", said="Potholes in the harbour road and zebra crossings."))
    before = [client.get(page.get_absolute_url()).content for page in pages]
    assert b"Others decided on this" in before[0]

    state()

    assert [client.get(page.get_absolute_url()).content for page in pages] == before
