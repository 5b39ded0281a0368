"""Every public address of the URLconf is visited: what must hold on each page whatever it shows."""

import gzip
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.leaks.surfaces import ADDRESSES, FORMS, TAKING, public_patterns
from tests.markup import Page, fragment_of
from tests.rich_record import BOROUGH, COMMITTEE, build

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
NOT_PAGES = {
    "healthz",
    "readyz",
    "search-suggest",
    "meetings:meeting-pdf",
    "meetings:meeting-word",
    "meetings:agendaitem-pdf",
    "meetings:agendaitem-word",
    "citing:meeting",
    "citing:item",
    "citing:paragraph",
    "citing:resolution",
    "meetings:document-detail",
    "changes-feed",
    "robots",
    "opensearch",
    "download",
    "sitemap",
    "sitemap-places",
    "sitemap-part",
    *(name for name in ADDRESSES if name.startswith("api:") and name != "api:guide"),
    *FORMS,
    *TAKING,  # forms, and pages that are somebody’s own
}  # plain text, and the paper itself
OF_A_MEETING = [
    "meetings:meeting-detail", "meetings:meeting-print", "meetings:agendaitem-detail", "meetings:agendaitem-print",
    "meetings:minutepoint-cite",
    "decisions:resolution-detail",
    "decisions:recommendation-detail",
]  # fmt: skip
EVERY_NAME = sorted(set(ADDRESSES) - NOT_PAGES)
LISTS_WITH_QUERY = {
    "search": "?q=care&topic=care-at-home",
    "meetings:meeting-list": "?q=care&from=2020-01-01",
    "decisions:resolution-list": "?q=care&outcome=recommended",
    "decisions:recommendation-list": "?kind=answered&outcome=accepted&addressee=committee",
    "decisions:issue-list": "?borough=eastmere",
    "decisions:planneddecision-list": "?borough=eastmere&kind=made&key=key",
}
NOTHING_FOUND = "?q=xylophone&borough=eastmere"


def pages(many: bool = False) -> dict[str, str]:
    """Build the record; return the address of one row for each pattern, and of the lists with questions."""
    record = build(many)
    found: dict[str, str] = {}
    for name, (model, kwargs_of) in ADDRESSES.items():
        if name in TAKING:
            continue
        found[name] = reverse(name, kwargs=kwargs_of(record[model] if model else None))
    for name, query in LISTS_WITH_QUERY.items():
        found[f"{name} {query}"] = found[name] + query
    found["search nothing"] = found["search"] + NOTHING_FOUND
    return {name: address for name, address in found.items() if name not in NOT_PAGES}


@cache
def answers() -> dict[str, Any]:
    """Return what a reader gets at each address: asked once, in the first test that wants to know."""
    return {name: Client().get(address) for name, address in pages().items()}


def parsed() -> dict[str, Page]:
    return {name: Page(answer) for name, answer in answers().items()}


@contextmanager
def captured() -> Iterator[list[CaptureQueriesContext]]:
    """Count the statements on every alias."""
    with ExitStack() as stack:
        yield [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]


def queries_of(client: Client, address: str) -> int:
    with captured() as aliases:
        assert client.get(address).status_code == 200, address
    return sum(len(alias) for alias in aliases)


def test_every_public_pattern_is_visited() -> None:
    assert public_patterns() == set(EVERY_NAME) | NOT_PAGES


def test_every_page_answers_within_its_query_budget(client: Client) -> None:
    over = {
        name: count
        for name, address in pages().items()
        if (count := queries_of(client, address)) > MOST_QUERIES
    }
    assert over == {}


def test_no_page_asks_more_queries_when_there_is_ten_times_more_to_show(client: Client) -> None:
    few = {name: queries_of(client, address) for name, address in pages().items()}
    many = {name: queries_of(client, address) for name, address in pages(many=True).items()}
    grown = {
        name: (few[name], count) for name, count in many.items() if count > few[name] or count > MOST_QUERIES
    }
    assert grown == {}


def test_every_page_is_valid_html_with_one_heading_and_one_main_part() -> None:
    wrong: dict[str, list[str]] = {}
    for name, page in parsed().items():
        found = list(page.errors)
        found += [f"{len(page.all(tag))} {tag}" for tag in ("h1", "main", "title") if len(page.all(tag)) != 1]
        found += [f"id {mark} twice" for mark in set(page.ids) if page.ids.count(mark) > 1]
        if page.root.get("lang") != "en-GB":
            found.append("no language")
        if found:
            wrong[name] = found
    assert wrong == {}


