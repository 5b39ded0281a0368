"""Makes entries of the forward plan for tests."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from decisions.models import DecisionRecord, Issue, PlannedDecision, Resolution
from meetings.models import Committee
from tests.makers import LONG_AGO, make_borough

_numbers = count(1)
# What SI 2012/2089 reg. 9(1) asks a notice to state, besides decision maker and date.
STATED = {
    "matter": "Whether to renew the contract for home care.",
    "members": "Councillors Fenwick, Reed and Rahman",
    "documents": "Report of the Director of Care",
    "documents_from": "Town Hall, Harbour Street",
    "further_documents": "Other documents may be submitted.",
    "how_to_ask": "Write to Democratic Services.",
}


def make_planned_decision(**given: Any) -> PlannedDecision:
    """Make an entry that readers see, of a key decision in sixty days, with all that the law asks for."""
    n = next(_numbers)
    ahead = timezone.localdate() + timedelta(days=60)
    given = {
        "reference": f"KD{n:04}", "slug": f"kd{n:04}", "title": f"Home care contract {n}", "maker": "The Cabinet",
        "decide_from": ahead, "published_at": LONG_AGO,
    } | STATED | given  # fmt: skip
    if "borough" not in given:
        given["borough"] = given["committee"].borough if given.get("committee") else make_borough()
    return PlannedDecision.objects.create(**given)


def decide(planned: PlannedDecision, resolution: Resolution, **given: Any) -> DecisionRecord:
    """Record a resolution as the decision that an entry gave notice of."""
    return DecisionRecord.objects.update_or_create(
        resolution=resolution, defaults={"notice": planned, **given}
    )[0]


def published_on(day: date) -> datetime:
    """Return nine o’clock in the morning of a day."""
    return datetime.combine(day, time(9), timezone.get_default_timezone())


def plan_of(issue: Issue, resolution: Resolution, committee: Committee, entries: int) -> PlannedDecision:
    """Make the notice of a decision that was made, with all that a notice can say, and others beside it."""
    made = make_planned_decision(
        committee=committee, reference="KD5694" if entries < 10 else "", slug=f"home-care-{entries}", issue=issue, key_reason="both",
        private=True, private_reason="Prices are compared.", wards="All", consultation="Carers, until May.", contact="A. Officer",
        exception="general exception", exception_reason="The provider gave short notice.", exception_agreed_by="The chair",
        decide_from=date(2024, 9, 24), decide_until=date(2024, 9, 30), published_at=published_on(date(2024, 9, 1)),
    )  # fmt: skip
    decide(made, resolution)
    for n in range(entries):
        make_planned_decision(committee=committee, dropped_on=date(2025, 1, 1) if n % 2 else None)
    return made
