"""Lists as sheets and as JSON: every row, each word as it stands in the record, and no formula that runs."""

import csv
import json
import tracemalloc
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.db import connections
from django.http import QueryDict
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from decisions.models import Resolution, Response
from meetings.models import Meeting
from minutes_portal import kept_pages
from minutes_portal.reuse import rows, searched, views
from minutes_portal.reuse.pages import asked
from minutes_portal.reuse.sheets import SEVERAL, as_cell, as_written, lines_of, sheet
from tests.makers import (
    make_borough,
    make_committee,
    make_item,
    make_meeting,
    make_recommendation,
    make_resolution,
    make_topic,
)

pytestmark = pytest.mark.django_db
STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8-sig" if ".csv" in address else "utf-8")


def table(client: Client, address: str) -> list[dict[str, str]]:
    """Return a sheet as a script reads it."""
    return list(csv.DictReader(StringIO(body(client, address), newline=""), strict=True))


@given(st.text())
def test_no_cell_begins_like_a_formula_and_each_reads_back_as_it_was(text: str) -> None:
    cell = as_cell(text)
    assert not cell.startswith(STARTS_A_FORMULA)
    assert as_written(cell) == text


@given(st.text(alphabet="'=+-@\t\r\n ,;\"a", max_size=6))
def test_cells_of_signs_that_matter_read_back_as_they_were(text: str) -> None:
    assert as_written(as_cell(text)) == text
    assert not as_cell(text).startswith(STARTS_A_FORMULA)


@given(
    st.lists(
        st.lists(st.text(alphabet="'=+-@\t\r\n ,;\"aé\u2028", max_size=6), min_size=2, max_size=2), max_size=5
    )
)
def test_a_line_of_a_sheet_is_read_as_the_cells_it_was_made_of(lines: list[list[str]]) -> None:
    read = list(
        csv.reader(
            StringIO(lines_of([[as_cell(cell) for cell in line] for line in lines]), newline=""), strict=True
        )
    )
    assert [[as_written(cell) for cell in line] for line in read] == lines


def test_sheet_begins_with_a_mark_that_spreadsheets_know_and_a_line_of_names(client: Client) -> None:
    make_resolution()
    response = client.get("/decisions.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbfaddress,borough,committee,date,")
    assert response.content.endswith(b"\r\n")


def test_sheet_holds_the_whole_words_of_a_decision(client: Client) -> None:
    item = make_item(title='Care, "home"', number="5a")
    whole = make_resolution(item=item, wording="That:\nas follows", outcomes=["agreed", "recommended"])
    limb = make_resolution(item=item, parent=whole, mark="(a)", cue="", wording="=SUM(A1) be paid;")
    make_resolution(item=item, parent=limb, mark="(i)", cue="", wording="in “April”.")
    (row,) = table(client, "/decisions.csv")
    assert row["decision"] == "RESOLVED: That:\nas follows\n(a) =SUM(A1) be paid;\n(i) in “April”."
    assert (row["title"], row["item"], row["outcomes"]) == (
        item.title,
        "5a",
        SEVERAL.join(["agreed", "recommended"]),
    )
    assert row["address"] == f"http://testserver{whole.get_absolute_url()}"
    assert client.get(row["address"]).status_code == 200
    assert client.get(row["meeting"]).status_code == 200


def test_a_formula_in_the_record_does_not_run_and_is_not_lost(client: Client) -> None:
    make_resolution(cue="", wording='=HYPERLINK("http://x.example";"y")')
    (row,) = table(client, "/decisions.csv")
    assert row["decision"].startswith("'=")
    assert as_written(row["decision"]) == '=HYPERLINK("http://x.example";"y")'


def test_exempt_words_are_in_no_form(client: Client) -> None:
    whole = make_resolution()
    make_resolution(
        item=whole.item, parent=whole, wording="Pay Canary Ltd £9.", exempt=True, exempt_regime="england",
        exempt_part="1", exempt_paragraphs=[3], exempt_reason="Prices are being negotiated.",
    )  # fmt: skip
    for suffix in ("csv", "json", "atom"):
        assert "Canary" not in body(client, f"/decisions.{suffix}")


