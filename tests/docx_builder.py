"""Builds Word documents of invented minutes from plain pieces of XML; every function returns text or bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONSHIPS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

# Pieces of a paragraph


def run(text: str, properties: str = "") -> str:
    """Some words; `properties` is the XML inside their formatting."""
    formatting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatting}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def hidden(text: str) -> str:
    """Words formatted as hidden."""
    return run(text, "<w:vanish/>")


def deleted(text: str) -> str:
    """A tracked deletion."""
    return f'<w:del w:id="1" w:author="A"><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="2" w:author="A">{run(text)}</w:ins>'


def field(instructions: str, result: str) -> str:
    """A field, such as a page number or a cross reference, with the result that Word kept."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instructions)}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(*blocks: str) -> str:
    """A text box in both of the versions that Word writes."""
    inside = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


# Blocks


def paragraph(
    *pieces: str,
    style: str = "",
    numbered: tuple[int, int] | None = None,
    properties: str = "",
    mark: str = "",
) -> str:
    """A paragraph of pieces (XML, or plain words); `numbered` is its list and level, `mark` formats its end."""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in pieces)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = (
        f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
        if numbered
        else ""
    )
    mark = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{style}{number}{properties}{mark}</w:pPr>{inside}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table; a cell is its words or the XML of its blocks."""

    def cell(content: str) -> str:
        return f"<w:tc><w:tcPr/>{content if content.startswith('<') else paragraph(run(content))}</w:tc>"

    body = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{body}</w:tbl>"


# Styles and lists


def style(name: str, inside: str, kind: str = "paragraph", based_on: str = "") -> str:
    """A style; its identifier is its name without spaces."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    identifier = name.replace(" ", "")
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{base}{inside}</w:style>'
    )


def level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    """One level of a list: its number format and its text, such as `%1.%2`."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def definition(identifier: int, *levels: str) -> str:
    """The definition that lists count with."""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def numbers(identifier: int, definition_of: int, restarts: Mapping[int, int] | None = None) -> str:
    """A list of that definition; `restarts` gives levels a start of their own."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in (restarts or {}).items()
    )
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{definition_of}"/>{overrides}</w:num>'


# The file


def docx(
    *blocks: str,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    comments: str = "",
    header: str = "",
    footer: str = "",
    more_parts: Mapping[str, str | bytes] | None = None,
    more_relationships: str = "",
    document_type: str = DOCUMENT_TYPE,
) -> bytes:
    """The bytes of a Word document with this body and these parts (the XML inside their roots)."""
    parts = {
        "styles": styles,
        "numbering": numbering,
        "footnotes": footnotes,
        "endnotes": endnotes,
        "comments": comments,
        "header": header,
        "footer": footer,
    }
    roots = {"header": "hdr", "footer": "ftr"}
    present = {name: inside for name, inside in parts.items() if inside}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(document_type),
        "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}, ""),
        "word/document.xml": part("document", f"<w:body>{''.join(blocks)}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": _relationships(
            {name: f"{name}.xml" for name in present}, more_relationships
        ),
        **{f"word/{name}.xml": part(roots.get(name, name), inside) for name, inside in present.items()},
        **(more_parts or {}),
    }
    return zipped(files)


def part(root: str, inside: str) -> str:
    """One part of a document as XML."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {NAMESPACES}>{inside}</w:{root}>'
    )


def relationship(kind: str, target: str) -> str:
    """One more relationship of the document."""
    return f'<Relationship Id="x{len(target)}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """The files in one zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _content_types(document_type: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{document_type}"/></Types>'
    )


def _relationships(targets: Mapping[str, str], more: str) -> str:
    rows = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}{more}'
        "</Relationships>"
    )


# A whole meeting

ITEMS, NOTES, LIMBS, BULLETS = 1, 1, 2, 3
SUBSTANCE = (
    "Library Opening Hours",
    "Flood Defences at Quarry Lane",
    "School Places in the Northern Wards",
    "Street Lighting Contract",
    "Markets Strategy",
    "Housing Repairs Backlog",
    "Tree Planting Programme",
    "Parking Charges",
    "Youth Services Review",
    "Adult Learning Grant",
    "Cycle Routes",
    "Empty Homes",
    "Air Quality Action Plan",
    "Quarterly Finance Monitoring",
)


