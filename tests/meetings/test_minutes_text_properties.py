"""Rules that hold for any text whatever: nothing is lost, nothing is reordered, the print reads back."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes_text import (
    Limb,
    Page,
    Point,
    Resolution,
    UnreadableText,
    decode_page,
    page_to_json,
    parse_page,
    print_page,
)
from meetings.minutes_text.lines import split_lines
from tests.meetings.minutes_text_strategies import any_text, minutes_like

thorough = settings(max_examples=200, deadline=None)


def strings(value: object) -> list[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, each in value.items() for text in [*strings(each), key]]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return []


def words_of(texts: list[str]) -> Counter[str]:
    return Counter(word for text in texts for word in text.split())


def body_words(page: Page) -> list[list[str]]:
    return [
        [word for part in item.body for text in part_strings(part) for word in text.split()]
        for item in page.items
    ]


def part_strings(part: Point | Resolution | Limb) -> list[str]:
    own = [part.mark or "", getattr(part, "cue", None) or "", part.text]
    if isinstance(part, Resolution) and part.cue and part.text.startswith(part.cue):
        own.remove(part.cue)
    return own + [text for limb in getattr(part, "limbs", ()) for text in part_strings(limb)]


def is_subsequence(some: list[str], every: list[str]) -> bool:
    rest = iter(every)
    return all(word in rest for word in some)


@thorough
@given(any_text)
def test_every_word_stands_somewhere_in_the_output(text: str) -> None:
    page = page_to_json(parse_page(text))
    missing = words_of([text]) - words_of(strings(page))
    assert not missing


@thorough
@given(any_text)
def test_the_words_of_a_body_keep_their_order(text: str) -> None:
    page = parse_page(text)
    lines = split_lines(text)
    for each in page.repairs:
        lines[each.line - 1] = each.after
    for words in body_words(page):
        assert is_subsequence(words, "\n".join(lines).split())


@thorough
@given(any_text)
def test_the_print_of_a_page_reads_back_as_the_same_record(text: str) -> None:
    items = parse_page(text).items
    printed = print_page(Page(items))
    assert parse_page(printed).items == items
    assert print_page(parse_page(printed)) == printed


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text(st.characters())))
def test_any_string_gives_a_page_or_a_reason_why_not(text: str) -> None:
    refusal: UnreadableText | None = None
    try:
        assert isinstance(parse_page(text), Page)
    except UnreadableText as error:
        refusal = error
    assert refusal is None or (refusal.reason.endswith(".") and refusal.line >= 1)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reason_why_not(raw: bytes) -> None:
    refusal: UnreadableText | None = None
    try:
        assert isinstance(parse_page(decode_page(raw).text), Page)
    except UnreadableText as error:
        refusal = error
    assert refusal is None or (refusal.reason.endswith(".") and refusal.line >= 1)


@thorough
@given(minutes_like)
def test_parsing_is_a_function_of_the_text_alone(text: str) -> None:
    assert parse_page(text) == parse_page(text)
