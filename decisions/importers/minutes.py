"""The import itself: from pages to the record, in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from decisions.importers.merge import merge
from decisions.importers.source import ImportProblem, Source
from decisions.importers.tally import Tally
from decisions.importers.values import (
    FORWARD_PLAN,
    ISSUE,
    check_lengths,
    document_values,
    item_values,
    limb_values,
    name_key,
    point_values,
    resolution_suggestions,
    resolution_values,
)
from decisions.models import Issue, Resolution
from meetings.acts import document_slug
from meetings.addresses import give_anchors, give_ordinals, item_slug
from meetings.minutes_text import Item, Limb, Point
from meetings.minutes_text import Resolution as ParsedResolution
from meetings.models import AgendaItem, Borough, Committee, Document, Meeting, MinutePoint, Person, Topic
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
    people = {name_key(person.name): person for person in Person.objects.filter(borough=borough)}
    return _Import(target, meeting, topics, people)


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
    items = source.page.items
    if not items:
        raise ImportProblem(f"{source.name}, line 1: no minutes were found in this file.")
    if (run.target.item or run.target.title) and not (alone and len(items) == 1):
        raise ImportProblem(
            f"{source.name}, line 1: --item and --title need one file with one item; this call has more."
        )
    for parsed in items:
        _check_meeting(run, source, parsed)
        item = _import_item(run, source, parsed)
        _import_body(run, source, item, parsed)
        _import_documents(run, source, item, parsed)
        _tie_to_issue(run, source, item, parsed)
        item.topics.add(*run.topics)


def _check_meeting(run: _Import, source: Source, parsed: Item) -> None:
    stated = parsed.meeting
    if stated and stated.date != run.meeting.date:
        raise source.problem(
            f"{stated.date:%d/%m/%Y}",
            f"the page says the meeting was on {stated.date:%-d %B %Y}, but --date says {run.meeting.date:%-d %B %Y}.",
        )


def _import_item(run: _Import, source: Source, parsed: Item) -> AgendaItem:
    number = run.target.item or parsed.number or ""
    minute_number = parsed.minute_number or ""
    title = run.target.title or parsed.title or ""
    values = item_values(parsed) | {"number": number, "minute_number": minute_number, "title": title}
    check_lengths(source, AgendaItem, values)
    siblings = list(AgendaItem.objects.filter(meeting=run.meeting))
    item = _same_item(siblings, number, minute_number, title)
    if item is None:
        slug = item_slug(number, minute_number, {sibling.slug for sibling in siblings})
        order = max((sibling.order for sibling in siblings), default=0) + 1
        item = AgendaItem.objects.create(meeting=run.meeting, slug=slug, order=order, **values)
        run.tally += Tally(created=1)
        return item
    # An empty value in a later text does not wipe what an officer has filled in.
    changed = {
        name: value
        for name, value in values.items()
        if value not in ("", None, {}) and getattr(item, name) != value
    }
    for name, value in changed.items():
        setattr(item, name, value)
    if changed:
        item.save(update_fields=list(changed))
    run.tally += Tally(updated=bool(changed), unchanged=not changed)
    return item


def _same_item(
    siblings: Iterable[AgendaItem], number: str, minute_number: str, title: str
) -> AgendaItem | None:
    """Return the meeting\u2019s item that the page is about: by number, else minute number, else title."""
    for name, value in (("number", number), ("minute_number", minute_number), ("title", title)):
        if value:
            return next((item for item in siblings if getattr(item, name) == value), None)
    return next((item for item in siblings if not (item.number or item.minute_number or item.title)), None)


def _import_body(run: _Import, source: Source, item: AgendaItem, parsed: Item) -> None:
    places = {id(part): place for place, part in enumerate(parsed.body, 1)}
    points = [part for part in parsed.body if isinstance(part, Point)]
    resolutions = [part for part in parsed.body if isinstance(part, ParsedResolution)]
    old_points = list(MinutePoint.objects.filter(item=item).order_by("order"))
    old_resolutions = list(Resolution.objects.filter(item=item, parent=None).order_by("order"))
    _refuse_losing_exempt_matter(source, item, old_points, {point.text for point in points})
    _refuse_losing_exempt_matter(
        source, item, old_resolutions, {resolution.text for resolution in resolutions}
    )
    wanted = [point_values(point) for point in points]
    for values in wanted:
        check_lengths(source, MinutePoint, values)
    _, tally = merge(
        MinutePoint, old_points, wanted, "text",
        common=lambda n: {"item": item, "order": places[id(points[n])]},
        prepare=give_anchors,
    )  # fmt: skip
    run.tally += tally
    _import_resolutions(run, source, item, resolutions, old_resolutions, places)


def _refuse_losing_exempt_matter(
    source: Source, item: AgendaItem, rows: Iterable[Any], texts: set[str]
) -> None:
    """Exempt parts are not in a public text: importing one over them would delete them."""
    if any(
        row.exempt and (row.text if isinstance(row, MinutePoint) else row.wording) not in texts
        for row in rows
    ):
        raise ImportProblem(
            f"{source.name}, line 1: \u201c{item}\u201d has exempt parts that this text does not hold, and importing would "
            "delete them. Change this item in the admin instead."
        )


def _import_resolutions(
    run: _Import,
    source: Source,
    item: AgendaItem,
    parsed: list[ParsedResolution],
    old: list[Resolution],
    places: dict[int, int],
) -> None:
    highest = max((resolution.ordinal or 0 for resolution in old), default=0)
    wanted = [resolution_values(resolution) for resolution in parsed]
    for n, values in enumerate(wanted):
        check_lengths(source, Resolution, values | resolution_suggestions(parsed[n], {}))
    kept, tally = merge(
        Resolution, old, wanted, "wording",
        common=lambda n: {"item": item, "order": places[id(parsed[n])]},
        suggested=lambda n: resolution_suggestions(parsed[n], run.people),
        prepare=lambda rows: give_ordinals(rows, highest),
    )  # fmt: skip
    run.tally += tally
    for row, resolution in zip(kept, parsed, strict=True):
        _import_limbs(run, source, row, resolution.limbs)


def _import_limbs(run: _Import, source: Source, parent: Resolution, limbs: Sequence[Limb]) -> None:
    old = list(Resolution.objects.filter(parent=parent).order_by("order"))
    if not limbs and not old:
        return
    wanted = [limb_values(limb) for limb in limbs]
    for values in wanted:
        check_lengths(source, Resolution, values)
    kept, tally = merge(
        Resolution, old, wanted, "wording",
        common=lambda n: {"item": parent.item, "parent": parent, "order": n + 1},
        suggested=lambda n: {"outcomes": list(limbs[n].outcomes)},
    )  # fmt: skip
    run.tally += tally
    for row, limb in zip(kept, limbs, strict=True):
        _import_limbs(run, source, row, limb.limbs)


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
    """Tie the item to the issue that the page names: the one of its forward-plan reference in this borough.

    A title alone never ties items together: many different matters share one.
    """
    title, reference = parsed.field(ISSUE), parsed.field(FORWARD_PLAN)
    if not title or not reference:
        return
    borough = run.meeting.committee.borough
    values = {"title": title, "forward_plan_reference": reference}
    check_lengths(source, Issue, values)
    issue, created = Issue.objects.get_or_create(
        borough=borough,
        forward_plan_reference=reference,
        defaults={"title": title, "slug": slugify(f"{borough.slug} {reference} {title}")[:150]},
    )
    issue.items.add(item)
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
