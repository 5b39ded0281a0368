"""The gold texts: enough of them, of every kind of page, and what must hold for each of them without exception."""

from pathlib import Path

import pytest

from meetings.minutes_text import decode_page, parse_page
from meetings.minutes_text.gold_texts import PAGE_KINDS, GoldText, read_gold_texts
from meetings.minutes_text.scoring import judge, stable, words_kept

DIRECTORY = Path(__file__).parents[1] / "minutes_texts"
LEAST_SHARE_ENTIRELY_RIGHT = 0.95
GOLD_TEXTS = read_gold_texts(DIRECTORY)
EVERY_TEXT = pytest.mark.parametrize("gold", GOLD_TEXTS, ids=lambda gold: gold.name)


def test_there_are_texts_enough_of_every_kind_of_page() -> None:
    assert len(GOLD_TEXTS) >= 60
    kinds = [gold.page_kind for gold in GOLD_TEXTS]
    assert {kind for kind in PAGE_KINDS if kinds.count(kind) >= 3} == set(PAGE_KINDS)


def test_no_two_gold_texts_are_the_same() -> None:
    assert len({gold.raw for gold in GOLD_TEXTS}) == len(GOLD_TEXTS)


@EVERY_TEXT
def test_every_word_of_a_gold_text_is_kept(gold: GoldText) -> None:
    text = decode_page(gold.raw).text
    assert words_kept(text, parse_page(text)).got == []


@EVERY_TEXT
def test_a_gold_text_prints_plainly_and_reads_back(gold: GoldText) -> None:
    assert stable(parse_page(decode_page(gold.raw).text)).is_right


def test_nearly_all_gold_texts_are_read_entirely_right() -> None:
    wrong = {judged.name: judged.wrong for judged in map(judge, GOLD_TEXTS) if judged.wrong}
    assert len(wrong) <= (1 - LEAST_SHARE_ENTIRELY_RIGHT) * len(GOLD_TEXTS), wrong
