"""Questions by stems, and their answers by brute force."""

from typing import Any

from minutes_portal.search.asked import Asked
from minutes_portal.search.models import Passage
from tests.makers import LONG_AGO
from tests.transactions import finish

WORDS = ("walrus", "ferry", "budget", "harbour", "tide", "lamp")  # their stems are below
STEMS = {
    "walrus": "walrus",
    "ferry": "ferri",
    "budget": "budget",
    "harbour": "harbour",
    "tide": "tide",
    "lamp": "lamp",
    "anchor": "anchor",
    "zebra": "zebra",
}


def asked(*words: str, **given: Any) -> Asked:
    """Return a question for all of these words."""
    terms = tuple(STEMS[word] for word in words)
    text = " & ".join(f"'{term}'" for term in terms)
    return Asked(**{"tsquery": text, "rank_query": text, "terms": terms, "procedural": None} | given)


def matching(question: Asked) -> list[Passage]:
    """Return, by brute force, the passages that a question matches (after the index has followed)."""
    finish()
    passages = Passage.objects.filter(visible_from__lte=LONG_AGO)
    rows = (
        passages.extra(where=["tsv @@ %s::tsquery"], params=[question.tsquery])
        if question.tsquery
        else passages
    )
    return [row for row in rows if _fulfils(row, question)]


def _fulfils(row: Passage, question: Asked) -> bool:
    return (
        (not question.boroughs or row.borough_id in question.boroughs)
        and (not question.committees or row.committee_id in question.committees)
        and (not question.topics or bool({*question.topics} & {*row.topic_ids}))
        and (not question.persons or bool({*question.persons} & {*row.person_ids}))
        and (not question.outcomes or bool({*question.outcomes} & {*row.outcomes}))
        and (not question.kinds or row.kind in question.kinds)
        and (not question.years or row.date.year in question.years)
        and (question.after is None or row.date >= question.after)
        and (question.before is None or row.date <= question.before)
        and (question.procedural is None or row.procedural == question.procedural)
    )
