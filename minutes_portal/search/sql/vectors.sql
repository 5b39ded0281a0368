-- The vector of a passage. Its own words come first: resolutions B, minutes and purposes C, papers D. Then, each behind a
-- bar, so that no phrase runs on from one into the other: the title of its item and its printed references, A; its topics
-- and the people named, D. So a question may mix words of the title and of the paragraph.
--
-- Lexemes with a mark that no word can have: `=` references and names as they are; `$` words of the title, on the item's
-- own row only; `#` what filters ask for, where a column and its index would not do: topic (t), borough and topic (b…t…),
-- topic and year (t…y…), person (p), outcome (o).
CREATE OR REPLACE FUNCTION search_vector(
    kind text, own text, title text, printed text[], beside text, names text[],
    borough_id integer, date date, topic_ids integer[], person_ids integer[], outcomes text[]
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT search_words(own, CASE kind WHEN 'resolution' THEN 'B' WHEN 'document' THEN 'D' ELSE 'C' END::"char")
    || '''|'':1'::tsvector || search_words(title, 'A') || search_words(array_to_string(printed, ' '), 'A')
    || '''|'':1'::tsvector || search_words(beside, 'D')
    || array_to_tsvector(ARRAY(
        SELECT unnest(search_references(own)) UNION SELECT unnest(search_references(title)) UNION SELECT unnest(search_exactly(printed))
        UNION SELECT '=' || word FROM unnest(names) each, regexp_split_to_table(trim(search_folded(each)), ' +') word WHERE word <> ''
        UNION SELECT '$' || unnest(tsvector_to_array(search_words(title, 'A'))) WHERE kind = 'title'
        UNION SELECT '#t' || topic FROM unnest(topic_ids) topic
        UNION SELECT '#b' || borough_id || 't' || topic FROM unnest(topic_ids) topic
        UNION SELECT '#t' || topic || 'y' || extract(year FROM date) FROM unnest(topic_ids) topic
        UNION SELECT '#p' || person FROM unnest(person_ids) person
        UNION SELECT '#o' || outcome FROM unnest(outcomes) outcome))
$$;

-- The rows of these results as the table keeps them (its columns, without the key). A row whose digest is known already comes
-- without its vector, which is what costs.
CREATE OR REPLACE FUNCTION search_derived(results bigint[], known uuid[] DEFAULT '{}') RETURNS TABLE (
    result_id bigint, item_id bigint, meeting_id bigint, borough_id integer, committee_id integer, date date,
    topic_ids integer[], person_ids integer[], outcomes text[], procedural boolean,
    kind text, "position" integer, anchor text, parts bigint[], document_id bigint, page integer,
    visible_from timestamptz, visible_until timestamptz, sample smallint, digest uuid, tsv tsvector
) LANGUAGE sql STABLE AS $$
SELECT s.result_id, s.item_id, s.meeting_id, s.borough_id, s.committee_id, s.date, s.topic_ids, s.person_ids, s.outcomes, s.procedural,
    s.kind, s."position", s.anchor, s.parts, s.document_id, s.page, s.visible_from, s.visible_until,
    (hashint8(s.result_id) & 1023)::smallint, s.digest,
    CASE WHEN k IS NULL THEN search_vector(s.kind, s.own, s.title, s.printed, s.beside, s.names, s.borough_id, s.date, s.topic_ids, s.person_ids, s.outcomes) END
FROM search_source(results) s LEFT JOIN unnest(known) k ON k = s.digest
$$;

-- How a table of passages is kept: the planner knows many words, and hears soon of what has come.
CREATE OR REPLACE FUNCTION search_tune(passages regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ALTER tsv SET STATISTICS 1000', passages);
    EXECUTE format('ALTER TABLE %s SET (autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05)', passages);
END $$;
