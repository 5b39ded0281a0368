"""Marks of limbs that only a cue makes certain: on the cue's own line ("RESOLVED: (a) That ..."), or loose ("A That ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .cue_finding import Cue
from .lines import BULLETS, Line, read_line
from .numbering import letter_value, roman_value

# "(1)", "1.", "1)", "1", "[1]", "R1", "A.", "a", "(ii)": whatever stands around the number or letter.
LOOSE = re.compile(
    r"(?P<mark>(?P<open>[(\[]?)(?P<prefix>R(?=\d)|(?:Recommendation|RECOMMENDATION|Rec\.?|Resolution|RESOLUTION) (?=\d))?(?P<value>(?:\d{1,2}\.){0,2}\d{1,2}|[ivxIVX]{1,5}|[A-Za-z])(?P<close>[)\].:]{0,2}(?: [–-](?= ))?)) (?=\S)"
)
LEAD_IN = re.compile(
    r"(?P<lead>(?:(?:that|to|as follows)\b[ ,:–-]{0,3}(?:the [Cc]\w+ )?)?)(?=\S)", re.IGNORECASE
)
BARE_LEAD_IN = re.compile(r"(?:that|to)\W{0,3}", re.IGNORECASE)
STYLES = {")": "closed", "()": "bracketed", "[]": "bracketed"}
MOST_LINES_LOOKED_AT = 40
MOST_LIMBS_IN_A_LINE = 26
LONGEST_MARK = 24
PARTS_LIMBS = re.compile(r"[^)\d][;,.:](?: and| or)? $")
ENDS_LIMB = re.compile(r"(?:[;,.:]|\band|\bor) (?=[(\[\w])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A loose mark: what stands around its number, the kind of the number, and its place in the list."""

    shape: str
    kind: str
    place: int

    @property
    def next(self) -> Mark:
        """The mark that follows in the list."""
        return self if self is BULLET else replace(self, place=self.place + 1)


BULLET = Mark("", "bullet", 1)


def marks_of(text: str) -> list[Mark]:
    """The ways to read the mark that the text opens with; "(i)" is a letter or a roman numeral."""
    found = LOOSE.match(text)
    if found is None:
        return [BULLET] if text[:1] in BULLETS and text[1:2] == " " else []
    return _readings(found)


def _readings(found: re.Match[str]) -> list[Mark]:
    value = found["value"]
    shape = found["open"] + (found["prefix"] or "") + found["close"]
    if value[-1].isdecimal():
        above, _, last = value.rpartition(".")
        return [Mark(shape, f"number {above}", int(last))]
    case = "upper" if value.isupper() else "lower"
    romans = [Mark(shape, f"{case} roman", roman_value(value.lower()))] if _is_roman(value) else []
    letters = [Mark(shape, f"{case} letter", letter_value(value.lower()))] if len(value) == 1 else []
    return romans + letters


def _is_roman(value: str) -> bool:
    return set(value.lower()) <= set("ivx")


def mark_below_cues(lines: list[Line], cues: Sequence[Cue | None]) -> list[Line]:
    """The lines with the loose marks read that stand below a cue, the first of their kind and the next in order."""
    marked = list(lines)
    for at, cue in enumerate(cues):
        if cue is None or at + 1 >= len(lines):
            continue
        inside = [mark for mark in marks_of(_without_lead(cue.rest)) if mark.place == 1]
        for place, line in _run(lines, cues, at, inside):
            marked[place] = line
    return marked


