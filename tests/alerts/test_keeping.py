"""What is kept of readers, for how long, and what officers see of it; and when an alert comes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from minutes_portal.alerts.erasing import erase_what_is_over
from minutes_portal.alerts.models import Counted, Every, Mail, Subscriber, Subscription
from minutes_portal.alerts.rhythm import next_time
from tests.accounts.officers import make_officer
from tests.alerts.readers import make_alert, make_reader
from tests.makers import make_borough

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def ago(**span: int) -> datetime:
    return timezone.now() - timedelta(**span)


@pytest.mark.django_db
def test_address_never_confirmed_is_erased_after_thirty_days() -> None:
    make_alert("/decisions/", confirmed_at=None, asked_at=ago(days=31))
    recent = make_alert("/decisions/", confirmed_at=None, asked_at=ago(days=29))
    assert erase_what_is_over() == 1
    assert list(Subscriber.objects.all()) == [recent.subscriber]


@pytest.mark.django_db
def test_address_with_one_confirmed_alert_stays_when_another_is_not_confirmed() -> None:
    kept = make_alert("/decisions/")
    make_alert("/meetings/", subscriber=kept.subscriber, confirmed_at=None, asked_at=ago(days=31))
    assert erase_what_is_over() == 0
    assert list(Subscription.objects.all()) == [kept]


@pytest.mark.django_db
def test_address_refused_for_thirty_days_is_erased() -> None:
    make_alert("/decisions/", subscriber=make_reader(refused_at=ago(days=31)))
    resting = make_alert("/decisions/", subscriber=make_reader(refused_at=ago(days=29)))
    erase_what_is_over()
    assert list(Subscriber.objects.all()) == [resting.subscriber]


@pytest.mark.django_db
def test_trace_of_a_mail_is_erased_after_a_week_and_one_that_waits_is_not() -> None:
    row = make_alert("/decisions/")
    of: dict[str, Any] = {"kind": "link", "subscriber": row.subscriber}
    Mail.objects.create(**of, outcome="sent", ended_at=ago(days=8))
    kept = [
        Mail.objects.create(**of, outcome="sent", ended_at=ago(days=6)),
        Mail.objects.create(**of, queued_at=ago(days=8)),
    ]
    erase_what_is_over()
    assert set(Mail.objects.all()) == set(kept)


@pytest.mark.django_db
def test_who_asked_how_often_is_erased_the_next_day() -> None:
    today = timezone.localdate()
    Counted.objects.one_more(today - timedelta(days=1), "a" * 64)
    assert [Counted.objects.one_more(today, "a" * 64) for _ in range(2)] == [1, 2]
    erase_what_is_over()
    assert list(Counted.objects.values_list("day", flat=True)) == [today]


@pytest.mark.django_db
def test_officers_see_numbers_and_no_address(client: Client) -> None:
    make_alert("/search/?q=mould", subscriber=make_reader(address="ada.fenwick@post.example"))
    officer = make_officer("clerk", make_borough())
    client.force_login(officer)
    page = client.get(reverse("admin:alerts")).content.decode()
    assert '<th scope="row">Addresses held</th><td>1</td>' in page
    assert "post.example" not in page
    assert "mould" not in page
    client.force_login(make_officer())
    assert client.get(reverse("admin:alerts")).status_code == 403


@pytest.mark.parametrize(
    ("every", "now", "then"),
    [
        (Every.DAILY, datetime(2026, 11, 18, 6, 59, tzinfo=UTC), datetime(2026, 11, 18, 7, tzinfo=UTC)),
        (Every.DAILY, datetime(2026, 11, 18, 7, 0, tzinfo=UTC), datetime(2026, 11, 19, 7, tzinfo=UTC)),
        (
            Every.DAILY,
            datetime(2026, 10, 24, 12, 0, tzinfo=UTC),
            datetime(2026, 10, 25, 7, tzinfo=UTC),
        ),  # clocks go back
        (Every.WEEKLY, datetime(2026, 11, 18, 12, 0, tzinfo=UTC), datetime(2026, 11, 23, 7, tzinfo=UTC)),
        (Every.WEEKLY, datetime(2026, 11, 23, 6, 0, tzinfo=UTC), datetime(2026, 11, 23, 7, tzinfo=UTC)),
        (Every.WEEKLY, datetime(2026, 11, 23, 8, 0, tzinfo=UTC), datetime(2026, 11, 30, 7, tzinfo=UTC)),
        (Every.AT_ONCE, datetime(2026, 11, 23, 8, 0, tzinfo=UTC), datetime(2026, 11, 23, 8, 10, tzinfo=UTC)),
    ],
)
def test_alert_comes_in_the_morning_of_its_day(every: str, now: datetime, then: datetime) -> None:
    assert next_time(every, now) == then


@given(st.sampled_from([Every.DAILY, Every.WEEKLY]), MOMENTS)
def test_next_alert_is_later_at_seven_and_within_its_rhythm(every: str, now: datetime) -> None:
    local = timezone.localtime(next_time(every, now))
    assert now < local <= now + timedelta(days=7 if every == Every.WEEKLY else 1, hours=1)
    assert (local.hour, local.minute) == (7, 0)
    assert every == Every.DAILY or local.weekday() == date(2026, 11, 23).weekday()
