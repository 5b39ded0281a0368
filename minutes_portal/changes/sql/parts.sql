-- What readers get to see of each unit of the record, part by part, and from when until when: the one definition of what
-- counts as a change. (The rules are those of meetings/published.py and decisions/published.py.)
--
-- A *unit* is what has an address of its own, or is followed by itself: a meeting, an item, a whole resolution, a
-- recommendation, an issue, a paper, a notice of the forward plan. Each part stands for some words of it: `content` is
-- their digest, without keys and places in an order, so that what is stored anew in the same words is the same. A unit is
-- public while a part that `shows` is. stage: 1 agenda, 2 decisions, 3 minutes, 4 approval: what comes to readers with the part.

CREATE OR REPLACE FUNCTION changes_parts_of_meetings(meetings bigint[]) RETURNS TABLE (
    kind text, record_id bigint, meeting_id bigint, borough_id bigint, committee_id bigint, path text, named text, title text,
    shows boolean, stage integer, since timestamptz, until timestamptz, content text
) LANGUAGE sql STABLE SET timezone = 'UTC' SET datestyle = 'ISO' AS $$  -- set, as digests are made of dates as text
WITH meeting AS (
    SELECT m.*, c.borough_id, c.name AS committee_name, m.agenda_published_at AS agenda_at, m.minutes_published_at AS minuted_at,
        least(m.decisions_published_at, m.minutes_published_at) AS decided_at, m.withdrawn_at AS gone_at,
        b.slug || '/' || c.slug || '/' || m.date || CASE WHEN m.sitting > 1 THEN '-' || m.sitting ELSE '' END || '/' AS place
    FROM meetings_meeting m JOIN meetings_committee c ON c.id = m.committee_id JOIN meetings_borough b ON b.id = c.borough_id
    WHERE m.id = ANY (meetings) AND m.agenda_published_at IS NOT NULL
),
item AS (
    SELECT i.*, m.borough_id, m.committee_id, m.place, m.agenda_at, least(m.gone_at, i.withdrawn_at) AS gone_at,
        CASE WHEN NOT i.exempt THEN m.decided_at END AS decided_at, CASE WHEN NOT i.exempt THEN m.minuted_at END AS minuted_at,
        CASE WHEN i.exempt THEN ROW(i.exempt_regime, i.exempt_part, i.exempt_paragraphs, i.exempt_reason, i.public_summary)::text END AS notice
    FROM meeting m JOIN meetings_agendaitem i ON i.meeting_id = m.id
),
-- Resolutions and limbs that readers see with the decisions, each limb only where the whole chain above it is seen.
decided AS (
    SELECT r.*, coalesce(top.id, parent.id, r.id) AS whole_id, coalesce(top.ordinal, parent.ordinal, r.ordinal) AS whole_ordinal,
        coalesce(top."order", parent."order", r."order") AS whole_order,
        ARRAY[CASE WHEN top.id IS NOT NULL THEN parent."order" WHEN parent.id IS NOT NULL THEN r."order" ELSE -1 END,
              CASE WHEN top.id IS NOT NULL THEN r."order" ELSE -1 END, r.id]::bigint[] AS below,
        CASE WHEN r.exempt THEN ROW(r.exempt_regime, r.exempt_part, r.exempt_paragraphs, r.exempt_reason, r.public_summary)::text
            ELSE ROW(r.parent_id IS NULL, r.ordinal, r.number, r.mark, r.cue, r.wording, r.notice_wording, r.outcomes, r.mover, r.seconder,
                r.votes_for, r.votes_against, r.votes_abstain, r.addressee, r.forwarded_to, r.report_back, r.due_date)::text END AS words
    FROM item i JOIN decisions_resolution r ON r.item_id = i.id
    LEFT JOIN decisions_resolution parent ON parent.id = r.parent_id LEFT JOIN decisions_resolution top ON top.id = parent.parent_id
    WHERE i.decided_at IS NOT NULL AND (NOT r.exempt OR r.exempt_reason <> '' OR r.public_summary <> '')
        AND (parent.id IS NULL OR (NOT parent.exempt AND (top.id IS NULL OR (NOT top.exempt AND top.parent_id IS NULL))))
),
-- Whole resolutions in the words of all their limbs, each with its statutory record, its call-ins and the votes by name.
whole AS (
    SELECT d.whole_id, string_agg(concat(d.words,
        (SELECT ROW(x.decided_on, x.maker, x.reasons, x.alternatives, x.interests, x.dispensations, x.consultees, x.wards, x.officer,
            x.published_on, x.call_in, x.urgency_reason, x.effective_on)::text FROM decisions_decisionrecord x WHERE x.resolution_id = d.id AND NOT d.exempt),
        (SELECT string_agg(ROW(x.requested_on, x.requested_by, x.grounds, x.outcome, x.outcome_note, x.considered_on, x.result)::text, '' ORDER BY x.requested_on, x.id)
            FROM decisions_callin x WHERE x.resolution_id = d.id AND NOT d.exempt),
        (SELECT string_agg(ROW(x.name, x."cast", x.casting)::text, '' ORDER BY x."cast", x.name, x.casting) FROM decisions_vote x
            WHERE x.resolution_id = d.id AND NOT d.exempt)), '' ORDER BY d.below) AS words
    FROM decided d GROUP BY d.whole_id
),
paper AS (
    SELECT d.*, m.borough_id, m.committee_id, m.place, CASE d.kind WHEN 'minutes' THEN m.minuted_at ELSE m.agenda_at END AS since,
        least(m.gone_at, i.gone_at, d.withdrawn_at) AS until,
        CASE WHEN d.exempt THEN ROW(d.exempt_regime, d.exempt_part, d.exempt_paragraphs, d.exempt_reason, d.public_summary)::text
            ELSE ROW(d.title, d.slug, d.kind, d.file, d.url, d.checksum)::text END AS words
    FROM meeting m JOIN meetings_document d ON d.meeting_id = m.id LEFT JOIN item i ON i.id = d.item_id
    WHERE (d.item_id IS NULL OR (i.id IS NOT NULL AND NOT i.exempt)) AND (NOT d.exempt OR d.exempt_reason <> '' OR d.public_summary <> '')
),
-- Each unit once, with its address and what lists call it, and the part that makes it public.
unit AS (
    SELECT 'meeting' AS kind, m.id AS record_id, m.id AS meeting_id, m.borough_id, m.committee_id, '/meetings/' || m.place AS path,
        '/meetings/' || m.place AS named, m.committee_name || ', ' || to_char(m.date, 'FMDD FMMonth YYYY') AS title,
        1 AS stage, m.agenda_at AS since, m.gone_at AS until,
        ROW(m.place, m.committee_name, m.start_time, m.venue, m.status, m.status_note, m.webcast_url)::text AS words
    FROM meeting m
    UNION ALL
    SELECT 'item', i.id, i.meeting_id, i.borough_id, i.committee_id, '/meetings/' || i.place || i.slug || '/', '/meetings/' || i.place || i.slug || '/',
        coalesce(nullif(i.title, ''), 'Item ' || coalesce(nullif(i.number, ''), nullif(i.minute_number, '')), 'Item without a title'),
        1, i.agenda_at, i.gone_at,
        ROW(i.place, i.slug, i.number, i.title, i.procedural, i.notice, CASE WHEN NOT i.exempt THEN ROW(i.minute_number, i.purpose,
            i.report_reference, i.forward_plan_reference, i.wards, i.key_decision, i.particulars,
            ARRAY(SELECT t.topic_id FROM meetings_agendaitem_topics t WHERE t.agendaitem_id = i.id ORDER BY 1))::text END)::text
    FROM item i WHERE i.slug <> ''
    UNION ALL
    SELECT 'resolution', d.id, i.meeting_id, i.borough_id, i.committee_id, '/decisions/' || i.place || i.slug || '/' || d.ordinal || '/',
        '/decisions/' || i.place || i.slug || '/' || d.ordinal || '/', left(concat_ws(' ', nullif(d.cue, ''), d.wording), 300), 2, i.decided_at, i.gone_at,
        concat(i.place, i.slug, w.words)
    FROM decided d JOIN item i ON i.id = d.item_id JOIN whole w ON w.whole_id = d.id WHERE d.parent_id IS NULL AND NOT d.exempt AND d.ordinal IS NOT NULL AND i.slug <> ''
    UNION ALL
    SELECT 'recommendation', x.id, i.meeting_id, i.borough_id, i.committee_id, '/decisions/recommendations/' || i.place || i.slug || '/' || x.ordinal || '/',
        '/decisions/recommendations/' || i.place || i.slug || '/' || x.ordinal || '/',
        left('To ' || x.sent_to || ': ' || d.wording, 300), 2, i.decided_at, i.gone_at,
        concat(ROW(i.place, i.slug, d.whole_ordinal, x.addressee, x.sent_to, x.sent_on, x.due_on, x.due_by, x.progress)::text,
            (SELECT string_agg(ROW(y.date, y.responder, y.verdict, y.reason)::text, '' ORDER BY y.date, y.id) FROM decisions_response y WHERE y.recommendation_id = x.id),
            (SELECT string_agg(ROW(y.date, y.progress, y.note)::text, '' ORDER BY y.date, y.id) FROM decisions_update y WHERE y.recommendation_id = x.id))
    FROM decided d JOIN item i ON i.id = d.item_id JOIN decisions_recommendation x ON x.resolution_id = d.id
    WHERE NOT d.exempt AND d.whole_ordinal IS NOT NULL AND i.slug <> ''
    UNION ALL
    SELECT 'document', p.id, p.meeting_id, p.borough_id, p.committee_id, '/meetings/' || p.place || 'documents/' || p.slug || '/',
        '/meetings/' || p.place || 'documents/' || p.slug || '/', p.title, 1, p.since, p.until, p.place || p.words
    FROM paper p WHERE NOT p.exempt AND p.slug <> ''
),
part AS (
    -- Of a meeting: how far it is published, who was there, what was on the agenda, its own papers and corrections.
    SELECT 'meeting' AS kind, m.id AS record_id, 2 AS stage, m.decided_at AS since, m.gone_at AS until, 'decisions' AS words FROM meeting m
    UNION ALL
    SELECT 'meeting', m.id, 3, m.minuted_at, m.gone_at, concat('minutes', (
        SELECT string_agg(ROW(a.person_id, a.capacity, a.presence, a.note)::text, '' ORDER BY a.person_id) FROM meetings_attendance a WHERE a.meeting_id = m.id))
    FROM meeting m
    UNION ALL
    SELECT 'meeting', m.id, 4, m.approved_at, m.gone_at, 'approved ' || m.approval_note FROM meeting m
    UNION ALL
    SELECT 'meeting', i.meeting_id, 1, i.agenda_at, i.gone_at, ROW(i."order", i.number, i.title, i.procedural, i.notice)::text FROM item i
    UNION ALL
    SELECT CASE WHEN p.item_id IS NULL THEN 'meeting' ELSE 'item' END, coalesce(p.item_id, p.meeting_id), 1, p.since, p.until, p.words FROM paper p
    UNION ALL
    SELECT CASE WHEN c.item_id IS NULL THEN 'meeting' ELSE 'item' END, coalesce(c.item_id, c.meeting_id), 1,
        greatest(m.agenda_at, least(c.made_at, clock_timestamp())), coalesce(i.gone_at, m.gone_at), ROW(c.made_at, c.reason)::text
    FROM meeting m JOIN meetings_correction c ON c.meeting_id = m.id LEFT JOIN item i ON i.id = c.item_id
    WHERE c.item_id IS NULL OR NOT i.exempt
    -- Of an item: what was resolved, the minutes, what somebody undertook, who declared an interest.
    UNION ALL
    SELECT 'item', i.id, 2, i.decided_at, i.gone_at, string_agg(d.words, '' ORDER BY d.whole_order, d.whole_id, d.below)
    FROM item i JOIN decided d ON d.item_id = i.id GROUP BY i.id, i.decided_at, i.gone_at
    UNION ALL
    SELECT 'item', i.id, 3, i.minuted_at, i.gone_at, string_agg(CASE
        WHEN p.exempt THEN ROW(p.exempt_regime, p.exempt_part, p.exempt_paragraphs, p.exempt_reason, p.public_summary)::text
        ELSE ROW(p.anchor, p.number, p.mark, p.level, p.kind, p.text)::text END, '' ORDER BY p."order", p.id)
    FROM item i JOIN meetings_minutepoint p ON p.item_id = i.id
    WHERE i.minuted_at IS NOT NULL AND (NOT p.exempt OR p.exempt_reason <> '' OR p.public_summary <> '') GROUP BY i.id, i.minuted_at, i.gone_at
    UNION ALL
    SELECT 'item', i.id, 3, i.minuted_at, i.gone_at, string_agg(ROW(a.owner, a.what, a."when", a.due_on, a.done_on)::text, '' ORDER BY a."order", a.id)
    FROM item i JOIN meetings_action a ON a.item_id = i.id LEFT JOIN meetings_minutepoint p ON p.id = a.point_id
    WHERE i.minuted_at IS NOT NULL AND p.exempt IS NOT TRUE GROUP BY i.id, i.minuted_at, i.gone_at
    UNION ALL
    -- Only of people whom readers know whatever other meetings are published.
    SELECT 'item', i.id, 3, i.minuted_at, i.gone_at, string_agg(ROW(n.person_id, n.kind, n.nature, n.left_the_meeting)::text, '' ORDER BY n.person_id, n.id)
    FROM item i JOIN meetings_interest n ON n.item_id = i.id JOIN meetings_person p ON p.id = n.person_id
    WHERE i.minuted_at IS NOT NULL AND ((p.listed AND p.kind IN ('councillor', 'co-opted'))
        OR EXISTS (SELECT FROM meetings_attendance a WHERE a.person_id = p.id AND a.meeting_id = i.meeting_id))
    GROUP BY i.id, i.minuted_at, i.gone_at
)
SELECT kind, record_id, meeting_id, borough_id, committee_id, path, named, title, TRUE, stage, since, until, md5(words) FROM unit
UNION ALL
SELECT kind, record_id, NULL, NULL, NULL, NULL, NULL, NULL, FALSE, stage, since, until, md5(words) FROM part
$$;

