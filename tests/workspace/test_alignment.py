"""Edits upon edits of public minutes: who is who, and every mark that was ever given, hold through all of them."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from decisions.models import Resolution
from meetings.models import FormerAnchor, MinutePoint
from minutes_portal.workspace.choices import Choices
from minutes_portal.workspace.place import Place
from minutes_portal.workspace.rendering import fingerprint_of
from minutes_portal.workspace.saving import save_text
from tests.accounts.officers import make_operator
from tests.makers import make_item, make_meeting, make_recommendation

pytestmark = pytest.mark.django_db
ANIMALS = [
    "owls",
    "bats",
    "hares",
    "otters",
    "foxes",
    "voles",
    "newts",
    "swans",
    "toads",
    "moles",
    "herons",
    "stoats",
]
Body = list[str]  # what paragraphs say; their numbers are given anew with every edit
edits = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "move", "change", "unnumber"]),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    min_size=1,
    max_size=4,
)


def sentence(n: int) -> str:
    animal, other = ANIMALS[n % 12], ANIMALS[(n // 12 + 5) % 12]
    return f"Councillor number{n} spoke of {animal} and of {other} for {n} minutes."


def edited(body: Body, steps: list[tuple[str, int, int]], fresh: Iterator[int]) -> Body:
    body = list(body)
    for act, one, other in steps:
        if act == "insert" or not body:
            body.insert(one % (len(body) + 1), sentence(next(fresh)))
        elif act == "delete" and len(body) > 1:
            body.pop(one % len(body))
        elif act == "move":
            moved = body.pop(one % len(body))
            body.insert(other % (len(body) + 1), moved)
        elif act == "change":
            body[one % len(body)] = body[one % len(body)].replace("spoke", "complained")
        else:
            body[one % len(body)] = "~" + body[one % len(body)].lstrip("~")
    return body


def text_of_body(body: Body) -> str:
    lines = [line.lstrip("~") if line.startswith("~") else f"7.{n} {line}" for n, line in enumerate(body, 1)]
    return "Agenda item\n\n7. Animals\n\nMinutes:\n\n" + "\n\n".join(lines) + "\n"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(2, 8), st.lists(edits, min_size=1, max_size=4))
def test_edits_upon_edits_keep_rows_and_never_give_a_mark_twice(size: int, rounds: list[Any]) -> None:
    item = make_item(meeting=make_meeting("minutes"), title="Animals")
    place, officer, fresh = Place(item.meeting, item), make_operator(), count(100)
    body, leads_to = [sentence(n) for n in range(size)], dict[str, int]()
    _save(place, body, officer)
    for steps in rounds:
        before = {point.text: point.pk for point in item.points.all()}
        body = edited(body, steps, fresh)
        _save(place, body, officer)
        after = {point.text: point.pk for point in item.points.all()}
        assert list(item.points.order_by("order").values_list("text", flat=True)) == [
            line.lstrip("~") for line in body
        ]
        for text in before.keys() & after.keys():
            assert after[text] == before[text], "an untouched paragraph is the same row"
        _check_marks(item, leads_to)


def _save(place: Place, body: Body, officer: Any) -> None:
    text = text_of_body(body)
    save_text(place, text, Choices(), based_on=fingerprint_of(place), officer=officer, reason="It was so.")


def _check_marks(item: Any, leads_to: dict[str, int]) -> None:
    """Every mark that readers had leads to the paragraph it was given to, or nowhere; `leads_to` is kept up to date."""
    now = dict(item.points.exclude(anchor="").values_list("anchor", "pk"))
    former = dict(FormerAnchor.objects.filter(item=item).values_list("anchor", "point"))
    assert not now.keys() & former.keys()
    rows = set(item.points.values_list("pk", flat=True))
    for mark, row in leads_to.items():
        found = now.get(mark) or former.get(mark)
        assert found == (row if row in rows else None), mark
    leads_to |= now
    assert all(point.anchor for point in item.points.all())


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(5)), st.sets(st.integers(0, 4), max_size=3), st.integers(0, 4))
@example(order=[0, 2, 1, 3, 4], left_out={0}, changed=2)  # once took the row of the limb left out
def test_limbs_keep_their_rows_and_follow_ups_however_they_are_moved(
    order: list[int], left_out: set[int], changed: int
) -> None:
    item = make_item(meeting=make_meeting("nothing"), title="Animals")
    place, officer = Place(item.meeting, item), make_operator()

    def save(limbs: list[str], lead: str = "that the Cabinet be asked to") -> Resolution:
        lines = [f"({'abcdefgh'[n]}) {limb};" for n, limb in enumerate(limbs)]
        text = f"Agenda item\n\n7. Animals\n\nMinutes:\n\nRESOLVED: {lead}\n" + "\n".join(lines) + "\n"
        save_text(place, text, Choices(), based_on=fingerprint_of(place), officer=officer)
        return Resolution.objects.get(item=item, parent=None)

    limbs = [f"count the {ANIMALS[n]} near the {ANIMALS[n + 6]} every {n + 2} weeks" for n in range(5)]
    whole = save(limbs)
    sent = make_recommendation(resolution=whole)
    before = {limb.wording: limb.pk for limb in whole.limbs.all()}
    new = [limbs[n] for n in order if n not in left_out]
    again = save([limb.replace("count", "watch") if limb == limbs[changed] else limb for limb in new])
    assert (again.pk, again.ordinal, again.recommendations.get()) == (whole.pk, whole.ordinal, sent)
    after = [(limb.wording, limb.pk) for limb in again.limbs.order_by("order")]
    assert [words.replace("watch", "count") for words, _ in after] == [f"{limb};" for limb in new]
    assert all(key == before[words.replace("watch", "count")] for words, key in after)


def test_marks_of_minutes_that_nobody_has_read_follow_the_numbers() -> None:
    item = make_item(meeting=make_meeting("nothing"), title="Animals")
    place, officer = Place(item.meeting, item), make_operator()
    _save(place, [sentence(n) for n in range(4)], officer)
    _save(place, [sentence(n) for n in (9, 0, 1, 2, 3)], officer)
    assert all(point.anchor == point.number for point in MinutePoint.objects.all())
    assert not FormerAnchor.objects.exists()
