"""Writes the minutes of one item: paragraphs, bullets and resolutions in one order, numbered by the borough's habit."""

from dataclasses import dataclass, field
from typing import Any

from decisions.models import Resolution
from meetings.addresses import give_anchors, give_ordinals
from meetings.models import AgendaItem, MinutePoint
from minutes_portal.sample.habits import Habit, mark
from minutes_portal.sample.language import sentence
from minutes_portal.sample.record import Record

Kind = MinutePoint.Kind
ENGLAND = {"exempt_regime": "england", "exempt_part": "1"}


@dataclass
class Limb:
    """What is resolved, before it is marked and printed."""

    outcomes: list[str]
    wording: str
    limbs: list["Limb"] = field(default_factory=list)
    addressee: str = ""
    other_wording: str = ""  # as the decision notice has it

    def all_outcomes(self) -> list[str]:
        found = [*self.outcomes, *(outcome for limb in self.limbs for outcome in limb.all_outcomes())]
        return list(dict.fromkeys(found))


class ItemWriter:
    """Adds to a record what is minuted under one item."""

    def __init__(self, record: Record, item: AgendaItem, habit: Habit) -> None:
        self.record, self.item, self.habit = record, item, habit
        self.points: list[MinutePoint] = []
        self.resolutions: list[Resolution] = []
        self._order = self._numbered = 0

    def _next(self) -> int:
        self._order += 1
        return self._order

    def _number(self) -> tuple[str, str]:
        if self.habit.paragraphs == "none":
            return "", ""
        self._numbered += 1
        under = self.item.number or self.item.minute_number
        return mark(self.habit.paragraphs, self._numbered, under)

    def _point(
        self, text: str, kind: Kind, number: str = "", printed: str = "", level: int = 0, **rest: Any
    ) -> None:
        point = MinutePoint(
            item=self.item,
            order=self._next(),
            number=number,
            mark=printed,
            level=level,
            kind=kind,
            text=text,
            **rest,
        )
        self.points.append(point)

    def paragraph(self, text: str, numbered: bool = True, **exemption: Any) -> None:
        number, printed = self._number() if numbered else ("", "")
        self._point(sentence(text), Kind.PARAGRAPH, number, printed, **exemption)

    def bullets(self, texts: list[str], level: int = 1) -> None:
        for text in texts:
            self._point(sentence(text), Kind.BULLET, printed=self.habit.bullet, level=level)

    def heading(self, text: str) -> None:
        self._point(text, Kind.HEADING)

    def note(self, text: str) -> None:
        self._point(text, Kind.NOTE)

    def table(self, rows: list[tuple[str, ...]]) -> None:
        """Add a table as typed: its columns padded with spaces."""
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            "   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
        ]
        self._point("\n".join(line.rstrip() for line in lines), Kind.TABLE)

    def resolve(self, limbs: list[Limb], cue: str = "", **rest: Any) -> Resolution:
        """Add one resolution: in one sentence, or as a lead with marked limbs."""
        numbered = self.habit.resolutions_numbered and not rest.get("exempt")
        number, printed = self._number() if numbered else ("", "")
        cue = cue or self.habit.cues[0]
        whole = limbs[0] if len(limbs) == 1 else Limb([], "", limbs)
        alone = len(limbs) == 1
        cue = cue if alone or self.habit.that[0].isupper() else cue.rstrip(":")
        resolution = Resolution(
            item=self.item,
            order=self._next(),
            number=number,
            mark=printed,
            cue=cue,
            wording=self._end(f"{self.habit.that}{whole.wording}", whole.limbs) if alone else self._lead(),
            notice_wording=self._notice(limbs) if self.habit.decision_notice else "",
            outcomes=whole.all_outcomes(),
            addressee=whole.addressee,
            **rest,
        )
        self.resolutions.append(resolution)
        self._add_limbs(resolution, whole.limbs, depth=0)
        return resolution

    def conclude(self, wording: str, outcomes: list[str]) -> None:
        """Add a conclusion that was not resolved in form."""
        self.resolutions.append(
            Resolution(item=self.item, order=self._next(), wording=wording, outcomes=outcomes)
        )

    def _lead(self) -> str:
        return "as follows:" if self.habit.limbs[0] == "bare" else self.habit.that.strip() + ":"

    def _end(self, wording: str, limbs: list[Limb]) -> str:
        return (
            wording + ":"
            if limbs
            else sentence(wording)
            if wording[0].isupper()
            else wording.rstrip(".") + "."
        )

    def _notice(self, limbs: list[Limb]) -> str:
        return " ".join(sentence(limb.other_wording) for limb in limbs if limb.other_wording)

    def _add_limbs(self, parent: Resolution, limbs: list[Limb], depth: int) -> None:
        style = self.habit.limbs[depth]
        for n, limb in enumerate(limbs, 1):
            number, printed = mark(style, n, parent.number if parent.parent else "", self.habit.bullet)
            last = n == len(limbs)
            closing = (
                ":"
                if limb.limbs
                else "."
                if last or style == "bare"
                else "; and"
                if n == len(limbs) - 1
                else ";"
            )
            wording = limb.wording.rstrip(".")
            row = Resolution(
                item=self.item,
                parent=parent,
                order=n,
                number=number,
                mark=printed,
                wording=(self.habit.that.capitalize() + wording if style == "bare" else wording) + closing,
                outcomes=limb.all_outcomes(),
                addressee=limb.addressee,
            )
            self.resolutions.append(row)
            self._add_limbs(row, limb.limbs, depth=1)

    def close(self) -> None:
        """Give the parts their addresses and hand them to the record."""
        give_anchors(self.points)
        give_ordinals([resolution for resolution in self.resolutions if resolution.parent is None])
        self.record.points += self.points
        self.record.resolutions += self.resolutions