def test_headings_never_skip_a_level() -> None:
    skipped = {}
    for name, page in parsed().items():
        levels = [
            int(element.tag[1]) for element in page.elements() if element.tag in ("h1", "h2", "h3", "h4")
        ]
        gaps = [(above, below) for above, below in pairwise(levels) if below > above + 1]
        if gaps:
            skipped[name] = gaps
    assert skipped == {}


def test_titles_tell_the_pages_apart_and_end_with_the_sites_name() -> None:
    titles = {name: page.title for name, page in parsed().items()}
    assert [name for name, title in titles.items() if not title.endswith(" – Minutes Portal")] == ["home"]
    assert len(set(titles.values())) == len(titles)


@pytest.mark.parametrize("name", OF_A_MEETING)
def test_title_of_a_record_says_where_when_and_how_far_it_is_published(name: str) -> None:
    title = parsed()[name].title
    assert [
        word for word in (BOROUGH, COMMITTEE, "24 September 2024", "approved minutes") if word not in title
    ] == []


def test_no_page_needs_inline_style_or_script() -> None:
    assert {name: code for name, page in parsed().items() if (code := page.inline_code())} == {}


def test_every_link_of_every_page_leads_somewhere(client: Client) -> None:
    links = {
        link: name for name, address in pages().items() for link in Page(client.get(address)).links(address)
    }
    assert len(links) > 60
    dead: dict[str, str] = {}
    places: dict[str, set[str]] = {}
    for link, name in links.items():
        target, place = fragment_of(link)
        if target.startswith("/static/"):
            assert finders.find(target.removeprefix("/static/")), target
        elif target not in places:
            response = client.get(target)
            if response.status_code >= 400:
                dead[link] = name
            is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
            places[target] = set(Page(response).ids) if is_page else set()
        if place and place not in places.get(target, set()):
            dead[link] = name
    assert dead == {}


def test_pages_are_light_enough_for_a_slow_phone() -> None:
    sizes = {
        name: (len(answer.content), len(gzip.compress(answer.content))) for name, answer in answers().items()
    }
    reference = sizes.pop("api:guide")  # all of the API on one page, for developers to search in
    assert reference[1] < 20_000
    assert {name: size for name, size in sizes.items() if size[0] > 40_000 or size[1] > 30_000} == {}


def test_long_meeting_is_light_enough_when_compressed(client: Client) -> None:
    addresses = pages(many=True)
    sizes = {name: len(gzip.compress(client.get(address).content)) for name, address in addresses.items()}
    assert {name: size for name, size in sizes.items() if size > 30_000} == {}


def test_style_sheet_is_light_enough() -> None:
    with open(finders.find("portal.css"), "rb") as sheet:  # noqa: PTH123 (a path of the finders)
        content = sheet.read()
    assert len(gzip.compress(content)) <= 16_000
    assert b"http" not in content.replace(b"http://www.w3.org/", b"")  # nothing from elsewhere


def test_every_readers_page_may_be_kept_and_carries_the_safety_headers() -> None:
    for name, response in answers().items():
        kept = {part.strip() for part in response["Cache-Control"].split(",")}
        assert kept == {"public", "max-age=300", "stale-if-error=86400"}, name
        assert not response.cookies, name
        assert "Cookie" not in response.get("Vary", ""), name
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "unsafe" not in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert "camera=()" in response["Permissions-Policy"], name
        assert response["X-Content-Type-Options"] == "nosniff", name
        assert response["Referrer-Policy"] == "same-origin", name


def test_unchanged_page_is_not_sent_again(client: Client) -> None:
    for name, address in pages().items():
        tag = client.get(address)["ETag"]
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b""), name


def test_pages_answer_head_without_a_body_and_refuse_post(client: Client) -> None:
    for name, address in pages().items():
        head = client.head(address)
        assert (head.status_code, head.content) == (200, b""), name
        assert client.post(address).status_code == 405, name


def test_officers_reading_the_site_are_not_served_from_a_shared_cache(admin_client: Client) -> None:
    """What a reader's page holds does not depend on who asks, so that it may be shared."""
    for name, address in pages().items():
        assert admin_client.get(address).content == Client().get(address).content, name
