-- What an item is about, in some dozens of terms: stemmed words, and pairs of words that follow one another. Derived from
-- the item's passages and nothing else, so it holds what they hold, for the same time: a row for each stage.
--
-- A term counts for more where it is in the title or in a resolution, where it is repeated, and where it is a pair; how much
-- is its weight, A to D. Nothing of a matter is said by common words (pairs.sql), by those in which all minutes are written,
-- by names of people, by numbers, or by words of two letters.
CREATE OR REPLACE FUNCTION search_terms(items bigint[]) RETURNS TABLE (
    item_id bigint, borough_id integer, date date, decided boolean, visible_from timestamptz, visible_until timestamptz, terms tsvector
) LANGUAGE sql STABLE AS $$
WITH passage AS (
    SELECT p.id, p.item_id, p.borough_id, p.date, p.outcomes, p.kind, p.visible_from, p.visible_until, p.tsv
    FROM search_passage p WHERE p.result_id = ANY (items) AND p.item_id IS NOT NULL AND NOT p.procedural AND p.kind <> 'document'
),
-- The words of a passage itself: those of its frame (frames.sql) count once, with the title.
lexeme AS (
    SELECT id, item_id, visible_from, CASE kind WHEN 'title' THEN '{A,C}' WHEN 'resolution' THEN '{B}' ELSE '{C}' END::text[] AS own,
        (entry).lexeme, (entry).positions, (entry).weights
    FROM (SELECT passage.*, unnest(tsv) AS entry FROM passage) each
),
word AS (
    SELECT id, item_id, visible_from, lexeme, place, weight, lexeme <> ALL ('{advis,agenda,agre,also,answer,approv,ask,author,borough,cabinet,cent,chair,cllr,committe,consid,could,council,councillor,director,eight,explain,five,four,hear,item,meet,member,million,minut,month,move,need,next,nine,note,offic,one,per,propos,question,receiv,recommend,report,resolv,said,say,scrutini,second,seven,six,ten,thank,thousand,three,told,two,week,whether,would,year}'::text[]) AS tells,
        CASE WHEN lexeme = ANY ('{alderman,cllr,councillor,dame,miss,mrs,sir}') THEN place END AS addresses_at
    FROM (
        SELECT id, item_id, visible_from, own, lexeme, unnest(positions) AS place, unnest(weights) AS weight
        FROM lexeme WHERE lexeme COLLATE "C" BETWEEN 'a' AND 'zz' AND length(lexeme) BETWEEN 3 AND 40
    ) each WHERE weight = ANY (own)
),
-- The word that follows, if it stands next to it; a name is what follows a form of address.
follow AS (
    SELECT item_id, visible_from, lexeme, weight, CASE WHEN lead(place) OVER inside = place + 1 THEN lead(CASE WHEN tells THEN lexeme END) OVER inside END AS next,
        tells AND place - coalesce(lag(addresses_at) OVER inside, -9) > 2 AND place - coalesce(lag(addresses_at, 2) OVER inside, -9) > 2 AS tells
    FROM word WINDOW inside AS (PARTITION BY id ORDER BY place)
),
named AS (
    SELECT p.item_id, tsvector_to_array(to_tsvector('pg_catalog.english', string_agg(substr(w, 2), ' '))) AS words FROM passage p, unnest(tsvector_to_array(p.tsv)) w WHERE w ~ '^=[a-z]+$' GROUP BY p.item_id
),
each AS (
    SELECT item_id, visible_from, lexeme AS term, '' AS other, weight FROM follow
    WHERE tells AND lexeme NOT IN (SELECT c.lexeme FROM search_commonword c)
    UNION ALL
    SELECT item_id, visible_from, lexeme, next, weight FROM follow WHERE tells AND next <> lexeme
),
term AS (
    SELECT e.item_id, e.visible_from, concat_ws(' ', term, nullif(other, '')) AS term, (1 + ln(count(*)))
        * CASE WHEN bool_or(weight = 'A') THEN 2 WHEN bool_or(weight = 'B') THEN 1.4 ELSE 1 END * CASE other WHEN '' THEN 1 ELSE 1.5 END AS strength
    FROM each e LEFT JOIN named n ON n.item_id = e.item_id
    WHERE n.item_id IS NULL OR NOT (term = ANY (n.words) OR other = ANY (n.words))
    GROUP BY e.item_id, e.visible_from, term, other
    HAVING other = '' OR count(*) > 1 OR bool_or(weight IN ('A', 'B'))
),
telling AS (
    SELECT item_id, visible_from, string_agg(format('%L:1%s', term, CASE WHEN strength >= 4 THEN 'A' WHEN strength >= 2.5 THEN 'B' WHEN strength >= 1.6 THEN 'C' ELSE 'D' END), ' ')::tsvector AS terms
    FROM (SELECT *, row_number() OVER (PARTITION BY item_id, visible_from ORDER BY strength DESC, term) AS place FROM term) ranked
    WHERE place <= 40 GROUP BY item_id, visible_from
)
SELECT t.item_id, head.borough_id, head.date, head.outcomes <> '{}', t.visible_from, head.visible_until, t.terms
FROM telling t JOIN passage head ON head.item_id = t.item_id AND head.visible_from = t.visible_from AND head.kind = 'title'
$$;

-- Brings the rows of these items in line with their passages: what is still right is not touched.
CREATE OR REPLACE FUNCTION search_derive_terms(items bigint[]) RETURNS void LANGUAGE sql AS $$
WITH derived AS MATERIALIZED (SELECT * FROM search_terms(items)),
gone AS (
    DELETE FROM search_itemterms k WHERE k.item_id = ANY (items)
        AND NOT EXISTS (SELECT FROM derived d WHERE d.item_id = k.item_id AND d.visible_from = k.visible_from)
)
INSERT INTO search_itemterms AS k (item_id, borough_id, date, decided, visible_from, visible_until, terms) SELECT * FROM derived
ON CONFLICT (item_id, visible_from) DO UPDATE SET (borough_id, date, decided, visible_until, terms) =
    (excluded.borough_id, excluded.date, excluded.decided, excluded.visible_until, excluded.terms)
WHERE (k.borough_id, k.date, k.decided, k.visible_until, k.terms)
    IS DISTINCT FROM (excluded.borough_id, excluded.date, excluded.decided, excluded.visible_until, excluded.terms)
$$;
