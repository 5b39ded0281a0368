"""Text is sacred on paper too: every word of the public record stands in page, PDF and Word file, in order."""

from typing import Any

import html5lib
import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meetings.models import Meeting
from meetings.printing.pdf_file import STYLE_SHEET
from meetings.printing.pdf_worker import as_pdf
from meetings.printing.record import paper_of
from meetings.printing.word_file import as_word
from tests.makers import make_item, make_meeting, make_point, make_resolution
from tests.paper_text import words_of_pdf, words_of_word_file

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning:html5lib")]
ADDRESS = "https://portal.example/meetings/"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789àéîôûŵŷÀÉ£–’“”§½.,;:()/&%<>\"'-"
words = st.text(LETTERS, min_size=1, max_size=24)
lines = st.lists(words, min_size=1, max_size=12).map(" ".join)
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)
kinds = st.sampled_from(["paragraph", "bullet", "heading", "note", "table"])
marks = st.sampled_from(["", "5.1", "(a)", "•", "iv.", "1)"])
points = st.lists(st.tuples(kinds, st.integers(0, 3), marks, texts), max_size=6)
limbs = st.lists(st.tuples(marks, texts, st.lists(texts, max_size=2)), max_size=3)


def written(title: str, rows: Any, resolution: tuple[str, str, Any]) -> tuple[Meeting, list[str]]:
    """Make a meeting of one item; return it with its words in printed order."""
    meeting = make_meeting("minutes")
    item = make_item(meeting=meeting, number="7", title=title[:200], purpose="To hear of it.")
    expected = ["7", item.title, item.purpose]
    for order, (kind, level, mark, text) in enumerate(rows):
        make_point(item=item, order=order, anchor=f"p{order}", kind=kind, level=level, mark=mark, text=text)
        expected += [mark, text]
    cue, wording, below = resolution
    whole = make_resolution(
        item=item,
        order=1000,
        ordinal=1,
        cue=cue,
        wording=wording,
        mover="Councillor Ôwen",
        votes_for=7,
        addressee="The Cabinet",
    )
    expected += [cue, wording]
    for order, (mark, text, nested) in enumerate(below):
        limb = make_resolution(item=item, parent=whole, order=order, mark=mark, cue="", wording=text)
        expected += [mark, text]
        for place, inner in enumerate(nested):
            make_resolution(item=item, parent=limb, order=place, mark="(i)", cue="", wording=inner)
            expected += ["(i)", inner]
    return meeting, [*expected, "Councillor Ôwen", "The Cabinet"]


def missing_from(found: str, expected: list[str], furniture: tuple[str, ...] = ()) -> list[str]:
    """Return the texts that do not stand in `found`, one behind the other. White space is what each form makes of it."""
    whole = _solid(found)
    for line in furniture:
        whole = whole.replace(_solid(line), "")
    at, missing = 0, []
    for text in expected:
        place = whole.find(_solid(text), at)
        if place < 0:
            missing.append(text)
        else:
            at = place + len(_solid(text))
    return missing


def _solid(text: str) -> str:
    return "".join(text.split())


def printed(meeting: Meeting) -> Any:
    return paper_of(
        Meeting.published.filter(pk=meeting.pk).with_meeting().with_approval().with_record().get()
    )


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(title=lines, rows=points, resolution=st.tuples(lines.map(lambda cue: cue[:100].strip()), texts, limbs))
def test_every_word_stands_in_page_pdf_and_word_file_in_order(title: str, rows: Any, resolution: Any) -> None:
    with transaction.atomic():
        meeting, expected = written(title, rows, resolution)
        paper = printed(meeting)
        transaction.set_rollback(True)
    context = {"paper": paper, "address": ADDRESS}
    page = render_to_string("meetings/_record.html", context)
    shown = "".join(html5lib.parse(page, namespaceHTMLElements=False).itertext())
    assert missing_from(shown, expected) == []
    assert missing_from(words_of_word_file(as_word(paper, ADDRESS)), expected) == []
    pdf = words_of_pdf(as_pdf(render_to_string("meetings/record_pdf.html", context), STYLE_SHEET.read_text()))
    pages = pdf.count("Page ")
    furniture = (
        paper.running,
        f"{ADDRESS} · version {paper.version}",
        *(f"Page {n} of {pages}" for n in range(1, pages + 1)),
    )
    assert missing_from(pdf, expected, furniture) == []


@pytest.mark.parametrize("kind", ["heading", "table"])
def test_what_follows_a_heading_or_table_stands_on_its_own(client: Client, kind: str) -> None:
    """A bullet behind a heading or a table was hung under it, where no page ever showed it."""
    item = make_item()
    make_point(item=item, order=1, kind=kind, text="Questions")
    make_point(item=item, order=2, kind="bullet", level=1, mark="•", text="Carers asked about rounds.")
    for address in (
        item.get_absolute_url(),
        item.get_absolute_url() + "print/",
        item.meeting.get_absolute_url() + "print/",
    ):
        assert "Carers asked about rounds." in client.get(address).content.decode()
