"""The sieve of a Word document: which elements print, and a count of what is left out or moved."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from .notices import Findings, NoticeKind
from .word_markup import ALTERNATE, DROPPED, INSERTED, SILENT, TEXTS, alternative, words_of
from .word_package import WORD

# Word cuts one deletion, say, into many runs: those that touch count as one.
ONE_PIECE: frozenset[NoticeKind] = frozenset(["hidden text", "deletion", "insertion"])
NUMBER_FIELDS = ("LISTNUM", "AUTONUM")


class Sieve:
    """Sorts the elements of one story. `findings` are placed by the paragraph that they are found in."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.fresh: list[tuple[NoticeKind, str]] = []
        self.touching: NoticeKind | None = None

    def shows_words(self) -> None:
        """Words print here: what is left out next is a piece of its own."""
        self.touching = None

    def kept(self, parent: ET.Element) -> Iterator[ET.Element]:
        """The children that print, out of the wrappings of tracked changes and of alternatives; the rest is reported."""
        for child in parent:
            if child.tag in DROPPED:
                self.drop("deletion", child)
            elif child.tag in INSERTED:
                self.report("insertion", words_of(child))
                yield from self.kept(child)
            elif child.tag == f"{ALTERNATE}AlternateContent":
                yield from self.kept(alternative(child))
            elif child.tag == f"{WORD}commentReference":
                self.found("comment")
            elif child.tag == f"{WORD}instrText":
                if (child.text or "").strip().upper().startswith(NUMBER_FIELDS):
                    self.found("unread number")
            elif child.tag not in SILENT and isinstance(child.tag, str):
                yield child

    def drop(self, kind: NoticeKind, element: ET.Element) -> None:
        """Leave an element out, and say so if it holds words."""
        self.report(kind, words_of(element, TEXTS | {f"{WORD}delText"}))

    def report(self, kind: NoticeKind, words: str) -> None:
        """Count words of this kind, if there are any."""
        if words.strip():
            self.found(kind, words)

    def found(self, kind: NoticeKind, words: str = "") -> None:
        """Count one more of this kind."""
        if kind == self.touching and self.fresh and kind in ONE_PIECE:
            self.fresh[-1] = (kind, f"{self.fresh[-1][1]} {words}".strip())
        else:
            self.fresh.append((kind, words))
        self.touching = kind

    def place(self, paragraph: ET.Element | None) -> None:
        """What was found since the last paragraph stands in this one."""
        for kind, words in self.fresh:
            self.findings.add(kind, words, paragraph)
        self.fresh = []
