"""What an item is about, in terms: from its own published words, for the time that readers see them."""

from typing import Any

import pytest
from django.db import connection, connections

from meetings.models import AgendaItem, DocumentPage, Meeting
from minutes_portal.search.keeping import differences, rebuild
from minutes_portal.search.models import CommonWord, ItemTerms
from tests.makers import (
    FAR_AHEAD,
    LONG_AGO,
    make_document,
    make_item,
    make_meeting,
    make_person,
    make_point,
    make_resolution,
)
from tests.transactions import finish

pytestmark = pytest.mark.django_db
EXEMPT: dict[str, Any] = {"exempt": True, "exempt_regime": "england", "exempt_paragraphs": [3]}


def settle() -> None:
    """Do what the end of a transaction does, and hold the index to the record on the way."""
    finish()
    assert list(differences()) == []


def terms(item: AgendaItem) -> dict[str, str]:
    """Return the terms that readers see of an item, with their weights."""
    settle()
    with connections["public"].cursor() as cursor:
        cursor.execute(
            "SELECT lexeme, weights[1] FROM search_itemterms, unnest(terms) WHERE item_id = %s", [item.pk]
        )
        return dict(cursor.fetchall())


def test_terms_are_words_and_pairs_of_the_title_the_minutes_and_the_resolutions() -> None:
    item = make_item(title="Day opportunities", purpose="To hear of personal budgets.")
    make_point(item=item, text="Minibuses were late.")
    make_resolution(item=item, wording="That travel training be offered.")

    assert {"day opportun", "day", "minibus", "travel train", "budget"} <= terms(item).keys()


def test_a_term_of_the_title_tells_most_then_of_a_resolution_then_of_the_minutes() -> None:
    item = make_item(title="Minibuses")
    make_point(item=item, text="Harbours were mentioned.")
    make_resolution(item=item, wording="That wardens be thanked for wardens and wardens.")

    labels = terms(item)

    assert labels["minibus"] < labels["harbour"]
    assert labels["warden"] < labels["harbour"]


def test_words_on_either_side_of_another_are_no_pair() -> None:
    item = make_item(title="Day for opportunities")

    assert "day opportun" not in terms(item)


def test_what_all_minutes_are_written_in_numbers_and_names_tell_nothing() -> None:
    item = make_item(title="Carers")
    mover = make_person(name="Odile Marchbanks")
    make_point(
        item=item, text="Councillor Penhaligon Trewin asked the Committee about 42 respite beds in 2024."
    )
    make_resolution(item=item, wording="That Odile Marchbanks report to Council.", moved_by=mover)

    found = " ".join(terms(item)).split()

    assert {"respit", "bed"} <= {*found}
    assert {"committe", "council", "ask", "report", "42", "2024"}.isdisjoint(found)
    assert {"penhaligon", "trewin", "odil", "marchbank"}.isdisjoint(found)


def test_common_words_are_terms_in_pairs_only() -> None:
    CommonWord.objects.bulk_create([CommonWord("social"), CommonWord("care")])
    item = make_item(title="Social care carers")

    assert {"social care", "care carer", "carer"} <= terms(item).keys()
    assert {"social", "care"}.isdisjoint(terms(item))


def test_papers_and_procedural_items_give_no_terms() -> None:
    apologies = make_item(title="Apologies for absence", procedural=True)
    item = make_item(title="Carers")
    paper = make_document(item=item, title="Zebra crossings")
    DocumentPage.objects.create(document=paper, number=1, text="Zebra crossings everywhere.")

    assert terms(apologies) == {}
    assert not any("zebra" in term for term in terms(item))


def test_no_word_of_exempt_matter_is_a_term() -> None:
    item = make_item(title="Carers")
    make_point(item=item, text="A zebra crossing.", **EXEMPT)
    make_resolution(item=item, wording="That a zebra crossing be made.", **EXEMPT)
    closed = make_item(title="Contract", purpose="A zebra crossing.", **EXEMPT)
    make_point(item=closed, text="A zebra crossing.")

    assert not any("zebra" in term for term in {**terms(item), **terms(closed)})


def test_terms_come_with_the_stage_that_tells_them() -> None:
    meeting = make_meeting("agenda", decisions_published_at=FAR_AHEAD, minutes_published_at=FAR_AHEAD)
    item = make_item(meeting=meeting, title="Carers")
    make_point(item=item, text="Respite beds were short.")
    make_resolution(item=item, wording="That wardens be thanked.", outcomes=["approved"])

    before = terms(item)
    is_decided = ItemTerms.published.get(item_id=item.pk).decided
    Meeting.objects.filter(pk=meeting.pk).update(decisions_published_at=LONG_AGO)
    decided = terms(item)
    Meeting.objects.filter(pk=meeting.pk).update(minutes_published_at=LONG_AGO)

    assert before.keys() == {"carer"}
    assert not is_decided
    assert "warden" in decided
    assert "respit bed" not in decided
    assert ItemTerms.published.get(item_id=item.pk).decided
    assert {"warden", "respit"} <= terms(item).keys()


def test_terms_go_with_the_item() -> None:
    item = make_item(title="Carers")
    assert terms(item)

    AgendaItem.objects.filter(pk=item.pk).update(withdrawn_at=LONG_AGO, withdrawn_reason="published in error")

    assert terms(item) == {}
    assert not ItemTerms.objects.filter(item_id=item.pk).exists()


def test_what_does_not_change_is_not_written_again() -> None:
    item = make_item(title="Carers")
    terms(item)
    before = ItemTerms.objects.get(item_id=item.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM search_itemterms WHERE id = %s", [before.pk])
        written = cursor.fetchone()
        AgendaItem.objects.filter(pk=item.pk).update(number="77")
        settle()
        cursor.execute("SELECT xmin::text FROM search_itemterms WHERE id = %s", [before.pk])
        assert cursor.fetchone() == written


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_terms_that_went_wrong_are_told_of_and_put_right() -> None:
    item = make_item(title="Carers and respite")
    ItemTerms.objects.filter(item_id=item.pk).update(terms="'zebra':1A")

    assert sorted(map(str, differences())) == [
        f"item {item.pk}, terms at 0: in the index, not in the record",
        f"item {item.pk}, terms at 0: in the record, not in the index",
    ]
    rebuild()
    assert list(differences()) == []
