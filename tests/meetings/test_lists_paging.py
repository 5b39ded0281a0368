"""Pages of lists: each row once, forward and back, whatever is published meanwhile; and counts that are true at once."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from decisions.models import Registered, Resolution
from minutes_portal import kept_counts
from minutes_portal.paging import Days, Place, place_of
from tests.makers import make_committee, make_item, make_meeting, make_resolution, make_topic
from tests.markup import Page

pytestmark = pytest.mark.django_db
REGISTER = reverse("decisions:resolution-list")
SIZE = 20


def read(client: Client, address: str, rel: str) -> list[Page]:
    """Return the page at an address and all that follow when the links of one kind are followed."""
    pages = [Page(client.get(address))]
    while links := pages[-1].all("a", rel=rel):
        pages.append(Page(client.get(REGISTER + links[0].get("href", ""))))
    return pages


def rows_of(pages: list[Page]) -> list[str]:
    return [link for page in pages for link in page.entry_links]


def publish(number: int, first: date = date(2024, 1, 1), rows_a_day: int = 3) -> None:
    """Publish resolutions, some on each of the following days."""
    committee = make_committee()
    for n in range(number):
        day = first + timedelta(days=n // rows_a_day)
        meeting = make_meeting(committee=committee, date=day, sitting=n % rows_a_day + 1)
        make_resolution(item=make_item(meeting=meeting), outcomes=["agreed"])


@pytest.mark.parametrize("sort", ["", "oldest"])
def test_next_and_previous_lead_over_each_row_once(client: Client, sort: str) -> None:
    publish(65)
    forward = read(client, f"{REGISTER}?sort={sort}", "next")
    assert [len(page.entry_links) for page in forward] == [20, 20, 20, 5]
    rows = rows_of(forward)
    assert len(rows) == len(set(rows)) == 65
    by_number = [Page(client.get(REGISTER, {"sort": sort, "page": n})).entry_links for n in (1, 2, 3, 4)]
    assert [page.entry_links for page in forward] == by_number
    back = read(client, f"{REGISTER}?sort={sort}&page=4", "prev")
    assert [page.entry_links for page in back] == by_number[::-1]


def test_who_reads_on_meets_no_row_twice_while_newer_ones_are_published(client: Client) -> None:
    publish(65)
    before = rows_of(read(client, REGISTER, "next"))
    first = Page(client.get(REGISTER))
    publish(7, first=date(2025, 3, 1))
    rest = read(client, REGISTER + first.all("a", rel="next")[0].get("href", ""), "next")
    assert first.entry_links + rows_of(rest) == before
    assert first.heading == "65 decisions"
    assert rest[0].heading == "72 decisions"


def test_place_of_rows_that_are_gone_leads_to_those_after_them(client: Client) -> None:
    publish(45)
    rows = rows_of(read(client, REGISTER, "next"))
    day = date(2024, 1, 10)
    Resolution.objects.filter(item__meeting__date=day).delete()
    left = Page(client.get(f"{REGISTER}?page=2&at={day}.1")).entry_links
    assert left == [row for row in rows if "2024-01-0" in row][:SIZE]


@pytest.mark.parametrize(
    "at", ["", "x", "2024-13-01.1", "2024-01-01", "2024-01-01.-1", "1.1", "2000-01-01.0"]
)
def test_place_that_means_nothing_leads_to_the_page_by_its_number(client: Client, at: str) -> None:
    publish(25)
    by_number = Page(client.get(REGISTER, {"page": 2}))
    assert Page(client.get(REGISTER, {"page": 2, "at": at})).entry_links == by_number.entry_links


@given(
    rows_on=st.dictionaries(st.dates(date(2000, 1, 1), date(2002, 1, 1)), st.integers(1, 30), min_size=1),
    newest_first=st.booleans(),
)
def test_every_index_has_a_place_and_every_place_its_index(
    rows_on: dict[date, int], newest_first: bool
) -> None:
    days = Days(rows_on.items(), newest_first)
    rows = [(day, n) for day in sorted(rows_on, reverse=newest_first) for n in range(rows_on[day])]
    assert days.total == len(rows)
    for index, (day, behind) in enumerate(rows):
        assert days.place_at(index) == Place(day, behind) == place_of(str(Place(day, behind)))
        assert days.index_of(Place(day, behind)) == index
    for day in (date(1999, 1, 1), date(2001, 6, 15), date(2003, 1, 1)):
        before = [other for other, _ in rows if (other > day if newest_first else other < day)]
        if day not in rows_on:
            assert days.index_of(Place(day, 5)) == len(before)


def test_tally_counts_what_the_rows_say() -> None:
    topics = [make_topic(name=name) for name in ("Damp", "Trees", "Bees")]
    committees = [make_committee(slug="care"), make_committee(slug="care"), make_committee(slug="parks")]
    rows: list[tuple[Any, ...]] = []
    for n in range(30):
        meeting = make_meeting(
            committee=committees[n % 3], date=date(2024, 1, 1 + n % 7), sitting=1 + n // 21
        )
        item = make_item(meeting=meeting, procedural=n % 5 == 0)
        own = [topic for m, topic in enumerate(topics) if n >> m & 1]
        item.topics.set(own)
        for ordinal in (1, 2):
            outcomes = [word for m, word in enumerate(("agreed", "noted")) if n + ordinal >> m & 1]
            make_resolution(item=item, order=ordinal, ordinal=ordinal, outcomes=outcomes)
            rows.append((item, own, outcomes))
    make_resolution(item=make_item(meeting=make_meeting("agenda")), outcomes=["agreed"])
    tally = Registered.published.substantial().tally()
    shown = [row for row in rows if not row[0].procedural]
    assert dict(tally.per_day) == Counter(item.meeting.date for item, _, _ in shown)
    places = ((item.meeting.committee.borough.slug, item.meeting.committee.slug) for item, _, _ in shown)
    assert {(borough, committee): number for borough, committee, number in tally.per_place} == Counter(places)
    assert tally.per_topic == Counter(topic.slug for _, own, _ in shown for topic in own)
    assert tally.per_outcome == Counter(word for _, _, outcomes in shown for word in outcomes)


def test_what_was_counted_is_counted_anew_once_the_record_changes(client: Client) -> None:
    resolution = make_resolution(outcomes=["agreed"])
    assert Page(client.get(REGISTER)).heading == "1 decision"
    make_resolution(outcomes=["agreed"])
    assert Page(client.get(REGISTER)).heading == "2 decisions"
    resolution.item.meeting.delete()
    assert Page(client.get(REGISTER)).heading == "1 decision"


def test_counting_is_not_done_twice_while_the_record_stays(
    client: Client, django_assert_num_queries: Any, settings: Any
) -> None:
    settings.PAGES_KEPT = 0
    publish(25)
    kept_counts.forget()
    client.get(REGISTER)
    with django_assert_num_queries(3, using="public"):  # the version, the rows, their limbs
        client.get(REGISTER, {"page": 2})
