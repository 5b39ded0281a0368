"""The texts behind one page of results, read through the published views: what was found is shown as readers may see it.

The index holds keys and lexemes only. What it names and the views do not show (the record changed a moment ago) is not here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from meetings.models import AgendaItem, Meeting
from minutes_portal.search.found import ItemHit, PassageHit
from minutes_portal.search.names import Named

LONGEST = 20_000  # characters of one page or paragraph that are looked through for an extract

# Everything in one query, as each is only some rows by their keys.
PARTS = """
    SELECT 'point', id, 0, anchor, number, left(text, %(longest)s) FROM meetings_minutepoint
        WHERE id = ANY (%(points)s) AND NOT exempt
    UNION ALL SELECT 'resolution', id, 0, '', number, left(concat_ws(' ', nullif(cue, ''), wording), %(longest)s)
        FROM decisions_resolution WHERE id = ANY (%(resolutions)s) AND NOT exempt
    UNION ALL SELECT 'notice', id, 0, '', number, left(notice_wording, %(longest)s) FROM decisions_resolution
        WHERE id = ANY (%(resolutions)s) AND NOT exempt AND notice_wording <> ''
    UNION ALL SELECT 'people', id, 0, '', number, concat_ws(', ', nullif(addressee, ''), nullif(forwarded_to, ''),
            'moved by ' || nullif(mover, ''), 'seconded by ' || nullif(seconder, ''))
        FROM decisions_resolution WHERE id = ANY (%(resolutions)s) AND NOT exempt
    UNION ALL SELECT 'paper', id, 0, CASE WHEN file <> '' OR url <> '' THEN slug ELSE '' END, '', title FROM meetings_document
        WHERE id = ANY (%(papers)s) AND NOT exempt
    UNION ALL SELECT 'page', p.document_id, p.number, '', '', left(p.text, %(longest)s) FROM meetings_documentpage p
        JOIN unnest(%(papers)s::bigint[], %(pages)s::integer[]) hit (document, page) ON p.document_id = hit.document AND p.number = hit.page
    UNION ALL SELECT 'outcome', r.item_id, 0, '', '', outcome FROM decisions_resolution r, unnest(r.outcomes) outcome
        WHERE r.item_id = ANY (%(items)s) AND NOT r.exempt AND r.parent_id IS NULL
    UNION ALL SELECT 'person', p.id, 0, p.slug, b.name, trim(concat(p.honorific, ' ', p.name)) FROM meetings_person p
        JOIN meetings_borough b ON b.id = p.borough_id WHERE p.id = ANY (%(people)s) AND p.listed
"""


@dataclass(frozen=True)
class Part:
    """One text: of a point, a resolution or limb, a paper’s title or one of its pages.

    mark: a point’s anchor, or the slug of a paper that can be opened. number: as printed.
    """

    mark: str
    number: str
    text: str


@dataclass
class Texts:
    """The rows and texts behind one page of results, by their keys."""

    items: Mapping[int, AgendaItem] = field(default_factory=dict)
    meetings: Mapping[int, Meeting] = field(default_factory=dict)
    parts: dict[tuple[str, int, int], Part] = field(default_factory=dict)
    outcomes: dict[int, list[str]] = field(default_factory=dict)
    people: list[Named] = field(default_factory=list)

    def of(self, kind: str, key: int, page: int = 0) -> Part | None:
        return self.parts.get((kind, key, page))


def texts_of(hits: Sequence[ItemHit], people: Collection[int] = ()) -> Texts:
    """Return what the results are about, and these people’s names (two queries; a third where a paper of a whole
    meeting is among them).
    """
    texts = Texts(
        items=AgendaItem.published.for_list().in_bulk([hit.item for hit in hits if hit.item]),
        meetings=_meetings([hit.meeting for hit in hits if not hit.item]),
    )
    passages = [passage for hit in hits for passage in hit.passages]
    papers = [passage for passage in passages if passage.document]
    keys: dict[str, Any] = {
        "points": _keys(passages, "minutes"),
        "resolutions": _keys(passages, "resolution"),
        "papers": [paper.document for paper in papers],
        "pages": [paper.page or 0 for paper in papers],
        "items": [hit.item for hit in hits if hit.item],
        "people": list(people),
        "longest": LONGEST,
    }
    with connections["public"].cursor() as cursor:
        cursor.execute(PARTS, keys)
        for kind, key, page, mark, number, text in cursor.fetchall():
            if kind == "outcome":
                texts.outcomes.setdefault(key, []).append(text)
            elif kind == "person":
                texts.people.append(Named(key, mark, text, number))
            else:
                texts.parts[kind, key, page] = Part(mark, number, text)
    return texts


def _meetings(keys: list[int]) -> Mapping[int, Meeting]:
    return Meeting.published.with_meeting().in_bulk(keys) if keys else {}


def _keys(passages: Iterable[PassageHit], kind: str) -> list[int]:
    return [key for passage in passages if passage.kind == kind for key in passage.parts]
