"""Word documents become the text that they print, with their automatic numbers, and report what was left out."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes_text.notices import Notice
from meetings.minutes_text.sources import read_source
from meetings.minutes_text.word import read_word
from meetings.minutes_text.word_numbering import formatted
from tests.docx_builder import (
    MAIN,
    definition,
    deleted,
    docx,
    field,
    hidden,
    inserted,
    level,
    numbers,
    paragraph,
    part,
    relationship,
    run,
    style,
    table,
    text_box,
    twenty_item_minutes,
)

thorough = settings(max_examples=200, deadline=None)


def lines_of(*blocks: str, **parts: str) -> list[str]:
    return read_word(docx(*blocks, **parts)).text.splitlines()  # type: ignore[arg-type]


def notices_of(*blocks: str, **parts: str) -> dict[str, Notice]:
    document = read_word(docx(*blocks, **parts))  # type: ignore[arg-type]
    return {notice.kind: notice for notice in document.notices}


# Numbers


def test_numbers_of_every_kind_are_typed_in_front() -> None:
    numbering = definition(
        1,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerLetter", "(%3)"),
        level(3, "lowerRoman", "%4."),
        level(4, "upperLetter", "%5)"),
        level(5, "upperRoman", "%6"),
    ) + numbers(7, 1)
    at = [0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 0, 1]
    lines = lines_of(*(paragraph("Text", numbered=(7, each)) for each in at), numbering=numbering)
    marks = [line.removesuffix("\tText") for line in lines]
    assert marks == ["1.", "1.1", "1.2", "(a)", "(b)", "i.", "ii.", "A)", "I", "II", "2.", "2.1"]


def test_bullets_are_typed_in_front_and_deeper_ones_stand_further_in() -> None:
    numbering = definition(
        1, level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"), level(2, "bullet", "\uf0a7")
    )
    lines = lines_of(
        *(paragraph("Text", numbered=(1, each)) for each in (0, 1, 2)), numbering=numbering + numbers(1, 1)
    )
    assert lines == ["•\tText", "    o\tText", "        ▪\tText"]


def test_a_list_of_its_own_start_begins_again_and_others_of_its_definition_go_on() -> None:
    numbering = (
        definition(1, level(0, "decimal", "%1.", start=4))
        + numbers(1, 1)
        + numbers(2, 1)
        + numbers(3, 1, {0: 9})
    )
    lines = lines_of(
        *(paragraph("Text", numbered=(each, 0)) for each in (1, 1, 2, 3, 3)), numbering=numbering
    )
    assert [line.split("\t")[0] for line in lines] == ["4.", "5.", "6.", "9.", "10."]


@pytest.mark.parametrize(("restart", "expected"), [("", "1"), ('<w:lvlRestart w:val="0"/>', "2")])
def test_a_lower_level_begins_again_after_a_higher_one_unless_its_list_says_not(
    restart: str, expected: str
) -> None:
    numbering = definition(1, level(0, "decimal", "%1."), level(1, "decimal", "%2)", more=restart)) + numbers(
        1, 1
    )
    lines = lines_of(*(paragraph("Text", numbered=(1, each)) for each in (0, 1, 0, 1)), numbering=numbering)
    assert lines[3] == f"{expected})\tText"


def test_a_style_gives_its_list_and_a_style_based_on_it_gives_the_level() -> None:
    styles = (
        style("Main", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("Sub", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based_on="Main")
        + style("Linked", "", based_on="Main")
    )
    numbering = definition(
        1,
        level(0, "decimal", "%1"),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerLetter", "(%3)", more='<w:pStyle w:val="Linked"/>'),
    ) + numbers(1, 1)
    lines = lines_of(
        *(paragraph("Text", style=each) for each in ("Main", "Sub", "Linked")),
        styles=styles,
        numbering=numbering,
    )
    assert lines == ["1\tText", "1.1\tText", "(a)\tText"]


def test_a_paragraph_can_be_taken_out_of_the_list_of_its_style() -> None:
    styles = style("Main", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    out = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    lines = lines_of(
        paragraph("One", style="Main"),
        paragraph("Plain", style="Main", properties=out),
        paragraph("Two", style="Main"),
        styles=styles,
        numbering=definition(1, level(0, "decimal", "%1.")) + numbers(1, 1),
    )
    assert lines == ["1.\tOne", "Plain", "2.\tTwo"]


def test_a_list_that_points_at_a_list_style_counts_with_the_levels_of_that_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Limbs"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Limbs"/>{level(0, "upperRoman", "%1.")}</w:abstractNum>'
        + numbers(5, 1)
    )
    assert lines_of(paragraph("Text", numbered=(5, 0)), numbering=numbering) == ["I.\tText"]


def test_legal_numbering_prints_every_level_in_figures() -> None:
    numbering = definition(
        1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    ) + numbers(1, 1)
    lines = lines_of(*(paragraph("Text", numbered=(1, each)) for each in (0, 1)), numbering=numbering)
    assert lines == ["I.\tText", "1.1\tText"]


def test_a_deleted_paragraph_does_not_count_and_an_empty_number_is_reported() -> None:
    numbering = definition(1, level(0, "decimal", "%1.")) + numbers(1, 1)
    blocks = [
        paragraph("One", numbered=(1, 0)),
        paragraph(deleted("Gone"), numbered=(1, 0), mark='<w:del w:id="1"/>'),
        paragraph(numbered=(1, 0)),
        paragraph("Three", numbered=(1, 0)),
    ]
    assert lines_of(*blocks, numbering=numbering) == ["1.\tOne", "", "3.\tThree"]
    notices = notices_of(*blocks, numbering=numbering)
    assert notices["deletion"].excerpt == "Gone"
    assert notices["empty number"].excerpt == "2."


@pytest.mark.parametrize(
    ("form", "counted", "printed"),
    [
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 27, "aa"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("decimalZero", 7, "07"),
        ("ordinal", 11, "11th"),
        ("ordinal", 22, "22nd"),
        ("lowerRoman", 0, "0"),
        ("none", 3, ""),
        ("ideographDigital", 5, "5"),
    ],
)
def test_each_number_format_prints_as_word_does(form: str, counted: int, printed: str) -> None:
    assert formatted(counted, form) == printed


# What is printed


def test_breaks_tabs_hyphens_and_symbols_are_kept() -> None:
    pieces = (
        "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t>"
        '<w:softHyphen/><w:t>five</w:t><w:cr/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    )
    lines = lines_of(paragraph(pieces))
    assert lines[:2] == ["one", "two\tthree\u2011fourfive"]
    assert len(lines) == 3
    assert lines[2].strip()


def test_a_symbol_that_no_table_knows_is_reported() -> None:
    notices = notices_of(paragraph("Text", '<w:r><w:sym w:font="Crests" w:char="F0AB"/></w:r>'))
    assert notices["unread symbol"].message.startswith("1 symbol")


def test_words_inside_links_controls_fields_and_equations_are_kept_in_order() -> None:
    line = paragraph(
        "one ",
        f"<w:hyperlink r:id='x'>{run('two ')}</w:hyperlink>",
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('three ')}</w:sdtContent></w:sdt>",
        f"<w:smartTag>{run('four ')}</w:smartTag>",
        f"<w:fldSimple w:instr='REF x'>{run('five ')}</w:fldSimple>",
        field("PAGE", "six "),
        "<m:oMath><m:r><m:t>seven </m:t></m:r></m:oMath>",
        f"<w:bdo><w:customXml>{run('eight')}</w:customXml></w:bdo>",
    )
    block = f"<w:sdt><w:sdtContent>{line}</w:sdtContent></w:sdt>"
    assert lines_of(block) == ["one two three four five six seven eight"]


def test_a_field_prints_its_result_and_one_that_never_ends_hides_nothing() -> None:
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + run("instruction")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("result ")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    unended = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert lines_of(paragraph(nested, unended, "after")) == ["result after"]


def test_a_table_of_data_becomes_rows_with_tabs() -> None:
    rows = [
        ("Ward", "For", "Against"),
        ("North", "3", ""),
        ("South", paragraph("1") + paragraph("(one)"), "2"),
    ]
    assert lines_of(paragraph("Votes"), table(rows), paragraph("After")) == [
        "Votes",
        "",
        "Ward\tFor\tAgainst",
        "North\t3",
        "South\t1 (one)\t2",
        "",
        "After",
    ]


def test_a_table_that_only_lays_out_the_minutes_keeps_its_paragraphs() -> None:
    first = paragraph("Apologies for absence") + paragraph("Councillor Fern sent apologies.")
    second = paragraph("Repairs") + paragraph("The report", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    rows = table([("5.", first, "Action: Clerk"), ("6.", second, ""), ("7.", paragraph("End"), "")])
    assert lines_of(rows, footnotes=f'<w:footnote w:id="2">{paragraph("A note.")}</w:footnote>') == [
        "5.\tApologies for absence",
        "",
        "Councillor Fern sent apologies.",
        "Action: Clerk",
        "",
        "6.\tRepairs",
        "",
        "The report [1]",
        "",
        "[1] A note.",
        "",
        "7.\tEnd",
    ]


def test_a_heading_stands_apart() -> None:
    lines = lines_of(
        paragraph("Before"),
        paragraph("Parks", style="Councilheading"),
        paragraph("After"),
        styles=style("heading 2", "") + style("Council heading", "", based_on="heading2"),
    )
    assert lines == ["Before", "", "Parks", "", "After"]


def test_a_note_stands_after_its_paragraph_with_the_number_it_is_referred_to_by() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{paragraph("line")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>", " Restated in May.")}</w:footnote>'
    )
    blocks = [paragraph("The cost", reference, " rose."), paragraph("After")]
    assert lines_of(*blocks, footnotes=notes) == [
        "The cost [1] rose.",
        "",
        "[1] Restated in May.",
        "",
        "After",
    ]
    assert notices_of(*blocks, footnotes=notes)["note"].excerpt == "Restated in May."


def test_an_endnote_has_a_roman_number() -> None:
    note = f'<w:endnote w:id="5">{paragraph("Later.")}</w:endnote>'
    lines = lines_of(paragraph("Text", '<w:r><w:endnoteReference w:id="5"/></w:r>'), endnotes=note)
    assert lines == ["Text [i]", "", "[i] Later."]


def test_a_note_that_only_hidden_text_refers_to_is_not_printed() -> None:
    note = f'<w:footnote w:id="2">{paragraph("Secret.")}</w:footnote>'
    reference = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    blocks = [paragraph("Text", reference)]
    assert lines_of(*blocks, footnotes=note) == ["Text"]
    assert notices_of(*blocks, footnotes=note) == {}


def test_a_note_with_a_mark_of_its_own_keeps_it() -> None:
    note = f'<w:footnote w:id="2">{paragraph("* As amended.")}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    assert lines_of(paragraph("Text", reference), footnotes=note) == ["Text*", "", "* As amended."]


def test_a_box_to_tick_prints_as_one() -> None:
    box = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="{}"/></w:checkBox></w:ffData></w:fldChar>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    boxes = [f"<w:r>{box.format(value)}</w:r>{end}" for value in (1, 0)]
    assert lines_of(paragraph(boxes[0], " Yes ", boxes[1], " No")) == ["☒ Yes ☐ No"]


def test_a_text_box_stands_once_after_its_paragraph() -> None:
    blocks = [paragraph("Before ", text_box(paragraph("Inside")), "after")]
    assert lines_of(*blocks) == ["Before after", "Inside"]
    assert notices_of(*blocks)["text box"].excerpt == "Inside"


# What is not printed


def test_hidden_text_is_left_out_and_reported_however_it_is_hidden() -> None:
    styles = style("Secret", "<w:rPr><w:vanish/></w:rPr>") + style(
        "Whisper", "<w:rPr><w:vanish/></w:rPr>", kind="character"
    )
    blocks = [
        paragraph("Open ", hidden("one"), run("shown", '<w:vanish w:val="0"/>')),
        paragraph(run("two", '<w:rStyle w:val="Whisper"/>'), "Words"),
        paragraph("three", style="Secret", mark="<w:vanish/>"),
        paragraph("End"),
    ]
    assert lines_of(*blocks, styles=styles) == ["Open shown", "Words", "End"]
    notice = notices_of(*blocks, styles=styles)["hidden text"]
    assert notice.message.startswith("3 pieces of hidden text were left out")
    assert (notice.line, notice.excerpt) == (1, "one two three")


def test_tracked_changes_are_read_as_accepted_and_reported() -> None:
    rows = (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(deleted('row'))}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('kept')}</w:tc></w:tr></w:tbl>"
    )
    blocks = [
        paragraph("It rose by ", deleted("nine"), inserted("eight"), " per cent."),
        f"<w:p><w:moveFrom>{run('moved')}</w:moveFrom></w:p>",
        f"<w:p><w:moveTo>{run('moved')}</w:moveTo></w:p>",
        rows,
    ]
    assert [line for line in lines_of(*blocks) if line] == ["It rose by eight per cent.", "moved", "kept"]
    notices = notices_of(*blocks)
    assert notices["deletion"].excerpt == "nine moved row"
    assert notices["insertion"].excerpt == "eight moved"


def test_a_hidden_paragraph_mark_runs_two_paragraphs_together_behind_the_first_number() -> None:
    numbering = definition(1, level(0, "decimal", "%1.")) + numbers(1, 1)
    blocks = [
        paragraph("Title. ", numbered=(1, 0), mark="<w:vanish/><w:specVanish/>"),
        paragraph("Text", numbered=(1, 0)),
        paragraph("Next", numbered=(1, 0)),
    ]
    assert lines_of(*blocks, numbering=numbering) == ["1.\tTitle. Text", "2.\tNext"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert lines_of(paragraph("One ", mark="<w:del/>"), paragraph("two")) == ["One two"]


def test_the_formatting_before_a_tracked_change_hides_nothing() -> None:
    changed = run("shown", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")
    assert lines_of(paragraph(changed)) == ["shown"]


def test_comments_headers_and_footers_are_left_out_and_reported() -> None:
    comments = "".join(f'<w:comment w:id="{at}">{paragraph(f"Remark {at}")}</w:comment>' for at in range(3))
    notices = notices_of(
        paragraph("Text", '<w:r><w:commentReference w:id="0"/></w:r>'),
        comments=comments,
        header=paragraph("DRAFT"),
        footer=paragraph("Page ", field("PAGE", "1")),
    )
    assert notices["comment"].message == "3 comments were left out: they are not part of the minutes."
    assert notices["comment"].excerpt == "Remark 0 Remark 1 Remark 2"
    assert notices["header or footer"].excerpt == "DRAFT Page 1"


def test_pictures_and_numbers_that_the_file_does_not_hold_are_reported() -> None:
    picture = "<w:r><w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing></w:r>"
    notices = notices_of(paragraph("Text", picture, field("LISTNUM", "")))
    assert notices["picture"].message == "1 picture was left out: if it shows words, type them."
    assert notices["unread number"].message.startswith("1 number made by a field")


def test_a_notice_names_the_line_where_its_matter_stood() -> None:
    blocks = [paragraph("One"), paragraph(), paragraph("Two", hidden("x")), table([("a", "b")])]
    assert lines_of(*blocks)[2] == "Two"
    assert notices_of(*blocks)["hidden text"].line == 3


# Properties

VISIBLE = {
    "plain": run,
    "inserted": inserted,
    "linked": lambda word: f"<w:hyperlink>{run(word)}</w:hyperlink>",
    "controlled": lambda word: f"<w:sdt><w:sdtContent>{run(word)}</w:sdtContent></w:sdt>",
    "result": lambda word: field("REF x", word),
    "unhidden": lambda word: run(word, '<w:vanish w:val="false"/>'),
}
INVISIBLE = {
    "hidden": hidden,
    "deleted": deleted,
    "moved away": lambda word: f"<w:moveFrom>{run(word)}</w:moveFrom>",
    "instruction": lambda word: field(word, ""),
    "hidden insertion": lambda word: f"<w:ins>{hidden(word)}</w:ins>",
    "silent": lambda word: run(word, '<w:rStyle w:val="Silent"/>'),
}
pieces = st.lists(st.sampled_from([*VISIBLE, *INVISIBLE, *VISIBLE]), max_size=5)
paragraphs = st.tuples(pieces, st.sampled_from([None, (1, 0), (1, 1), (2, 0)]))
cells = st.recursive(
    st.lists(paragraphs, min_size=1, max_size=2),
    lambda inside: st.lists(st.lists(inside, min_size=1, max_size=3), min_size=1, max_size=2),
    max_leaves=6,
)
stories = st.lists(st.one_of(paragraphs, cells), min_size=1, max_size=6)


class Story:
    """Builds a generated document and keeps its words: those that print in order, and those that do not."""

    def __init__(self) -> None:
        self.counter = count()
        self.shown: list[str] = []
        self.secret: list[str] = []

    def block(self, plan: object) -> str:
        if isinstance(plan, tuple):
            return self.paragraph(*plan)
        assert isinstance(plan, list)
        if isinstance(plan[0], tuple):
            return "".join(map(self.block, plan))
        return table([[self.cell(cell) for cell in row] for row in plan])

    def cell(self, plan: list[object]) -> str:
        return self.block(plan) + paragraph()

    def paragraph(self, kinds: list[str], numbered: tuple[int, int] | None) -> str:
        made = []
        for kind in kinds:
            word = f"word{next(self.counter)}x"
            (self.shown if kind in VISIBLE else self.secret).append(word)
            made.append({**VISIBLE, **INVISIBLE}[kind](f"{word} "))
        return paragraph(*made, numbered=numbered)


@thorough
@given(stories)
def test_every_printed_word_stands_in_order_and_no_other_word_does(plan: list[object]) -> None:
    story = Story()
    blocks = [story.block(each) for each in plan]
    numbering = (
        definition(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"))
        + definition(2, level(0, "bullet", "\uf0b7"))
        + numbers(1, 1)
        + numbers(2, 2)
    )
    styles = style("Silent", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    text = read_word(docx(paragraph("Begin"), *blocks, numbering=numbering, styles=styles)).text
    assert [word for word in text.split() if word.startswith("word")] == story.shown
    assert not set(story.secret) & set(text.split())


def test_the_minutes_of_a_whole_meeting_become_its_items_with_their_resolutions() -> None:
    source = read_source(twenty_item_minutes(), "minutes.docx")
    page = source.page()
    assert source.kind == "word"
    assert [item.number for item in page.items] == [str(at) for at in range(1, 21)]
    assert [len(item.resolutions) for item in page.items] == [0, 0, *[1] * 18]
    assert [len(item.resolutions[0].limbs) for item in page.items[3:17]] == [3, 2] * 7
    assert page.items[3].title == "Library Opening Hours"
    assert page.items[4].points[-1].kind == "table"
    assert page.items[5].resolutions[0].moved_by is not None
    assert page.items[6].resolutions[0].votes is not None
    assert page.unplaced == ()
    assert {notice.kind for notice in source.notices} == {
        "hidden text",
        "deletion",
        "insertion",
        "comment",
        "header or footer",
    }


def test_a_document_in_the_strict_form_of_the_standard_is_read_too() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = paragraph("Text", hidden("secret"), style="heading1")
    document = part("document", f"<w:body>{body}</w:body>").replace(MAIN, strict)
    raw = docx(more_parts={"word/document.xml": document}, styles=style("heading 1", ""))
    assert read_word(raw).text == "Text\n"


def test_a_linked_template_outside_the_file_is_not_followed() -> None:
    outside = relationship("attachedTemplate", "https://example.test/t.dotm").replace(
        "/>", ' TargetMode="External"/>'
    )
    assert lines_of(paragraph("Text"), more_relationships=outside) == ["Text"]
