"""Short addresses lead to the paragraph that was cited, tell nothing, and outlast a renumbering."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from meetings.acts import mark_exempt, withdraw
from meetings.models import AgendaItem, FormerAnchor, Meeting, MinutePoint
from minutes_portal.citing import short
from minutes_portal.citing.short import LETTERS, as_meant, code_of, short_path
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_point, make_resolution
from tests.markup import Page, text_of
from tests.rich_record import build

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning:html5lib")]
slugs = st.from_regex(r"[a-z][a-z0-9-]{0,40}", fullmatch=True)


@given(borough=slugs, committee=slugs)
def test_code_can_be_typed_from_paper_in_any_way(borough: str, committee: str) -> None:
    code = code_of(borough, committee)
    assert set(code) <= set(LETTERS)
    assert len(code) == 7
    assert as_meant(code.upper().replace("0", "O").replace("1", "I")) == code
    assert code == code_of(borough, committee)


def test_code_is_for_good() -> None:
    """It stands in reports that are printed: another way of counting would break every one of them."""
    assert code_of("eastmere", "care-scrutiny") == "jx8xby5"


def test_short_addresses_lead_to_meeting_item_paragraph_and_resolution(client: Client) -> None:
    record = build()
    meeting, item, point, resolution = (
        record[model] for model in (Meeting, AgendaItem, MinutePoint, type(make_resolution()))
    )
    leads = {
        short_path(meeting): meeting.get_absolute_url(),
        short_path(meeting, item): item.get_absolute_url(),
        short_path(meeting, item, point): item.get_absolute_url() + "#5.1",
        short_path(meeting, item, resolution): resolution.get_absolute_url(),
    }
    for address, target in leads.items():
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, target)
        assert client.get(target).status_code == 200
        assert len(address) < 40


def test_letters_that_were_misread_are_forgiven(client: Client) -> None:
    meeting = build()[Meeting]
    code = code_of(*meeting.address[:2])
    typed = short_path(meeting).replace(code, code.upper().replace("0", "O").replace("1", "L"))
    assert client.get(typed)["Location"] == meeting.get_absolute_url()


def test_renumbered_paragraph_is_found_by_the_address_that_was_cited(client: Client) -> None:
    item = make_item()
    point = make_point(item=item, number="5.3", anchor="5.3")
    FormerAnchor.objects.create(item=item, point=point, anchor="5.2")
    old = short_path(item.meeting, item, MinutePoint(anchor="5.2"))
    assert client.get(old)["Location"] == f"{item.get_absolute_url()}#5.3"


@pytest.mark.parametrize("anchor", ["5.2", "p1", "r7", "resolution-1"])
def test_paragraph_that_is_not_there_is_not_found(client: Client, anchor: str) -> None:
    item = make_item()
    response = client.get(short_path(item.meeting, item) + f"{anchor}/", follow=True)
    assert response.status_code == 404


def test_exempt_paragraph_answers_as_one_that_never_was(client: Client) -> None:
    item = make_item()
    point = make_point(item=item, anchor="5.2", number="5.2")
    make_point(item=item, anchor="5.3", number="5.3")
    address = short_path(item.meeting, item, point)
    assert client.get(address).status_code == 302
    mark_exempt(point, regime="england", paragraphs=[3], summary="A contract was discussed.")
    hidden, never = client.get(address), client.get(address.replace("5.2", "9.9"))
    assert hidden.status_code == never.status_code == 404
    assert hidden.content == never.content


def test_draft_meeting_leads_to_nothing(client: Client) -> None:
    item = make_item(meeting=make_meeting("nothing"))
    point = make_point(item=item)
    for address in (
        short_path(item.meeting),
        short_path(item.meeting, item),
        short_path(item.meeting, item, point),
    ):
        assert client.get(address, follow=True).status_code == 404


def test_withdrawn_item_tells_its_notice_at_the_address_that_was_cited(client: Client) -> None:
    item = make_item()
    address = short_path(item.meeting, item, make_point(item=item))
    withdraw(item, "published in error", "Ask Democratic Services.")
    response = client.get(address, follow=True)
    assert response.status_code == 410
    assert "Ask Democratic Services." in Page(response).main


def test_two_committees_with_one_code_are_told_apart_by_their_meetings(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(short, "LENGTH", 1)
    borough = make_borough()
    codes: dict[str, Any] = {}
    for n in range(200):
        slug = f"panel-{n}"
        if codes.setdefault(code_of(borough.slug, slug), slug) != slug:
            break
    first = make_committee(borough=borough, slug=codes[code_of(borough.slug, slug)])
    second = make_committee(borough=borough, slug=slug)
    make_meeting(committee=first, date="2024-01-02")
    met = make_meeting(committee=second, date="2024-09-24")
    met.refresh_from_db()
    assert client.get(short_path(met))["Location"] == met.get_absolute_url()


def test_citation_names_place_day_item_paragraph_status_and_short_address(client: Client) -> None:
    record = build()
    page = Page(client.get(record[AgendaItem].get_absolute_url() + "cite/5.1/"))
    code = code_of("eastmere", "care-scrutiny")
    assert text_of(page.one("textarea")) == (
        "Eastmere Borough Council, Care Scrutiny Panel, 24 September 2024, item 5, paragraph 5.1 (approved minutes), "
        f"http://testserver/c/{code}/2024-09-24/5/5.1/"
    )
    assert page.one("input", id="address").get("value") == f"http://testserver/c/{code}/2024-09-24/5/5.1/"


def test_meeting_item_and_resolution_have_their_citation_on_their_own_page(client: Client) -> None:
    record = build()
    resolution = next(row for model, row in record.items() if model.__name__ == "Resolution")
    ends = {
        record[Meeting]: "24 September 2024 (approved minutes), http://testserver/c/{}/2024-09-24/",
        record[AgendaItem]: "item 5 (approved minutes), http://testserver/c/{}/2024-09-24/5/",
        resolution: "item 5, resolution 5.7 (approved minutes), http://testserver/c/{}/2024-09-24/5/r1/",
    }
    for row, end in ends.items():
        page = Page(client.get(row.get_absolute_url()))
        assert text_of(page.one("textarea")).endswith(end.format(code_of("eastmere", "care-scrutiny")))
