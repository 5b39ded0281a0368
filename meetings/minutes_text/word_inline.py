"""Inside a paragraph of a Word document: the runs that print, symbols, note references, and what is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from .page_lines import STRAY_BREAK
from .word_fields import Fields
from .word_markup import DIAGRAMS, DRAWN, NOTE_REFERENCES, PICTURES, RUNS, TEXTBOX, TEXTS, words_of
from .word_package import WORD
from .word_sieve import Sieve
from .word_styles import Styles, switch, value

UNCHANGED = frozenset(WORD + name for name in ("tab", "noBreakHyphen", "sym"))
REPLACED = {f"{WORD}ptab": "tab", f"{WORD}br": "br", f"{WORD}cr": "br"}
PRINTING = frozenset([f"{WORD}sym", f"{WORD}noBreakHyphen", *NOTE_REFERENCES])
HEX = re.compile("[0-9A-Fa-f]{1,6}")
SYMBOL_FONT = re.compile("dings|^Symbol$")


@dataclass(slots=True)
class Paragraph:
    """What is being read of one paragraph: its style, its clean runs, and the text boxes fixed to it."""

    style: str | None
    runs: list[ET.Element] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        """Whether anything is printed."""
        return any(child.tag in PRINTING or (child.text or "").strip() for run in self.runs for child in run)


class InlineReader:
    """Reads what stands inside the paragraphs of one story. `read_box` reads the blocks of a text box."""

    def __init__(
        self,
        styles: Styles,
        sieve: Sieve,
        fields: Fields,
        known_notes: set[tuple[str, str]],
        read_box: Callable[[ET.Element], list[ET.Element]],
    ) -> None:
        self.styles = styles
        self.sieve = sieve
        self.fields = fields
        self.known_notes = known_notes
        self.read_box = read_box
        self.notes_met: list[tuple[str, str]] = []
        self.own_marks: set[tuple[str, str]] = set()

    def read(self, parent: ET.Element, paragraph: Paragraph) -> None:
        """Add what these children print to the paragraph."""
        for child in self.sieve.kept(parent):
            if child.tag in RUNS:
                self._run(child, paragraph)
            elif child.tag in TEXTS or child.tag in UNCHANGED:
                self._piece(child, paragraph, is_hidden=False)
            elif child.tag in DRAWN:
                self._drawing(child, paragraph, is_hidden=False)
            else:
                self.read(child, paragraph)

    def _run(self, run: ET.Element, paragraph: Paragraph) -> None:
        properties = run.find(f"{WORD}rPr")
        is_hidden = self.styles.hides_run(
            switch(properties, "vanish"), paragraph.style, value(properties, "rStyle")
        )
        self._pieces(run, paragraph, is_hidden)

    def _pieces(self, parent: ET.Element, paragraph: Paragraph, is_hidden: bool) -> None:
        for child in self.sieve.kept(parent):
            if child.tag in DRAWN:
                self._drawing(child, paragraph, is_hidden)
            elif child.tag == f"{WORD}fldChar":
                printed = self.fields.meet(child)
                if printed and not is_hidden:
                    ET.SubElement(_run_of(paragraph), f"{WORD}t").text = printed
            elif len(child) and child.tag not in TEXTS:
                self._pieces(child, paragraph, is_hidden)
            else:
                self._piece(child, paragraph, is_hidden)

    def _piece(self, piece: ET.Element, paragraph: Paragraph, is_hidden: bool) -> None:
        if is_hidden or self.fields.in_instructions:
            self.sieve.report("hidden text", (piece.text or "") if piece.tag in TEXTS else "")
            return
        clean = self._clean_piece(piece)
        if clean is None:
            return
        self.sieve.shows_words()
        ET.SubElement(_run_of(paragraph), clean.tag, clean.attrib).text = clean.text

    def _clean_piece(self, piece: ET.Element) -> ET.Element | None:
        if piece.tag in TEXTS:
            clean = ET.Element(f"{WORD}t")
            clean.text = STRAY_BREAK.sub(" ", piece.text or "")
            return clean if clean.text else None
        if piece.tag in UNCHANGED:
            return self._symbol(piece) if piece.tag == f"{WORD}sym" else ET.Element(piece.tag)
        if piece.tag in REPLACED:
            return ET.Element(WORD + REPLACED[piece.tag])
        if piece.tag in NOTE_REFERENCES:
            return self._note_reference(piece)
        return None

    def _symbol(self, piece: ET.Element) -> ET.Element | None:
        """A symbol as it stands; a character of an ordinary font becomes text."""
        font, code = piece.get(f"{WORD}font", ""), piece.get(f"{WORD}char", "")
        if not HEX.fullmatch(code):
            self.sieve.found("unread symbol")
            return None
        if 0x20 <= int(code, 16) < 0xD800 and not SYMBOL_FONT.search(font):
            text = ET.Element(f"{WORD}t")
            text.text = chr(int(code, 16))
            return text
        return ET.Element(piece.tag, {f"{WORD}font": font, f"{WORD}char": code.upper().zfill(4)})

    def _note_reference(self, piece: ET.Element) -> ET.Element | None:
        note = (NOTE_REFERENCES[piece.tag], piece.get(f"{WORD}id", ""))
        if note not in self.known_notes or note in self.notes_met:
            return None
        self.notes_met.append(note)
        if piece.get(f"{WORD}customMarkFollows", "0").lower() in ("1", "true", "on"):
            self.own_marks.add(note)
        return ET.Element(piece.tag, {f"{WORD}id": note[1]})

    def _drawing(self, drawing: ET.Element, paragraph: Paragraph, is_hidden: bool) -> None:
        """A drawing's text boxes go after the paragraph; its pictures cannot be read."""
        if is_hidden:
            self.sieve.drop("hidden text", drawing)
            return
        for part in self.sieve.kept(drawing):
            if part.tag == TEXTBOX:
                self.sieve.report("text box", words_of(part))
                paragraph.boxes += self.read_box(part)
            elif part.tag in PICTURES:
                self.sieve.found("picture")
            elif part.tag in DIAGRAMS:
                self.sieve.found("diagram")
            else:
                self._drawing(part, paragraph, is_hidden)


def _run_of(paragraph: Paragraph) -> ET.Element:
    """The run that takes the next words; formatting is of no account, so one is enough."""
    if not paragraph.runs:
        paragraph.runs.append(ET.Element(f"{WORD}r"))
    return paragraph.runs[-1]
