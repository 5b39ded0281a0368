-- The rows of these results as the table keeps them (its columns, without the key). A row whose digest is known already comes
-- without its vector, which is what costs. common: the words whose pairs are lexemes, where it is not those of the index in use.
CREATE OR REPLACE FUNCTION search_derived(results bigint[], known uuid[] DEFAULT '{}', common text[] DEFAULT NULL) RETURNS TABLE (
    result_id bigint, item_id bigint, meeting_id bigint, borough_id integer, committee_id integer, date date,
    topic_ids integer[], person_ids integer[], outcomes text[], procedural boolean,
    kind text, "position" integer, anchor text, parts bigint[], document_id bigint, page integer,
    visible_from timestamptz, visible_until timestamptz, sample smallint, digest uuid, tsv tsvector
) LANGUAGE sql STABLE AS $$
SELECT s.result_id, s.item_id, s.meeting_id, s.borough_id, s.committee_id, s.date, s.topic_ids, s.person_ids, s.outcomes, s.procedural,
    s.kind, s."position", s.anchor, s.parts, s.document_id, s.page, s.visible_from, s.visible_until,
    (hashint8(s.result_id) & 1023)::smallint, s.digest,
    CASE WHEN k IS NULL THEN search_with_pairs(search_vector(s.kind, s.own, s.paper, s.title, s.frame), c.words) END
FROM search_source(results) s LEFT JOIN unnest(known) k ON k = s.digest
CROSS JOIN (SELECT coalesce(common, ARRAY(SELECT lexeme FROM search_commonword)) AS words) c
$$;

-- How a table of passages is kept: the planner knows many words, and hears soon of what has come.
CREATE OR REPLACE FUNCTION search_tune(passages regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ALTER tsv SET STATISTICS 1000', passages);
    EXECUTE format('ALTER TABLE %s SET (autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05)', passages);
END $$;
