"""What a PDF holds besides what its pages show."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from meetings.papers.black_boxes import Watch
from meetings.papers.wording import counted, listed, properties_in_words

NAMED = {
    "title": "/Title", "author": "/Author", "company": "/Company", "subject": "/Subject", "keywords": "/Keywords",
    "last changed by": "/LastModifiedBy", "manager": "/Manager",
}  # fmt: skip
# What is part of reading a PDF, or is told of elsewhere.
HARMLESS = {"/Link", "/Widget", "/Popup", "/FileAttachment", "/Redact", "/PrinterMark", "/TrapNet"}
DEEPEST = 20  # levels of a tree of names
MOST_ACTIONS = 1_000  # annotations of a page whose actions are looked at


def whole_file(reader: PdfReader) -> Iterator[str]:
    """Yield a sentence on each thing that the file as a whole holds: attachments, scripts, a form, layers."""
    root = plain(reader.trailer.get("/Root")) or {}
    names = plain(root.get("/Names")) or {}
    attached = len(list(_leaves(names.get("/EmbeddedFiles"))))
    if attached:
        yield f"It has {counted(attached, 'file')} attached."
    if names.get("/JavaScript") is not None or _acts(root, {"/JavaScript"}):
        yield "It has a script (JavaScript) in it."
    if _acts(root, {"/Launch"}):
        yield "It starts another program when it is opened."
    form = plain(root.get("/AcroForm")) or {}
    fields = plain(form.get("/Fields")) or []
    if fields or "/XFA" in form:
        yield f"It is a form with {counted(len(fields), 'field')}, whose contents go with it."
    layers = plain(root.get("/OCProperties")) or {}
    if layers:
        switched_off = len(plain((plain(layers.get("/D")) or {}).get("/OFF")) or [])
        off = (
            f", {switched_off} of which {'is' if switched_off == 1 else 'are'} switched off"
            if switched_off
            else ""
        )
        yield f"It has {counted(len(plain(layers.get('/OCGs')) or []), 'layer')}{off}."


def properties(reader: PdfReader) -> list[str]:
    """Return a sentence on who made the file and what they called it, if it says."""
    told: Any = reader.metadata or {}
    return properties_in_words({what: str(told.get(key) or "") for what, key in NAMED.items()})


class Pages:
    """Gathers what single pages hold, to tell of it in one sentence a kind."""

    def __init__(self) -> None:
        self.found: dict[str, list[int]] = {}
        self.notes: Counter[str] = Counter()

    def look_at(self, number: int, page: Any) -> bool:
        """Note the annotations of a page and what they do; return whether one marks words to be blacked out."""
        for each in (plain(page.get("/Annots")) or [])[:MOST_ACTIONS]:
            note = plain(each) or {}
            kind = str(note.get("/Subtype"))
            if kind == "/Redact":
                self.note("redaction", number)
            elif kind == "/FileAttachment":
                self.note("attachment", number)
            elif kind not in HARMLESS:
                self.note("comment", number)
            if _acts(note, {"/JavaScript"}):
                self.note("script", number)
            if _acts(note, {"/Launch"}):
                self.note("launch", number)
        if _acts(page, {"/JavaScript"}):
            self.note("script", number)
        return number in self.found.get("redaction", ())

    def note(self, what: str, number: int) -> None:
        self.notes[what] += 1
        pages = self.found.setdefault(what, [])
        if not pages or pages[-1] != number:
            pages.append(number)

    def sentences(self) -> Iterator[str]:
        """Yield a sentence on each kind of thing found, the gravest first."""
        words = {
            "box": "There is text beneath a black box, or in the colour of a dark box: readers can copy it and have it "
            "read aloud. Search leaves out the whole page",
            "redaction": "Words are marked to be blacked out, but are still there. Search leaves out the whole page",
            "attachment": f"{counted(self.notes['attachment'], 'file is', 'files are')} attached to a page",
            "script": "There is a script (JavaScript)",
            "launch": "There is a link that starts a program",
            "comment": f"It carries {counted(self.notes['comment'], 'comment or mark', 'comments or marks')}",
        }
        for what, sentence in words.items():
            if what in self.found:
                pages = self.found[what]
                yield f"{sentence} (page{'s' * (len(pages) > 1)} {listed([str(each) for each in pages])})."


def watch_for(page: Any) -> Watch:
    """Return what follows the drawing of a page, with the widths of its letters and its see-through states."""
    resources = plain(page.get("/Resources")) or {}
    fonts = plain(resources.get("/Font")) or {}
    states = plain(resources.get("/ExtGState")) or {}
    return Watch(
        widths={str(name): _widths(plain(font) or {}) for name, font in fonts.items()},
        faint=frozenset(
            str(name) for name, state in states.items() if _number((plain(state) or {}).get("/ca"), 1.0) < 0.9
        ),
    )


def _widths(font: Any) -> dict[int, float]:
    first, widths = int(_number(font.get("/FirstChar"), 0)), plain(font.get("/Widths")) or []
    return {first + place: _number(width, 500.0) for place, width in enumerate(widths)}


def _number(value: Any, otherwise: float) -> float:
    value = plain(value)
    return float(value) if isinstance(value, int | float) else otherwise


def _acts(holder: Any, kinds: set[str]) -> bool:
    """Whether opening or using something runs an action of one of these kinds."""
    more = plain(holder.get("/AA")) or {}
    actions = [
        holder.get("/OpenAction"),
        holder.get("/A"),
        *(more.values() if isinstance(more, dict) else ()),
    ]
    return any(isinstance(each, dict) and str(each.get("/S")) in kinds for each in map(plain, actions))


def _leaves(tree: Any, depth: int = 0) -> Iterator[Any]:
    branch = plain(tree) or {}
    yield from (plain(branch.get("/Names")) or [])[::2]
    if depth < DEEPEST:
        for kid in plain(branch.get("/Kids")) or []:
            yield from _leaves(kid, depth + 1)


def plain(value: Any) -> Any:
    """Return the object itself where a PDF only refers to it; None where it is not there."""
    try:
        found = value.get_object() if hasattr(value, "get_object") else value
    except (PyPdfError, ValueError, KeyError):
        return None
    return None if type(found).__name__ == "NullObject" else found
