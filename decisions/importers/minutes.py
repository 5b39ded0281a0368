"""The import itself: from pages to the record, in one transaction."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from decisions.importers.bodies import Body, write_bodies
from decisions.importers.headings import match_items, new_item, write_heading
from decisions.importers.records import fill_record
from decisions.importers.source import ImportProblem, Source
from decisions.importers.tally import Tally
from decisions.importers.values import (
    FORWARD_PLAN,
    ISSUE,
    check_lengths,
    document_values,
    name_key,
    resolution_suggestions,
)
from decisions.models import DismissedTie, Issue, Resolution
from decisions.ties import free_slug
from meetings.acts import document_slug
from meetings.minutes_text import Item, Limb
from meetings.minutes_text import Resolution as ParsedResolution
from meetings.models import AgendaItem, Borough, Committee, Document, Meeting, Person, Topic
from minutes_portal.database.statistics import MANY_ROWS, refresh_statistics


@dataclass(frozen=True, slots=True)
class Target:
    """Where the pages belong. `item` and `title` are given for a single page that does not state them itself."""

    borough: str
    committee: str
    date: date
    item: str = ""
    title: str = ""
    topics: tuple[str, ...] = ()
    publish: bool = False


@dataclass(slots=True)
class _Import:
    """The state of one import."""

    target: Target
    meeting: Meeting
    topics: Sequence[Topic]
    people: dict[str, Person] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)


def import_pages(
    sources: Sequence[Source],
    target: Target,
    dry_run: bool = False,
    each: Callable[[Source], None] = lambda source: None,
) -> tuple[Meeting, Tally]:
    """Put the pages of `sources` into the meeting that `target` names, making borough, committee and meeting where
    they are missing.

    `each` is called after each source. With `dry_run`, everything is done and then taken back. Raises ImportProblem
    for a page that cannot be imported; then nothing at all has changed.
    """
    with transaction.atomic():
        run = _begin(target)
        for source in sources:
            _import_page(run, source, alone=len(sources) == 1)
            each(source)
        if target.publish:
            _publish(run.meeting)
        if dry_run:
            transaction.set_rollback(True)
    if run.tally.created >= MANY_ROWS:
        refresh_statistics()
    return run.meeting, run.tally


def _begin(target: Target) -> _Import:
    topics = [_topic(name) for name in target.topics]
    borough, _ = Borough.objects.get_or_create(
        slug=_address(target.borough, "borough"),
        defaults={"name": target.borough, "council_name": f"{target.borough} Council"},
    )
    committee, _ = Committee.objects.get_or_create(
        borough=borough,
        slug=_address(target.committee, "committee"),
        defaults={"name": target.committee, "kind": _likely_kind(target.committee)},
    )
    status = Meeting.Status.HELD if target.date <= timezone.localdate() else Meeting.Status.SCHEDULED
    meeting, _ = Meeting.objects.get_or_create(
        committee=committee, date=target.date, sitting=1, defaults={"status": status}
    )
    Meeting.objects.select_for_update().get(pk=meeting.pk)  # two imports of one meeting take turns
    return _Import(target, meeting, topics, _people_of(borough))


def _people_of(borough: Borough) -> dict[str, Person]:
    """Return the people of a borough by `name_key`; not those who share one, as nobody can tell which of them is meant."""
    named: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(borough=borough):
        named[name_key(person.name)].append(person)
    return {name: people[0] for name, people in named.items() if len(people) == 1}


def _address(name: str, what: str) -> str:
    slug = slugify(name)
    if not slug or len(name) > 100:
        raise ImportProblem(
            f"\u201c{name[:120]}\u201d cannot be the name of a {what}: give letters or digits, at most 100."
        )
    return slug


def _likely_kind(name: str) -> str:
    """Return the kind that a committee\u2019s name speaks of; scrutiny, where it speaks of none."""
    words = {
        "cabinet": Committee.Kind.EXECUTIVE,
        "executive": Committee.Kind.EXECUTIVE,
        "joint": Committee.Kind.JOINT,
        "planning": Committee.Kind.REGULATORY,
        "licensing": Committee.Kind.REGULATORY,
        "full council": Committee.Kind.COUNCIL,
    }
    lower = name.lower()
    return next(
        (kind for word, kind in words.items() if word in lower and "scrutiny" not in lower),
        Committee.Kind.SCRUTINY,
    )


def _topic(name: str) -> Topic:
    try:
        return Topic.objects.get(slug=slugify(name))
    except Topic.DoesNotExist:
        known = ", ".join(Topic.objects.values_list("name", flat=True))
        raise ImportProblem(f"There is no topic \u201c{name}\u201d. The topics are: {known}.") from None


def _import_page(run: _Import, source: Source, alone: bool) -> None:
    if not source.page.items:
        raise ImportProblem(f"{source.name}, line 1: no minutes were found in this file.")
    items = [_as_told(run, parsed) for parsed in source.page.items]
    if (run.target.item or run.target.title) and not (alone and len(items) == 1):
        raise ImportProblem(
            f"{source.name}, line 1: --item and --title need one file with one item; this call has more."
        )
    siblings = list(AgendaItem.objects.filter(meeting=run.meeting).order_by("order", "pk"))
    bodies = []
    for parsed, found in zip(items, match_items(items, siblings), strict=True):
        _check_meeting(run, source, parsed)
        item = found or new_item(run.meeting, source, parsed, siblings)
        if found is None:
            siblings.append(item)
            run.tally += Tally(created=1)
        else:
            changed = write_heading(item, source, parsed)
            run.tally += Tally(updated=changed, unchanged=not changed)
        bodies.append(Body(item, parsed, source))
    public = bool(run.meeting.minutes_published_at and run.meeting.minutes_published_at <= timezone.now())
    run.tally += write_bodies(bodies, SuggestionsTaken(run.people), keep_aside=False, public=public).tally
    for body in bodies:
        _import_documents(run, source, body.item, body.parsed)
        run.tally += fill_record(source, body.item, body.parsed)
        _tie_to_issue(run, source, body.item, body.parsed)
        body.item.topics.add(*run.topics)


def _as_told(run: _Import, parsed: Item) -> Item:
    """Return what was read with the number and title that the call gives."""
    return replace(parsed, number=run.target.item or parsed.number, title=run.target.title or parsed.title)


def _check_meeting(run: _Import, source: Source, parsed: Item) -> None:
    stated = parsed.meeting
    if stated and stated.date and stated.date != run.meeting.date:
        raise source.problem(
            f"{stated.date:%d/%m/%Y}",
            f"the page says the meeting was on {stated.date:%-d %B %Y}, but --date says {run.meeting.date:%-d %B %Y}.",
        )


@dataclass(frozen=True)
class SuggestionsTaken:
    """What is read out of words that are new is taken as read; what an officer has settled stays with its words."""

    people: dict[str, Person]

    def resolution(self, parsed: ParsedResolution, row: Resolution | None) -> dict[str, Any]:
        same = row is not None and row.wording == parsed.text
        return {} if same else resolution_suggestions(parsed, self.people)

    def limb(self, parsed: Limb, row: Resolution | None) -> dict[str, Any]:
        same = row is not None and row.wording == parsed.text
        return {} if same else {"outcomes": list(parsed.outcomes)}


def _import_documents(run: _Import, source: Source, item: AgendaItem, parsed: Item) -> None:
    for order, document in enumerate(parsed.documents, 1):
        values = document_values(document, parsed)
        check_lengths(source, Document, values)
        found, created = Document.objects.get_or_create(
            meeting=run.meeting, item=item, **values, defaults={"order": order, "slug": ""}
        )
        if created:
            found.slug = document_slug(found)
            found.save(update_fields=["slug"])
        run.tally += Tally(created=created, unchanged=not created)


def _tie_to_issue(run: _Import, source: Source, item: AgendaItem, parsed: Item) -> None:
    """Tie the item to the issue that the page names: the one of its forward-plan reference in this borough, where there
    is not more than one, and no officer said that the item is not of it.

    A title alone never ties items together: many different matters share one.
    """
    title, reference = parsed.field(ISSUE), parsed.field(FORWARD_PLAN)
    if not title or not reference:
        return
    borough = run.meeting.committee.borough
    values = {"title": title, "forward_plan_reference": reference}
    check_lengths(source, Issue, values)
    issues = list(Issue.objects.filter(borough=borough, forward_plan_reference=reference)[:2])
    created = not issues
    if created:
        slug = free_slug(f"{borough.slug} {reference} {title}")
        issues = [Issue.objects.create(borough=borough, slug=slug, **values)]
    if len(issues) == 1 and not DismissedTie.objects.filter(issue=issues[0], item=item).exists():
        issues[0].items.add(item)
    run.tally += Tally(created=created, unchanged=not created)


def _publish(meeting: Meeting) -> None:
    """Publish agenda, decisions and minutes of the meeting now, where they are not published already."""
    now = timezone.now()
    stages = ("agenda_published_at", "decisions_published_at", "minutes_published_at")
    missing = [stage for stage in stages if getattr(meeting, stage) is None or getattr(meeting, stage) > now]
    if missing:
        # The database's clock decides what readers see, so it also says when.
        Meeting.objects.filter(pk=meeting.pk).update(**dict.fromkeys(missing, TransactionNow()))
        meeting.refresh_from_db(fields=missing)
