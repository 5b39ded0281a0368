"""Officers are told what does not fit in a statutory record, and what it lacks."""

from datetime import date
from typing import Any

import pytest

from decisions.models import Resolution
from meetings.checks import findings_of_record, records_of
from meetings.models import Meeting
from tests.decisions.record_makers import make_constitution, make_decision, make_record

pytestmark = pytest.mark.django_db

WHOLE = {"reasons": "So.", "alternatives": "", "interests": ""}
PUBLISHED = {"published_on": date(2024, 9, 13), "call_in": "subject"}


def found(decision: Resolution) -> dict[str, str]:
    meeting = decision.item.meeting
    findings = findings_of_record(records_of([meeting])[0], Meeting.Stage.DECISIONS)
    return {each.check: each.remark.words for each in findings if each.remark.about == decision}


@pytest.mark.parametrize(
    ("effective", "check"),
    [
        (date(2024, 9, 12), "effective before publication"),
        (date(2024, 9, 13), "effective within the call-in period"),
        (date(2024, 9, 20), "effective within the call-in period"),
        (date(2024, 9, 21), None),
    ],
)
def test_effect_fits_publication_and_call_in(effective: date, check: str | None) -> None:
    decision = make_decision()
    make_constitution(borough=decision.item.meeting.committee.borough)
    make_record(resolution=decision, effective_on=effective, **WHOLE, **PUBLISHED)
    assert set(found(decision)) == ({check} if check else set())


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        ("executive", None, "reasons, alternatives rejected, interests."),
        ("individual", {"reasons": "So.", "alternatives": ""}, "interests."),
        ("executive", {**WHOLE, "interests": "Councillor Reed."}, "dispensations."),
    ],
)
def test_gaps_in_the_record_of_an_executive_decision_are_named(
    kind: str, given: dict[str, Any] | None, words: str
) -> None:
    decision = make_decision(kind)
    if given:
        make_record(resolution=decision, **given)
    assert found(decision)["statutory record with gaps"].endswith(f": {words}")


def test_scrutiny_is_not_asked_for_a_statutory_record() -> None:
    assert found(make_decision("scrutiny")) == {}
