-- When readers see what of these units: one row for each state, in which the unit says one thing (or, without a digest,
-- nothing any more), from the moment at which it came. The times are those of the record; what lies ahead is in it too.
CREATE OR REPLACE FUNCTION changes_timeline(meetings bigint[], issues bigint[], notices bigint[]) RETURNS TABLE (
    kind text, record_id bigint, meeting_id bigint, borough_id bigint, committee_id bigint, path text, named text, title text,
    stage integer, since timestamptz, until timestamptz, digest uuid
) LANGUAGE sql STABLE ROWS 10000 AS $$
WITH part AS MATERIALIZED (
    SELECT * FROM (SELECT * FROM changes_parts_of_meetings(meetings) UNION ALL SELECT * FROM changes_parts_of_others(issues, notices)) p
    WHERE p.since IS NOT NULL AND (p.until IS NULL OR p.until > p.since)
),
unit AS (
    SELECT p.kind, p.record_id, max(p.meeting_id) AS meeting_id, max(p.borough_id) AS borough_id, max(p.committee_id) AS committee_id,
        max(p.path) AS path, max(p.named) AS named, max(p.title) AS title
    FROM part p GROUP BY p.kind, p.record_id HAVING max(p.path) IS NOT NULL
),
moment AS (
    SELECT p.kind, p.record_id, p.since AS at FROM part p WHERE isfinite(p.since)
    UNION SELECT p.kind, p.record_id, p.until FROM part p WHERE p.until IS NOT NULL
),
state AS (
    SELECT m.kind, m.record_id, m.at, max(p.stage) AS stage,
        CASE WHEN bool_or(p.shows) THEN md5(string_agg(p.content, '' ORDER BY p.stage, p.content))::uuid END AS digest
    FROM moment m LEFT JOIN part p ON p.kind = m.kind AND p.record_id = m.record_id AND p.since <= m.at AND (p.until IS NULL OR p.until > m.at)
    GROUP BY m.kind, m.record_id, m.at
),
told AS (
    SELECT s.*, lag(s.digest) OVER (PARTITION BY s.kind, s.record_id ORDER BY s.at) AS before FROM state s
)
SELECT u.kind, u.record_id, u.meeting_id, u.borough_id, u.committee_id, u.path, u.named, u.title, t.stage, t.at,
    lead(t.at) OVER (PARTITION BY u.kind, u.record_id ORDER BY t.at), t.digest
FROM told t JOIN unit u ON u.kind = t.kind AND u.record_id = t.record_id WHERE t.digest IS DISTINCT FROM t.before
$$;
