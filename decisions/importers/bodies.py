"""Writes the minutes of items: points, resolutions and limbs, each in the row that it continues.

A row keeps its identity, and with it its address, its history, its recommendation and its corrections, as long as the
text goes on saying what it says (`alignment`). What is exempt is never taken out by a text, and never made public by
one: see docs/decisions/0010-text-and-record.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Max

from decisions.importers.continuing import Rows, continued_points, continued_resolutions, rows_of
from decisions.importers.exempt_words import refuse_exempt_words
from decisions.importers.merge import Batch, Values, arranged, continue_rows, put_in_order
from decisions.importers.source import ImportProblem, Source
from decisions.importers.tally import Tally
from decisions.importers.values import check_lengths, limb_values, point_values, resolution_values
from decisions.models import Recommendation, Resolution
from decisions.voting import Named, record_votes
from meetings.addresses import give_anchors, give_ordinals, renew_anchors
from meetings.minutes_text import Item, Limb, Point
from meetings.minutes_text import Resolution as ParsedResolution
from meetings.models import Action, AgendaItem, CorrectedText, FormerAnchor, MinutePoint

EXEMPTION = ("exempt", "exempt_regime", "exempt_part", "exempt_paragraphs", "exempt_reason", "public_summary")
DEEPEST_LIMB = 8


class Settling(Protocol):
    """Says what a resolution or limb is to hold besides its words: outcomes, movers, votes."""

    def resolution(self, parsed: ParsedResolution, row: Resolution | None) -> Values:
        """Return columns for a resolution; `row` is the one it continues, as it was."""

    def limb(self, parsed: Limb, row: Resolution | None) -> Values:
        """Return columns for a limb; `row` is the one it continues, as it was."""


@dataclass(frozen=True)
class Body:
    """The minutes of one item as they are to be: the item's row, and what was read for it."""

    item: AgendaItem
    parsed: Item
    source: Source


@dataclass
class Written:
    """What writing did: the rows of each part that was read, and what officers are to be told."""

    tally: Tally = field(default_factory=Tally)
    rows: dict[int, Any] = field(default_factory=dict)  # by id of the parsed point, resolution or limb
    renumbered: list[tuple[MinutePoint, str]] = field(default_factory=list)  # with the anchor each had before
    kept_aside: list[Any] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)  # keys of the items in which anything is different


def write_bodies(bodies: Sequence[Body], settling: Settling, *, keep_aside: bool, public: bool) -> Written:
    """Bring the minutes of items in line with what was read, all at once; inside the caller’s transaction.

    `keep_aside` leaves exempt parts that a text does not hold where they are; without it they are a reason to refuse.
    `public` says that readers have these minutes: then an address that was ever given is never given again.
    Raises ImportProblem where a text cannot be written as it stands; then nothing has been written.
    """
    writer = _Writer(settling, keep_aside, public, rows_of(body.item for body in bodies))
    for body in bodies:
        writer.plan(body)
    writer.give_addresses()
    return writer.write()


