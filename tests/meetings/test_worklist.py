"""The worklist of what meetings still lack."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.makers import make_borough, make_committee, make_item, make_meeting, make_point

ADDRESS = reverse("admin:worklist")


@pytest.mark.django_db
def test_each_unfinished_meeting_is_listed_with_what_it_lacks(admin_client: Client) -> None:
    meeting = make_meeting("nothing")
    make_item(meeting=meeting, title="Home care review")
    done = make_meeting("approved", date=date(2024, 1, 2))
    text = admin_client.get(ADDRESS).content.decode()
    assert "Nothing is minuted under “Home care review”." in text
    assert "Nobody is listed as present." in text
    assert str(done.committee.name) + ", 2 January 2024" not in text


@pytest.mark.django_db
def test_it_is_narrowed_to_a_borough_and_odd_values_do_no_harm(admin_client: Client) -> None:
    here, there = (
        make_meeting("nothing", committee=make_committee(borough=make_borough(slug=slug)))
        for slug in ("here", "there")
    )
    text = admin_client.get(ADDRESS, {"borough": "here"}).content.decode()
    assert here.committee.name in text
    assert there.committee.name not in text
    assert admin_client.get(ADDRESS, {"borough": "\0'", "page": "x"}).status_code == 200


@pytest.mark.django_db
def test_many_meetings_cost_as_many_queries_as_few(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(25):
        make_point(item=make_item(meeting=make_meeting("nothing", date=date(2024, 1, n + 1))))
    with django_assert_max_num_queries(24):
        assert "Page 1 of 2" in admin_client.get(ADDRESS).content.decode()