def _run(
    lines: Sequence[Line], cues: Sequence[Cue | None], at: int, inside: list[Mark]
) -> list[tuple[int, Line]]:
    """The loose marks below one cue; at least two, the one on the cue's line counted."""
    expected = [mark.next for mark in inside]
    found: list[tuple[int, Line]] = []
    for place in range(at + 1, min(len(lines), at + 1 + MOST_LINES_LOOKED_AT)):
        line = lines[place]
        if cues[place] is not None and (line.mark is None and not marks_of(line.text)):
            break
        readings = marks_of(line.text) if line.mark is None and not line.is_row else []
        taken = [mark for mark in readings if (mark in expected if expected else mark.place == 1)]
        if not taken:
            leads_on = BARE_LEAD_IN.fullmatch(line.text) or line.text.endswith(":")
            if not found and leads_on and place == at + 1:
                continue
            if not found and not inside and line.mark is None:
                break
            continue
        expected = [mark.next for mark in taken]
        found.append((place, with_loose_mark(line)))
    return found if len(found) + bool(inside) > 1 else []


def with_loose_mark(line: Line) -> Line:
    """The line with its loose mark parted from its text."""
    found = LOOSE.match(line.text)
    if found is None:
        return read_line(line.text, line.position, line.blank_before)
    decimal = "." in found["value"]
    style = "decimal" if decimal else STYLES.get(found["open"] + found["close"].rstrip(".:"), "dotted")
    return replace(
        line,
        text=line.text[found.end() :],
        mark=found["mark"],
        style=style,
        number=(found["prefix"] or "") + found["value"],
        capital=None,
    )


def limbs_on_line(cue: Cue, line: Line, below: Sequence[Line]) -> tuple[str, list[Line]] | None:
    """The lead-in and the limbs on the cue's own line, when it holds two, or the next one stands below; else None."""
    lead = LEAD_IN.match(cue.rest)
    start = lead.end() if lead else 0
    for first in marks_of(cue.rest[start:]):
        if first.place != 1:
            continue
        # "to 1) note the report; and 2) ..." is one sentence; "(a) That ..., and (b) that ..." are two limbs.
        is_sentence = cue.rest[:start].casefold().startswith("to")
        starts = [start] if is_sentence else _starts_inside(cue.rest, start, first)
        if len(starts) > 1 or _next_stands_below(first.next, below):
            texts = [cue.rest[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]
            return cue.rest[:start].strip(), [with_loose_mark(Line(line.position, text)) for text in texts]
    return None


def limbs_parted(lines: Sequence[Line], cues: Sequence[Cue | None]) -> list[Line]:
    """The lines, with the limbs that share the line below a cue parted: "(1) the report be noted, (2) the fee stay"."""
    parted: list[Line] = []
    for at, line in enumerate(lines):
        above = cues[at - 1] if at else None
        if above is None or above.rest.endswith(".") or line.style not in ("bracketed", "closed"):
            parted.append(line)
            continue
        whole = line.whole
        starts = next(
            (_starts_inside(whole, 0, mark) for mark in marks_of(whole) if mark.place == 1 and mark.shape),
            [0],
        )
        if len(starts) == 1 or not all(PARTS_LIMBS.search(whole, 0, start) for start in starts[1:]):
            parted.append(line)  # "paragraphs (1) and (2) be agreed" names what stands elsewhere
            continue
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            limb = read_line(whole[start:end], line.position, line.blank_before)
            parted.append(replace(limb, indent=line.indent))
    return parted


def _without_lead(rest: str) -> str:
    lead = LEAD_IN.match(rest)
    return rest[lead.end() :] if lead else rest


def _starts_inside(text: str, start: int, first: Mark) -> list[int]:
    """Where the limbs of one line begin: each mark after the end of the limb before it, in order."""
    starts, expected = [start], first.next
    if not first.shape:
        return starts
    for found in ENDS_LIMB.finditer(text, start + 1):
        if expected in marks_of(text[found.end() : found.end() + LONGEST_MARK]):
            starts.append(found.end())
            expected = expected.next
        if len(starts) >= MOST_LIMBS_IN_A_LINE:
            break
    return starts


def _next_stands_below(expected: Mark, below: Sequence[Line]) -> bool:
    return any(expected in marks_of(line.whole) for line in below[:MOST_LINES_LOOKED_AT] if not line.is_row)
