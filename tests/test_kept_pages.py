"""Pages that are kept: given out again while nothing changed, and never a moment longer."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from decisions.models import Constitution, DecisionRecord
from meetings.acts import mark_exempt, publish_stage, withdraw
from meetings.models import AgendaItem, Meeting, MinutePoint
from minutes_portal.database.version import current_version
from minutes_portal.kept_pages import end_of
from tests.makers import make_item, make_meeting, make_person, make_point, make_resolution

pytestmark = pytest.mark.django_db


def read(client: Client, address: str, **headers: str) -> Any:
    return client.get(address, headers=headers)


def an_item(**given: Any) -> AgendaItem:
    item = make_item(**given)
    make_point(item=item, text="Members asked about visits.")
    return item


def test_an_unchanged_page_costs_one_query_and_is_the_same(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = an_item().get_absolute_url()
    first = read(client, address)
    with django_assert_num_queries(2, using="public"):
        again = read(client, address)
        unchanged = read_tag(client, address, first["ETag"])
    assert (again.content, dict(again.headers)) == (first.content, dict(first.headers))
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def read_tag(client: Client, address: str, tag: str) -> Any:
    return read(client, address, **{"if-none-match": tag})


@pytest.mark.parametrize("act", ["edit", "bulk", "exempt", "withdraw", "delete"])
def test_a_change_shows_with_the_next_request(client: Client, act: str) -> None:
    item = an_item()
    point = item.points.get()
    address = item.get_absolute_url()
    assert b"asked about visits" in read(client, address).content
    if act == "edit":
        point.text = "Members spoke."
        point.save()
    elif act == "bulk":
        MinutePoint.objects.filter(item=item).update(text="Members spoke.")
    elif act == "exempt":
        mark_exempt(item, regime="confidential")
    elif act == "withdraw":
        withdraw(item, "published in error")
    else:
        point.delete()
    assert b"asked about visits" not in read(client, address).content


def test_what_is_published_by_itself_shows_when_its_time_comes(client: Client) -> None:
    meeting = make_meeting("agenda")
    item = an_item(meeting=meeting)
    soon = timezone.now() + timedelta(hours=1)
    publish_stage(meeting, "draft minutes", at=soon)
    page = read(client, item.get_absolute_url())
    assert b"asked about visits" not in page.content
    Meeting.objects.filter(pk=meeting.pk).update(minutes_published_at=timezone.now() - timedelta(seconds=1))
    assert b"asked about visits" in read(client, item.get_absolute_url()).content


def test_validators_say_nothing_of_work_on_what_is_not_published(client: Client) -> None:
    address = an_item().get_absolute_url()
    tag = read(client, address)["ETag"]
    before = current_version().number
    an_item(meeting=make_meeting("nothing"))
    make_person(kind="officer", listed=False)
    after = current_version().number
    assert after > before
    assert read(client, address)["ETag"] == tag
    assert read_tag(client, address, tag).status_code == 304


def test_pages_of_somebody_signed_in_are_never_kept(client: Client) -> None:
    item = an_item()
    client.force_login(User.objects.create_superuser("officer"))
    assert read(client, item.get_absolute_url())["Cache-Control"] == "private, no-store"
    assert "private" not in read(Client(), item.get_absolute_url())["Cache-Control"]


def test_pages_end_at_midnight_or_when_something_is_published_by_itself() -> None:
    version = current_version()
    now, midnight = version.moment, timezone.localtime(end_of(version))
    assert (midnight.hour, midnight.minute) == (0, 0)
    assert timedelta(0) < midnight - now <= timedelta(days=1, hours=1)
    soon = now + timedelta(seconds=30)
    publish_stage(make_meeting("nothing"), "agenda", at=soon)
    assert end_of(current_version()) == min(soon, midnight)


def test_page_that_says_until_when_a_decision_may_be_called_in_ends_at_that_hour(client: Client) -> None:
    resolution = make_resolution()
    borough = resolution.item.meeting.committee.borough
    midnight = end_of(current_version())
    soon = timezone.localtime(current_version().moment) + timedelta(minutes=2)
    rules = Constitution.objects.create(
        borough=borough, in_force_from=date(2020, 1, 1), call_in_closes_at=soon.time()
    )
    record = DecisionRecord.objects.create(
        resolution=resolution, call_in="subject", published_on=soon.date() - timedelta(days=7)
    )
    ends = DecisionRecord.objects.filter(pk=record.pk)
    ends.update(call_in_until=soon.date())
    if soon < midnight:  # not in the last two minutes of a day
        assert end_of(current_version()) == soon
        assert b"May be called in until" in read(client, resolution.get_absolute_url()).content
    Constitution.objects.filter(pk=rules.pk).update(call_in_closes_at=time(0))
    assert end_of(current_version()) == midnight  # that hour is over
    assert b"Could be called in until" in read(client, resolution.get_absolute_url()).content
    Constitution.objects.filter(pk=rules.pk).update(call_in_closes_at=soon.time())
    ends.update(call_in_until=soon.date() + timedelta(days=1))
    assert end_of(current_version()) == midnight
    ends.update(call_in_until=soon.date(), call_in="not subject")
    assert end_of(current_version()) == midnight


def test_without_room_nothing_is_kept(client: Client, settings: Any) -> None:
    settings.PAGES_KEPT = 0
    item = an_item()
    assert read(client, item.get_absolute_url()).status_code == 200
    item.points.all().delete()
    assert b"asked about visits" not in read(client, item.get_absolute_url()).content


def test_a_long_address_and_odd_characters_are_kept_apart(client: Client) -> None:
    an_item()
    for address in (f"/search/?q={'care+' * 100}", "/search/?q=%20%00", "/search/?q=%0A"):
        assert read(client, address).content == read(client, address).content