def test_list_as_json_has_the_rows_of_the_sheet_and_what_was_asked(client: Client) -> None:
    topic = make_topic(name="Hedges", slug="hedges")
    one, other = make_resolution(outcomes=["agreed", "noted"]), make_resolution()
    one.item.topics.add(topic)
    address = "/decisions.json?topic=hedges&borough=nowhere"
    found = json.loads(body(client, address))
    (row,) = found["rows"]
    assert row["address"] == f"http://testserver{one.get_absolute_url()}"
    assert row["outcomes"] == ["agreed", "noted"]
    assert row["procedural"] is False
    assert row["call_in_until"] is None
    meta = found["meta"]
    assert (meta["asked"], meta["count"]) == ("decisions about hedges", 1)
    assert meta["page"] == "http://testserver/decisions/?topic=hedges"
    assert meta["notices"] == ["“nowhere” is not a borough here. This filter was left out."]
    assert meta["columns"] == list(row) == list(table(client, "/decisions.csv")[0])
    assert other.get_absolute_url() not in body(client, address)
    assert client.get(meta["page"]).status_code == 200


def test_empty_list_is_a_sheet_with_names_only_and_json_without_rows(client: Client) -> None:
    assert table(client, "/decisions.csv") == []
    assert json.loads(body(client, "/meetings.json"))["rows"] == []


def test_what_could_not_be_used_is_named_in_a_header_and_the_file_is_called_what_was_asked(
    client: Client,
) -> None:
    make_topic(name="Hedges", slug="hedges")
    response = client.get("/decisions.csv?topic=hedges&borough=no%0D%0Awhere%00")
    assert response["Content-Disposition"] == 'attachment; filename="decisions-about-hedges.csv"'
    assert response["X-Notice"] == '"no  where" is not a borough here. This filter was left out.'


def test_ledger_as_a_sheet_tells_what_was_asked_and_answered(client: Client) -> None:
    item = make_item()
    whole = make_resolution(item=item, wording="To recommend that:", outcomes=["recommended"])
    make_resolution(item=item, parent=whole, mark="1.", cue="", wording="visits be longer;")
    limb = make_resolution(item=item, parent=whole, mark="2.", cue="", wording="carers be paid.")
    recommendation = make_recommendation(resolution=limb, sent_to="The Cabinet", due_on=date(2024, 12, 1))
    Response.objects.create(
        recommendation=recommendation,
        date=date(2024, 11, 5),
        responder="The Leader",
        verdict="rejected",
        reason="No money.",
    )
    (row,) = table(client, "/decisions/recommendations.csv")
    assert row["decision"] == "2. carers be paid."
    assert row["address"] == f"http://testserver{recommendation.get_absolute_url()}"
    assert row["decided_at"] == f"http://testserver{whole.get_absolute_url()}"
    assert (row["due_on"], row["state"]) == ("2024-12-01", "answered")
    assert (row["answered_on"], row["answered_by"], row["verdict"], row["reason"]) == (
        "2024-11-05", "The Leader", "rejected", "No money.",
    )  # fmt: skip


@pytest.mark.parametrize("sort", ["", "oldest"])
@pytest.mark.parametrize("path", ["/decisions", "/meetings", "/topics/hedges", "/decisions/recommendations"])
def test_long_list_has_every_row_once_in_the_order_of_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, sort: str
) -> None:
    """Days with fewer rows than are read at once, with just as many, and with more."""
    topic, committee = make_topic(name="Hedges", slug="hedges"), make_committee()
    for day, number in ((1, 1), (2, 2), (3, 3), (4, 7), (5, 1)):
        for n in range(number):
            meeting = make_meeting(committee=committee, date=date(2024, 5, day), sitting=n + 1)
            item = make_item(meeting=meeting)
            item.topics.add(topic)
            make_recommendation(resolution=make_resolution(item=item, outcomes=["recommended"]))
    whole = [row["address"] for row in table(client, f"{path}.csv?sort={sort}")]
    monkeypatch.setattr(rows, "AT_ONCE", 3)
    in_parts = [row["address"] for row in table(client, f"{path}.csv?sort={sort}&to=2024-12-31")]
    assert in_parts == whole
    assert len(whole) == len(set(whole)) == 14


def test_what_is_published_while_a_sheet_is_sent_neither_repeats_nor_loses_a_row(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "AT_ONCE", 2)
    committee = make_committee()
    for day in range(1, 7):
        make_meeting(committee=committee, date=date(2024, 5, day))
    request = RequestFactory().get("/meetings.csv")
    question = asked("meetings:meeting-list", "csv", request, {})
    assert question
    seen: list[date] = []
    for part in question.parts():
        seen += [meeting.date for meeting in part]
        make_meeting(committee=committee, date=date(2030, 1, len(seen)))  # before what was sent already
    assert seen == [date(2024, 5, day) for day in range(6, 0, -1)]


