-- What the index holds: the one definition, computed from the record. Triggers, rebuild_search and check_search all ask it.
--
-- A *result* is an item (its key) or a paper of a whole meeting (its key with a minus). For each result asked for, the
-- rows of its passages: what readers may see now or are scheduled to see, nothing else (the rules are those of
-- meetings/published.py and decisions/published.py). While a stage lies ahead a passage has a row for the time before and
-- one for the time after it, so that at no moment a row tells an outcome or a name that is not public yet.
CREATE OR REPLACE FUNCTION search_source(results bigint[]) RETURNS TABLE (
    result_id bigint, item_id bigint, meeting_id bigint, borough_id integer, committee_id integer, date date,
    topic_ids integer[], person_ids integer[], outcomes text[], procedural boolean,
    kind text, "position" integer, anchor text, parts bigint[], document_id bigint, page integer,
    visible_from timestamptz, visible_until timestamptz,
    title text, own text, paper text, frame tsvector, digest uuid
) LANGUAGE sql STABLE SET timezone = 'UTC' SET datestyle = 'ISO' AS $$  -- set, as digests are made of dates as text
WITH item AS (
    SELECT i.*, m.date, m.committee_id, c.borough_id, c.kind AS committee_kind, m.agenda_published_at AS agenda_at,
        CASE WHEN NOT i.exempt THEN least(m.decisions_published_at, m.minutes_published_at) END AS decisions_at,
        CASE WHEN NOT i.exempt THEN m.minutes_published_at END AS minutes_at,
        least(m.withdrawn_at, i.withdrawn_at) AS gone_at
    FROM meetings_agendaitem i JOIN meetings_meeting m ON m.id = i.meeting_id JOIN meetings_committee c ON c.id = m.committee_id
    WHERE i.id = ANY (results) AND m.agenda_published_at IS NOT NULL
        AND (least(m.withdrawn_at, i.withdrawn_at) > now() OR least(m.withdrawn_at, i.withdrawn_at) IS NULL)
),
-- Resolutions that readers see with the decisions, each limb only where the whole chain above it is seen.
limb AS (
    SELECT r.id AS whole_id, r.id, r.item_id, ARRAY[0, r.id]::bigint[] AS path, r."order", r.ordinal
    FROM item i JOIN decisions_resolution r ON r.item_id = i.id
    WHERE NOT i.exempt AND NOT r.exempt AND r.parent_id IS NULL
),
chain AS (
    SELECT * FROM limb
    UNION ALL
    SELECT w.whole_id, l.id, w.item_id, w.path || l."order"::bigint || l.id, w."order", w.ordinal
    FROM limb w JOIN decisions_resolution l ON l.parent_id = w.id AND NOT l.exempt
    UNION ALL
    SELECT w.whole_id, s.id, w.item_id, w.path || l."order"::bigint || l.id || s."order"::bigint || s.id, w."order", w.ordinal
    FROM limb w JOIN decisions_resolution l ON l.parent_id = w.id AND NOT l.exempt
    JOIN decisions_resolution s ON s.parent_id = l.id AND NOT s.exempt
),
decided AS (
    SELECT chain.*, r.outcomes, r.moved_by_id, r.seconded_by_id,
        concat_ws(' ', r.cue, r.wording, r.notice_wording, r.addressee, r.forwarded_to, r.mover, r.seconder) AS words
    FROM chain JOIN decisions_resolution r ON r.id = chain.id
),
outcome AS (
    SELECT item_id, array_agg(DISTINCT each::text ORDER BY each::text) AS outcomes
    FROM decided, unnest(outcomes) each GROUP BY item_id
),
-- Who is named, from which stage on: 2 with the decisions, 3 with the minutes.
named AS (
    SELECT item_id, moved_by_id AS person_id, 2 AS stage FROM decided WHERE moved_by_id IS NOT NULL
    UNION SELECT item_id, seconded_by_id, 2 FROM decided WHERE seconded_by_id IS NOT NULL
    UNION SELECT n.item_id, n.person_id, 3 FROM item i JOIN meetings_interest n ON n.item_id = i.id WHERE NOT i.exempt
    UNION SELECT i.id, a.person_id, 3 FROM item i JOIN meetings_attendance a ON a.meeting_id = i.meeting_id
        WHERE NOT i.exempt AND i.committee_kind = 'individual' AND a.presence IN ('present', 'remote')
),
person AS (
    SELECT n.item_id, n.stage, p.id, p.name FROM named n JOIN meetings_person p ON p.id = n.person_id JOIN item i ON i.id = n.item_id
    WHERE (p.listed AND p.kind IN ('councillor', 'co-opted')) OR (n.stage = 3 AND EXISTS (
        SELECT FROM meetings_attendance a WHERE a.person_id = p.id AND a.meeting_id = i.meeting_id))
),
topic AS (
    SELECT l.agendaitem_id AS item_id, array_agg(t.id::integer ORDER BY t.id) AS topic_ids, string_agg(t.name, ' ' ORDER BY t.id) AS words
    FROM item i JOIN meetings_agendaitem_topics l ON l.agendaitem_id = i.id JOIN meetings_topic t ON t.id = l.topic_id
    WHERE NOT i.exempt GROUP BY l.agendaitem_id
),
-- The stages of an item: from when to when a stage is the last one that readers see.
staged AS (
    SELECT i.*, stage, since, least(until, i.gone_at) AS until
    FROM item i, LATERAL (VALUES (1, i.agenda_at, i.decisions_at), (2, i.decisions_at, i.minutes_at), (3, i.minutes_at, NULL)) s (stage, since, until)
    WHERE since IS NOT NULL AND (until IS NULL OR until > since)
),
told AS (
    SELECT s.id, s.meeting_id, s.borough_id, s.committee_id, s.date, s.procedural, s.stage, s.since, s.until, s.title, s.minutes_at,
        CASE WHEN s.exempt THEN '' ELSE concat_ws(' ', s.purpose, s.wards,
            (SELECT string_agg(concat_ws(' ', label, value), ' ' ORDER BY label) FROM jsonb_each_text(s.particulars) each (label, value))) END AS told,
        CASE WHEN s.exempt THEN ARRAY[s.number] ELSE ARRAY[s.number, s.minute_number, s.report_reference, s.forward_plan_reference] END::text[] AS printed,
        coalesce(t.topic_ids, '{}') AS topic_ids, coalesce(t.words, '') AS topic_words,
        CASE WHEN s.stage > 1 THEN coalesce(o.outcomes, '{}') ELSE '{}' END AS outcomes,
        ARRAY(SELECT DISTINCT p.id::integer FROM person p WHERE p.item_id = s.id AND p.stage <= s.stage ORDER BY 1) AS person_ids,
        ARRAY(SELECT DISTINCT p.name::text FROM person p WHERE p.item_id = s.id AND p.stage <= s.stage ORDER BY 1) AS names
    FROM staged s LEFT JOIN topic t ON t.item_id = s.id LEFT JOIN outcome o ON o.item_id = s.id
    WHERE (s.until IS NULL OR (s.until > now() AND s.until > s.since))
),
open AS (
    SELECT *, search_frame(title, printed, concat_ws(' ', topic_words, array_to_string(names, ' ')), names, borough_id::integer, date, topic_ids, person_ids, outcomes) AS frame
    FROM told
),
-- The body of the minutes in order. A passage is a paragraph with what hangs under it; a heading goes with what follows
-- it; what follows a resolution begins anew (as meetings/outline.py lays it out); a very long one is cut between points.
body AS (
    SELECT p.item_id, p."order", 0 AS of_resolution, p.id, p.anchor, p.text, p.kind IN ('heading', 'table') AS stands_alone,
        p.kind = 'heading' AS heads, p.level > 0 OR p.kind = 'bullet' AS hangs
    FROM item i JOIN meetings_minutepoint p ON p.item_id = i.id WHERE i.minutes_at IS NOT NULL AND NOT p.exempt
    UNION ALL
    SELECT l.item_id, l."order", 1, l.id, '', '', TRUE, FALSE, FALSE FROM limb l JOIN item i ON i.id = l.item_id WHERE i.minutes_at IS NOT NULL
),
begun AS (
    SELECT *, (stands_alone OR NOT hangs) AND NOT (coalesce(lag(heads) OVER inside, FALSE) AND NOT heads AND of_resolution = 0)
        OR coalesce(lag(of_resolution) OVER inside, 1) = 1 AS begins
    FROM body WINDOW inside AS (PARTITION BY body.item_id ORDER BY "order", of_resolution, id)
),
grouped AS (
    SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY begun.item_id ORDER BY "order", of_resolution, id) AS block FROM begun
),
cut AS (
    SELECT *, coalesce(sum(length(text)) OVER (PARTITION BY grouped.item_id, block ORDER BY "order", id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) / 2500 AS piece
    FROM grouped WHERE of_resolution = 0
),
paper AS (
    SELECT d.* FROM meetings_document d
    WHERE (d.item_id = ANY (results) OR (d.item_id IS NULL AND -d.id = ANY (results)))
        AND NOT d.exempt AND (d.withdrawn_at IS NULL OR d.withdrawn_at > now())
),
leaf AS (
    SELECT d.*, page, words FROM paper d, LATERAL (
        SELECT NULL::integer AS page, '' AS words UNION ALL SELECT p.number, p.text FROM meetings_documentpage p WHERE p.document_id = d.id) pages
),
passage AS (
    SELECT o.id AS result_id, o.id AS item_id, o.meeting_id, o.borough_id, o.committee_id, o.date, o.topic_ids, o.person_ids, o.outcomes, o.procedural,
        body.kind, body."position", body.anchor, body.parts, body.document_id, body.page, o.since AS visible_from,
        least(o.until, body.gone_at) AS visible_until, o.title, body.own, body.paper, o.frame
    FROM open o, LATERAL (
        SELECT 'title' AS kind, 0 AS "position", '' AS anchor, '{}'::bigint[] AS parts, NULL::bigint AS document_id, NULL::integer AS page,
            NULL::timestamptz AS gone_at, o.told AS own, NULL AS paper
        UNION ALL
        SELECT 'minutes', min(p."order"), (array_agg(p.anchor ORDER BY p."order", p.id))[1], array_agg(p.id ORDER BY p."order", p.id), NULL, NULL,
            NULL, string_agg(p.text, E'\n' ORDER BY p."order", p.id), NULL
        FROM cut p WHERE p.item_id = o.id AND o.stage = 3 GROUP BY p.block, p.piece
        UNION ALL
        SELECT 'resolution', min(d."order"), coalesce('resolution-' || min(d.ordinal), ''), array_agg(d.id ORDER BY d.path), NULL, NULL,
            NULL, string_agg(d.words, E'\n' ORDER BY d.path), NULL
        FROM decided d WHERE d.item_id = o.id AND o.stage > 1 GROUP BY d.whole_id
        UNION ALL
        SELECT 'document', 1000000 + coalesce(l.page, 0), '', '{}', l.id, l.page, l.withdrawn_at, l.words, l.title
        FROM leaf l WHERE l.item_id = o.id AND (l.kind <> 'minutes' OR o.stage = 3)
            AND EXISTS (SELECT FROM item i WHERE i.id = o.id AND NOT i.exempt)
    ) body
    UNION ALL
    SELECT -l.id, NULL, l.meeting_id, c.borough_id, m.committee_id, m.date, '{}', '{}', '{}', FALSE,
        'document', coalesce(l.page, 0), '', '{}', l.id, l.page, CASE l.kind WHEN 'minutes' THEN m.minutes_published_at ELSE m.agenda_published_at END,
        least(m.withdrawn_at, l.withdrawn_at), '', l.words, '',
        search_frame(l.title, '{}', '', '{}', c.borough_id::integer, m.date, '{}', '{}', '{}')
    FROM leaf l JOIN meetings_meeting m ON m.id = l.meeting_id JOIN meetings_committee c ON c.id = m.committee_id WHERE l.item_id IS NULL
)
SELECT p.*, md5(p::text)::uuid FROM passage p
WHERE p.visible_from IS NOT NULL AND (p.visible_until IS NULL OR (p.visible_until > now() AND p.visible_until > p.visible_from))
$$;
