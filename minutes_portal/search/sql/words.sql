-- How words get into the index. The same folding in Python is minutes_portal/search/folding.py; a test holds the two together.

-- Letters that have no accent to lose.
CREATE OR REPLACE FUNCTION search_unaccented(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN words !~ '[øØłŁđĐıħĦŧŦðÐßæÆœŒþÞ]' THEN words ELSE
    replace(replace(replace(replace(replace(replace(replace(
        translate(words, 'øØłŁđĐıħĦŧŦðÐ', 'oOlLdDihHtTdD'),
        'ß', 'ss'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th'), 'Þ', 'TH') END
$$;

-- Words of lower-case letters and digits with a space between. Most text has no letter that could have an accent, which
-- is cheaper to see than to take them off. One expression, so that the planner can put it in place of the call.
CREATE OR REPLACE FUNCTION search_folded(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT regexp_replace(regexp_replace(regexp_replace(
    lower(CASE WHEN words !~ '[\u00a8-\u02af\u02b9-\u1fff\u2070-\u20cf\u2100-\u218f\u2460-\u24ff\u3000-\U0010ffff]' THEN words
        ELSE search_unaccented(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f\u00ad]', '', 'g')) END),
    '[''‘’ʼ`]s(?![0-9a-z])', '', 'g'),
    '[''‘’ʼ`]', '', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2000-\u2bff\u3000-\u303f\ufe30-\uff0f]+', ' ', 'g')
$$;

-- The words of a text, stemmed, with this weight. PostgreSQL refuses a vector of more than 1 MB: what comes after the first
-- 200,000 characters of one passage is not found, which no paragraph and no page reaches.
CREATE OR REPLACE FUNCTION search_words(words text, weight "char") RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT setweight(to_tsvector('pg_catalog.english', left(search_folded(words), 200000)), weight)
$$;

-- References in a text as lexemes of one word each, marked with `=`: CE09/10-28, 112/23, CS12066 and CS 12066.
CREATE OR REPLACE FUNCTION search_references(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN words !~ '[0-9]{2}' THEN '{}' ELSE ARRAY(
    SELECT DISTINCT '=' || lower(regexp_replace(found[1], '[^0-9A-Za-z]', '', 'g'))
    FROM regexp_matches(words, '\m([A-Z]{1,4} ?[0-9]{2,}(?:[/.-][0-9A-Za-z]+)*|[0-9]+[A-Z]?(?:/[0-9A-Za-z]+)+)', 'g') found
    LIMIT 500) END
$$;

-- Printed references of an item as lexemes, marked with `=`.
CREATE OR REPLACE FUNCTION search_exactly(printed text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT ARRAY(SELECT '=' || replace(trim(search_folded(each)), ' ', '') FROM unnest(printed) each
    WHERE length(replace(trim(search_folded(each)), ' ', '')) BETWEEN 2 AND 200)
$$;

-- The words of names as they are, marked with `=`.
CREATE OR REPLACE FUNCTION search_names(names text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT ARRAY(SELECT '=' || word FROM unnest(names) each, regexp_split_to_table(trim(search_folded(each)), ' +') word WHERE word <> '')
$$;
