"""Saved web pages become the text that they show, with their printed list numbers, and report what was left out."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes_text import UnreadableText
from meetings.minutes_text.notices import Notice
from meetings.minutes_text.sources import read_source
from meetings.minutes_text.web_encoding import decode_html
from meetings.minutes_text.web_page import DEEPEST_PAGE, read_web_page

thorough = settings(max_examples=200, deadline=None)


def lines_of(body: str) -> list[str]:
    return read_web_page(f"<!DOCTYPE html><body>{body}</body>".encode()).text.splitlines()


def notices_of(body: str) -> dict[str, Notice]:
    page = read_web_page(f"<!DOCTYPE html><body>{body}</body>".encode())
    return {notice.kind: notice for notice in page.notices}


AGENDA_ITEM_PAGE = """<!DOCTYPE html>
<!-- saved from a council's site -->
<html><head><meta charset="utf-8"><title>Agenda item - Parks - Eastmere</title><style>p { color: red }</style></head>
<body>
<a href="#content">Skip to content</a>
<nav><ul><li>Home</li><li>Council meetings</li></ul></nav>
<main id="content">
<h1>Agenda item</h1>
<h2>Parks strategy</h2>
<ul class="docs"><li><a href="x.pdf">Report <img src="i.png" alt="pdf icon"> PDF 167&nbsp;KB</a></li></ul>
<h3>Minutes:</h3>
<table><tbody><tr><td>5.1</td><td><p>The Director introduced the report.</p><p>Members asked about benches.</p></td></tr></tbody></table>
<p>RESOLVED – That</p>
<ol type="a"><li>the strategy be noted; and</li><li><p>a report be brought back in May.</p></li></ol>
</main>
<footer><p>Eastmere Borough Council, Old Hall</p></footer>
</body></html>"""


def test_the_page_of_an_agenda_item_becomes_its_minutes() -> None:
    source = read_source(AGENDA_ITEM_PAGE.encode(), "parks.html")
    [item] = source.page().items
    [resolution] = item.resolutions
    assert source.kind == "web page"
    assert item.title == "Parks strategy"
    assert [limb.text for limb in resolution.limbs] == [
        "the strategy be noted; and",
        "a report be brought back in May.",
    ]
    assert [point.text for point in item.points] == [
        "The Director introduced the report.",
        "Members asked about benches.",
    ]
    [notice] = source.notices
    assert notice.kind == "site navigation"
    assert notice.excerpt == "Skip to content Home Council meetings Eastmere Borough Council, Old Hall"


def test_blocks_are_lines_and_paragraphs_stand_apart() -> None:
    body = "<div>One <b>two</b>\n  three</div><div>Four</div><p>Five<br>six</p>Seven"
    assert lines_of(body) == ["One two three", "Four", "", "Five", "six", "", "Seven"]


def test_the_words_of_a_block_keep_their_no_break_spaces() -> None:
    assert lines_of("<p>5.1&nbsp;&nbsp; Text</p>") == ["5.1\u00a0\u00a0 Text"]


@pytest.mark.parametrize(
    ("items", "marks"),
    [
        ("<ol><li>x<li>x</ol>", ["1.", "2."]),
        ("<ol start=4><li>x<li value=9>x<li>x</ol>", ["4.", "9.", "10."]),
        ("<ol type=A start=27><li>x</ol>", ["AA."]),
        ("<ol type=i><li>x<li>x</ol>", ["i.", "ii."]),
        ("<ol reversed><li>x<li>x</ol>", ["2.", "1."]),
        ("<ol style='list-style-type: lower-alpha'><li>x</ol>", ["a."]),
        ("<ol style='list-style: none'><li>x</ol>", [""]),
        ("<ul><li>x<li>x</ul>", ["•", "•"]),
        ("<ol type=1 start=many><li>x</ol>", ["1."]),
    ],
)
def test_list_items_carry_the_marks_that_a_browser_prints(items: str, marks: list[str]) -> None:
    assert [line.removesuffix("x").strip() for line in lines_of(items)] == marks


def test_a_nested_list_stands_further_in_and_the_outer_one_goes_on() -> None:
    body = "<ul><li>One<ul><li>Deep</li></ul></li><li><p>Two</p><p>more</p></li></ul>"
    assert [line for line in lines_of(body) if line] == ["• One", "    • Deep", "• Two", "more"]


def test_a_table_of_data_becomes_rows_with_tabs() -> None:
    body = "<table><caption>Votes</caption><tr><th>Ward<th>For<th>Against<tr><td>North<td>3<td>2</table>"
    assert lines_of(body) == ["Votes", "Ward\tFor\tAgainst", "North\t3\t2"]


def test_a_table_inside_a_table_keeps_its_words_in_order() -> None:
    body = "<table><tr><td>a<td><table><tr><td>b<td>c</table>d<td>e</table>"
    assert " ".join(lines_of(body)).split() == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    "secret",
    [
        "<p style='color: red; display: NONE'>secret</p>",
        "<span hidden>secret</span>",
        "<div style='visibility:hidden'>secret</div>",
        "<template><p>secret</p></template>",
        "<noscript>secret</noscript>",
        "<dialog>secret</dialog>",
    ],
)
def test_what_a_browser_hides_is_left_out_and_reported(secret: str) -> None:
    body = f"<p>Before</p>{secret}<p>After</p>"
    assert lines_of(body) == ["Before", "", "After"]
    assert notices_of(body)["hidden text"].excerpt == "secret"


def test_deleted_words_are_left_out_and_inserted_ones_kept_both_reported() -> None:
    body = "<p>It rose by <del>nine</del><ins>eight</ins> per cent.</p>"
    assert lines_of(body) == ["It rose by eight per cent."]
    notices = notices_of(body)
    assert notices["deletion"].excerpt == "nine"
    assert notices["insertion"].excerpt == "eight"


def test_what_word_adds_to_the_pages_that_it_saves_is_left_out_and_reported() -> None:
    body = (
        "<p>Text<span style='mso-hide:all'>x</span></p><div style='mso-element:comment-list'>"
        "<div style='mso-element:comment'>Check</div></div><div style='mso-element:footer'>Page 1</div>"
    )
    assert lines_of(body) == ["Text"]
    excerpts = {kind: notice.excerpt for kind, notice in notices_of(body).items()}
    assert excerpts == {"hidden text": "x", "comment": "Check", "header or footer": "Page 1"}


def test_two_line_breaks_leave_a_blank_line() -> None:
    assert lines_of("<p>One<br>two<br><br>Three</p>") == ["One", "two", "", "Three"]


def test_scripts_styles_and_remarks_are_no_words() -> None:
    body = "<script>var x = 1</script><style>p {}</style><!-- remark --><p>Text</p>"
    assert lines_of(body) == ["Text"]
    assert notices_of(body) == {}


def test_without_marked_content_only_the_page_furniture_is_left_out() -> None:
    body = (
        "<header>Site</header><nav>Menu</nav><div>Minutes</div><section><p>Text</p></section>"
        "<div role=contentinfo>Contact us</div><form><select><option>2021</select></form>"
    )
    assert [line for line in lines_of(body) if line] == ["Minutes", "Text"]
    notices = notices_of(body)
    assert notices["site navigation"].excerpt == "Site Menu Contact us"
    assert notices["form field"].excerpt == "2021"


def test_a_header_inside_the_main_content_belongs_to_it() -> None:
    assert lines_of("<nav>Menu</nav><main><header>Parks</header><aside>Note</aside></main>") == [
        "Parks",
        "Note",
    ]


def test_hidden_main_content_gives_way_to_the_rest() -> None:
    assert lines_of("<main hidden>x</main><p>Text</p>") == ["Text"]


def test_pictures_that_may_show_words_are_reported_but_icons_are_not() -> None:
    notices = notices_of("<p>Text</p><img src=a><img src=b alt='pdf icon'><img src=c alt=''>")
    assert notices["picture"].message == "1 picture was left out: if it shows words, type them."


@pytest.mark.parametrize(
    "raw",
    [
        "<p>£5 café".encode(),
        b"\xef\xbb\xbf" + "<p>£5 café".encode(),
        "<p>£5 café".encode("cp1252"),
        '<meta charset="windows-1252"><p>£5 café'.encode("cp1252"),
        '<meta charset="iso-8859-1"><p>£5 café'.encode(),
        '<meta charset="utf-8"><p>£5 café'.encode("cp1252"),
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15"><p>£5 café'.encode(
            "iso-8859-15"
        ),
        '<meta charset="no-such"><p>£5 café'.encode(),
        '<meta charset="rot13"><p>£5 café'.encode(),
        "\ufeff<p>£5 café".encode("utf-16-le"),
        "\ufeff<p>£5 café".encode("utf-16-be"),
    ],
)
def test_the_encoding_of_a_page_is_found(raw: bytes) -> None:
    assert read_source(raw).text.split() == ["£5", "café"]


def test_a_page_in_no_known_encoding_is_refused_in_plain_words() -> None:
    with pytest.raises(UnreadableText, match="not in a known encoding"):
        decode_html(b"<p>\x81\x8d\xff")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<html><body><script>x</script></body></html>", "shows no text"),
        (b"<html>" + b"<div>" * (DEEPEST_PAGE + 100) + b"x", "nested too deeply"),
        (b"<html>" + b"x" * (10 * 1024 * 1024), "too large"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused_in_plain_words(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableText, match=reason):
        read_source(raw)


INLINE = ["b", "span", "a", "i", "font", "small", "u"]
BLOCK = ["div", "section", "blockquote", "center", "article", "h3", "dd"]
HIDDEN = [
    "<span hidden>{}</span>",
    "<div style='display:none'>{}</div>",
    "<!-- {} -->",
    "<script>{}</script>",
    "<template>{}</template>",
]
words = st.sampled_from(["shown", "shown", "secret"])
content = st.recursive(
    st.lists(words, min_size=1, max_size=3),
    lambda inside: st.one_of(
        st.tuples(st.sampled_from(INLINE + BLOCK), st.lists(inside, max_size=3)),
        st.tuples(st.sampled_from(["ul", "ol", "table"]), st.lists(inside, min_size=1, max_size=3)),
    ),
    max_leaves=12,
)


class Page:
    """Builds a generated page and keeps its words: those that show in order, and those that do not."""

    def __init__(self) -> None:
        self.counter = count()
        self.shown: list[str] = []
        self.secret: list[str] = []

    def html(self, plan: object) -> str:
        if isinstance(plan, str):
            return self.word(plan)
        if isinstance(plan, list):
            return " ".join(map(self.html, plan))
        assert isinstance(plan, tuple)
        tag, parts = plan
        if tag in ("ul", "ol"):
            inside = "".join(f"<li>{self.html(part)}</li>" for part in parts)
        elif tag == "table":
            inside = f"<tr>{''.join(f'<td>{self.html(part)}</td>' for part in parts)}</tr>"
        else:
            inside = " ".join(map(self.html, parts))
        return f"<{tag}>{inside}</{tag}>"

    def word(self, kind: str) -> str:
        number = next(self.counter)
        word = f"word{number}x"
        if kind == "shown":
            self.shown.append(word)
            return f"{word} "
        self.secret.append(word)
        return HIDDEN[number % len(HIDDEN)].format(word)


@thorough
@given(st.lists(content, min_size=1, max_size=5))
def test_every_shown_word_stands_in_order_and_no_other_word_does(plan: list[object]) -> None:
    page = Page()
    body = page.html(plan)
    text = "\n".join(lines_of(f"<p>Begin</p>{body}"))
    assert [word for word in text.split() if word.startswith("word")] == page.shown
    assert not set(page.secret) & set(text.split())
