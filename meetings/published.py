"""What the public may see of meetings, row by row and column by column."""

from meetings.models import (
    AcceptedWarning,
    Action,
    AgendaItem,
    Attendance,
    Borough,
    Committee,
    Correction,
    Document,
    DocumentPage,
    FormerAnchor,
    Interest,
    Meeting,
    MinutePoint,
    Person,
    Role,
    StandingItem,
    Topic,
    WithdrawnRecord,
)
from minutes_portal.database.published import PublishedView

MEETING_SHOWN = "m.agenda_published_at <= now() AND (m.withdrawn_at IS NULL OR m.withdrawn_at > now())"
DECISIONS_SHOWN = (
    f"(m.decisions_published_at <= now() OR m.minutes_published_at <= now()) AND {MEETING_SHOWN}"
)
MINUTES_SHOWN = f"m.minutes_published_at <= now() AND {MEETING_SHOWN}"
ITEM_SHOWN = "(i.withdrawn_at IS NULL OR i.withdrawn_at > now())"
# Exempt matter below an item is told of only where the officer wrote something for readers.
OPEN_OR_TOLD = "(NOT t.exempt OR t.exempt_reason <> '' OR t.public_summary <> '')"

EXEMPTION_NOTICE = {
    column: f"CASE WHEN t.exempt THEN t.{column} ELSE {empty} END"
    for column, empty in {
        "exempt_regime": "''",
        "exempt_part": "''",
        "exempt_paragraphs": "'{}'",
        "exempt_reason": "''",
        "public_summary": "''",
    }.items()
}


def unless_exempt(*columns: str, empty: str = "''") -> dict[str, str]:
    """Return column expressions that are empty where the row is exempt."""
    return {column: f"CASE WHEN t.exempt THEN {empty} ELSE t.{column} END" for column in columns}


JOIN_MEETING = "JOIN public.meetings_meeting m ON m.id = t.meeting_id"
JOIN_ITEM = "JOIN public.meetings_agendaitem i ON i.id = t.item_id JOIN public.meetings_meeting m ON m.id = i.meeting_id"
APPROVING_ITEM = f"""SELECT i.id FROM public.meetings_agendaitem i JOIN public.meetings_meeting m ON m.id = i.meeting_id
    WHERE i.id = t.approved_by_id AND t.approved_at <= now() AND {ITEM_SHOWN} AND {MEETING_SHOWN}"""
WITHDRAWN = """SELECT concat_ws('/', m.committee_id, m.date, m.sitting, {item}, {document}) AS address, m.committee_id,
    m.date, m.sitting, {item} AS item_slug, {document} AS document_slug,
    w.withdrawn_at, w.withdrawn_reason, w.withdrawn_notice FROM {tables}
    WHERE w.withdrawn_at <= now() AND m.agenda_published_at <= now() AND {rows}"""
# A meeting that is withdrawn speaks for its items and documents too.
MEETING_STANDS = "(m.withdrawn_at IS NULL OR m.withdrawn_at > now())"

