"""Writes what the law asks to be recorded of executive decisions, the call-ins and the boroughs' rules.

Everything follows from the minutes that were written before: reasons and alternatives from what the item prints,
interests from those declared at it, call-ins from the meetings that heard them.
"""

import random
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.utils import timezone

from decisions.call_in import is_working_day, last_day
from decisions.models import CallIn, ClosureDay, Constitution, DecisionRecord, Resolution
from decisions.statutory import EXECUTIVE
from meetings.models import AgendaItem, Committee, Interest
from minutes_portal.sample.houses import House
from minutes_portal.sample.record import Record

RULES_SINCE = date(2015, 5, 20)
# borough: working days, the hour at which they end, who may call in, months to answer scrutiny
RULES = {
    "eastmere": (5, time(17), "Any three councillors, or the chair of the scrutiny committee concerned.", 2),
    "holloway-vale": (5, time(16), "Any five councillors who are not members of the Executive.", 2),
    "castlemoor": (
        3,
        time(12),
        "The chair of the Overview and Scrutiny Board, or any four of its members.",
        2,
    ),
    "wyreford": (5, time(17), "Any four councillors from two political groups.", 3),
    "marlhaven": (10, time(17), "Any six councillors.", 2),
}
EXCLUDED = "Urgent decisions, decisions called in before, and matters that are reserved to Council."
PUBLISHES_LATE, LATE = ("eastmere", "castlemoor", "marlhaven"), 60
CLOSES_FOR_CHRISTMAS = ("eastmere", "wyreford")
URGENT = (
    "The offer of grant lapsed before the call-in period would have ended; the chair of the scrutiny committee agreed.",
    "The present contract ended within the week, and delay would have left residents without the service.",
)
CONSULTED = (
    "Ward councillors, the residents’ associations and {partner}.",
    "The trade unions and {charity}.",
    "All households in the streets concerned; a summary of the replies is annexed to the report.",
)
GROUNDS = (
    "That those affected had not been consulted in time, and that the alternatives were not set out.",
    "That the figures on which the decision rested were out of date.",
)
HEARD = {  # outcome of the scrutiny committee's resolution → outcome of the call-in
    "referred back": CallIn.Outcome.REFERRED_BACK,
    "referred to council": CallIn.Outcome.REFERRED_TO_COUNCIL,
    "call-in not upheld": CallIn.Outcome.NOT_UPHELD,
}
REASONS, ALTERNATIVES = "Reasons for the decision", "Alternative options considered"


def add_rules(house: House, record: Record, today: date) -> None:
    """Write the borough's rules, older ones too for Castlemoor, and the days on which its offices are closed."""
    days, closes, by, months = RULES[house.plan.slug]
    spans = [(RULES_SINCE, days)]
    if house.plan.slug == "castlemoor":
        spans = [(RULES_SINCE, 5), (today.replace(day=1) - timedelta(days=400), days)]
    for since, number in spans:
        record.constitutions.append(
            Constitution(
                borough=house.borough, in_force_from=since, call_in_days=number, call_in_closes_at=closes,
                call_in_by=by, call_in_excludes=EXCLUDED, response_months=months,
            )
        )  # fmt: skip
    if house.plan.slug in CLOSES_FOR_CHRISTMAS:
        for year in range(today.year - 5, today.year + 1):
            for day in (date(year, 12, 29), date(year, 12, 30), date(year, 12, 31)):
                if is_working_day(day):
                    record.closure_days.append(
                        ClosureDay(borough=house.borough, date=day, reason="Offices closed until New Year.")
                    )


def add_records(house: House, record: Record, today: date) -> None:
    """Write the records of a borough's executive decisions, then the call-ins that its meetings heard."""
    rng = random.Random(f"records of {house.plan.slug}")
    interests: dict[int, list[Interest]] = {}
    for interest in record.interests:
        interests.setdefault(id(interest.item), []).append(interest)
    written: dict[int, DecisionRecord] = {}
    for resolution in record.resolutions:
        item = resolution.item
        if resolution.parent is None and _asked_for(item, house) and item.meeting.date < today:
            row = _record(resolution, house, rng, interests.get(id(item), []))
            record.decision_records.append(row)
            written.setdefault(id(item), row)
    if house.plan.slug in PUBLISHES_LATE:
        _publish_late(
            [
                row
                for row in record.decision_records
                if row.resolution.item.meeting.committee.borough is house.borough
            ],
            today,
        )
    _add_call_ins(house, record, rng, written)


def _asked_for(item: AgendaItem, house: House) -> bool:
    committee = item.meeting.committee
    return (
        committee.borough is house.borough and committee.kind in EXECUTIVE and not item.procedural and not item.exempt
    )  # fmt: skip


