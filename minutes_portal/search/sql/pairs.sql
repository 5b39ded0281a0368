-- A phrase of two words that stand in very many passages, but seldom together, would make the index look at all passages
-- with both. So the pairs of such words are lexemes of their own: `<1>social care` where the two follow one another,
-- `<2>head servic` where a word stands between them. The mark begins no folded word, so no word and no prefix that a
-- reader types meets one. A vector holds a pair's lexeme exactly where its phrase matches.
--
-- Which words are common is a list (keeping.py chooses it when the index is made anew), and part of what every vector is
-- derived from: it changes together with the whole index only.
CREATE TABLE IF NOT EXISTS search_commonword (lexeme text PRIMARY KEY);

-- The vector with the pairs of these words. A pair takes 28 bytes at most (keeping.py: no longer words), and a vector has
-- places for 16,383 words, so it stays within the 1 MB that PostgreSQL allows.
CREATE OR REPLACE FUNCTION search_with_pairs(vector tsvector, common text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
WITH word AS MATERIALIZED (
    SELECT lexeme, place FROM unnest(ts_delete(vector, tsvector_to_array(ts_delete(vector, common)))), unnest(positions) place
)
SELECT vector || array_to_tsvector(ARRAY(
    SELECT DISTINCT '<' || next.place - word.place || '>' || word.lexeme || ' ' || next.lexeme
    FROM word JOIN word next ON next.place IN (word.place + 1, word.place + 2)
))
$$;
