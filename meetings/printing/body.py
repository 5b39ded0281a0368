"""The minutes of an item as they are printed: passages and resolutions made from the outline of its rows.

Resolutions belong to the app of decisions and are known here by what they offer, as in `meetings/outline.py`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from meetings.in_words import exempt_law, exempt_meanings, short_date
from meetings.minutes_text.tables import is_rule
from meetings.models import Exemption, MinutePoint
from meetings.outline import Block, outline
from meetings.printing.paper import Passage, Resolved

MOST_COLUMNS = 20  # more do not fit on a page: the lines are then printed as they are
COLUMNS = re.compile(r"\t| {2,}")


def body_of(points: Iterable[MinutePoint], resolutions: Iterable[Any]) -> tuple[Passage | Resolved, ...]:
    """Return what the minutes say, in printed order; `resolutions` are all of the item's, limbs included."""
    return tuple(
        _resolved(block.resolution) if block.resolution else _passage(block)
        for block in outline(points, resolutions)
    )


def exempt_words(record: Exemption, what: str) -> str:
    """Return what the public is told of exempt matter; `what` is item, paragraph, resolution, part or document."""
    meanings = "; ".join(exempt_meanings(record))
    lines = [
        f"Exempt: this {what} is not open to the public, under {exempt_law(record)}"
        + (f": information {meanings}." if meanings else ".")
    ]
    if record.exempt_reason:
        lines.append(f"Why the public interest lies in keeping it private: {record.exempt_reason}")
    if record.public_summary:
        lines.append(f"What can be said in public: {record.public_summary}")
    return "\n".join(lines)


def _passage(block: Block) -> Passage:
    point = block.point
    under = tuple(_passage(below) for below in block.under)
    if point is None:
        return Passage("list", "", under=under)
    if point.exempt:
        return Passage("exempt", exempt_words(point, "paragraph"), under=under)
    rows = cells_of(point.text) if point.kind == MinutePoint.Kind.TABLE else ()
    return Passage(str(point.kind), point.text, point.mark or point.number, under, rows)


def cells_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return a printed table as rows of cells of one length; nothing where its lines are not in columns.

    Cells stand apart by tabs, bars or runs of blanks. Empty lines and those that only draw a rule are left out.
    """
    lines = [line for line in text.split("\n") if line.strip() and not is_rule(line)]
    rows = [_cells(line) for line in lines]
    width = max(map(len, rows), default=0)
    if not 2 <= width <= MOST_COLUMNS or any(len(row) < 2 for row in rows[:1]):
        return ()
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def _cells(line: str) -> list[str]:
    if "|" in line:
        return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
    return [cell.strip() for cell in COLUMNS.split(line.strip("\n").rstrip())]


def _resolved(resolution: Any, what: str = "resolution") -> Resolved:
    if resolution.exempt:
        return Resolved(exempt=exempt_words(resolution, what))
    return Resolved(
        mark=resolution.mark or resolution.number,
        cue=resolution.cue,
        wording=resolution.wording,
        limbs=tuple(_resolved(limb, "part") for limb in resolution.limb_list),
        outcomes=tuple(resolution.outcome_labels) if what == "resolution" else (),
        notice=resolution.notice_wording,
        facts=tuple(_facts(resolution)),
    )


def _facts(resolution: Any) -> Iterator[str]:
    """Yield who moved a resolution, how the votes fell, and who is to do what by when."""
    mover = resolution.mover or str(resolution.moved_by or "")
    seconder = resolution.seconder or str(resolution.seconded_by or "")
    if mover or seconder:
        moved = [f"moved by {mover}"] if mover else []
        seconded = [f"seconded by {seconder}"] if seconder else []
        yield _sentence(", ".join(moved + seconded))
    votes = (resolution.votes_for, resolution.votes_against, resolution.votes_abstain)
    if votes != (None, None, None):
        in_favour, against = ("not recorded" if number is None else number for number in votes[:2])
        abstained = "" if votes[2] is None else f", {votes[2]} abstained"
        yield f"Votes: {in_favour} for, {against} against{abstained}."
    yield from (side.in_words() for side in resolution.division)
    due = f"by {short_date(resolution.due_date)}" if resolution.due_date else ""
    if resolution.addressee:
        passed_on = f"to pass on to {resolution.forwarded_to}" if resolution.forwarded_to else ""
        yield f"To act: {', '.join(filter(None, (resolution.addressee, passed_on, due)))}."
    elif due:
        yield f"Due {due}."
    if resolution.report_back:
        yield "The committee asked to hear back."


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."
