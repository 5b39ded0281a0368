"""Forgetting a filter leaks nothing: each question that views ask is made to return everything, one at a time."""

import inspect
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import QuerySet
from django.test import Client, override_settings
from django.urls import reverse

from meetings.models import AgendaItem, Borough, Committee, Meeting, Person, Topic
from minutes_portal.database.published import APPS
from tests.leaks.surfaces import visit
from tests.leaks.world import MARK, build

OURS = ("meetings.", "decisions.", "minutes_portal.")
PAIRS = 6  # methods forgotten at once, so that the whole stays quick; a leak names the few to look at


def questions() -> list[tuple[type, str]]:
    """Return every queryset method of ours that a published manager offers, with the class that has it."""
    found: dict[tuple[type, str], None] = {}
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            if hasattr(model, "published"):
                for owner in type(model.published.all()).__mro__:
                    if owner.__module__.startswith(OURS):
                        found |= {(owner, name): None for name in _methods(owner)}
    return list(found)


def _methods(owner: type) -> Iterator[str]:
    for name, member in vars(owner).items():
        if inspect.isfunction(member) and not name.startswith("__"):
            yield name


def pages() -> list[str]:
    """Return one address of each kind of page that could show too much."""
    meeting = Meeting.objects.get(date="2024-09-24")
    item = AgendaItem.objects.get(meeting=meeting, slug="5")
    return [
        "/", "/meetings/", "/decisions/", "/decisions/issues/", "/decisions/recommendations/", "/search/?q=care", "/topics/",
        Borough.objects.get().get_absolute_url(), Committee.objects.get().get_absolute_url(),
        Topic.objects.get(slug="care-at-home").get_absolute_url(), Person.objects.get(slug="ada-fenwick").get_absolute_url(),
        meeting.get_absolute_url(), meeting.get_absolute_url() + "print/", item.get_absolute_url(), item.get_absolute_url() + "print/",
        AgendaItem.objects.get(slug="6").get_absolute_url(), f"{reverse('decisions:resolution-list')}?outcome=rejected",
        *(early.get_absolute_url() for early in Meeting.objects.filter(date__lt="2024-09-20")),
    ]  # fmt: skip


@pytest.mark.django_db
def test_forgetting_any_filter_of_a_view_shows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    canaries = build(secrets=True)
    client = Client(raise_request_exception=False)
    asked = questions()
    assert len(asked) > 40
    addresses = pages()
    leaks = {}
    answered = 0
    with override_settings(ALLOWED_HOSTS=["portal.example"], PAGES_KEPT=0, COUNTS_KEPT=0):
        for start in range(0, len(asked), PAIRS):
            forgotten = asked[start : start + PAIRS]
            with monkeypatch.context() as patch:
                for owner, name in forgotten:
                    patch.setattr(owner, name, _everything)
                for address in addresses:
                    answer = visit(client, address)
                    answered += answer["status"] == 200
                    text = answer["content"].decode().lower()
                    if MARK in text:
                        leaks[address] = (
                            [name for _, name in forgotten],
                            {word for word in canaries if word in text},
                        )
    assert leaks == {}
    assert answered > len(addresses) * 3, "most pages still answered with the filters gone"


def _everything(self: QuerySet, *given: object, **named: object) -> QuerySet:
    return self.all()
