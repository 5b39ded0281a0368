"""What the words of a text suggest, for the officer to confirm: outcomes, movers, votes, topics, actions.

A suggestion that the record holds already is one that an officer has settled: it is shown as the record has it.
Nothing here is stored; `settling` does that with what was confirmed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from decisions.models import Outcome, Resolution
from meetings.checks.wording import exempt_wording_in, national_insurance_numbers_in, personal_data_in
from meetings.minutes_text import Action as ParsedAction
from meetings.minutes_text import Limb, Point
from meetings.minutes_text import Resolution as ParsedResolution
from meetings.minutes_text.dates import find_day
from meetings.models import Action, Interest
from minutes_portal.workspace.naming import Names

AS_RECORDED = "as recorded"
KINDS = {
    "outcome": "Outcome", "addressee": "To act", "forwarded_to": "To pass it on to", "due": "Due by",
    "report_back": "The committee asked to hear back", "mover": "Moved by", "seconder": "Seconded by", "votes": "Votes",
    "topic": "Topic", "procedural": "Procedural item", "action": "Action", "interest": "Interest declared",
    "person": "Person", "exempt": "Speaks of exempt matter", "personal": "Personal data",
}  # fmt: skip
TOLD_ONLY = frozenset({"exempt", "personal"})  # to look at; confirming stores nothing
TEXT_FIELDS = {
    "addressee": "addressee",
    "forwarded_to": "forwarded_to",
    "mover": "mover",
    "seconder": "seconder",
}
DUE = re.compile(r"\b(?:by|before|no later than|not later than|on or before)\b", re.IGNORECASE)
LOOK_BACK = 40


@dataclass(frozen=True)
class Suggestion:
    """One thing that was read out of a text: of which part, of what kind, and what to store if it is confirmed.

    `default` says whether its box is ticked to begin with, `certain` whether the text says it in so many words,
    `source` where it was read. `details` are the fields of a suggestion that has several, by name.
    """

    key: str
    part_key: str
    kind: str
    label: str
    value: str
    default: bool
    certain: bool
    source: str = ""
    details: tuple[tuple[str, str], ...] = ()
    about: str = ""  # the words it is about, or the row of the record that it shows

    @property
    def is_found(self) -> bool:
        """Whether it was read in the text or stands in the record; else it is only room for what the officer knows."""
        return bool(self.default or self.source)

    @property
    def only_told(self) -> bool:
        """Whether there is nothing to confirm: it is for the officer to look at."""
        return self.kind in TOLD_ONLY


class Suggesting:
    """Gathers suggestions; keys say what is suggested of which words, so that they outlast changes elsewhere."""

    def __init__(self) -> None:
        self.found: list[Suggestion] = []
        self.keys: Counter[str] = Counter()

    def add(
        self,
        part_key: str,
        words: str,
        kind: str,
        value: str,
        *,
        default: bool,
        certain: bool = False,
        source: str = "",
        told: str = "",
        details: tuple[tuple[str, str], ...] = (),
        named: str = "",
    ) -> None:
        """Add a suggestion about `words`, the text of its part; `named` tells several of one kind apart."""
        name = f"{kind}\n{words}\n{named or value}"
        self.keys[name] += 1
        digest = blake2b(f"{name}\n{self.keys[name]}".encode(), digest_size=6).hexdigest()
        label = KINDS[kind] + (f": {told or value}" if told or value else "")
        self.found.append(
            Suggestion(
                f"{kind}-{digest}", part_key, kind, label, value, default, certain, source, details, words
            )
        )


def of_resolution(
    to: Suggesting, part_key: str, parsed: ParsedResolution, row: Resolution | None, names: Names
) -> None:
    """Suggest everything that the words of a resolution say, and leave room for what they do not."""
    words = f"{parsed.cue or ''} {parsed.text}"
    same = row is not None and row.wording == parsed.text
    _outcomes(to, part_key, words, parsed.outcomes, row, same)
    read = {
        "addressee": parsed.addressee, "forwarded_to": parsed.forwarded_to, "mover": parsed.moved_by,
        "seconder": parsed.seconded_by,
    }  # fmt: skip
    for kind, column in TEXT_FIELDS.items():
        stored = getattr(row, column) if row is not None else ""
        value = stored or ("" if same else read[kind] or "")
        source = AS_RECORDED if stored else ("the wording" if value else "")
        to.add(
            part_key, words, kind, value, default=bool(value), certain=bool(stored), source=source, named=kind
        )
    _people(to, part_key, words, read, row, names)
    _votes(to, part_key, words, parsed, row, same)
    _due(to, part_key, words, parsed, row, same)
    back = (
        row.report_back if same and row is not None else parsed.report_back or bool(row and row.report_back)
    )
    source = "" if not back else AS_RECORDED if same else "the wording"
    to.add(part_key, words, "report_back", "", default=back, certain=same, source=source)


def of_limb(to: Suggesting, part_key: str, parsed: Limb, row: Resolution | None) -> None:
    _outcomes(to, part_key, parsed.text, parsed.outcomes, row, row is not None and row.wording == parsed.text)


def _outcomes(
    to: Suggesting, part_key: str, words: str, read: Iterable[str], row: Resolution | None, same: bool
) -> None:
    """Suggest the outcomes read, ticked; those that the record has; and all others, to be ticked by hand."""
    read, stored = list(read), set(row.outcomes) if row is not None else set()
    # Where no one has settled the outcome of these words yet, those that were read are as good as ever.
    settled = bool(stored) and same
    for outcome in Outcome:
        kept, found = outcome.value in stored, outcome.value in read
        to.add(
            part_key, words, "outcome", outcome.value, default=kept if settled else kept or found, certain=settled,
            source=AS_RECORDED if kept else "the wording" if found else "", told=outcome.label,
        )  # fmt: skip


def _people(
    to: Suggesting,
    part_key: str,
    words: str,
    read: dict[str, str | None],
    row: Resolution | None,
    names: Names,
) -> None:
    for role, column in (("mover", "moved_by_id"), ("seconder", "seconded_by_id")):
        stored = getattr(row, column) if row is not None else None
        match = names.by_key(stored) if stored else names.find((row and getattr(row, role)) or read[role])
        if match is not None:
            to.add(
                part_key, words, "person", str(match.person.pk), default=True, certain=match.certain or bool(stored),
                source=AS_RECORDED if stored else match.source, told=f"{KINDS[role].lower()} {match.person}",
                details=(("role", role),), named=role,
            )  # fmt: skip


def _votes(
    to: Suggesting, part_key: str, words: str, parsed: ParsedResolution, row: Resolution | None, same: bool
) -> None:
    columns = ("votes_for", "votes_against", "votes_abstain")
    stored = [getattr(row, column) for column in columns] if row is not None else [None] * 3
    votes = parsed.votes
    read = [votes.in_favour, votes.against, votes.abstain] if votes and not same else [None] * 3
    recorded = any(value is not None for value in stored)
    values = ["" if value is None else str(value) for value in (stored if recorded else read)]
    to.add(
        part_key, words, "votes", "", default=any(values), certain=recorded, named="votes",
        source=AS_RECORDED if recorded else "the wording" if any(values) else "", told=_counted(values),
        details=tuple(zip(("for", "against", "abstain"), values, strict=True)),
    )  # fmt: skip


def _counted(values: Sequence[str]) -> str:
    said = zip(values, ("for", "against", "abstained"), strict=True)
    return ", ".join(f"{value} {word}" for value, word in said if value)


def _due(
    to: Suggesting, part_key: str, words: str, parsed: ParsedResolution, row: Resolution | None, same: bool
) -> None:
    stored = row.due_date if row is not None else None
    text = " ".join([parsed.text, *(limb.text for limb in parsed.limbs)])
    found = find_day(text) if not same else None
    read = found[0] if found and DUE.search(text[max(0, found[1] - LOOK_BACK) : found[1]]) else None
    day = stored or read
    to.add(
        part_key, words, "due", day.isoformat() if day else "", default=bool(day), certain=bool(stored), named="due",
        source=AS_RECORDED if stored else "the wording" if day else "", told=f"{day:%-d %B %Y}" if day else "",
    )  # fmt: skip


# -- Points


def of_point(
    to: Suggesting, part_key: str, point: Point, interests: Sequence[Interest], names: Names
) -> None:
    """Suggest the interests that a paragraph records, and tell of words to look at."""
    _looked_at(to, part_key, point.text)
    for nature, match, kind in interests_told(point.text, names):
        if all(interest.person_id != match.person.pk for interest in interests):
            to.add(
                part_key, point.text, "interest", str(match.person.pk), default=match.certain, certain=False,
                source="the wording", told=str(match.person), named=str(match.person.pk),
                details=(("kind", kind), ("nature", nature), ("left", "")),
            )  # fmt: skip


def of_undertaking(to: Suggesting, part_key: str, action: ParsedAction, stored: Sequence[Action]) -> None:
    """Suggest an action that was read, unless the record holds it already."""
    what = action.what or action.text
    if any(each.what == what or (each.what and each.what in action.text) for each in stored):
        return
    _action(to, part_key, action.text, what, action.owner or "", action.when or "", "the wording")


def of_action(to: Suggesting, part_key: str, action: Action) -> None:
    """Show an action that the record holds."""
    day = action.due_on.isoformat() if action.due_on else ""
    _action(to, part_key, f"recorded {action.pk}", action.what, action.owner, action.when, AS_RECORDED, day)


def _action(
    to: Suggesting, part_key: str, words: str, what: str, owner: str, when: str, source: str, due_on: str = ""
) -> None:
    found = find_day(when)
    due_on = due_on or (found[0].isoformat() if found else "")
    to.add(
        part_key, words, "action", what, default=True, certain=source == AS_RECORDED, source=source,
        told=f"{owner}: {what}".removeprefix(": "), details=(("owner", owner), ("when", when), ("due_on", due_on)),
    )  # fmt: skip


def of_interest(to: Suggesting, part_key: str, interest: Interest) -> None:
    """Show an interest that the record holds."""
    left = {None: "", True: "yes", False: "no"}[interest.left_the_meeting]
    to.add(
        part_key, f"recorded {interest.pk}", "interest", str(interest.person_id), default=True, certain=True,
        source=AS_RECORDED, told=str(interest.person),
        details=(("kind", interest.kind), ("nature", interest.nature), ("left", left)),
    )  # fmt: skip


DECLARED = re.compile(r"\bdeclar(?:ed|es)\b[^.;\n]{0,200}?\binterests?\b", re.IGNORECASE)
NONE_DECLARED = re.compile(r"\b(?:no|none|nil)\b", re.IGNORECASE)
INTEREST_KINDS = (
    (
        re.compile(r"\bnon[- ](?:disclosable|registrable|pecuniary|prejudicial)", re.IGNORECASE),
        Interest.Kind.NON_REGISTRABLE,
    ),
    (re.compile(r"\b(?:disclosable )?pecuniary\b|\bDPI\b", re.IGNORECASE), Interest.Kind.PECUNIARY),
    (re.compile(r"\bother registrable|\bregistrable\b", re.IGNORECASE), Interest.Kind.REGISTRABLE),
)


def interests_told(text: str, names: Names) -> Iterator[tuple[str, Any, str]]:
    """Yield for each member who is said to have declared an interest: the sentence, who, and the kind of interest."""
    for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", text):
        declared = DECLARED.search(sentence)
        if not declared or NONE_DECLARED.search(sentence[: declared.end()]):
            continue
        kind = next(
            (kind for pattern, kind in INTEREST_KINDS if pattern.search(sentence)), Interest.Kind.UNSTATED
        )
        for match in names.all_in(sentence[: declared.start()]):
            yield sentence.strip(), match, kind


def _looked_at(to: Suggesting, part_key: str, text: str) -> None:
    for found in exempt_wording_in(text):
        to.add(part_key, text, "exempt", found.text, default=False, source="the wording")
    for found in [*personal_data_in(text), *national_insurance_numbers_in(text)]:
        to.add(
            part_key,
            text,
            "personal",
            found.text,
            default=False,
            source="the wording",
            told=f"{found.kind}, {found.text}",
        )
