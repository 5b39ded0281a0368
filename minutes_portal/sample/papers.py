"""The papers of a meeting: titles, links and sizes, no files."""

from typing import Any

from django.utils.text import slugify

from meetings.models import AgendaItem, Document, Meeting
from minutes_portal.sample.agendas import Business
from minutes_portal.sample.houses import House
from minutes_portal.sample.record import Record
from minutes_portal.sample.timetable import Slot

Kind = Document.Kind
APPENDICES = (
    "Appendix 1: performance tables",
    "Appendix A: consultation responses",
    "Appendix B: equality impact assessment",
    "Appendix 2: financial detail",
    "Appendix C: map of the area",
    "Appendix 3: risk register",
)


def add_papers(record: Record, house: House, slot: Slot, items: list[tuple[Business, AgendaItem]]) -> None:
    """Give the meeting its agenda, and most items a report, some with appendices or a presentation."""
    rng, papers, meeting = house.rng, list[Document](), slot.record

    def paper(
        title: str,
        kind: Kind,
        item: AgendaItem | None = None,
        pages: tuple[int, int] = (4, 26),
        **rest: Any,
    ) -> None:
        slug = slugify(title.replace("’", ""))[:100].strip("-")
        if any(document.slug == slug for document in papers):
            slug = f"{slug}-{len(papers) + 1}"
        count, stem = rng.randint(*pages), f"{slot.day:%Y%m%d}-{slot.committee.slug}"[:70]
        form = "PowerPoint" if kind == Kind.PRESENTATION else rng.choice(("PDF", "PDF", "PDF", "PDF", "Word"))
        ending = {"PDF": "pdf", "Word": "docx", "PowerPoint": "pptx"}[form]
        papers.append(
            Document(
                meeting=meeting,
                item=item,
                order=len(papers) + 1,
                title=title[:500],
                slug=slug,
                kind=kind,
                format=form,
                url=f"https://{house.plan.host}/papers/{stem}/{slug}.{ending}" if rng.random() < 0.85 else "",
                size=count * rng.randint(18_000, 61_000),
                pages=count,
                **rest,
            )
        )

    if slot.plan.time:
        paper("Agenda and reports pack", Kind.AGENDA, pages=(40, 260))
    for business, item in items:
        if business.matter is None:
            continue
        secret: dict[str, Any] = {
            "exempt": True,
            "exempt_regime": "england",
            "exempt_part": "1",
            "exempt_paragraphs": [business.matter.paragraph],
        }
        hidden = secret if business.form == "exempt" else {}
        if rng.random() < 0.85:
            paper(f"{'Exempt report' if hidden else 'Report'}: {item.title}", Kind.REPORT, item, **hidden)
        if rng.random() < 0.35:
            paper(rng.choice(APPENDICES), Kind.APPENDIX, item, (1, 60), **hidden)
        elif rng.random() < 0.1:
            paper("Presentation to the meeting", Kind.PRESENTATION, item, (8, 30), **hidden)
        elif rng.random() < 0.1:
            paper("Background: earlier report and correspondence", Kind.BACKGROUND, item, (2, 19), **hidden)
        elif rng.random() < 0.04:
            reason = "It gives the prices that bidders offered, which would harm the competition."
            paper(
                "Exempt appendix: tender prices", Kind.APPENDIX, item, (1, 6), **secret, exempt_reason=reason
            )
    if meeting.minutes_published_at and slot.plan.time and meeting.status == Meeting.Status.HELD:
        paper("Printed minutes", Kind.MINUTES, pages=(5, 18))
    record.documents += papers