-- Issues and notices are of no one meeting. An issue is public while an item of it is; it changes with its own words, when
-- an item joins or leaves it, and when one of its items is decided or minuted.
CREATE OR REPLACE FUNCTION changes_parts_of_others(issues bigint[], notices bigint[]) RETURNS TABLE (
    kind text, record_id bigint, meeting_id bigint, borough_id bigint, committee_id bigint, path text, named text, title text,
    shows boolean, stage integer, since timestamptz, until timestamptz, content text
) LANGUAGE sql STABLE SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
WITH tied AS (
    SELECT x.issue_id, x.agendaitem_id, m.agenda_published_at AS agenda_at, least(m.decisions_published_at, m.minutes_published_at) AS decided_at,
        m.minutes_published_at AS minuted_at, least(m.withdrawn_at, i.withdrawn_at) AS gone_at
    FROM decisions_issue_items x JOIN meetings_agendaitem i ON i.id = x.agendaitem_id JOIN meetings_meeting m ON m.id = i.meeting_id
    WHERE x.issue_id = ANY (issues) AND NOT i.exempt
)
SELECT 'issue', s.id, NULL::bigint, s.borough_id, NULL::bigint, '/decisions/issues/' || s.slug || '/', '/decisions/issues/' || s.slug || '/', s.title,
    FALSE, 1, '-infinity'::timestamptz, NULL::timestamptz, md5(ROW(s.title, s.slug, s.summary, s.forward_plan_reference)::text)
