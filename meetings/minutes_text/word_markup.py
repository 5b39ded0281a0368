"""The tags of a Word document: what they are, which hold words, and which print nothing."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from .word_package import WORD

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
DIAGRAMS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
TEXTBOX = f"{WORD}txbxContent"
TEXTS = frozenset([f"{WORD}t", f"{MATHS}t"])
RUNS = frozenset([f"{WORD}r", f"{MATHS}r"])
DROPPED = frozenset([f"{WORD}del", f"{WORD}moveFrom"])
INSERTED = frozenset([f"{WORD}ins", f"{WORD}moveTo"])
DRAWN = frozenset([f"{WORD}drawing", f"{WORD}pict", f"{WORD}object"])
# Properties and marks that print nothing.
SILENT = frozenset(
    f"{WORD}{name}"
    for name in """
        pPr rPr tblPr tblGrid tblPrEx trPr tcPr sectPr sdtPr sdtEndPr customXmlPr smartTagPr fldData instrText delText
        delInstrText bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak softHyphen footnoteRef endnoteRef
        annotationRef separator continuationSeparator
    """.split()  # noqa: SIM905 - a list of thirty lines is no easier to read
)
NOTE_REFERENCES = {f"{WORD}footnoteReference": "footnote", f"{WORD}endnoteReference": "endnote"}
HEADING_STYLE = "Heading1"


def words_of(element: ET.Element, names: frozenset[str] = TEXTS) -> str:
    """The words in an element, however deep, with white space made single."""
    return " ".join(" ".join(each.text or "" for each in element.iter() if each.tag in names).split())


def alternative(element: ET.Element) -> ET.Element:
    """The one of several versions of the same matter that Word prints: the first that holds anything."""
    versions = list(element)
    for version in versions:
        if any(each.tag in TEXTS or each.tag in DRAWN for each in version.iter()):
            return version
    return versions[0] if versions else element
