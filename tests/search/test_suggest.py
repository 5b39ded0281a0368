"""What is suggested while somebody types: pages that readers may open, a few, and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import Issue
from meetings.models import Topic
from tests.leaks.world import EXEMPT
from tests.makers import make_borough, make_committee, make_item, make_meeting, make_person, make_resolution

pytestmark = pytest.mark.django_db


def suggested(client: Client, typed: str) -> list[tuple[str, str, str]]:
    response = client.get(reverse("search-suggest"), {"q": typed})
    assert response.status_code == 200
    return [(each["label"], each["note"], each["address"]) for each in response.json()["suggestions"]]


def test_committees_topics_people_issues_and_boroughs_are_suggested_by_the_beginnings_of_their_words(
    client: Client,
) -> None:
    borough = make_borough(name="Harbourne", slug="harbourne")
    committee = make_committee(name="Harbour Panel", borough=borough)
    topic = Topic.objects.create(name="Harbours and rivers", slug="harbours")
    person = make_person(name="Siân Harbour", borough=borough)
    issue = Issue.objects.create(borough=borough, title="The harbour wall", slug="harbour-wall")
    issue.items.add(make_item(meeting=make_meeting(committee=committee)))
    assert suggested(client, "harb") == [
        ("Harbours and rivers", "Topic", topic.get_absolute_url()),
        ("Harbour Panel", "Committee, Harbourne", committee.get_absolute_url()),
        ("Harbourne", "Borough", borough.get_absolute_url()),
        ("Councillor Siân Harbour", "Person, Harbourne", person.get_absolute_url()),
        ("The harbour wall", "Issue, Harbourne", issue.get_absolute_url()),
    ]
    assert [label for label, _, _ in suggested(client, "SIAN harb")] == ["Councillor Siân Harbour"]
    assert suggested(client, "arb") == []


@pytest.mark.parametrize("typed", ["CE09/10-28", "ce09/10", "CE09 1", "kd5694", "KD 569"])
def test_references_lead_to_their_items(client: Client, typed: str) -> None:
    item = make_item(title="Day centres", report_reference="CE09/10-28", forward_plan_reference="KD5694")
    make_item(title="Another", report_reference="CE08/10-28")
    reference = "CE09/10-28" if typed.lower().startswith("ce") else "KD5694"
    assert suggested(client, typed) == [
        (f"{reference}: Day centres", f"Item, {item.meeting}", item.get_absolute_url())
    ]


def test_what_is_not_published_is_not_suggested(client: Client) -> None:
    hidden = make_item(meeting=make_meeting("nothing"), report_reference="ZX12345")
    make_item(report_reference="ZX12346", **EXEMPT)
    Issue.objects.create(borough=make_borough(), title="Zebra crossings", slug="zebra").items.add(hidden)
    make_person(name="Zebedee Guest", kind="guest")
    make_person(name="Zebedee Unlisted", kind="public", listed=False)
    assert suggested(client, "zx123") == []
    assert suggested(client, "zeb") == []


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a",
        " ",
        "%",
        "\0",
        "(((",
        "\\",
        "'",
        "=",
        "x" * 100_000,
        "🚌🚌",
        "ab" * 60,
        "12",
        "&|!",
        "\ue000\ue001",
        "a'b\\c:*",
    ],
)
def test_odd_typing_suggests_nothing_and_is_no_error(client: Client, typed: str) -> None:
    make_item()
    assert suggested(client, typed) == []


def test_suggestions_are_few_and_kept_briefly(client: Client) -> None:
    borough = make_borough(name="Vale")
    for n in range(12):
        make_committee(name=f"Vale Panel {n}", borough=borough)
        make_person(name=f"Vale Fenwick {n}", borough=borough)
        issue = Issue.objects.create(borough=borough, title=f"Vale road {n}", slug=f"vale-{n}")
        issue.items.add(make_resolution().item)
    assert len(suggested(client, "vale")) == 10
    assert "max-age=60" in client.get(reverse("search-suggest"), {"q": "vale"})["Cache-Control"]
