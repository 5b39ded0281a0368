"""The looks of the record in Word: page, styles, running lines with page numbers, properties of the file."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from meetings.printing.paper import Paper

FACT, NOTE, RESOLUTION, SMALL, UNDER = "Record fact", "Record note", "Resolution", "Record line", "Minute"
DEEPEST = 8  # levels of paragraphs that hang under one another and have a style of their own
FACE, HEADING_FACE = "Georgia", "Arial"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP file can tell: the same words make the same file


def new_document(paper: Paper, address: str) -> Any:
    """Return an empty document on A4 with styles, running lines and properties."""
    from docx import Document

    document: Any = Document()
    _page(document.sections[0])
    _styles(document.styles)
    _running(document.sections[0], paper, address)
    _properties(document.core_properties, paper, address)
    return document


def finished(document: Any, paper: Paper) -> bytes:
    """Return the file, every byte of which depends on the paper alone."""
    made, even = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(even, "w", zipfile.ZIP_DEFLATED) as file:
        for name in parts.namelist():
            file.writestr(zipfile.ZipInfo(name, FIRST_DAY), parts.read(name), zipfile.ZIP_DEFLATED)
    return even.getvalue()


def _page(section: Any) -> None:
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(24)


def _styles(styles: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    normal = styles["Normal"]
    _face(normal, FACE)
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    _language(styles)
    for level, size in ((1, 18), (2, 13), (3, 11)):
        heading = styles[f"Heading {level}"]
        _face(heading, HEADING_FACE)
        heading.font.size, heading.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
    # Name, left indent and first line, both in centimetres: what hangs in the margin is the printed mark.
    hanging = [(FACT, 4.5, -4.5), (NOTE, 0, 0), (RESOLUTION, 1.4, -0.9), (SMALL, 0, 0), (UNDER, 1.2, -1.2)]
    hanging += [(f"{UNDER} {depth}", 1.2 + 0.9 * depth, -0.9) for depth in range(1, DEEPEST + 1)]
    for name, left, first in hanging:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(left), Cm(first)
        style.paragraph_format.tab_stops.add_tab_stop(Cm(left))
    styles[NOTE].font.italic = True
    styles[SMALL].font.size = Pt(9)
    _rule(styles[RESOLUTION])


def _face(style: Any, face: str) -> None:
    """Set a type face, in the place of the theme's own, too."""
    from docx.oxml.ns import qn

    style.font.name = face
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hAnsi"), face)


def _language(styles: Any) -> None:
    """Say that the text is British English: for spelling, and for who has it read aloud."""
    from docx.oxml.ns import qn

    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _rule(style: Any) -> None:
    """Draw a rule at the left of a resolution."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in {"val": "single", "sz": "18", "space": "8", "color": "000000"}.items():
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _running(section: Any, paper: Paper, address: str) -> None:
    head = section.header.paragraphs[0]
    head.text, head.style = paper.running, SMALL
    foot = section.footer.paragraphs[0]
    foot.text, foot.style = f"{address} · version {paper.version} · Page ", SMALL
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, instruction: str) -> None:
    """Add a field that Word fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field, run = OxmlElement("w:fldSimple"), OxmlElement("w:r")
    field.set(qn("w:instr"), instruction)
    words = OxmlElement("w:t")
    words.text = "1"
    run.append(words)
    field.append(run)
    paragraph._p.append(field)


def _properties(properties: Any, paper: Paper, address: str) -> None:
    since = datetime.fromisoformat(paper.since)
    given = {
        "title": paper.title[:255],
        "author": paper.council,
        "last_modified_by": paper.council,
        "subject": paper.running[:255],
        "keywords": paper.status,
        "version": paper.version,
        "identifier": address[:255],
        "comments": "",
        "language": "en-GB",
        "created": since,
        "modified": since,
    }
    for name, value in given.items():
        setattr(properties, name, value)
