"""Tells what is new in a list: the rows of its question that news is about, and no others."""

from collections.abc import Iterator, Sequence
from typing import Any

from decisions.notices import decided_on
from meetings.in_words import in_passing, item_name, long_date, short_date
from minutes_portal.alerts.entries import Entry, Quote, marked_entries, where_of
from minutes_portal.alerts.results import item_entries
from minutes_portal.alerts.told import Told
from minutes_portal.lists import ListFilter
from minutes_portal.search.asked import Asked
from minutes_portal.search.lexemes import Sought, words_of
from minutes_portal.search.question import parse
from minutes_portal.templatetags.portal import outcome_label

MOST_ITEMS = 6  # of a meeting, named in a mail
STATES = {
    "overdue": "Answer overdue", "waiting": "Waiting for an answer", "answered": "Answered", "done": "Done or dropped",
}  # fmt: skip


def decisions(filters: ListFilter, told: Told) -> list[Entry]:
    """Return what is new in the register."""
    whats = told.of_kind("resolution")
    if not whats:
        return []
    lines = filters.asked().newest_first().with_keys(whats).with_limbs()
    return decision_entries(lines, whats, _sought(filters))


def recommendations(filters: ListFilter, told: Told) -> list[Entry]:
    """Return what is new in the ledger."""
    whats = told.of_kind("recommendation")
    if not whats:
        return []
    return recommendation_entries(filters.asked().newest_first().with_keys(whats), whats, _sought(filters))


def issues(filters: ListFilter, told: Told) -> list[Entry]:
    """Return what is new among the issues."""
    whats = told.of_kind("issue")
    if not whats:
        return []
    return [issue_entry(issue, whats[issue.pk]) for issue in filters.asked().with_keys(whats)]


def meetings(filters: ListFilter, told: Told) -> list[Entry]:
    """Return what is new among the meetings."""
    whats = told.of_kind("meeting")
    if not whats:
        return []
    return meeting_entries(filters.asked().newest_first().with_keys(whats), whats)


def plans(filters: ListFilter, told: Told) -> list[Entry]:
    """Return what is new in the forward plan."""
    if not told.notices:
        return []
    return plan_entries(filters.asked().with_keys(told.notices), told.notices)


def decision_entries(
    lines: Sequence[Any], whats: dict[int, str], sought: Sequence[Sought] = ()
) -> list[Entry]:
    """Return decisions in their own words. lines: of the register, `with_limbs`."""
    return marked_entries([_decision(line, whats[line.pk]) for line in lines], sought)


def items(filters: ListFilter, told: Told) -> list[Entry]:
    """Return what is new among items of business."""
    whats = told.items()
    if not whats:
        return []
    keys = filters.asked().with_keys(whats).values_list("pk", flat=True)
    return item_entries({key: whats[key] for key in keys}, Asked(procedural=None), sought=_sought(filters))


def meeting_entries(meetings: Any, whats: dict[int, str]) -> list[Entry]:
    """Return meetings with the substance of their business. meetings: their rows, with committee and borough."""
    return [_meeting(meeting, whats[meeting.pk]) for meeting in meetings.with_business()]


def recommendation_entries(rows: Any, whats: dict[int, str], sought: Sequence[Sought] = ()) -> list[Entry]:
    """Return recommendations with what was asked, what was answered and how far they are. rows: `with_state`."""
    place = ("item__meeting__committee__borough", "resolution__parent__parent")
    found = rows.select_related(*place).prefetch_related("responses", "updates", "resolution__limbs__limbs")
    return marked_entries([_recommendation(row, whats[row.pk]) for row in found], sought)


def issue_entry(issue: Any, what: str) -> Entry:
    """Return an issue with where it stands."""
    address = issue.get_absolute_url()
    quotes = [Quote("Where it stands", issue.summary, address)] if issue.summary else []
    entry = Entry(issue.title, address, (issue.borough.name, "Issue"), what, quotes=quotes)
    return marked_entries([entry])[0]


def plan_entries(rows: Any, whats: dict[int, str]) -> list[Entry]:
    """Return notices of the forward plan with what is to be decided, and what became of that. rows: `for_list`."""
    return marked_entries([_plan(row, whats[row.pk]) for row in rows.latest_published_first().for_page()])


