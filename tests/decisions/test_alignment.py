"""Aligning a new text with an old one: what goes on saying what it said is the same part, wherever it stands."""

from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.importers.alignment import Part, align

WORDS = [
    "visit",
    "carer",
    "budget",
    "school",
    "bridge",
    "library",
    "river",
    "panel",
    "winter",
    "ward",
    "asked",
    "report",
]
sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(" ".join)
numbers = st.sampled_from(["", "", "7.1", "7.2", "7.3", "(a)"])
bodies = st.lists(st.builds(Part, sentences, numbers), max_size=14)
distinct = st.lists(sentences, max_size=14, unique=True).map(lambda texts: [Part(text) for text in texts])


def kept(old: list[Part], new: list[Part]) -> dict[str, int | None]:
    return {part.text: place for part, place in zip(new, align(old, new), strict=True)}


@settings(deadline=None)
@given(bodies)
def test_the_same_text_keeps_every_part(body: list[Part]) -> None:
    assert align(body, body) == list(range(len(body)))


@settings(deadline=None)
@given(bodies, bodies)
def test_no_part_is_continued_twice(old: list[Part], new: list[Part]) -> None:
    places = [place for place in align(old, new) if place is not None]
    assert len(places) == len(set(places))
    assert all(0 <= place < len(old) for place in places)


@settings(deadline=None)
@given(distinct, st.data())
def test_any_edit_keeps_all_that_it_did_not_touch(old: list[Part], data: st.DataObject) -> None:
    new: list[tuple[int | None, Part]] = []
    for place, part in enumerate(old):
        match data.draw(st.sampled_from(["keep", "keep", "delete", "insert before", "replace"])):
            case "keep":
                new.append((place, part))
            case "insert before":
                new += [(None, Part(f"an insertion numbered {place} about bats")), (place, part)]
            case "replace":
                new.append((None, Part(f"quite different words of number {place} about owls")))
    places = align(old, [part for _, part in new])
    assert [found for (wanted, _), found in zip(new, places, strict=True) if wanted is not None] == [
        wanted for wanted, _ in new if wanted is not None
    ]


@settings(deadline=None)
@given(distinct, st.randoms())
def test_moved_parts_keep_who_they_are(old: list[Part], random: st.randoms) -> None:
    order = list(range(len(old)))
    random.shuffle(order)
    assert align(old, [old[place] for place in order]) == order


def test_changed_word_keeps_the_part() -> None:
    old = [Part("Visits were short.", "7.1"), Part("Reports of damp had doubled since 2021.", "7.2")]
    new = [Part("Visits were short.", "7.1"), Part("Reports of damp had trebled since 2021.", "7.2")]
    assert align(old, new) == [0, 1]


def test_inserted_paragraph_that_takes_a_number_does_not_take_the_part() -> None:
    old = [Part("Visits were short.", "7.1"), Part("Councillor Hartley asked who decides.", "7.2")]
    new = [*old[:1], Part("Councillor Osei thanked the team.", "7.2"), Part(old[1].text, "7.3")]
    assert align(old, new) == [0, None, 1]


def test_of_two_the_same_the_one_beside_its_neighbours_stays() -> None:
    old = [
        Part("Noted."),
        Part("Bridges were discussed at length."),
        Part("Noted."),
        Part("Libraries came next."),
    ]
    assert align(old, old[1:]) == [1, 2, 3]
    assert align(old, [old[0], old[1], old[3]]) == [0, 1, 3]


def test_rewritten_paragraph_keeps_its_part_by_its_number() -> None:
    old = [Part("First.", "1"), Part("Visits were short and carers were tired.", "2"), Part("Last.", "3")]
    new = [Part("First.", "1"), Part("Nothing was said.", "2"), Part("Last.", "3")]
    assert align(old, new) == [0, 1, 2]


def test_unnumbered_paragraph_put_in_the_place_of_another_is_new() -> None:
    old = [Part("First of all."), Part("Visits were short and carers were tired."), Part("At the end.")]
    new = [Part("First of all."), Part("The library opens on Sundays."), Part("At the end.")]
    assert align(old, new) == [0, None, 2]


def test_part_that_was_moved_and_changed_is_found() -> None:
    moved = "The director of housing explained how inspections of damp homes are ordered and paid for"
    old = [Part(moved), Part("Schools."), Part("Bridges."), Part("Rivers.")]
    new = [Part("Schools."), Part("Bridges."), Part("Rivers."), Part(f"{moved} since May")]
    assert align(old, new) == [1, 2, 3, 0]


def test_exempt_part_is_continued_by_its_own_words_only() -> None:
    sealed = Part("The price is four million.", "7.2", sealed=True)
    old = [Part("First.", "7.1"), sealed, Part("Last.", "7.3")]
    assert align(old, [old[0], Part("Quite another matter.", "7.2"), old[2]]) == [0, None, 2]
    assert align(old, [old[0], Part(sealed.text, "7.2"), old[2]]) == [0, 1, 2]


def test_public_part_never_continues_an_exempt_twin() -> None:
    old = [Part("Noted.", sealed=True), Part("Noted.")]
    assert align(old, [Part("Noted.")]) == [1]


def test_time_grows_with_the_number_of_parts() -> None:
    """Ten times the parts may not take a hundred times the comparisons: counted, not timed."""

    seen = 0

    class Counted(Part):
        @property
        def length(self) -> int:  # asked for once a comparison
            nonlocal seen
            seen += 1
            return self.words.total()

    def comparisons(size: int) -> int:
        nonlocal seen
        seen = 0
        texts = [f"Paragraph {n} speaks of the matter and of ward number {n}" for n in range(size)]
        old, new = (
            [Part(text) for text in texts],
            [Counted(text.replace("speaks", "tells")) for text in texts],
        )
        assert align(old, new) == list(range(size))
        return seen

    assert comparisons(2000) <= 12 * comparisons(200)
