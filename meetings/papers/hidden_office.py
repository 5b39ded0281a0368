"""What Office files hold besides what they print: who wrote them, comments, changes, hidden parts, what is embedded."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from meetings.papers.markup import attribute, events
from meetings.papers.wording import counted, listed, properties_in_words, shortened

PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
NAMED = {
    "title": "title", "creator": "author", "initial-creator": "first author", "lastModifiedBy": "last changed by",
    "Company": "company", "Manager": "manager", "keywords": "keywords", "subject": "subject",
}  # fmt: skip
EMBEDDED = re.compile(r"(^|/)(embeddings|activeX)/[^/]+$|^Object \d+/content\.xml$")
OFF = {"0", "false", "off"}
WORD_PARTS = re.compile(r"^word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
CHANGES = {"ins", "del", "moveFrom", "moveTo"}


def office_matter(package: zipfile.ZipFile, suffix: str) -> Iterator[str]:
    """Yield a sentence on each thing that an Office file holds and its print would not show."""
    yield from _gravest(package, suffix)
    embedded = sum(bool(EMBEDDED.search(name)) for name in package.namelist())
    if embedded:
        yield f"It has {counted(embedded, 'file')} embedded, such as the whole sheet behind a chart."
    yield from properties_in_words(_properties(package))


def _gravest(package: zipfile.ZipFile, suffix: str) -> Iterator[str]:
    of_kind = {"docx": _word, "xlsx": _excel, "pptx": _powerpoint}
    yield from of_kind.get(suffix, _open_document)(package)


def _properties(package: zipfile.ZipFile) -> dict[str, str]:
    said: dict[str, str] = {}
    for member in PROPERTIES:
        for event, element in events(package, member):
            if event == "end" and element.tag in NAMED and element.text:
                said.setdefault(NAMED[element.tag], element.text)
    return said


def _word(package: zipfile.ZipFile) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for member in filter(WORD_PARTS.search, package.namelist()):
        for event, element in events(package, member):
            if event == "start" and element.tag in CHANGES:
                counts["change"] += 1
            elif event == "start" and element.tag == "vanish" and attribute(element, "val") not in OFF:
                counts["vanish"] += 1
    if counts["change"]:
        yield f"It has {counted(counts['change'], 'tracked change')}, with the words that were taken out."
    yield from _comments(package, re.compile(r"^word/comments\.xml$"), "comment")
    if counts["vanish"]:
        yield f"It has hidden text, in {counted(counts['vanish'], 'place')}."


def _excel(package: zipfile.ZipFile) -> Iterator[str]:
    hidden = [
        f"“{shortened(attribute(element, 'name'))}”"
        for event, element in events(package, "xl/workbook.xml")
        if event == "start"
        and element.tag == "sheet"
        and attribute(element, "state") in {"hidden", "veryHidden"}
    ]
    if hidden:
        yield f"It has {counted(len(hidden), 'hidden sheet')}: {listed(hidden)}."
    rows: Counter[str] = Counter()
    for member in (name for name in package.namelist() if re.match(r"^xl/worksheets/[^/]+\.xml$", name)):
        for event, element in events(package, member):
            if event == "start" and element.tag in {"row", "col"} and is_hidden(element):
                rows[element.tag] += 1
    if rows:
        yield "It has hidden rows or columns."
    yield from _comments(
        package, re.compile(r"^xl/(threadedComments/|comments).*\.xml$"), "comment", "threadedComment"
    )
    if any(name.startswith("xl/pivotCache/pivotCacheRecords") for name in package.namelist()):
        yield "It holds the data behind a pivot table, every row of it."
    if any(name.startswith("xl/externalLinks/") for name in package.namelist()):
        yield "It holds values taken from other files, and where those are kept."


def _powerpoint(package: zipfile.ZipFile) -> Iterator[str]:
    noted = sum(
        1
        for member in package.namelist()
        if re.match(r"^ppt/notesSlides/[^/]+\.xml$", member) and _has_notes(package, member)
    )
    if noted:
        yield f"It has speaker’s notes, on {counted(noted, 'slide')}."
    hidden = sum(
        1
        for member in package.namelist()
        if re.match(r"^ppt/slides/[^/]+\.xml$", member)
        for event, element in events(package, member)
        if event == "start" and element.tag == "sld" and attribute(element, "show", "1") in OFF
    )
    if hidden:
        yield f"It has {counted(hidden, 'hidden slide')}."
    yield from _comments(package, re.compile(r"^ppt/comments/.*\.xml$"), "cm")


def _has_notes(package: zipfile.ZipFile, member: str) -> bool:
    """Whether there is more than the slide’s number, which stands in every page of notes."""
    texts = (each.text for event, each in events(package, member) if event == "end" and each.tag == "t")
    return any(text and text.strip() and not text.strip().isdigit() for text in texts)


def _open_document(package: zipfile.ZipFile) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for event, element in events(package, "content.xml"):
        if event == "start":
            counts[element.tag] += 1
    if counts["changed-region"]:
        yield f"It has {counted(counts['changed-region'], 'tracked change')}, with the words that were taken out."
    if counts["annotation"]:
        yield f"It has {counted(counts['annotation'], 'comment')}."
    if counts["notes"]:
        yield "It may have speaker’s notes."


def _comments(package: zipfile.ZipFile, members: re.Pattern[str], *tags: str) -> Iterator[str]:
    number = sum(
        1
        for member in filter(members.search, package.namelist())
        for event, element in events(package, member)
        if event == "start" and element.tag in tags
    )
    if number:
        yield f"It has {counted(number, 'comment')}."


def is_hidden(element: object) -> bool:
    return attribute(element, "hidden", "0") not in OFF  # type: ignore[arg-type]
