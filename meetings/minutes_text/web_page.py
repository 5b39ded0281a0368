"""Saved web pages to lines of plain text: the shown words of the main content, with their printed list numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .decoding import UnreadableText
from .notices import Findings, Notice, NoticeKind
from .page_lines import STRAY_BREAK, PageLines, row_lines
from .web_encoding import ADVICE, decode_html
from .web_lists import ListOfItems
from .web_shown import is_silent, kind_left_out, may_show_words, words_of

LARGEST_PAGE = 10 * 1024 * 1024
DEEPEST_PAGE = 500
MOST_NODES = 500_000

AROUND = frozenset(["nav", "header", "footer", "aside"])
AROUND_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "complementary"])
BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section
    summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a column of sixty names is no easier to read
)
SET_APART = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre", "dl", "figure", "hr"]
)
LISTS = frozenset(["ol", "ul", "menu", "dir"])
MAIN_CONTENT = ("main", "[role=main]", "#modgov")
WITHOUT_PLACE: frozenset[NoticeKind] = frozenset(["site navigation", "form field"])
HTML_SPACE = re.compile("[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class ReadWebPage:
    """The text of a page and what the officer should know about it."""

    text: str
    notices: tuple[Notice, ...] = ()


def read_web_page(raw: bytes) -> ReadWebPage:
    """The shown text of a saved web page, in order: a block a line, table rows with tabs, list marks typed in.

    Where the page marks its main content, what stands around it is left out and reported; so are hidden parts and
    form fields. Raises `UnreadableText` for a page that is too large or too deep, and for one without any text.
    """
    if len(raw) > LARGEST_PAGE:
        raise UnreadableText(f"This web page is too large (over 10 MB): {ADVICE}.")
    page = LexborHTMLParser(decode_html(raw))
    findings = Findings()
    reader = WebPageReader(findings)
    if page.body is not None:
        reader.read(page.body, _main_content(page))
        if not reader.page.lines:  # the main content is hidden or empty: the rest is all there is
            findings = Findings()
            reader = WebPageReader(findings)
            reader.read(page.body, set())
    text = reader.page.text()
    if not text:
        raise UnreadableText(f"This web page shows no text: {ADVICE}.")
    lines: dict[object, int] = {line: line for line in range(1, len(reader.page.lines) + 1)}
    return ReadWebPage(text, tuple(findings.notices(lines)))


def _main_content(page: LexborHTMLParser) -> set[int]:
    """The nodes that the page marks as its main content (by identity); empty where it marks none."""
    for selector in MAIN_CONTENT:
        found = page.css(selector)
        if any(words_of(node) for node in found):
            return {node.mem_id for node in found}
    return set()


@dataclass(slots=True)
class Cell:
    """The lines of a table cell that is being read."""

    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The table that is being read: the cells of its row so far; `outer` is where its lines go."""

    row: list[list[str]] = field(default_factory=list)