FROM decisions_issue s WHERE s.id = ANY (issues)
UNION ALL
SELECT 'issue', t.issue_id, NULL, NULL, NULL, NULL, NULL, NULL, come.stage = 1, 1, come.since, t.gone_at, md5(ROW(t.agendaitem_id, come.stage)::text)
FROM tied t, LATERAL (VALUES (1, t.agenda_at), (2, t.decided_at), (3, t.minuted_at)) come (stage, since)
UNION ALL
SELECT 'notice', p.id, NULL, p.borough_id, p.committee_id, '/decisions/forward-plan/' || b.slug || '/' || p.slug || '/',
    '/decisions/forward-plan/' || b.slug || '/' || p.slug || '/', p.title, TRUE, 1, p.published_at, NULL,
    md5(ROW(b.slug, p.reference, p.slug, p.title, p.matter, p.key, p.key_reason, p.committee_id, p.maker, p.members, p.decide_from, p.decide_until,
        p.documents, p.documents_from, p.further_documents, p.how_to_ask, p.private, p.private_reason, p.wards, p.consultation, p.contact,
        p.exception, p.exception_reason, p.exception_agreed_by, p.dropped_on, p.dropped_reason)::text)
FROM decisions_planneddecision p JOIN meetings_borough b ON b.id = p.borough_id WHERE p.id = ANY (notices)
$$;
