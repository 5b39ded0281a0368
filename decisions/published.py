"""What the public may see of decisions, row by row and column by column."""

from decisions.models import Issue, Recommendation, Registered, Resolution, Response
from meetings.models import CorrectedText
from meetings.published import (
    DECISIONS_SHOWN,
    EXEMPTION_NOTICE,
    ITEM_SHOWN,
    JOIN_ITEM,
    OPEN_OR_TOLD,
    unless_exempt,
)
from minutes_portal.database.published import PublishedView

# A whole resolution that is nowhere exempt, with its item and meeting: each table once.
REGISTERED = f"""SELECT t.id, m.committee_id, t.item_id, m.date, m.sitting, i."order" AS item_order, i.slug AS item_slug,
    t.ordinal, i.procedural, t.outcomes, t.cue, t.wording, i.number, i.minute_number, i.title
    FROM public.decisions_resolution t {JOIN_ITEM}
    WHERE t.parent_id IS NULL AND t.ordinal IS NOT NULL AND NOT t.exempt AND NOT i.exempt AND {ITEM_SHOWN} AND {DECISIONS_SHOWN}"""

VIEWS = [
    PublishedView(Registered, body=REGISTERED),
    PublishedView(
        Resolution,
        joins=JOIN_ITEM,
        # Limbs go two deep: a limb is seen only where the whole chain above it is. EXISTS, as joins would be paid for
        # by every whole resolution too.
        rows=f"""{OPEN_OR_TOLD} AND NOT i.exempt AND {ITEM_SHOWN} AND {DECISIONS_SHOWN}
            AND (t.parent_id IS NULL OR EXISTS (
                SELECT FROM public.decisions_resolution parent
                LEFT JOIN public.decisions_resolution whole ON whole.id = parent.parent_id
                WHERE parent.id = t.parent_id AND NOT parent.exempt
                AND (parent.parent_id IS NULL OR (NOT whole.exempt AND whole.parent_id IS NULL))))""",
        columns=("item_id", "parent_id", "order", "exempt", "search"),
        shown={
            **EXEMPTION_NOTICE,
            **unless_exempt(
                "number", "mark", "cue", "wording", "notice_wording", "mover", "seconder", "addressee", "forwarded_to",
            ),
            **unless_exempt(
                "ordinal", "votes_for", "votes_against", "votes_abstain", "due_date", empty="NULL",
            ),
            **unless_exempt("outcomes", empty="'{}'"),
            **unless_exempt("report_back", empty="FALSE"),
            **{
                column: f"SELECT p.id FROM published.meetings_person p WHERE p.id = t.{column} AND NOT t.exempt"
                for column in ("moved_by_id", "seconded_by_id")
            },
        },
    ),
    PublishedView(
        CorrectedText,  # declared here, as it may quote a resolution
        rows="""EXISTS (SELECT FROM published.meetings_correction c WHERE c.id = t.correction_id)
            AND (t.point_id IS NULL
                 OR EXISTS (SELECT FROM published.meetings_minutepoint p WHERE p.id = t.point_id AND NOT p.exempt))
            AND (t.resolution_id IS NULL
                 OR EXISTS (SELECT FROM published.decisions_resolution r WHERE r.id = t.resolution_id AND NOT r.exempt))""",
        columns=("correction_id", "point_id", "resolution_id", "what", "before", "after"),
    ),
    PublishedView(
        Issue,
        rows="""EXISTS (SELECT FROM public.decisions_issue_items link JOIN published.meetings_agendaitem i
            ON i.id = link.agendaitem_id WHERE link.issue_id = t.id AND NOT i.exempt)""",
        columns=("borough_id", "title", "slug", "summary", "forward_plan_reference"),
    ),
    PublishedView(
        Issue.items.through,
        rows="EXISTS (SELECT FROM published.meetings_agendaitem i WHERE i.id = t.agendaitem_id AND NOT i.exempt)",
        columns=("issue_id", "agendaitem_id"),
    ),
    PublishedView(
        Recommendation,
        rows="EXISTS (SELECT FROM published.decisions_resolution r WHERE r.id = t.resolution_id AND NOT r.exempt)",
        columns=("resolution_id", "sent_to", "sent_on", "due_on", "progress", "progress_note"),
    ),
    PublishedView(
        Response,
        rows="EXISTS (SELECT FROM published.decisions_recommendation r WHERE r.id = t.recommendation_id)",
        columns=("recommendation_id", "date", "responder", "verdict", "reason"),
    ),
]  # fmt: skip
