"""What stands on the paper of a meeting or of one item: plain words in printed order, with no mark-up and no address
of a site in them. Whatever is printed is printed from here, so that page, PDF and Word file cannot differ in a word.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple


class Fact(NamedTuple):
    """A label and what is stated under it, line by line."""

    label: str
    stated: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A paragraph of the minutes, with what hangs under it.

    `kind` is that of a point (paragraph, bullet, heading, table, note), `exempt` for what readers are told of an exempt
    one, or `list` for points that hang under nothing. `rows` are the cells of a table that could be read as one.
    """

    kind: str
    text: str
    mark: str = ""
    under: tuple["Passage", ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Resolved:
    """A resolution or one of its limbs. Of an exempt one only `exempt` is set: what readers are told of it."""

    mark: str = ""
    cue: str = ""
    wording: str = ""
    limbs: tuple["Resolved", ...] = ()
    outcomes: tuple[str, ...] = ()
    notice: str = ""
    facts: tuple[str, ...] = ()
    exempt: str = ""


@dataclass(frozen=True)
class Section:
    """One item of business."""

    slug: str
    number: str
    title: str
    purpose: str = ""
    facts: tuple[Fact, ...] = ()
    exempt: str = ""
    body: tuple[Passage | Resolved, ...] = ()
    nothing: str = ""
    interests: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A whole record, or the extract of one item. `about` holds the facts of its head; `address` is its
    path on the site, `since` the moment of its last stage or correction (ISO 8601).
    """

    council: str
    committee: str
    title: str
    day: str
    status: str
    standing: tuple[str, ...]
    about: tuple[Fact, ...]
    attendance: tuple[Fact, ...]
    sections: tuple[Section, ...]
    changes: tuple[str, ...]
    signature: str
    address: str
    since: str

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of everything printed."""
        printed = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return sha256(printed.encode()).hexdigest()

    @property
    def version(self) -> str:
        """Return what tells this text from any other: 64 bits of its digest, in four groups."""
        return "-".join(self.digest[start : start + 4] for start in range(0, 16, 4))

    @property
    def running(self) -> str:
        """Return the line at the head of every page."""
        return f"{self.council} · {self.committee} · {self.day} · {self.status}"

    def texts(self) -> Iterator[str]:
        """Yield all that is printed in the body, in printed order."""
        yield from (self.council, self.title, *_stated(self.about), *self.standing, *_stated(self.attendance))
        for section in self.sections:
            yield from _texts_of(section)
        yield from (*self.changes, self.signature)

    @property
    def size(self) -> int:
        """Return how many characters there are to set."""
        return sum(map(len, self.texts()))


def _stated(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        yield fact.label
        yield from fact.stated


def _texts_of(section: Section) -> Iterator[str]:
    yield from (section.number, section.title, section.purpose, *_stated(section.facts), section.exempt)
    for part in section.body:
        yield from _words_of(part) if isinstance(part, Resolved) else _words_under(part)
    yield from (section.nothing, *section.interests, *section.actions, *section.papers)


def _words_under(passage: Passage) -> Iterator[str]:
    yield from (passage.mark, passage.text)
    for below in passage.under:
        yield from _words_under(below)


def _words_of(resolved: Resolved) -> Iterator[str]:
    yield from (resolved.exempt, resolved.mark, resolved.cue, resolved.wording)
    for limb in resolved.limbs:
        yield from _words_of(limb)
    yield from (*resolved.outcomes, resolved.notice, *resolved.facts)