def _record(
    resolution: Resolution, house: House, rng: random.Random, interests: list[Interest]
) -> DecisionRecord:
    item, meeting = resolution.item, resolution.item.meeting
    printed, names = item.particulars, {"partner": house.plan.partner, "charity": house.plan.charity}
    patchy = rng.random() < 0.2  # a clerk who was in a hurry
    row = DecisionRecord(
        resolution=resolution,
        reasons=printed.get(REASONS),
        alternatives=None if patchy else printed.get(ALTERNATIVES, ""),
        interests=" ".join(_declared(each, house) for each in interests) or (None if patchy else ""),
        dispensations=None if patchy else "",
        consultees=rng.choice(CONSULTED).format(**names) if rng.random() < 0.4 else None,
        published_on=timezone.localdate(meeting.decisions_published_at)
        if meeting.decisions_published_at
        else None,
    )
    if meeting.committee.kind == Committee.Kind.INDIVIDUAL:
        row.maker = meeting.committee.name
    turn = rng.random()
    if turn < 0.06:
        row.call_in, row.urgency_reason = DecisionRecord.CallInRule.URGENT, rng.choice(URGENT)
    elif turn < 0.14 or set(resolution.outcomes) <= {"noted", "deferred", "withdrawn"}:
        row.call_in = DecisionRecord.CallInRule.NOT_SUBJECT
    elif turn < 0.94:
        row.call_in = DecisionRecord.CallInRule.SUBJECT
    return row


def _publish_late(rows: list[DecisionRecord], today: date) -> None:
    """Let the notice of the latest decisions have come out just now, so that some may still be called in."""
    public = [row for row in rows if row.published_on]
    latest = max((row.resolution.item.meeting.date for row in public), default=today)
    if (today - latest).days <= LATE:
        for row in public:
            if row.resolution.item.meeting.date == latest:
                row.published_on = today - timedelta(days=1)


def _declared(interest: Interest, house: House) -> str:
    nature = f"{interest.nature[0].lower()}{interest.nature[1:]}".rstrip(".")
    return f"{house.called(interest.person)} declared an interest {nature}."


@dataclass
class _Told:
    """The items of one issue, in the order of their days, with what was resolved at each."""

    items: list[AgendaItem]
    outcomes: dict[int, set[str]] = field(default_factory=dict)

    def first(
        self, kinds: tuple[str, ...], after: date, outcomes: frozenset[str] = frozenset()
    ) -> AgendaItem | None:
        return next(
            (
                item
                for item in self.items
                if item.meeting.committee.kind in kinds
                and item.meeting.date > after
                and (not outcomes or outcomes & self.outcomes.get(id(item), set()))
            ),
            None,
        )


def _add_call_ins(
    house: House, record: Record, rng: random.Random, written: dict[int, DecisionRecord]
) -> None:
    outcomes: dict[int, set[str]] = {}
    for resolution in record.resolutions:
        outcomes.setdefault(id(resolution.item), set()).update(resolution.outcomes)
    for issue in record.issues:
        if issue.borough is house.borough:
            items = [item for other, item in record.issue_items if other is issue]
            told = _Told(sorted(items, key=lambda item: item.meeting.date), outcomes)
            _add_call_in(house, record, rng, told, written)


def _add_call_in(
    house: House, record: Record, rng: random.Random, told: _Told, written: dict[int, DecisionRecord]
) -> None:
    """Write the call-in of an issue's decision, if a meeting heard one."""
    decided = next((item for item in told.items if id(item) in written), None)
    if decided is None:
        return
    row = written[id(decided)]
    hearing = told.first((Committee.Kind.SCRUTINY,), decided.meeting.date, frozenset(HEARD))
    if hearing is None or row.published_on is None or hearing.meeting.date <= row.published_on:
        return
    row.call_in, row.urgency_reason = DecisionRecord.CallInRule.SUBJECT, ""
    heard = next(HEARD[outcome] for outcome in HEARD if outcome in told.outcomes[id(hearing)])
    kinds = (Committee.Kind.COUNCIL,) if heard == CallIn.Outcome.REFERRED_TO_COUNCIL else EXECUTIVE
    again = told.first(tuple(kinds), hearing.meeting.date)
    back = heard != CallIn.Outcome.NOT_UPHELD and again is not None and id(again) in told.outcomes
    signers = rng.sample(house.people.backbenchers, 3)
    record.call_ins.append(
        CallIn(
            resolution=row.resolution,
            requested_on=min(last_day(row.published_on, 2), hearing.meeting.date - timedelta(days=1)),
            requested_by="{}, {} and {}".format(*map(house.called, signers)),
            grounds=rng.choice(GROUNDS),
            outcome=heard,
            considered_on=hearing.meeting.date,
            considered_at=hearing,
            result=_result(told.outcomes[id(again)]) if back and again else "",
            reconsidered_at=again if back else None,
        )
    )


def _result(outcomes: set[str]) -> str:
    return CallIn.Result.AMENDED if "agreed" in outcomes else CallIn.Result.CONFIRMED