def test_search_as_a_sheet_goes_through_all_results(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searched, "AT_ONCE", 2)
    meeting = make_meeting()
    items = {make_item(title=f"Zebra crossings {n}", meeting=meeting).get_absolute_url() for n in range(7)}
    make_item(title="Parks", meeting=meeting)
    found = [row["address"] for row in table(client, "/search.csv?q=zebra")]
    assert len(found) == 7
    assert {address.removeprefix("http://testserver") for address in found} == items


def test_memory_does_not_grow_with_the_number_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "AT_ONCE", 20)
    committee = make_committee(borough=make_borough())
    meetings = [make_meeting(committee=committee, date=date.fromordinal(738000 + n)) for n in range(160)]
    items = [make_item(meeting=meeting) for meeting in meetings]
    Resolution.objects.bulk_create(
        Resolution(
            item=item,
            order=n,
            ordinal=n,
            cue="RESOLVED",
            wording="That it be noted. " * 200,
            outcomes=["noted"],
        )
        for item in items
        for n in range(1, 6)
    )
    highest = {last: _highest(f"to={last}") for last in (meetings[39].date, meetings[159].date)}
    few, many = highest.values()
    assert few[1] * 3.9 < many[1] < few[1] * 4.1  # four times as much was sent
    assert many[0] < few[0] * 1.3, highest


def _highest(query: str) -> tuple[int, int]:
    """Return how many bytes were held at most while a sheet was made, and how many it has."""
    request: Any = RequestFactory().get("/decisions.csv", QueryDict(query))
    question = asked("decisions:resolution-list", "csv", request, {})
    assert question
    tracemalloc.start()
    try:
        sent = _size(sheet(question, "https://portal.example"))
        return tracemalloc.get_traced_memory()[1], sent
    finally:
        tracemalloc.stop()


def _size(pieces: Iterator[str]) -> int:
    return sum(len(piece) for piece in pieces)


def test_very_long_list_is_sent_as_it_is_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "AT_ONCE", 2)
    monkeypatch.setattr(views, "LARGEST_WHOLE", 1_000)
    committee = make_committee()
    for day in range(1, 7):
        make_meeting(committee=committee, date=date(2024, 5, day))
    assert not client.get("/meetings.csv?to=2024-05-02").streaming
    long = client.get("/meetings.csv")
    assert long.streaming
    assert len(b"".join(long.streaming_content).splitlines()) == 1 + Meeting.objects.count()


@pytest.mark.parametrize("form", ["csv", "json", "ics"])
def test_long_list_that_is_as_it_was_is_not_made_again_and_tells_nothing_of_drafts(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
    form: str,
) -> None:
    monkeypatch.setattr(rows, "AT_ONCE", 2)
    monkeypatch.setattr(kept_pages, "LARGEST_PAGE", 100)
    committee = make_committee()
    for day in range(1, 7):
        meeting = make_meeting(committee=committee, date=date(2024, 5, day))
    first = client.get(f"/meetings.{form}")
    held = {"if-none-match": first["ETag"]}
    with django_assert_num_queries(1, using="public"):  # of the version
        assert client.get(f"/meetings.{form}", headers=held).status_code == 304
    assert client.get(f"/meetings.{form}").content == first.content
    make_meeting("nothing", committee=committee, venue="The Old Library")
    assert client.get(f"/meetings.{form}", headers=held).status_code == 304
    Meeting.objects.filter(pk=meeting.pk).update(venue="Town Hall")
    changed = client.get(f"/meetings.{form}", headers=held)
    assert (changed.status_code, b"Town Hall" in changed.content) == (200, True)


@pytest.mark.parametrize("address", ["/search.csv?q=care", "/search.atom?q=care", "/search.json?q=care"])
def test_question_that_takes_too_long_is_told_how_to_narrow_it(client: Client, address: str) -> None:
    make_item(title="Home care")

    def slowly(execute: Any, statement: str, *given: Any) -> Any:
        if "FROM search_passage" in statement and not statement.startswith("EXPLAIN"):
            statement, given = "SET LOCAL statement_timeout = 1; SELECT pg_sleep(5)", (None, *given[1:])
        return execute(statement, *given)

    with connections["public"].execute_wrapper(slowly):
        answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert b"choose a borough or a committee, a shorter span of time, or a rarer word" in answer.content
    assert int(answer["Retry-After"]) > 0


def test_forms_take_nothing_from_readers(client: Client) -> None:
    assert client.post("/decisions.csv").status_code == 405
    assert client.head("/decisions.csv").content == b""
