"""One page of results as it is shown: items with the places in them that fit best, the match marked, each with its address."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from meetings.models import AgendaItem, Meeting
from minutes_portal.search.found import ItemHit, PassageHit
from minutes_portal.search.lexemes import Sought
from minutes_portal.search.marking import Text, mark_texts
from minutes_portal.search.texts import Part, Texts

MOST_EXTRACTS = 3  # of one result


@dataclass(frozen=True)
class Piece:
    """A text that may be shown for a passage: what it is, what it says, and where it stands."""

    place: str
    text: str
    address: str
    is_main: bool = True  # shown even where nothing in it matches


@dataclass
class Extract:
    """A place in a result with the match marked (between START and STOP), and the address that opens there."""

    place: str
    text: str
    address: str


@dataclass
class Result:
    """An item that was found, or a paper of a whole meeting."""

    title: str
    address: str
    meeting: Meeting
    item: AgendaItem | None = None
    outcomes: list[str] = field(default_factory=list)
    extracts: list[Extract] = field(default_factory=list)


def shown(hits: Sequence[ItemHit], texts: Texts, sought: Sequence[Sought]) -> list[Result]:
    """Return the hits as they are shown; those that readers may not see any more are left out (one query)."""
    drafts = [draft for hit in hits if (draft := _draft(hit, texts))]
    words = [
        text
        for draft in drafts
        for text in (draft.title, *(piece.text for pieces in draft.pieces for piece in pieces))
    ]
    marked = iter(mark_texts(words, sought))
    return [_result(draft, marked) for draft in drafts]


@dataclass
class _Draft:
    """A result whose texts are not marked yet."""

    title: str
    address: str
    meeting: Meeting
    item: AgendaItem | None
    outcomes: list[str]
    pieces: list[list[Piece]]


def _draft(hit: ItemHit, texts: Texts) -> _Draft | None:
    if hit.item is None:
        return _draft_of_paper(hit, texts)
    item = texts.items.get(hit.item)
    if item is None:
        return None
    address = item.get_absolute_url()
    pieces = [list(_pieces(passage, item, address, texts)) for passage in hit.passages]
    outcomes = sorted(set(texts.outcomes.get(item.pk, [])))
    return _Draft(item.heading, address, item.meeting, item, outcomes, pieces)


def _draft_of_paper(hit: ItemHit, texts: Texts) -> _Draft | None:
    """Return a paper of a whole meeting as a result of its own."""
    meeting = texts.meetings.get(hit.meeting)
    paper = texts.of("paper", hit.passages[0].document or 0) if hit.passages else None
    if meeting is None or paper is None:
        return None
    pieces = [list(_leaves(passage, meeting, "", texts)) for passage in hit.passages if passage.page]
    return _Draft(paper.text, _address_of(paper, meeting), meeting, None, [], pieces)


def _pieces(passage: PassageHit, item: AgendaItem, address: str, texts: Texts) -> Iterator[Piece]:
    """Yield the texts of a passage."""
    if passage.kind == "title":
        yield from _head(item, address)
    elif passage.kind == "minutes":
        yield from _paragraphs(passage, address, texts)
    elif passage.kind == "resolution":
        yield from _limbs(passage, address, texts)
    else:
        yield from _leaves(passage, item.meeting, address, texts)


def _head(item: AgendaItem, address: str) -> Iterator[Piece]:
    """Yield what is printed at the head of an item."""
    for place, text in (
        ("Purpose", item.purpose), ("Report", item.report_reference), ("Forward plan", item.forward_plan_reference),
        ("Minute", item.minute_number), ("Wards", item.wards),
        *((label, str(value)) for label, value in item.particulars.items()),
    ):  # fmt: skip
        if text:
            yield Piece(place, text, address, place == "Purpose")


def _paragraphs(passage: PassageHit, address: str, texts: Texts) -> Iterator[Piece]:
    """Yield the points of a passage: a paragraph and what hangs under it, each at its own mark."""
    number = ""
    for key in passage.parts:
        if part := texts.of("point", key):
            number = part.number if part.number and not part.number.isalpha() else number
            yield Piece(f"Paragraph {number}" if number else "Minutes", part.text, f"{address}#{part.mark}")


def _limbs(passage: PassageHit, address: str, texts: Texts) -> Iterator[Piece]:
    """Yield the texts of a resolution and its limbs, which have one mark together."""
    whole = texts.of("resolution", passage.parts[0]) if passage.parts else None
    decision = f"Decision {whole.number}" if whole and whole.number[:1].isdigit() else "Decision"
    for key in passage.parts:
        if part := texts.of("resolution", key):
            yield Piece(decision, part.text, f"{address}#{passage.anchor}")
        for kind, place in (
            ("notice", "Decision notice"),
            ("people", "Decision, who moved it and is to act"),
        ):
            if part := texts.of(kind, key):
                yield Piece(place, part.text, f"{address}#{passage.anchor}", is_main=False)


def _leaves(passage: PassageHit, meeting: Meeting, home: str, texts: Texts) -> Iterator[Piece]:
    """Yield a paper’s title, or a page of it at the address that opens there; `home` is where its title is listed."""
    paper = texts.of("paper", passage.document or 0)
    if paper is None:
        return
    address = _address_of(paper, meeting, home)
    leaf = texts.of("page", passage.document or 0, passage.page) if passage.page else None
    if leaf:
        where = f"{paper.text}, page {passage.page}" if home else f"Page {passage.page}"
        yield Piece(where, leaf.text, f"{address}#page={passage.page}" if paper.mark else address)
    else:
        yield Piece("Paper", paper.text, address)


def _address_of(paper: Part, meeting: Meeting, home: str = "") -> str:
    """Return where a paper opens, or where it is listed if only its title is held."""
    if paper.mark:
        return reverse("meetings:document-detail", args=[*meeting.address, paper.mark])
    return home or meeting.get_absolute_url()


def _result(draft: _Draft, marked: Iterator[Text]) -> Result:
    """Return a result with its texts marked; `marked` gives them in the order in which they were asked for."""
    title = next(marked)
    passages = [[(piece, next(marked)) for piece in pieces] for pieces in draft.pieces]
    found = [extract for passage in passages for extract in _extracts(passage)]
    extracts = found[:MOST_EXTRACTS] or list(_first_words(passages))
    address = found[0].address if found else draft.address
    return Result(title.marked(), address, draft.meeting, draft.item, draft.outcomes, extracts)


def _extracts(passage: Sequence[tuple[Piece, Text]]) -> Iterator[Extract]:
    """Yield what matches best in a passage, and what has words that are missing there."""
    missing = {term for _, text in passage for term in text.terms}
    while missing:
        piece, text = max(passage, key=lambda each: (len(each[1].terms & missing), each[0].is_main))
        missing -= text.terms
        yield Extract(piece.place, text.extract(), piece.address)


def _first_words(passages: Iterable[Sequence[tuple[Piece, Text]]]) -> Iterator[Extract]:
    """Yield the beginning of what was found by something else than its own words: a filter, a title, a name."""
    for passage in passages:
        for piece, text in passage:
            if piece.is_main and text.text:
                yield Extract(piece.place, text.extract(), piece.address)
                return
