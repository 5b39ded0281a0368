"""The text of a record reads back as that record, whatever the record says; so does what an edit did not touch."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes_text import Item, Limb, Point, Resolution
from meetings.minutes_text.printing import print_plainly
from minutes_portal.workspace.recognising import printed_heading, printed_part, read_as_recorded
from tests.meetings.minutes_text_strategies import OPENINGS, WORDS

# What officers type on a record's own page: sentences, but also what looks like labels, headings, cues and marks.
words = st.lists(st.sampled_from([*WORDS, *OPENINGS]), min_size=1, max_size=5).map(" ".join)
texts = st.one_of(words, st.lists(words, min_size=2, max_size=3).map("\n".join))
marks = st.sampled_from([None, "5.1", "(a)", "·", "12.", "7.2.1", "A"])
points = st.builds(
    lambda text, mark, level, kind: Point(text, (mark and mark.strip("().·")) or None, level, kind, mark),
    texts,
    marks,
    st.integers(0, 2),
    st.sampled_from(["paragraph", "bullet", "heading", "table", "note"]),
)
limbs = st.recursive(
    st.builds(
        lambda text, mark: Limb(text, (mark and mark.strip("()")) or None, mark),
        texts,
        st.sampled_from(["(a)", "(b)", None]),
    ),
    lambda below: st.builds(
        lambda limb, nested: Limb(limb.text, limb.number, limb.mark, limbs=tuple(nested)),
        below,
        st.lists(below, max_size=2),
    ),
    max_leaves=4,
)
resolutions = st.builds(
    lambda text, cue, notice, limbs: Resolution(text, cue, notice_wording=notice, limbs=tuple(limbs)),
    texts,
    st.sampled_from(["RESOLVED:", "AGREED", None, "It was resolved that"]),
    st.one_of(st.none(), words),
    st.lists(limbs, max_size=3),
)
items = st.builds(
    lambda number, title, purpose, body: Item(number, title=title, purpose=purpose, body=tuple(body)),
    st.sampled_from([None, "5", "128", "4a"]),
    st.one_of(st.none(), words),
    st.one_of(st.none(), texts),
    st.lists(st.one_of(points, points, resolutions), max_size=6),
)
NEW = Point("An officer has just typed this sentence about hedgehogs.")


def printed(found: Any) -> list[Any]:
    return [each for item in found for each in (printed_heading(item), *map(printed_part, item.body))]


@settings(deadline=None)
@given(st.lists(items, min_size=1, max_size=3))
def test_any_record_reads_back_from_its_text(record: list[Item]) -> None:
    page = read_as_recorded(print_plainly(tuple(record)), record)
    if any(item.body or item.title for item in record):
        assert printed(page.items) == printed(record)


@settings(deadline=None)
@given(items.filter(lambda item: len(item.body) > 1))
def test_sentence_added_at_the_end_leaves_all_else_as_it_was(item: Item) -> None:
    text = print_plainly((item,)).rstrip("\n") + "\n\n" + NEW.text + "\n"
    page = read_as_recorded(text, [item])
    assert "hedgehogs" in str(page.items)


def test_paragraph_that_looks_like_a_label_stays_a_paragraph_when_another_is_changed() -> None:
    body = (
        Point("First."),
        Point("Venue: the old hall was too cold, members said."),
        Point("RESOLVED to be brave, he said."),
        Point("Last."),
    )
    record = [Item("5", title="Halls", body=body)]
    text = print_plainly(tuple(record)).replace("Last.", "At last.")
    assert [printed_part(part) for part in read_as_recorded(text, record).items[0].body] == [
        *body[:3],
        Point("At last."),
    ]


def test_part_that_an_officer_takes_out_of_the_text_is_not_put_back() -> None:
    body = (Point("First."), Point("Menu"), Point("Last."))
    record = [Item("5", title="Halls", body=body)]
    text = print_plainly(tuple(record)).replace("Menu\n\n", "")
    assert [part.text for part in read_as_recorded(text, record).items[0].points] == ["First.", "Last."]
