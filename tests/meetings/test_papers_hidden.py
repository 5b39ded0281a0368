"""What a file holds besides what it shows is found and told in a sentence; what is hidden is not searched."""

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from meetings.papers.running import Findings, Limits, look_into
from tests.paper_files import (
    CORE,
    A,
    R,
    S,
    annotated,
    changed_pdf,
    jpeg,
    office,
    open_document,
    pdf,
    png,
    text_at,
    word,
)

SECRET = text_at(72, 700, "The complainant is Mr Fox")
OVER = "100 695 60 16 re f"


@pytest.fixture
def found(tmp_path: Path) -> Any:
    def look(content: bytes, suffix: str) -> Findings:
        path = tmp_path / f"paper.{suffix}"
        path.write_bytes(content)
        findings = look_into(path, suffix, Limits(seconds=60))
        assert findings.finished, findings
        return findings

    return look


HIDDEN_TEXT = {
    "a black box over a part of the line": f"{SECRET} 0 g {OVER}",
    "a dark box in colour": f"{SECRET} 0.1 0.1 0.3 rg {OVER}",
    "a box in printer’s inks": f"{SECRET} 0 0 0 1 k {OVER}",
    "a path of lines": f"{SECRET} 0 g 110 695 m 190 695 l 190 711 l 110 711 l h f",
    "text moved by matrices": f"q 1 0 0 1 50 0 cm {SECRET} Q q 2 0 0 2 0 0 cm 0 g 60 347 40 9 re f Q",
    "text in its own colour": f"0 g 72 695 300 16 re f {SECRET}",
    "one of two pieces": "BT /F1 12 Tf 72 700 Td [(Open) -9000 (secret)] TJ ET 0 g 200 695 60 16 re f",
    "the second string of a line": "BT /F1 12 Tf 72 700 Td (The complainant is) Tj ( Mr Fox) Tj ET 0 g 180 695 40 16 re f",
    "filled and stroked": f"{SECRET} 0 g 100 695 60 16 re B",
}  # fmt: skip
SEEN_TEXT = {
    "nothing over it": SECRET,
    "a box beside it": f"{SECRET} 0 g 300 695 60 16 re f",
    "a rule through it": f"{SECRET} 0 g 72 703 300 1 re f",
    "a rule under it": f"{SECRET} 0 g 72 690 300 8 re f",
    "white on black": f"0 g 72 695 300 16 re f 1 g {SECRET}",
    "black on white on black": f"0 g 60 600 400 200 re f 1 g 70 690 300 30 re f 0 g {SECRET}",
    "a light box drawn later, see-through": f"{SECRET} /Faint gs 0 g {OVER}",
    "a yellow mark": f"1 1 0 rg {OVER} 0 g {SECRET}",
    "only the border of a box": f"{SECRET} 0 g 100 695 60 16 re S",
    "colour put back": f"q 0 g Q 1 g 72 600 300 16 re f 0 g {SECRET}",
}


@pytest.mark.parametrize("case", HIDDEN_TEXT)
def test_text_beneath_a_black_box_is_told_of_and_its_page_not_searched(found: Any, case: str) -> None:
    findings = found(pdf(text_at(72, 700, "First page"), HIDDEN_TEXT[case]), "pdf")
    assert [each for each in findings.hidden if "black box" in each and "(page 2)" in each]
    assert findings.texts == {1: "First page"}


@pytest.mark.parametrize("case", SEEN_TEXT)
def test_text_that_can_be_seen_is_searched_without_a_warning(found: Any, case: str) -> None:
    findings = found(pdf(SEEN_TEXT[case]), "pdf")
    assert findings.hidden == []
    assert findings.texts == {1: "The complainant is Mr Fox"}


def test_box_inside_a_form_of_the_page_hides_text(found: Any) -> None:
    def change(writer: PdfWriter) -> None:
        from pypdf.generic import StreamObject

        form = StreamObject()
        form.set_data(f"0 g {OVER}".encode())
        form.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/Resources"): DictionaryObject({NameObject("/Font"): DictionaryObject()}),
            }
        )
        resources: Any = writer.pages[0]["/Resources"]
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Box"): writer._add_object(form)})

    findings = found(changed_pdf(change, f"{SECRET} /Box Do"), "pdf")
    assert "black box" in findings.hidden[0]


def script(writer: PdfWriter) -> None:
    action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(k): v for k, v in action.items()}
    )


def launch(writer: PdfWriter) -> None:
    annotated("/Link", A=DictionaryObject({NameObject("/S"): NameObject("/Launch")}))(writer)


def layers(writer: PdfWriter) -> None:
    layer = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG")}))
    switched_off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): switched_off}
    )


def form(writer: PdfWriter) -> None:
    field = writer._add_object(DictionaryObject({NameObject("/T"): TextStringObject("name")}))
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject([field])}
    )


IN_PDF = {
    "attachment": (lambda writer: writer.add_attachment("pay.xlsx", b"x"), "1 file attached"),
    "attachment on a page": (annotated("/FileAttachment"), "1 file is attached to a page (page 1)"),
    "script": (script, "a script (JavaScript)"),
    "launch": (launch, "starts a program"),
    "layers": (layers, "1 layer, 1 of which is switched off"),
    "form": (form, "a form with 1 field"),
    "comment": (annotated("/Text"), "1 comment or mark (page 1)"),
    "box as an annotation": (annotated("/Square"), "1 comment or mark (page 1)"),
}


