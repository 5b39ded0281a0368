-- What other boroughs decided on the matter of an item: those whose items share most of its telling terms (terms.sql), at most
-- two of a borough, five in all, as one JSON value. A part of the query for
-- the item itself (others.py, which puts its key in place of {item}), read as the public role.
--
-- What a term weighs: how much of the item it tells, times how rare it is in the five hundred newest items. The sixteen weightiest are
-- compared; where there are many items they are collected by the rarest of these, so that some thousands of rows are looked at, not all.
WITH me AS MATERIALIZED (SELECT borough_id, terms FROM search_itemterms WHERE item_id = {item}),
mine AS MATERIALIZED (
    SELECT lexeme, CASE weights[1] WHEN 'A' THEN 1 WHEN 'B' THEN 0.7 WHEN 'C' THEN 0.4 ELSE 0.2 END AS strength FROM me, unnest(me.terms)
),
newest AS MATERIALIZED (
    SELECT terms FROM search_itemterms WHERE EXISTS (SELECT FROM me) ORDER BY date DESC, item_id DESC LIMIT 500
),
seen AS (
    SELECT lexeme, count(*) AS seen FROM newest, unnest(tsvector_to_array(newest.terms)) lexeme
    WHERE lexeme IN (SELECT lexeme FROM mine) GROUP BY lexeme
),
weighed AS (
    SELECT lexeme, strength, coalesce(seen, 0) AS seen, held, strength * ln(greatest(held, 200) / (coalesce(seen, 0) + 1.0)) AS weight
    FROM mine LEFT JOIN seen USING (lexeme) CROSS JOIN (SELECT count(*) AS held FROM newest) n
    ORDER BY weight DESC, lexeme LIMIT 16
),
chosen AS MATERIALIZED (
    SELECT lexeme, weight, quote_literal(lexeme)::tsquery AS asked, sum(weight * strength) OVER () AS most,
        sum(seen) OVER (ORDER BY seen, weight DESC, lexeme) <= 10 OR (SELECT count(*) < 4000 FROM (SELECT FROM search_itemterms LIMIT 4000) few) AS collects
    FROM weighed WHERE weight > 0
),
near AS (
    SELECT t.item_id, t.borough_id, t.date, t.terms
    FROM search_itemterms t, LATERAL (SELECT sum(weight) AS score FROM chosen WHERE t.terms @@ chosen.asked) s
    WHERE t.terms @@ (SELECT string_agg(asked::text, ' | ')::tsquery FROM chosen WHERE collects)
        AND t.decided AND t.borough_id <> (SELECT borough_id FROM me)
    ORDER BY score DESC, t.date DESC, t.item_id DESC LIMIT 30
),
alike AS (
    SELECT n.item_id, n.date, s.score, s.shared, row_number() OVER (PARTITION BY n.borough_id ORDER BY score DESC, date DESC, item_id DESC) AS place
    FROM near n, LATERAL (
        SELECT sum(part) AS score, max(most) AS most, array_agg(lexeme ORDER BY part DESC, lexeme) AS shared FROM (
            SELECT lexeme, most, weight * CASE weights[1] WHEN 'A' THEN 1 WHEN 'B' THEN 0.7 WHEN 'C' THEN 0.4 ELSE 0.2 END AS part
            FROM chosen JOIN unnest(n.terms) USING (lexeme)) parts
    ) s
    -- One word in common, or little of what the item is about, is no likeness (docs/decisions/0016-others-decided.md).
    WHERE s.score >= 4 AND s.score >= 0.2 * s.most AND cardinality(s.shared) > 1
)
SELECT jsonb_agg(jsonb_build_object(
    'shared', shared, 'borough', borough.slug, 'borough_name', borough.name, 'accent', borough.accent, 'committee', committee.slug, 'committee_name', committee.name,
    'date', line.date, 'sitting', line.sitting, 'item', line.item_slug, 'number', line.number, 'minute_number', line.minute_number, 'title', line.title,
    'cue', line.cue, 'wording', line.wording, 'outcomes', line.all_outcomes,
    'limbs', ARRAY(SELECT wording FROM decisions_resolution WHERE parent_id = line.id AND NOT exempt ORDER BY "order" LIMIT 3)
) ORDER BY score DESC, alike.date DESC, alike.item_id DESC)
FROM (SELECT * FROM alike WHERE place <= 2 ORDER BY score DESC, date DESC, item_id DESC LIMIT 5) alike,
LATERAL (
    SELECT *, ARRAY(SELECT outcome FROM decisions_registered r, unnest(r.outcomes) outcome WHERE r.item_id = alike.item_id GROUP BY outcome ORDER BY min(r.ordinal), outcome) AS all_outcomes
    FROM decisions_registered WHERE item_id = alike.item_id
    ORDER BY outcomes <@ '{noted,received,discussed only}', ordinal LIMIT 1
) line
JOIN meetings_committee committee ON committee.id = line.committee_id JOIN meetings_borough borough ON borough.id = committee.borough_id