class _Writer:
    """Plans the changes of all items, then writes them."""

    def __init__(self, settling: Settling, keep_aside: bool, public: bool, before: dict[int, Rows]) -> None:
        self.settling = settling
        self.keep_aside = keep_aside
        self.public = public
        self.before = before
        self.batch = Batch()
        self.written = Written()
        self.numbers: dict[int, str] = {}  # printed numbers as they were, by id of the row
        self.after: dict[int, list[Any]] = {}  # points and whole resolutions, by the item’s key
        self.limbs = 0
        self.divisions: list[
            tuple[Resolution, Named, bool]
        ] = []  # votes by name, and whether the words are new

    # -- Planning

    def plan(self, body: Body) -> None:
        rows = self.before[body.item.pk]
        points, resolutions = list(body.parsed.points), list(body.parsed.resolutions)
        refuse_exempt_words(
            body.source, body.parsed, rows.points, [row for each in rows.limbs.values() for row in each]
        )
        kept = self._plan_points(body, rows, points) | self._plan_resolutions(body, rows, resolutions)
        text = [kept[id(part)] for part in body.parsed.body]
        aside = self._set_aside(body, rows.in_order, text)
        order = arranged(rows.in_order, text, aside)
        put_in_order(self.batch, order)
        self.after[body.item.pk] = order
        self.written.rows |= kept

    def _plan_points(self, body: Body, rows: Rows, points: list[Point]) -> dict[int, Any]:
        self.numbers |= {id(row): row.number for row in rows.points}
        wanted = [point_values(point) for point in points]
        for values in wanted:
            check_lengths(body.source, MinutePoint, values)
        continued = continued_points(rows.points, points)
        kept = continue_rows(
            self.batch, continued, wanted, lambda values: MinutePoint(item=body.item, **values)
        )
        return {id(point): row for point, row in zip(points, kept, strict=True)}

    def _plan_resolutions(
        self, body: Body, rows: Rows, parsed: Sequence[ParsedResolution]
    ) -> dict[int, Resolution]:
        continued = continued_resolutions(rows.limbs[None], parsed, rows.limbs)
        wanted = []
        reworded = [
            row is None or row.wording != each.text for each, row in zip(parsed, continued, strict=True)
        ]
        for each, row in zip(parsed, continued, strict=True):
            values = resolution_values(each) | self.settling.resolution(each, row)
            check_lengths(body.source, Resolution, values)
            wanted.append(values)
        kept = continue_rows(
            self.batch, continued, wanted, lambda values: Resolution(item=body.item, **values)
        )
        for row, each, values, is_new in zip(kept, parsed, wanted, reworded, strict=True):
            if (
                each.votes and values.get("votes_for") == each.votes.in_favour
            ):  # these totals were taken as read
                self.divisions.append((row, each.votes.named, is_new))
            self._plan_limbs(body, rows, row, each.limbs, 1)
        return {id(each): row for each, row in zip(parsed, kept, strict=True)}

    def _plan_limbs(
        self, body: Body, rows: Rows, parent: Resolution, parsed: Sequence[Limb], depth: int
    ) -> None:
        before = rows.limbs[parent.pk] if parent.pk else []
        continued = continued_resolutions(before, parsed, rows.limbs)
        wanted = []
        for each, row in zip(parsed, continued, strict=True):
            values = limb_values(each) | self.settling.limb(each, row)
            check_lengths(body.source, Resolution, values)
            wanted.append(values)
        sealed = {name: getattr(parent, name) for name in EXEMPTION} if parent.exempt else {}
        kept = continue_rows(
            self.batch, continued, wanted,
            lambda values: Resolution(item=body.item, parent=parent, **sealed, **values), depth,
        )  # fmt: skip
        put_in_order(self.batch, arranged(before, kept, self._set_aside(body, before, kept)))
        self.limbs += len(kept)
        for row, each in zip(kept, parsed, strict=True):
            self.written.rows[id(each)] = row
            self._plan_limbs(body, rows, row, each.limbs, depth + 1)

    def _set_aside(self, body: Body, before: Sequence[Any], text: Sequence[Any]) -> list[Any]:
        """Return the exempt rows that the text does not hold, which stay; have the others that it does not hold go."""
        stands = {id(row) for row in text}
        missing = [row for row in before if id(row) not in stands]
        aside = [row for row in missing if row.exempt]
        if aside and not self.keep_aside:
            raise ImportProblem(
                f"{body.source.name}, line 1: “{body.item}” has exempt parts that this text does not hold, "
                "and importing would delete them. Change this item in the admin instead."
            )
        for row in missing:
            if not row.exempt:
                self._take_out(body, row)
        self.written.kept_aside += aside
        return aside

    def _take_out(self, body: Body, row: Any) -> None:
        self.batch.remove(row)
        self.written.removed.append(row)
        self.written.touched.add(body.item.pk)
        if isinstance(row, Resolution):
            for limb in self.before[body.item.pk].limbs[row.pk]:
                if limb.exempt:
                    raise ImportProblem(
                        f"{body.source.name}, line 1: “{row}” of “{body.item}” has an exempt part, and this text does "
                        "not hold it any more. Delete it on its own page, if it is to go."
                    )
                self._take_out(body, limb)

    # -- Addresses

    def give_addresses(self) -> None:
        """Give each point its mark and each whole resolution its number, beside those that were ever given."""
        items = list(self.after)
        former: dict[int, list[FormerAnchor]] = defaultdict(list)
        for mark in FormerAnchor.objects.filter(item__in=items):
            former[mark.item_id].append(mark)
        used = _anchors_ever_given(items) if self.public else {}
        highest = _highest_ordinals(items)
        for key, rows in self.after.items():
            points = [row for row in rows if isinstance(row, MinutePoint)]
            self._mark_points(points, former[key], used.get(key, set()))
            resolutions = [row for row in rows if isinstance(row, Resolution)]
            ordinals = {id(row): row.ordinal for row in resolutions}
            give_ordinals(resolutions, highest.get(key, 0))
            self._keep_changes(resolutions, "ordinal", ordinals)

    def _mark_points(self, points: list[MinutePoint], former: list[FormerAnchor], used: set[str]) -> None:
        anchors = {id(point): point.anchor for point in points}
        if self.public:
            used = used | {mark.anchor for mark in former}
        own: dict[int, set[str]] = defaultdict(set)
        for mark in former:
            own[mark.point_id].add(mark.anchor)
        moved = renew_anchors(
            points, self.numbers, used, {id(point): own[point.pk] for point in points}, permanent=self.public
        )
        give_anchors(points, used)
        self._keep_changes(points, "anchor", anchors)
        held = {point.anchor for point in points}
        for mark in former:
            if mark.anchor in held:  # its own again, or not public yet: nobody has cited it
                self.batch.remove(mark)
        known = {mark.anchor for mark in former}
        for point, anchor in moved:
            if anchor not in held | known:
                self.batch.make(FormerAnchor(item_id=point.item_id, point=point, anchor=anchor), DEEPEST_LIMB)
                self.written.renumbered.append((point, anchor))

    def _keep_changes(self, rows: Iterable[Any], column: str, before: dict[int, Any]) -> None:
        for row in rows:
            value = getattr(row, column)
            if value != before[id(row)] and not row._state.adding:
                setattr(row, column, before[id(row)])
                self.batch.change(row, {column: value})

    # -- Writing

    def write(self) -> Written:
        self._refuse_losing_recommendations()
        points = [row.pk for row in self.batch.gone[MinutePoint]]
        resolutions = [row.pk for row in self.batch.gone[Resolution]]
        # What readers were told of a part, and what was undertaken there, outlives the part.
        if points:
            CorrectedText.objects.filter(point__in=points).update(point=None)
            Action.objects.filter(point__in=points).update(point=None)
        if resolutions:
            CorrectedText.objects.filter(resolution__in=resolutions).update(resolution=None)
        renewed = (
            [row.pk for row in self.batch.changed[MinutePoint].values()]
            if "anchor" in self.batch.columns[MinutePoint]
            else []
        )
        if renewed and not self.public:  # marks may change places: none may be held by two rows for a moment
            MinutePoint.objects.filter(pk__in=renewed).exclude(anchor="").update(anchor="")
        self._tell()
        self.batch.write()
        self.written.touched |= record_votes(self.divisions)
        return self.written

    def _tell(self) -> None:
        points = sum(isinstance(row, MinutePoint) for rows in self.after.values() for row in rows)
        resolutions = (
            sum(isinstance(row, Resolution) for rows in self.after.values() for row in rows) + self.limbs
        )
        self.written.tally = self.batch.tally(MinutePoint, points) + self.batch.tally(Resolution, resolutions)
        for rows in (*self.batch.made.values(), *(each.values() for each in self.batch.changed.values())):
            self.written.touched.update(row.item_id for row in rows if hasattr(row, "item_id"))

    def _refuse_losing_recommendations(self) -> None:
        gone = {row.pk: row for row in self.batch.gone[Resolution]}
        followed = (
            Recommendation.objects.filter(resolution__in=gone).values_list("resolution", flat=True)
            if gone
            else ()
        )
        for key in followed:
            raise ImportProblem(
                f"This text no longer holds “{gone[key]}”, which is followed up as a recommendation. Leave its wording "
                "in, or delete the recommendation on its own page first."
            )


def _anchors_ever_given(items: list[int]) -> dict[int, set[str]]:
    """Return every anchor that points of these items had at any time, from the history, which forgets none."""
    events: Any = MinutePoint.pgh_event_model  # type: ignore[attr-defined]
    given: dict[int, set[str]] = defaultdict(set)
    for item, anchor in events.objects.filter(item__in=items).values_list("item", "anchor").distinct():
        given[item].add(anchor)
    return given


def _highest_ordinals(items: list[int]) -> dict[int, int]:
    events: Any = Resolution.pgh_event_model  # type: ignore[attr-defined]
    highest = events.objects.filter(item__in=items, ordinal__isnull=False).order_by().values("item")
    return dict(highest.annotate(highest=Max("ordinal")).values_list("item", "highest"))