@pytest.mark.parametrize("case", IN_PDF)
def test_what_a_pdf_carries_along_is_told(found: Any, case: str) -> None:
    change, words = IN_PDF[case]
    findings = found(changed_pdf(change), "pdf")
    assert [each for each in findings.hidden if words in each], findings.hidden
    assert findings.texts == {1: "Care report"}


def test_page_with_words_marked_to_be_blacked_out_is_not_searched(found: Any) -> None:
    findings = found(changed_pdf(annotated("/Redact")), "pdf")
    assert "marked to be blacked out" in findings.hidden[0]
    assert findings.texts == {}


def test_links_are_no_hidden_matter(found: Any) -> None:
    assert found(changed_pdf(annotated("/Link")), "pdf").hidden == []


def test_properties_of_a_pdf_are_told_in_one_sentence(found: Any) -> None:
    content = pdf(text_at(72, 700, "x"), info="/Author (Ada Fenwick) /Title (Draft 3) /Company (Eastmere)")
    assert found(content, "pdf").hidden == [
        "Its properties name: title “Draft 3”, author “Ada Fenwick”, company “Eastmere”."
    ]


def test_changes_comments_and_hidden_text_of_word_are_told_and_not_searched(found: Any) -> None:
    content = word(
        "Care report",
        "<w:ins><w:r><w:t>put in</w:t></w:r></w:ins><w:del><w:r><w:delText>taken out</w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r>",
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen too</w:t></w:r>',
        word__comments_xml='<w:comments xmlns:w="x"><w:comment><w:p/></w:comment></w:comments>',
        docProps__core_xml=CORE,
        word__embeddings__sheet_bin=b"x",
    )
    findings = found(content, "docx")
    assert findings.hidden == [
        "It has 2 tracked changes, with the words that were taken out.",
        "It has 1 comment.",
        "It has hidden text, in 1 place.",
        "It has 1 file embedded, such as the whole sheet behind a chart.",
        "Its properties name: author “Ada Fenwick”, last changed by “B. Reed”.",
    ]
    assert findings.texts == {1: "Care report\nput in\nseen\nseen too"}


def test_hidden_sheets_rows_and_columns_of_excel_are_told_and_not_searched(found: Any) -> None:
    sheet = (
        f'<worksheet {S}><cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>917</v></c><c r="D1"><v>12</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>555</v></c></row></sheetData></worksheet>'
    )
    content = office(
        "xlsx",
        xl__workbook_xml=f'<workbook {S} {R}><sheets><sheet name="Visits" r:id="a"/>'
        '<sheet name="Names" state="veryHidden" r:id="b"/></sheets></workbook>',
        xl__sharedStrings_xml=f"<sst {S}><si><t>Harbour</t></si></sst>",
        xl__worksheets__sheet1_xml=sheet,
        xl__worksheets__sheet2_xml=f'<worksheet {S}><sheetData><row><c r="A1"><v>777</v></c></row></sheetData></worksheet>',
        **{
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="b" Target="/xl/worksheets/sheet2.xml"/></Relationships>'
        },
    )
    findings = found(content, "xlsx")
    assert findings.hidden == ["It has 1 hidden sheet: “Names”.", "It has hidden rows or columns."]
    assert findings.texts == {1: "Visits\nHarbour 12"}


def test_notes_and_hidden_slides_of_powerpoint_are_told_and_not_searched(found: Any) -> None:
    def slide(text: str, shown: str = "1") -> str:
        return f'<p:sld {A} show="{shown}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'

    content = office(
        "pptx",
        ppt__slides__slide1_xml=slide("Care at home"),
        ppt__slides__slide2_xml=slide("Not for the public", "0"),
        ppt__slides__slide10_xml=slide("Questions"),
        ppt__notesSlides__notesSlide1_xml=slide("Do not mention Mr Fox"),
        ppt__notesSlides__notesSlide2_xml=slide("2"),
    )
    findings = found(content, "pptx")
    assert findings.hidden == ["It has speaker’s notes, on 1 slide.", "It has 1 hidden slide."]
    assert findings.texts == {1: "Care at home", 3: "Questions"}
    assert findings.pages == 3


def test_changes_and_comments_of_opendocument_are_told_and_not_searched(found: Any) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:p>gone</text:p></text:changed-region></text:tracked-changes>"
        "<text:h>Care</text:h><text:p>at <text:span>home</text:span>"
        "<office:annotation><text:p>why?</text:p></office:annotation>, now</text:p>"
    )
    findings = found(open_document(body), "odt")
    assert findings.hidden == [
        "It has 1 tracked change, with the words that were taken out.",
        "It has 1 comment.",
    ]
    assert findings.texts == {1: "Care\nat home, now"}


def test_photograph_that_says_where_it_was_taken_is_told_of(found: Any) -> None:
    assert found(jpeg(), "jpg").hidden == [
        "It says where it was taken (GPS).",
        "Its properties name: author “Ada Fenwick”.",
    ]
    assert found(jpeg(gps=False), "jpg").hidden == ["Its properties name: author “Ada Fenwick”."]
    assert found(png(), "png").hidden == []