def twenty_item_minutes() -> bytes:
    """The minutes of an invented meeting with twenty items, as an officer's Word template makes them.

    Item headings and paragraphs are numbered by Word (1., 1.1), limbs are lettered ((a)), notes are bullets; there
    are a table, a mover, a vote, hidden text, a comment, a tracked deletion and page furniture. Items 1 to 3 and 18 to 20 are
    procedural; items 3 to 20 have one resolution each, those of items 4 to 17 with two or three limbs.
    """
    blocks = [
        paragraph("Eastmere Borough Council", style="Title"),
        paragraph("Minutes of the meeting of the Overview and Scrutiny Committee held on 12 March 2026"),
        paragraph("Present: Councillors Ash (Chair), Birch, Cedar, Dogwood and Elder"),
        paragraph(),
        *_item("Apologies for Absence", "Apologies were received from Councillor Fern."),
        *_item("Declarations of Interest", "There were none."),
        *_item("Minutes of the Last Meeting"),
        _resolved("That the minutes of the meeting held on 5 February 2026 be approved as a correct record."),
    ]
    for at, title in enumerate(SUBSTANCE):
        blocks += _substance(at, title)
    for title, text in (
        ("Work Programme", "That the work programme be noted."),
        (
            "Exclusion of the Press and Public",
            "That the public be not excluded, there being no exempt business.",
        ),
        ("Date of the Next Meeting", "That the next meeting be held on 16 April 2026."),
    ):
        blocks += [*_item(title), _resolved(text)]
    return docx(
        *blocks,
        styles=_template_styles(),
        numbering=_template_numbering(),
        comments=f'<w:comment w:id="0" w:author="A">{paragraph("Please check the figure")}</w:comment>',
        header=paragraph("DRAFT – not for circulation"),
        footer=paragraph("Page ", field("PAGE", "1")),
    )


def _item(title: str, *notes: str) -> list[str]:
    return [paragraph(title, style="Heading1"), *(paragraph(note, style="MinuteParagraph") for note in notes)]


def _resolved(text: str) -> str:
    return paragraph(run("RESOLVED: ", "<w:b/>"), run(text))


def _substance(at: int, title: str) -> list[str]:
    number = 10 + at
    blocks = _item(
        title,
        f"The Director introduced report OS/{number} and answered questions from the Committee.",
        "In discussion the following points were noted:",
    )
    blocks += [
        paragraph(f"The cost of option {number} had risen since the last report.", numbered=(BULLETS, 0)),
        paragraph("Residents had been consulted twice.", numbered=(BULLETS, 0)),
    ]
    if at == 0:
        blocks.append(paragraph("The Chair thanked officers.", hidden("Draft remark.")))
        blocks.append(paragraph("Visits had fallen by ", deleted("nine "), inserted("eight "), "per cent."))
    if at == 1:
        blocks.append(
            table(
                [
                    ("Site", "Cost", "Completion"),
                    ("Quarry Lane", "£120,000", "2027"),
                    ("Mill Bridge", "£80,000", "2028"),
                ]
            )
        )
    if at == 2:
        blocks.append(paragraph("Moved by Councillor Birch, seconded by Councillor Cedar."))
    blocks.append(paragraph(run("RESOLVED", "<w:b/>"), run(" – That")))
    wordings = [
        f"report OS/{number} be noted;",
        f"the Cabinet be recommended to adopt option {number}; and",
        "a further report be brought to the Committee in September 2026.",
    ]
    limbs = wordings if at % 2 == 0 else [wordings[0].replace(";", "; and"), wordings[2]]
    # Every item's limbs are a list of their own that begins again at (a).
    blocks += [paragraph(limb, numbered=(100 + at, 0)) for limb in limbs]
    if at == 3:
        blocks.append(paragraph("For 4 Against 1 Abstain 0"))
    return blocks


def _template_styles() -> str:
    def numbering_of(at: int) -> str:
        return f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{ITEMS}"/></w:numPr></w:pPr>'

    return (
        style("Title", "")
        + style("heading 1", numbering_of(0)).replace('"heading1"', '"Heading1"')
        + style("Minute Paragraph", numbering_of(1))
    )


def _template_numbering() -> str:
    items = definition(
        1,
        level(0, "decimal", "%1.", more='<w:pStyle w:val="Heading1"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="MinuteParagraph"/>'),
    )
    limbs = definition(2, level(0, "lowerLetter", "(%1)"), level(1, "lowerRoman", "(%2)"))
    bullets = definition(3, level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"))
    restarted = "".join(numbers(100 + at, LIMBS, {0: 1}) for at in range(len(SUBSTANCE)))
    return items + limbs + bullets + numbers(ITEMS, 1) + numbers(LIMBS, 2) + numbers(BULLETS, 3) + restarted
