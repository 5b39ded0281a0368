"""What the public may see of decisions, row by row and column by column."""

from decisions.models import (
    CallIn,
    ClosureDay,
    Constitution,
    DecisionRecord,
    DismissedTie,
    Issue,
    Mover,
    PlannedDecision,
    Recommendation,
    Registered,
    Resolution,
    Response,
    Update,
    Vote,
)
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
    t.ordinal, i.procedural, t.outcomes, t.cue, t.wording, i.number, i.minute_number, i.title, t.addressee, i.key_decision,
    coalesce(d.call_in, '') AS call_in, d.call_in_until,
    coalesce((SELECT c.outcome FROM public.decisions_callin c WHERE c.resolution_id = t.id ORDER BY c.requested_on DESC, c.id DESC LIMIT 1), '') AS called_in
    FROM public.decisions_resolution t {JOIN_ITEM} LEFT JOIN public.decisions_decisionrecord d ON d.resolution_id = t.id
    WHERE t.parent_id IS NULL AND t.ordinal IS NOT NULL AND NOT t.exempt AND NOT i.exempt AND {ITEM_SHOWN} AND {DECISIONS_SHOWN}"""
# Who moved and seconded such a resolution, as rows of their own: joined to the register itself, they would cost every question
# the index that it is answered from; asked of the view of resolutions, they would be looked up for each of its rows.
MOVERS = " UNION ALL ".join(
    f"""SELECT 2 * t.id + {n} AS id, t.id AS line_id, p.slug
    FROM public.decisions_resolution t {JOIN_ITEM} JOIN published.meetings_person p ON p.id = t.{column}
    WHERE p.listed AND t.parent_id IS NULL AND t.ordinal IS NOT NULL AND NOT t.exempt AND NOT i.exempt
        AND {ITEM_SHOWN} AND {DECISIONS_SHOWN}"""
    for n, column in enumerate(("moved_by_id", "seconded_by_id"))
)

# What hangs on a resolution is public where the resolution is, and its words are.
OF_A_RESOLUTION = (
    "EXISTS (SELECT FROM published.decisions_resolution r WHERE r.id = t.resolution_id AND NOT r.exempt)"
)
OF_A_RECOMMENDATION = (
    "EXISTS (SELECT FROM published.decisions_recommendation r WHERE r.id = t.recommendation_id)"
)


def _if_public(column: str, table: str, told: str = "TRUE") -> dict[str, str]:
    """Return the expression of a key that is shown only where the row it leads to is public."""
    return {column: f"SELECT x.id FROM published.{table} x WHERE x.id = t.{column} AND {told}"}


VIEWS = [
    PublishedView(Registered, body=REGISTERED),
    PublishedView(Mover, body=MOVERS),
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
    PublishedView(DismissedTie, rows="FALSE"),  # officers' own
    PublishedView(
        Constitution,
        columns=(
            "borough_id", "in_force_from", "call_in_days", "call_in_closes_at", "call_in_by", "call_in_excludes", "response_months",
        ),
    ),
    PublishedView(ClosureDay, columns=("borough_id", "date", "reason")),
    PublishedView(
        PlannedDecision,
        rows="t.published_at <= now()",
        columns=(
            "borough_id", "reference", "slug", "title", "matter", "key", "key_reason", "committee_id", "maker", "members",
            "decide_from", "decide_until", "documents", "documents_from", "further_documents", "how_to_ask", "private",
            "private_reason", "wards", "consultation", "contact", "exception", "exception_reason", "exception_agreed_by",
            "published_at", "dropped_on", "dropped_reason",
        ),
        shown=_if_public("issue_id", "decisions_issue"),
    ),
    PublishedView(
        DecisionRecord,
        rows=OF_A_RESOLUTION,
        columns=(
            "resolution_id", "decided_on", "maker", "reasons", "alternatives", "interests", "dispensations", "consultees",
            "wards", "officer", "published_on", "call_in", "urgency_reason", "call_in_until", "effective_on",
        ),
        shown=_if_public("notice_id", "decisions_planneddecision")
        | _if_public("report_id", "meetings_document", "NOT x.exempt"),
    ),
    PublishedView(
        CallIn,
        rows=OF_A_RESOLUTION,
        columns=(
            "resolution_id", "requested_on", "requested_by", "grounds", "outcome", "outcome_note", "considered_on", "result",
        ),
        shown=_if_public("considered_at_id", "meetings_agendaitem", "NOT x.exempt")
        | _if_public("reconsidered_at_id", "meetings_agendaitem", "NOT x.exempt"),
    ),
    PublishedView(
        Vote,
        rows=OF_A_RESOLUTION,
        columns=("resolution_id", "name", "cast", "casting"),
        shown=_if_public("person_id", "meetings_person"),
    ),
    PublishedView(
        Recommendation,
        rows=OF_A_RESOLUTION,
        columns=("item_id", "resolution_id", "ordinal", "addressee", "sent_to", "to_committee_id", "sent_on", "due_on", "due_by", "progress"),
        shown=_if_public("to_person_id", "meetings_person"),
    ),
    PublishedView(
        Response,
        rows=OF_A_RECOMMENDATION,
        columns=("recommendation_id", "date", "responder", "verdict", "reason"),
        shown=_if_public("item_id", "meetings_agendaitem", "NOT x.exempt") | _if_public("document_id", "meetings_document", "NOT x.exempt"),
    ),
    PublishedView(
        Update,
        rows=OF_A_RECOMMENDATION,
        columns=("recommendation_id", "date", "progress", "note"),
        shown=_if_public("item_id", "meetings_agendaitem", "NOT x.exempt") | _if_public("document_id", "meetings_document", "NOT x.exempt"),
    ),
]  # fmt: skip