class WebPageReader:
    """Walks the nodes of a page in order, without recursion, and writes its lines."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.page = PageLines()
        self.inline: list[str] = []
        self.lists: list[ListOfItems] = []
        self.mark = ""
        self.cells: list[Cell] = []
        self.tables: list[Table] = []
        self.preformatted = 0
        self.main: set[int] = set()
        self.main_depth = 0
        self.inside_content = 0

    def read(self, body: LexborNode, main: set[int]) -> None:
        """Read the whole body; with `main`, only what stands in these nodes."""
        self.main = main
        for node, is_end in self._walk(body):
            if is_end:
                self._leave(node)
            elif node.is_text_node:
                self._read_text(node.text_content or "")
            else:
                self._enter(node)
        self._flush()

    def _walk(self, body: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
        """Every shown node in order, elements once at their start and once at their end."""
        open_nodes: list[LexborNode] = []
        node: LexborNode | None = body
        for _ in range(MOST_NODES):
            if node is not None and not self._is_left_out(node):
                yield node, False
                if node.first_child is not None:
                    open_nodes.append(node)
                    if len(open_nodes) > DEEPEST_PAGE:
                        raise UnreadableText(f"This web page is nested too deeply: {ADVICE}.")
                    node = node.first_child
                    continue
                if not node.is_text_node:
                    yield node, True
            while node is None or node.next is None:
                if not open_nodes:
                    return
                node = open_nodes.pop()
                yield node, True
                if not open_nodes:
                    return
            node = node.next
        raise UnreadableText(f"This web page has too many parts: {ADVICE}.")

    # What is left out

    def _is_left_out(self, node: LexborNode) -> bool:
        if node.is_text_node:
            return bool(self.main) and not self.main_depth and self._leave_out("site navigation", node)
        if is_silent(node):
            return True
        kind = kind_left_out(node)
        return self._leave_out(kind, node) if kind else self._is_around(node)

    def _is_around(self, node: LexborNode) -> bool:
        """Whether this part stands around the content. A header or aside inside the content belongs to it."""
        if self.main_depth or node.mem_id in self.main:
            return False
        if self.main:
            holds_main = any(each.mem_id in self.main for each in node.css(", ".join(MAIN_CONTENT)))
            return not holds_main and self._leave_out("site navigation", node)
        is_around = node.tag in AROUND or node.attributes.get("role") in AROUND_ROLES
        return is_around and not self.inside_content and self._leave_out("site navigation", node)

    def _leave_out(self, kind: NoticeKind, node: LexborNode) -> bool:
        words = words_of(node)
        if words:
            self.findings.add(kind, words, None if kind in WITHOUT_PLACE else self.page.next_line)
        return True

    # Elements

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if node.mem_id in self.main:
            self.main_depth += 1
        if tag in ("main", "article"):
            self.inside_content += 1
        if tag == "ins" and words_of(node):
            self.findings.add("insertion", words_of(node), self.page.next_line)
        if tag == "br":
            self.inline.append("\n")
        elif tag == "img":
            if may_show_words(node):
                self.findings.add("picture", node.attributes.get("alt") or "", self.page.next_line)
        elif tag in BLOCKS:
            self._flush()
            self._begin_block(node, tag)

    def _begin_block(self, node: LexborNode, tag: str) -> None:
        if tag in SET_APART or (tag in LISTS and not self.lists):
            self._gap()
        if tag in LISTS:
            self.lists.append(ListOfItems.of(node))
        elif tag == "li":
            self._begin_item(node)
        elif tag == "pre":
            self.preformatted += 1
        elif tag == "table":
            self.tables.append(Table())
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag in ("td", "th") and self.tables:
            self.cells.append(Cell())

    def _begin_item(self, node: LexborNode) -> None:
        items = self.lists[-1] if self.lists else ListOfItems()
        self.mark = items.next_mark(node, len(self.lists))

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in BLOCKS:
            self._flush()
            self._end_block(tag)
        if node.mem_id in self.main:
            self.main_depth -= 1
        if tag in ("main", "article"):
            self.inside_content -= 1

    def _end_block(self, tag: str) -> None:
        if tag in LISTS and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.mark = ""
        elif tag == "pre":
            self.preformatted -= 1
        elif tag in ("td", "th") and self.tables and self.cells:
            self.tables[-1].row.append(self.cells.pop().lines)
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag == "table" and self.tables:
            self._end_row()
            self.tables.pop()
        if tag in SET_APART or (tag in LISTS and not self.lists):
            self._gap()

    def _end_row(self) -> None:
        row, self.tables[-1].row = self.tables[-1].row, []
        for line in row_lines(row):
            self._add(line)

    # Text

    def _read_text(self, text: str) -> None:
        if self.preformatted:
            self.inline.append(text.replace("\r\n", "\n").replace("\r", "\n"))
        else:
            self.inline.append(HTML_SPACE.sub(" ", text))

    def _flush(self) -> None:
        """End the block that is being read."""
        text, self.inline = "".join(self.inline), []
        text = "\n".join(_tidied(line, self.preformatted > 0) for line in text.split("\n"))
        if not text.strip():
            return
        mark, self.mark = self.mark, ""
        self._add(f"{mark}{text.lstrip()}" if mark else text)

    def _add(self, text: str) -> None:
        if self.cells:
            self.cells[-1].lines += [line for line in text.split("\n") if line.strip()]
        else:
            self.page.add(text)

    def _gap(self) -> None:
        if not self.cells:
            self.page.gap()


def _tidied(line: str, is_preformatted: bool) -> str:
    """A line without the white space that a browser does not show."""
    if is_preformatted:
        return STRAY_BREAK.sub(lambda found: "\t" if found.group() == "\t" else " ", line).rstrip()
    return STRAY_BREAK.sub(" ", HTML_SPACE.sub(" ", line)).strip(" ")
