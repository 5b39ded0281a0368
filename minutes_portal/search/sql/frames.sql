-- The vector of a passage. Its own words come first: resolutions B, minutes and purposes C, papers D. Then, each behind a
-- bar, so that no phrase runs on from one into the other, the *frame* that all passages of a result share: the title of its
-- item and its printed references, A; its topics and the people named, D. So a question may mix words of the title and
-- of the paragraph.
--
-- Lexemes with a mark that no word can have: `=` references and names as they are; `$` words of the title, on the item's
-- own row only; `#` what filters ask for, where a column and its index would not do: topic (t), borough and topic (b…t…),
-- topic and year (t…y…), person (p), outcome (o).
CREATE OR REPLACE FUNCTION search_frame(
    title text, printed text[], beside text, names text[], borough_id integer, date date, topic_ids integer[], person_ids integer[], outcomes text[]
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT '''|'':1'::tsvector || search_words(title, 'A') || search_words(array_to_string(printed, ' '), 'A')
    || '''|'':1'::tsvector || search_words(beside, 'D')
    || array_to_tsvector(search_references(title) || search_exactly(printed) || search_names(names)
        || ARRAY(SELECT unnest(ARRAY['#t' || topic, '#b' || borough_id || 't' || topic, '#t' || topic || 'y' || extract(year FROM date)]) FROM unnest(topic_ids) topic)
        || ARRAY(SELECT '#p' || person FROM unnest(person_ids) person) || ARRAY(SELECT '#o' || outcome FROM unnest(outcomes) outcome))
$$;

CREATE OR REPLACE FUNCTION search_vector(kind text, own text, paper text, title text, frame tsvector) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE kind
    WHEN 'resolution' THEN search_words(own, 'B')
    WHEN 'document' THEN search_words(own, 'D') || '''|'':1'::tsvector || search_words(paper, 'D')
    WHEN 'title' THEN search_words(own, 'C') || array_to_tsvector(ARRAY(SELECT '$' || unnest(tsvector_to_array(search_words(title, 'A')))))
    ELSE search_words(own, 'C') END
    || frame || CASE WHEN own ~ '[0-9]{2}' THEN array_to_tsvector(search_references(own)) ELSE '' END
$$;