def _decision(line: Any, what: str) -> Entry:
    outcomes = ", ".join(outcome_label(outcome) for outcome in line.outcomes)
    address = line.get_absolute_url()
    return Entry(line.heading, address, _where(line), what, outcomes, [_words_of(line, address)])


def _recommendation(row: Any, what: str) -> Entry:
    part = row.resolution
    while part:  # it is its item's, as the limbs above it are
        part.item, part = row.item, part.parent
    address = row.get_absolute_url()
    quotes = [Quote(f"To {row.sent_to}", " ".join(_said_by(row.resolution)), address)]
    for response in list(row.responses.all())[-1:]:
        answer = f"{response.get_verdict_display()}. {response.reason}".strip()
        quotes.append(
            Quote(f"Answer of {in_passing(response.responder)}, {short_date(response.date)}", answer, address)
        )
    for update in list(row.updates.all())[-1:]:
        told = f"{update.get_progress_display()}. {update.note}".strip()
        quotes.append(Quote(f"Update, {short_date(update.date)}", told, address))
    where = where_of(row.item.meeting, row.item)
    return Entry(row.item.heading, address, where, what, STATES[row.state], quotes)


def _plan(planned: Any, what: str) -> Entry:
    address = planned.get_absolute_url()
    quotes = [Quote("What is to be decided", planned.matter, address)] if planned.matter else []
    for record in planned.made:
        decided = record.resolution
        words = " ".join(filter(None, [decided.cue, *_wordings(decided)]))
        quotes.append(Quote(f"Decided, {short_date(decided_on(record))}", words, decided.get_absolute_url()))
    if planned.dropped_on:
        told = planned.dropped_reason or "No reason is stated."
        quotes.append(Quote(f"Dropped, {short_date(planned.dropped_on)}", told, address))
    maker = planned.maker or (planned.committee.name if planned.committee else "")
    where = tuple(filter(None, [planned.borough.name, maker, _planned_for(planned), "Forward plan"]))
    return Entry(str(planned), address, where, what, planned.state_label, quotes)


def _planned_for(planned: Any) -> str:
    """Return the day, or the first and last day, on which it is to be decided."""
    days = dict.fromkeys(filter(None, [planned.decide_from, planned.decide_until]))
    return " to ".join(short_date(day) for day in days)


def _wordings(resolution: Any) -> Iterator[str]:
    yield resolution.wording
    for limb in resolution.limb_list:
        yield f"{limb.cue} {limb.wording}".strip()


def _said_by(resolution: Any) -> Iterator[str]:
    """Yield a resolution's own words and those of the limbs under it."""
    yield from filter(None, [resolution.cue, resolution.wording])
    for limb in sorted(resolution.limbs.all(), key=lambda limb: limb.order):
        yield from _said_by(limb)


def _words_of(line: Any, address: str) -> Quote:
    """Return a resolution's own words, its limbs' too."""
    words = " ".join(
        filter(
            None, [line.cue, line.wording, *(f"{limb.cue} {limb.wording}".strip() for limb in line.limb_list)]
        )
    )
    return Quote("Decision", words, address)


def _where(line: Any) -> tuple[str, ...]:
    committee = line.committee
    return committee.borough.name, committee.name, long_date(line.date), item_name(line)


def _meeting(meeting: Any, what: str) -> Entry:
    business = [item for item in meeting.items.all() if not item.procedural]
    quotes = [
        Quote(
            f"Item {item.printed_number}".strip(), item.heading, f"{meeting.get_absolute_url()}{item.slug}/"
        )
        for item in business[:MOST_ITEMS]
    ]
    called_off = str(meeting.get_status_display()) if meeting.status in ("cancelled", "postponed") else ""
    title = f"{meeting.committee.name}, {short_date(meeting.date)}"
    stage = called_off or str(meeting.stage.label)
    return Entry(title, meeting.get_absolute_url(), where_of(meeting), what, stage, quotes)


def _sought(filters: ListFilter) -> Sequence[Sought]:
    """Return what to mark for the words of a list's question (a query where there are any)."""
    words = filters.data.get("q", "")
    return words_of(parse(words)).sought if words else ()
