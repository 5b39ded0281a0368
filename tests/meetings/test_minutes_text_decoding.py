"""What files are read, what is repaired in them, and what is refused with which reason."""

import codecs

import pytest

from meetings.minutes_text import UnreadableText, decode_page, parse_page

SENTENCE = "The council’s café cost £5 – no more."


@pytest.mark.parametrize(
    "raw",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        SENTENCE.encode("utf-16"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("cp1252"),
    ],
)
def test_the_encoding_of_a_file_is_recognised(raw: bytes) -> None:
    decoded = decode_page(raw)
    assert (decoded.text, decoded.repairs) == (SENTENCE, ())


def test_damaged_lines_are_repaired_and_reported() -> None:
    page = parse_page("Elms grow.\nThe councilâ€™s park â€“ closed.")
    [repair] = page.repairs
    assert (repair.line, repair.before) == (2, "The councilâ€™s park â€“ closed.")
    assert repair.after == page.items[0].points[1].text
    assert "council’s park – closed" in repair.after or "council's park" in repair.after


def test_soft_hyphens_are_removed_and_reported() -> None:
    page = parse_page("The com\u00admittee met.")
    assert page.items[0].points[0].text == "The committee met."
    assert [repair.line for repair in page.repairs] == [1]


@pytest.mark.parametrize(
    "text", ["Mae’r pwyllgor â’r cynllun.", "A renumeration “quote” stays: ﬁne…", "Ângel g?r"]
)
def test_the_councils_own_spelling_is_left_alone(text: str) -> None:
    assert decode_page(text.encode()).text == text


REFUSED = {
    b"": "empty",
    b" \n ": "empty",
    b"PK\x03\x04rest": "Word document",
    b"%PDF-1.7": "PDF",
    b"\xd0\xcf\x11\xe0\xa1": "old Word document",
    b"{\\rtf1": "RTF",
    b"<!DOCTYPE html><p>": "web page",
    b"\x89PNG\r\n": "picture",
    b"one\ntwo\0": "NUL",
    codecs.BOM_UTF16_LE + b"a": "damaged",
    b"one\n\x81\x8d": "known encoding",
}


@pytest.mark.parametrize(("raw", "word"), REFUSED.items())
def test_a_file_that_is_not_plain_text_is_refused_with_advice(raw: bytes, word: str) -> None:
    with pytest.raises(UnreadableText) as caught:
        decode_page(raw)
    assert word in caught.value.reason
    assert "paste the text" in caught.value.reason or word == "empty"


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(UnreadableText) as caught:
        parse_page("one\ntwo\0")
    assert caught.value.line == 2
