"""Which items may belong to an issue: suggested by what was printed, with the reason, for an officer to say yes or no to.

An item is suggested where it carries the forward-plan reference or the number of the report of an item that is tied
already, or where its minutes name that report or that minute. Never by a title, never procedural or exempt items. All
are found by the indexes of words, in one statement.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.utils.text import slugify

from decisions.models import DismissedTie, Issue
from meetings.models import AgendaItem

MOST_ISSUES = 200  # looked at in one go
MOST_TIES = 400  # told in one go
A_YEAR = 400  # days: within them a minute named without committee and date is one of the same committee

# Minutes and resolutions that name something: looked up for each name by the index of words. OFFSET 0 keeps the look-up whole;
# without it a plan was chosen that reads all minutes for each name (over two minutes on 100,000 items; under a second so).
WORDS = """SELECT item_id, text FROM meetings_minutepoint WHERE NOT exempt AND search @@ {named}
            UNION ALL SELECT item_id, wording FROM decisions_resolution WHERE NOT exempt AND search @@ {named} OFFSET 0"""
MINUTE = "(phraseto_tsquery('english', 'minute ' || numbers.minute_number) || phraseto_tsquery('english', 'minute no ' || numbers.minute_number))"

SUGGESTED = f"""WITH tied AS (
        SELECT link.issue_id, item.id, item.forward_plan_reference, item.report_reference, item.minute_number,
            meeting.date, committee.id AS committee_id, committee.name, committee.borough_id
        FROM decisions_issue_items link JOIN meetings_agendaitem item ON item.id = link.agendaitem_id
        JOIN meetings_meeting meeting ON meeting.id = item.meeting_id
        JOIN meetings_committee committee ON committee.id = meeting.committee_id
        WHERE link.issue_id = ANY(%(issues)s) AND NOT item.procedural AND NOT item.exempt),
    planned AS (
        SELECT id AS issue_id, borough_id, forward_plan_reference AS reference FROM decisions_issue WHERE id = ANY(%(issues)s)
        UNION SELECT issue_id, borough_id, forward_plan_reference FROM tied
        UNION SELECT issue_id, borough_id, reference FROM decisions_planneddecision WHERE issue_id = ANY(%(issues)s)),
    reported AS (SELECT DISTINCT issue_id, borough_id, report_reference AS reference FROM tied),
    naming AS MATERIALIZED (
        SELECT numbers.minute_number, words.item_id, words.text, later.date, later.committee_id
        FROM (SELECT DISTINCT minute_number FROM tied WHERE minute_number <> '') numbers, LATERAL ({WORDS.format(named=MINUTE)}) words,
            LATERAL (SELECT meeting.date, meeting.committee_id FROM meetings_agendaitem item
                JOIN meetings_meeting meeting ON meeting.id = item.meeting_id WHERE item.id = words.item_id OFFSET 0) later),
    found AS (
        SELECT planned.issue_id, item.id, planned.borough_id, 'plan' AS kind, planned.reference, '' AS passage
        FROM planned, LATERAL (SELECT id FROM meetings_agendaitem WHERE search @@ phraseto_tsquery('simple', planned.reference)
            AND forward_plan_reference = planned.reference OFFSET 0) item WHERE planned.reference <> ''
        UNION ALL
        SELECT reported.issue_id, item.id, reported.borough_id, 'report', reported.reference, ''
        FROM reported, LATERAL (SELECT id FROM meetings_agendaitem WHERE search @@ phraseto_tsquery('simple', reported.reference)
            AND report_reference = reported.reference OFFSET 0) item WHERE reported.reference <> ''
        UNION ALL
        SELECT reported.issue_id, words.item_id, reported.borough_id, 'names report', reported.reference, words.text
        FROM reported, LATERAL ({WORDS.format(named="phraseto_tsquery('english', reported.reference)")}) words
        WHERE reported.reference <> '' AND strpos(words.text, reported.reference) > 0
        UNION ALL
        SELECT tied.issue_id, naming.item_id, tied.borough_id, 'names minute', tied.minute_number, naming.text
        FROM tied JOIN naming USING (minute_number)
        WHERE naming.date > tied.date
            AND (strpos(lower(naming.text), lower(tied.name)) > 0
                OR strpos(naming.text, to_char(tied.date, 'FMDD FMMonth YYYY')) > 0
                OR (naming.committee_id = tied.committee_id AND naming.date - tied.date < {A_YEAR})))
    SELECT DISTINCT found.issue_id, found.id, found.kind, found.reference, found.passage
    FROM found JOIN LATERAL (SELECT committee.borough_id FROM meetings_agendaitem item
            JOIN meetings_meeting meeting ON meeting.id = item.meeting_id JOIN meetings_committee committee ON committee.id = meeting.committee_id
            WHERE item.id = found.id AND NOT item.procedural AND NOT item.exempt OFFSET 0) item ON item.borough_id = found.borough_id
    WHERE NOT EXISTS (SELECT FROM decisions_issue_items link WHERE link.issue_id = found.issue_id AND link.agendaitem_id = found.id)
        AND NOT EXISTS (SELECT FROM decisions_dismissedtie no WHERE no.issue_id = found.issue_id AND no.item_id = found.id)
    ORDER BY 1, 2, 3, 4, 5 LIMIT {MOST_TIES}"""

BECAUSE = {
    "plan": "It carries the forward-plan reference {reference}.",
    "report": "It carries the report number {reference}.",
    "names report": "Its minutes name the report {reference}: “{passage}”",
    "names minute": "Its minutes name minute {reference}: “{passage}”",
}


@dataclass(frozen=True)
class SuggestedTie:
    """An item that may belong to an issue, and why, a sentence each."""

    issue_id: int
    item_id: int
    reasons: tuple[str, ...]


def suggested_ties(issues: Collection[int]) -> list[SuggestedTie]:
    """Return the ties suggested for the issues with these keys, in one statement; at most MOST_ISSUES are looked at."""
    keys = sorted(issues, reverse=True)[:MOST_ISSUES]
    reasons: dict[tuple[int, int], list[str]] = defaultdict(list)
    with connections["default"].cursor() as cursor:
        cursor.execute(SUGGESTED, {"issues": keys})
        for issue, item, kind, reference, passage in cursor.fetchall():
            said = BECAUSE[kind].format(reference=reference, passage=_around(passage, reference))
            reasons[issue, item].append(said)
    return [SuggestedTie(issue, item, tuple(said)) for (issue, item), said in reasons.items()]


def _around(text: str, words: str, room: int = 70) -> str:
    """Return the part of a text around some words, on one line."""
    at = max(text.find(words), 0)
    before, named, behind = text[:at], text[at : at + len(words)], text[at + len(words) :]
    first = before[-room:].partition(" ")[2] if len(before) > room else before
    last = behind[:room].rpartition(" ")[0] if len(behind) > room else behind
    cut = " ".join(f"{first}{named}{last}".split())
    return ("… " if first != before else "") + cut + (" …" if last != behind else "")


@transaction.atomic
def tie(issue: Issue, item: AgendaItem) -> None:
    """Make an item part of an issue. An earlier no of an officer no longer counts."""
    DismissedTie.objects.filter(issue=issue, item=item).delete()
    issue.items.add(item)


def dismiss_tie(issue: Issue, item: AgendaItem) -> None:
    """Say that an item is not part of an issue: it is not suggested again."""
    DismissedTie.objects.get_or_create(issue=issue, item=item)


@transaction.atomic
def start_issue(title: str, items: Collection[AgendaItem]) -> Issue:
    """Make an issue of items of one borough, with the forward-plan reference that they share, if there is one.

    Raises ValueError for fewer than two items, items of several boroughs and procedural ones.
    """
    boroughs = {item.meeting.committee.borough for item in items}
    if len(items) < 2 or len(boroughs) != 1 or any(item.procedural for item in items):
        raise ValueError(
            "An issue is started from two or more items of one borough, none of them procedural."
        )
    references = {item.forward_plan_reference for item in items if item.forward_plan_reference}
    borough = boroughs.pop()
    issue = Issue.objects.create(
        borough=borough,
        title=title,
        slug=free_slug(f"{borough.slug} {title}"),
        forward_plan_reference=references.pop() if len(references) == 1 else "",
    )
    issue.items.add(*items)
    return issue


def free_slug(words: str) -> str:
    """Return the words as an address that no issue has."""
    slug = slugify(words)[:140].strip("-")
    taken: Any = set(Issue.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(
        each for each in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if each not in taken
    )
