-- Brings the journal's rows of these units in line with the record as it stands at the moment `at`.
--
-- What readers saw until `at` stands in the rows that are there; what they see from then on is the timeline of the record.
-- Where the two say the same at `at`, nothing has changed for readers, whatever was done to the record, and the row stays.
--
-- What is gone keeps no title, and its address only where that is made of numbers and days: those of papers, issues and
-- notices are made of their titles, which may be just what had to go.
--
-- mode: 'live'; 'recorded', where the record is an archive that is loaded with its own times: what is new to the journal
-- counts from these; 'quiet', after a change of what counts as a change: what is public goes on as it was.
CREATE OR REPLACE FUNCTION changes_derive(meetings bigint[], issues bigint[], notices bigint[], mode text, at timestamptz) RETURNS void LANGUAGE sql
SET enable_seqscan = off AS $$  -- the plan of a session is made once, maybe when the journal was empty still
WITH planned AS MATERIALIZED (SELECT * FROM changes_timeline(meetings, issues, notices)),
held AS MATERIALIZED (
    SELECT * FROM changes_change c WHERE c.meeting_id = ANY (meetings)
        OR (c.kind = 'issue' AND c.record_id = ANY (issues)) OR (c.kind = 'notice' AND c.record_id = ANY (notices))
),
before AS (SELECT * FROM held WHERE changed_at <= at AND (until IS NULL OR until > at)),
known AS (
    SELECT kind, record_id, min(reference::text)::uuid AS reference FROM held GROUP BY kind, record_id
),
unit AS (
    SELECT kind, record_id, meeting_id, borough_id, committee_id, path, named, title,
        min(since) FILTER (WHERE digest IS NOT NULL) AS first, min(since) FILTER (WHERE since > at) AS next
    FROM planned GROUP BY kind, record_id, meeting_id, borough_id, committee_id, path, named, title
),
present AS (
    SELECT coalesce(u.kind, b.kind) AS kind, coalesce(u.record_id, b.record_id) AS record_id, coalesce(u.meeting_id, b.meeting_id) AS meeting_id,
        coalesce(u.borough_id, b.borough_id) AS borough_id, CASE WHEN u.kind IS NULL THEN b.committee_id ELSE u.committee_id END AS committee_id,
        CASE WHEN p.digest IS NOT NULL THEN u.path WHEN b.kind IN ('document', 'issue', 'notice') THEN '' ELSE b.path END AS path, u.named,
        CASE WHEN p.digest IS NULL THEN '' ELSE u.title END AS title,
        CASE WHEN p.digest IS NULL THEN b.stage ELSE p.stage END AS stage,
        CASE WHEN b.kind IS NOT NULL THEN b.first_published_at WHEN mode = 'recorded' THEN u.first ELSE at END AS first_published_at,
        CASE WHEN b.kind IS NULL THEN CASE mode WHEN 'recorded' THEN p.since ELSE at END
            WHEN b.digest IS NOT DISTINCT FROM p.digest OR (mode = 'quiet' AND b.digest IS NOT NULL AND p.digest IS NOT NULL) THEN b.changed_at
            ELSE at END AS changed_at,
        CASE WHEN b.kind IS NULL AND (mode <> 'recorded' OR p.since = u.first) THEN 'new'
            WHEN b.kind IS NULL THEN coalesce((SELECT CASE WHEN p.stage > q.stage THEN 'stage' END FROM planned q
                WHERE q.kind = p.kind AND q.record_id = p.record_id AND q.until = p.since), 'changed')
            WHEN b.digest IS NOT DISTINCT FROM p.digest OR (mode = 'quiet' AND b.digest IS NOT NULL AND p.digest IS NOT NULL) THEN b.came
            WHEN p.digest IS NULL THEN 'gone' WHEN b.digest IS NULL THEN 'back' WHEN p.stage > b.stage THEN 'stage' ELSE 'changed' END AS came,
        u.next AS until, p.digest
    FROM unit u FULL JOIN before b ON b.kind = u.kind AND b.record_id = u.record_id
    LEFT JOIN planned p ON p.kind = u.kind AND p.record_id = u.record_id AND p.since <= at AND (p.until IS NULL OR p.until > at)
),
ahead AS (
    SELECT p.*, coalesce(n.first_published_at, u.first) AS first_published_at, n.digest AS now_digest, n.stage AS now_stage,
        lag(p.digest) OVER unfolding AS before_digest, lag(p.stage) OVER unfolding AS before_stage, row_number() OVER unfolding = 1 AS soonest
    FROM planned p JOIN unit u ON u.kind = p.kind AND u.record_id = p.record_id
    LEFT JOIN present n ON n.kind = p.kind AND n.record_id = p.record_id AND (n.digest IS NOT NULL OR n.path IS NOT NULL)
    WHERE p.since > at WINDOW unfolding AS (PARTITION BY p.kind, p.record_id ORDER BY p.since)
),
target AS (
    SELECT kind, record_id, meeting_id, borough_id, committee_id, path, named, title, stage, came, first_published_at, changed_at,
        CASE WHEN digest IS NULL THEN changed_at END AS gone_at, until, digest
    FROM present WHERE path IS NOT NULL
    UNION ALL
    SELECT kind, record_id, meeting_id, borough_id, committee_id, CASE WHEN digest IS NULL AND kind IN ('document', 'issue', 'notice') THEN '' ELSE path END,
        named, CASE WHEN digest IS NULL THEN '' ELSE title END,
        coalesce(stage, CASE WHEN soonest THEN now_stage ELSE before_stage END, 1),
        CASE WHEN digest IS NULL THEN 'gone'
            WHEN since = first_published_at THEN 'new'
            WHEN (CASE WHEN soonest THEN now_digest ELSE before_digest END) IS NULL THEN 'back'
            WHEN stage > (CASE WHEN soonest THEN now_stage ELSE before_stage END) THEN 'stage' ELSE 'changed' END,
        first_published_at, since, CASE WHEN digest IS NULL THEN since END, until, digest
    FROM ahead
),
wanted AS (
    SELECT t.kind, t.record_id, t.meeting_id, t.borough_id, t.committee_id, t.path, t.title, t.stage, t.came, t.first_published_at, t.changed_at,
        t.gone_at, t.until, t.digest, coalesce(k.reference, changes_reference(t.kind, t.named, t.record_id)) AS reference,
        t.kind <> 'meeting' AND w.meeting_id IS NOT NULL AS along
    FROM target t LEFT JOIN known k ON k.kind = t.kind AND k.record_id = t.record_id
    LEFT JOIN (SELECT meeting_id, changed_at FROM target WHERE kind = 'meeting' AND came <> 'changed') w
        ON w.meeting_id = t.meeting_id AND w.changed_at = t.changed_at
),
dropped AS (
    DELETE FROM changes_change c USING held h WHERE c.id = h.id AND NOT EXISTS (SELECT FROM wanted w WHERE w.kind = h.kind AND w.record_id = h.record_id
        AND ROW(w.*) IS NOT DISTINCT FROM ROW(h.kind, h.record_id, h.meeting_id, h.borough_id, h.committee_id, h.path, h.title, h.stage, h.came,
            h.first_published_at, h.changed_at, h.gone_at, h.until, h.digest, h.reference, h.along))
)
INSERT INTO changes_change (kind, record_id, meeting_id, borough_id, committee_id, path, title, stage, came, first_published_at, changed_at,
    gone_at, until, digest, reference, along)
SELECT w.* FROM wanted w WHERE NOT EXISTS (SELECT FROM held h WHERE w.kind = h.kind AND w.record_id = h.record_id
    AND ROW(w.*) IS NOT DISTINCT FROM ROW(h.kind, h.record_id, h.meeting_id, h.borough_id, h.committee_id, h.path, h.title, h.stage, h.came,
        h.first_published_at, h.changed_at, h.gone_at, h.until, h.digest, h.reference, h.along))
ORDER BY w.meeting_id, w.path, w.kind, w.changed_at
$$;
