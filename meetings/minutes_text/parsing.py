"""Text to record: the stages one after the other, from the text to its page."""

from __future__ import annotations

from .conservation import lines_with_lost_words
from .decoding import repair
from .exact import read_exact
from .lines import split_lines
from .page_reader import PageReader
from .paragraphs import read_paragraphs
from .record import Page


def parse_page(text: str) -> Page:
    """The record of a page of minutes typed or pasted as plain text; time grows linearly with its length.

    Every word of the text stands in the result, in order within the body of an item; what was not understood is in
    `unplaced`. Raises `UnreadableText` for characters that cannot be stored (see `decode_page`).
    """
    decoded = repair(text)
    exact = read_exact(decoded.text)
    if exact is not None:
        return Page(
            exact, tuple(line for line in split_lines(decoded.text) if line.strip()), (), decoded.repairs
        )
    physical = split_lines(decoded.text)
    reader = PageReader(read_paragraphs(physical))
    page = Page(*reader.read(), decoded.repairs)
    lost = lines_with_lost_words(physical, page)
    return Page(page.items, page.furniture, page.unplaced + lost, page.repairs) if lost else page