VIEWS = [
    PublishedView(
        Borough,
        columns=(
            "name", "slug", "council_name", "about", "website", "contact_name", "contact_email", "accent",
        ),
    ),
    PublishedView(
        Committee,
        columns=("borough_id", "name", "slug", "kind", "remit", "predecessor_id", "active_from", "active_until"),
    ),
    PublishedView(Committee.partners.through, columns=("committee_id", "borough_id")),
    PublishedView(Topic, columns=("name", "slug", "description")),
    PublishedView(
        Meeting,
        rows=MEETING_SHOWN.replace("m.", "t."),
        columns=(
            "committee_id", "date", "start_time", "sitting", "venue", "status", "status_note", "webcast_url",
            "uid", "agenda_published_at",
        ),
        shown={
            **{
                column: f"CASE WHEN t.{column} <= now() THEN t.{column} END"
                for column in ("decisions_published_at", "minutes_published_at", "approved_at")
            },
            "approved_by_id": APPROVING_ITEM,
            "moved_to_id": f"SELECT m.id FROM public.meetings_meeting m WHERE m.id = t.moved_to_id AND {MEETING_SHOWN}",
            "approval_note": "CASE WHEN t.approved_at <= now() THEN t.approval_note ELSE '' END",
        },
    ),
    PublishedView(
        Person,
        # Councillors are public as such; everybody else once published minutes name them as having been there.
        rows=f"""(t.listed AND t.kind IN ('councillor', 'co-opted')) OR EXISTS (
            SELECT FROM public.meetings_attendance a JOIN public.meetings_meeting m ON m.id = a.meeting_id
            WHERE a.person_id = t.id AND {MINUTES_SHOWN})""",
        columns=("borough_id", "name", "honorific", "slug", "kind", "post", "party", "ward", "listed"),
    ),
    PublishedView(
        Role,
        rows="EXISTS (SELECT FROM published.meetings_person p WHERE p.id = t.person_id)",
        columns=("person_id", "committee_id", "kind", "title", "start", "end"),
    ),
    PublishedView(
        Attendance,
        joins=JOIN_MEETING,
        rows=MINUTES_SHOWN,
        columns=("meeting_id", "person_id", "capacity", "presence", "note"),
        shown={"substitute_for_id": "SELECT p.id FROM published.meetings_person p WHERE p.id = t.substitute_for_id"},
    ),
    PublishedView(
        AgendaItem,
        joins=JOIN_MEETING,
        rows=f"(t.withdrawn_at IS NULL OR t.withdrawn_at > now()) AND {MEETING_SHOWN}",
        columns=("meeting_id", "order", "number", "slug", "title", "procedural", "exempt", "search"),
        shown={
            **EXEMPTION_NOTICE,
            **unless_exempt("minute_number", "purpose", "report_reference", "forward_plan_reference", "wards"),
            **unless_exempt("key_decision", empty="NULL"),
            **unless_exempt("particulars", empty="'{}'"),
        },
    ),
    PublishedView(
        AgendaItem.topics.through,
        rows="EXISTS (SELECT FROM published.meetings_agendaitem i WHERE i.id = t.agendaitem_id AND NOT i.exempt)",
        columns=("agendaitem_id", "topic_id"),
    ),
    PublishedView(
        MinutePoint,
        joins=JOIN_ITEM,
        rows=f"{OPEN_OR_TOLD} AND NOT i.exempt AND {ITEM_SHOWN} AND {MINUTES_SHOWN}",
        columns=("item_id", "order", "exempt", "search"),
        shown={
            **EXEMPTION_NOTICE,
            **unless_exempt("anchor", "number", "mark", "text"),
            **unless_exempt("level", empty="0"),
            **unless_exempt("kind", empty="'paragraph'"),
        },
    ),
    PublishedView(
        FormerAnchor,
        rows="EXISTS (SELECT FROM published.meetings_minutepoint p WHERE p.id = t.point_id AND NOT p.exempt)",
        columns=("item_id", "point_id", "anchor"),
    ),
    PublishedView(
        Action,
        joins=JOIN_ITEM,
        rows=f"""NOT i.exempt AND {ITEM_SHOWN} AND {MINUTES_SHOWN} AND (t.point_id IS NULL
            OR EXISTS (SELECT FROM published.meetings_minutepoint p WHERE p.id = t.point_id AND NOT p.exempt))""",
        columns=("item_id", "point_id", "order", "owner", "what", "when", "due_on", "done_on"),
    ),
    PublishedView(
        Interest,
        joins=JOIN_ITEM,
        rows=f"NOT i.exempt AND {ITEM_SHOWN} AND {MINUTES_SHOWN}"
        " AND EXISTS (SELECT FROM published.meetings_person p WHERE p.id = t.person_id)",
        columns=("item_id", "person_id", "kind", "nature", "left_the_meeting"),
    ),
    PublishedView(
        Document,
        joins=f"{JOIN_MEETING} LEFT JOIN public.meetings_agendaitem i ON i.id = t.item_id",
        rows=f"""{OPEN_OR_TOLD} AND (t.withdrawn_at IS NULL OR t.withdrawn_at > now())
            AND (t.item_id IS NULL OR (NOT i.exempt AND {ITEM_SHOWN}))
            AND (t.kind <> 'minutes' OR m.minutes_published_at <= now()) AND {MEETING_SHOWN}""",
        columns=("meeting_id", "item_id", "order", "exempt"),
        shown={
            **EXEMPTION_NOTICE,
            **unless_exempt("title", "slug", "file", "url", "format", "checksum"),
            **unless_exempt("kind", empty="'other'"),
            **unless_exempt("size", "pages", empty="NULL"),
        },
    ),
    PublishedView(
        DocumentPage,
        rows="EXISTS (SELECT FROM published.meetings_document d WHERE d.id = t.document_id AND NOT d.exempt)",
        columns=("document_id", "number", "text"),
    ),
    PublishedView(StandingItem, rows="FALSE"),  # officers' own
    PublishedView(AcceptedWarning, rows="FALSE"),
    PublishedView(
        Correction,
        joins=f"{JOIN_MEETING} LEFT JOIN public.meetings_agendaitem i ON i.id = t.item_id",
        rows=f"(t.item_id IS NULL OR (NOT i.exempt AND {ITEM_SHOWN})) AND {MEETING_SHOWN}",
        columns=("meeting_id", "item_id", "made_at", "reason"),
    ),
    PublishedView(
        WithdrawnRecord,
        body=" UNION ALL ".join(
            (
                WITHDRAWN.format(item="''", document="''", rows="TRUE", tables="public.meetings_meeting m JOIN public.meetings_meeting w ON w.id = m.id"),
                WITHDRAWN.format(
                    item="w.slug", document="''", rows=MEETING_STANDS,
                    tables="public.meetings_agendaitem w JOIN public.meetings_meeting m ON m.id = w.meeting_id",
                ),
                WITHDRAWN.format(
                    item="''", document="w.slug", rows=f"{MEETING_STANDS} AND NOT w.exempt AND (w.item_id IS NULL OR NOT i.exempt)",
                    tables="public.meetings_document w JOIN public.meetings_meeting m ON m.id = w.meeting_id"
                    " LEFT JOIN public.meetings_agendaitem i ON i.id = w.item_id",
                ),
            )
        ),
    ),
]  # fmt: skip
