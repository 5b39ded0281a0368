"""Votes by name: read from minutes, entered by officers, tied to members, checked, and told to readers."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from decisions.models import Resolution, Vote
from decisions.voting import record_votes, whose
from meetings.checks import findings_of
from meetings.checks.findings import CHECKS
from meetings.models import Attendance, Meeting, Person
from tests.admin_forms import rows, submit
from tests.makers import make_item, make_meeting, make_person, make_resolution, make_vote
from tests.markup import Page

pytestmark = pytest.mark.django_db

MINUTES = """Agenda item

Revenue Budget

Minutes:

The budget was introduced.

RESOLVED that the revenue budget be approved.

The vote was recorded as follows:

For: Councillors Abney, Bright and Dacre (3)

Against: Councillors Crewe and Jolley (2)

Abstentions: None (0)
"""


def present(meeting: Meeting, *names: str, **given: Any) -> list[Person]:
    """Make councillors who were at a meeting."""
    people = [make_person(borough=meeting.committee.borough, name=name) for name in names]
    for person in people:
        Attendance.objects.create(meeting=meeting, person=person, **given)
    return people


def imported(path: Path, text: str) -> Resolution:
    path.write_text(text)
    place = ("--borough", "Eastmere", "--committee", "Council", "--date", "2024-09-24")
    call_command("import_minutes", str(path), *place, stdout=StringIO(), stderr=StringIO())
    return Resolution.objects.get(parent=None)


def cast(resolution: Resolution) -> list[tuple[str, str]]:
    return list(resolution.votes.order_by("pk").values_list("name", "cast"))


def remarks(resolution: Resolution, check: str) -> list[str]:
    assert check in CHECKS
    found = findings_of(resolution.item.meeting, Meeting.Stage.DRAFT_MINUTES)
    return [finding.remark.words for finding in found if finding.check == check]


# -- Read from minutes


def test_named_lists_become_votes_and_import_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    resolution = imported(path, MINUTES)
    assert cast(resolution) == [
        ("Abney", "for"), ("Bright", "for"), ("Dacre", "for"), ("Crewe", "against"), ("Jolley", "against"),
    ]  # fmt: skip
    before = list(Vote.objects.values())
    imported(path, MINUTES)
    assert list(Vote.objects.values()) == before


def test_what_an_officer_put_right_outlives_the_next_import_of_the_same_words(tmp_path: Path) -> None:
    path = tmp_path / "budget.txt"
    resolution = imported(path, MINUTES)
    resolution.votes.filter(name="Jolley").update(cast="abstained")
    imported(path, MINUTES)
    assert ("Jolley", "abstained") in cast(resolution)
    imported(path, MINUTES.replace("budget be approved", "budget as amended be approved"))
    assert ("Jolley", "against") in cast(resolution)


def test_two_members_printed_alike_are_both_kept() -> None:
    resolution = make_resolution()
    record_votes([(resolution, (("for", "Khan"), ("against", "Khan")), True)])
    assert cast(resolution) == [("Khan", "for"), ("Khan (2)", "against")]


# -- Tied to members


def test_votes_are_tied_to_the_members_who_were_there() -> None:
    meeting = make_meeting()
    ada, _ = present(meeting, "Ada Abney", "Bo Bright")
    present(meeting, "Cy Crewe", capacity="officer")
    make_person(borough=meeting.committee.borough, name="Dee Dacre")  # of the borough, but not there
    resolution = make_resolution(item=make_item(meeting=meeting))
    record_votes([(resolution, (("for", "Abney"), ("for", "Crewe"), ("for", "Dacre")), True)])
    assert {vote.name: vote.person for vote in resolution.votes.all()} == {
        "Abney": ada,
        "Crewe": None,
        "Dacre": None,
    }


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Amina Rahman", "Amina Rahman"), ("Councillor Rahman", None), ("Cllr A. Rahman", None),
        ("Am Rahman", "Amina Rahman"), ("The Mayor (Councillor Reed)", "Zoë Reed"), ("Reed", "Zoë Reed"), ("Z Reed", "Zoë Reed"),
        ("Q Reed", None), ("Zoë", None), ("The Mayor", None), ("", None),
    ],
)  # fmt: skip
def test_a_printed_name_means_a_member_only_where_it_fits_no_other(printed: str, meant: str | None) -> None:
    members = [Person(name=name) for name in ("Amina Rahman", "Ali Rahman", "Zoë Reed")]
    found = whose(printed, members)
    assert (found and found.name) == meant


# -- Entered by officers


def test_officer_enters_votes_by_choosing_members(admin_client: Client) -> None:
    meeting = make_meeting("agenda")
    ada, bo = present(meeting, "Ada Abney", "Bo Bright")
    resolution = make_resolution(item=make_item(meeting=meeting))
    entered = rows("votes", 0, {"person": ada.pk, "cast": "for"}, {"name": "Cllr Bright", "cast": "against"})
    address = reverse("admin:decisions_resolution_change", args=[resolution.pk])
    submit(admin_client, address, **entered)
    votes = resolution.votes.order_by("pk").values_list("name", "cast", "person")
    assert list(votes) == [(str(ada), "for", ada.pk), ("Cllr Bright", "against", bo.pk)]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"cast": "for"}, "Choose the member, or type the name"),
        ({"name": "Reed", "cast": "abstained", "casting": "on"}, "A casting vote is for or against."),
    ],
)
def test_officer_is_told_what_a_vote_lacks(admin_client: Client, row: dict[str, str], told: str) -> None:
    resolution = make_resolution(item=make_item(meeting=make_meeting("agenda")))
    address = reverse("admin:decisions_resolution_change", args=[resolution.pk])
    answer = submit(admin_client, address, **rows("votes", 0, row))
    assert told in answer.content.decode()
    assert not resolution.votes.exists()


# -- Checked


def test_names_are_held_against_the_totals() -> None:
    resolution = make_resolution(votes_for=2, votes_against=0, votes_abstain=None)
    make_vote(resolution=resolution)
    make_vote(resolution=resolution, cast="abstained")
    [words] = remarks(resolution, "votes by name do not add up")
    assert words.startswith("1 votes “for” are recorded by name, but the total is 2")
    make_vote(resolution=resolution)
    assert remarks(resolution, "votes by name do not add up") == []


def test_no_more_members_vote_by_name_than_were_there() -> None:
    resolution = make_resolution()
    [ada] = present(resolution.item.meeting, "Ada Abney")
    make_vote(resolution=resolution, person=ada)
    make_vote(resolution=resolution, person=ada, casting=True)
    assert remarks(resolution, "more named votes than members") == []
    make_vote(resolution=resolution)
    assert len(remarks(resolution, "more named votes than members")) == 1


def test_absent_members_do_not_vote_and_nobody_votes_twice() -> None:
    resolution = make_resolution()
    [absent] = present(resolution.item.meeting, "Ada Abney", presence="apologies")
    make_vote(resolution=resolution, person=absent)
    assert len(remarks(resolution, "absent and voting by name")) == 1
    assert remarks(resolution, "voting twice") == []
    make_vote(resolution=resolution, person=absent, name="A. Abney")
    assert len(remarks(resolution, "voting twice")) == 1


@pytest.mark.parametrize(
    ("own", "totals", "casting", "odd"),
    [
        (("for", "against"), (1, 1), ["for"], 0),
        (("for", "against"), (2, 1), ["for"], 0),  # the total counts the casting vote
        (("for", "for", "against"), (2, 1), ["for"], 1),
        ((), (5, 5), ["against"], 0),
        ((), (5, 6), ["against"], 0),
        ((), (5, 7), ["against"], 1),
        (("for", "against"), (1, 1), ["for", "against"], 1),
    ],
)
def test_a_casting_vote_is_one_and_only_where_votes_are_equal(
    own: tuple[str, ...], totals: tuple[int, int], casting: list[str], odd: int
) -> None:
    resolution = make_resolution(votes_for=totals[0], votes_against=totals[1])
    for side in own:
        make_vote(resolution=resolution, cast=side)
    for side in casting:
        make_vote(resolution=resolution, cast=side, casting=True)
    assert len(remarks(resolution, "casting vote")) == odd


def test_a_voter_whom_nobody_knows_is_listed_as_missing() -> None:
    resolution = make_resolution()
    make_vote(resolution=resolution, name="Nemo")
    [words] = remarks(resolution, "named voter without a member")
    assert "Nemo" in words


# -- Told


@pytest.mark.parametrize("where", ["resolution", "item", "print"])
def test_readers_see_who_voted_how_with_links_and_the_casting_vote(client: Client, where: str) -> None:
    resolution = make_resolution(votes_for=2, votes_against=1)
    [ada] = present(resolution.item.meeting, "Ada Abney")
    make_vote(resolution=resolution, person=ada, name="Cllr Abney")
    make_vote(resolution=resolution, name="Nemo", cast="against")
    make_vote(resolution=resolution, person=ada, name="Cllr Abney", casting=True)
    item = resolution.item.get_absolute_url()
    address = {"resolution": resolution.get_absolute_url(), "item": item, "print": f"{item}print/"}[where]
    page = Page(client.get(address))
    words = " ".join(page.main.split())
    assert "For: Cllr Abney." in words
    assert "Casting vote for: Cllr Abney." in words
    assert "Against: Nemo." in words
    if where != "print":
        assert ada.get_absolute_url() in page.links(address)


def test_votes_on_an_exempt_resolution_are_not_told(client: Client) -> None:
    resolution = make_resolution(exempt=True, exempt_regime="confidential", ordinal=None)
    make_vote(resolution=resolution, name="Nemo")
    assert "Nemo" not in client.get(resolution.item.get_absolute_url()).content.decode()
    assert not Vote.published.exists()
