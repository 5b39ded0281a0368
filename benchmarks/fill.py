"""Fills a database with many invented items, quickly: whole tables by one statement each."""

from django.db import connection

from meetings.models import AgendaItem, Borough, Topic
from minutes_portal.database.statistics import refresh_statistics

BOROUGHS, COMMITTEES_EACH, ITEMS_A_MEETING, POINTS_AN_ITEM = 10, 8, 10, 10
WORDS = (
    "council members care report library housing budget officers school transport residents road park health waste "
    "planning review committee service cost year ward street tenant pupil clinic recycling parking grant plan"
)

STATEMENTS = """
INSERT INTO meetings_borough (name, slug, council_name, about, website, contact_name, contact_email, accent, call_in_days)
SELECT 'Bench ' || n, 'bench-' || n, 'Bench ' || n || ' Council', '', '', '', '', '', 5 FROM generate_series(1, {boroughs}) n;

INSERT INTO meetings_committee (borough_id, name, slug, kind, remit)
SELECT b.id, 'Committee ' || n, 'committee-' || n, 'scrutiny', '' FROM meetings_borough b, generate_series(1, {committees}) n
WHERE b.slug LIKE 'bench-%';

INSERT INTO meetings_meeting (committee_id, date, sitting, venue, status, status_note, webcast_url, agenda_published_at,
    decisions_published_at, minutes_published_at, approval_note, withdrawn_reason, withdrawn_notice)
SELECT c.id, date '2005-01-01' + n * 9, 1, 'Town Hall', 'held', '', '', t, t, CASE WHEN n % 50 <> 0 THEN t END, '', '', ''
FROM (SELECT id, row_number() OVER (ORDER BY id) r FROM meetings_committee WHERE slug LIKE 'committee-%') c,
    generate_series(1, {meetings} / ({boroughs} * {committees}) + 1) n, (SELECT timestamptz '2005-01-01 09:00Z' t) moment;

INSERT INTO meetings_agendaitem (meeting_id, "order", number, minute_number, slug, title, purpose, procedural, report_reference,
    forward_plan_reference, wards, particulars, exempt, exempt_regime, exempt_part, exempt_paragraphs, exempt_reason, public_summary,
    withdrawn_reason, withdrawn_notice)
SELECT m.id, n, n::text, '', n::text, initcap(w[1 + (m.id * 7 + n) % 28] || ' ' || w[1 + (m.id * 3 + n * 5) % 28] || ' review'), '',
    n = 1, '', '', '', '{{}}', n = 10 AND m.id % 10 = 0, CASE WHEN n = 10 AND m.id % 10 = 0 THEN 'england' ELSE '' END, '',
    CASE WHEN n = 10 AND m.id % 10 = 0 THEN '{{3}}'::smallint[] ELSE '{{}}' END, '', '', '', ''
FROM meetings_meeting m, generate_series(1, {items_each}) n, (SELECT string_to_array('{words}', ' ') w) words;

INSERT INTO meetings_agendaitem_topics (agendaitem_id, topic_id)
SELECT i.id, t.id FROM meetings_agendaitem i
JOIN (SELECT id, row_number() OVER (ORDER BY id) r, count(*) OVER () c FROM meetings_topic) t ON i.id % t.c = t.r - 1;

INSERT INTO meetings_minutepoint (item_id, "order", anchor, number, mark, level, kind, text, exempt, exempt_regime, exempt_part,
    exempt_paragraphs, exempt_reason, public_summary)
SELECT i.id, n, i.number || '.' || n, i.number || '.' || n, i.number || '.' || n, 0, 'paragraph',
    (SELECT string_agg(w[1 + floor(28 * power(random(), 2))::int + 0 * k], ' ')
        FROM generate_series(1, 40 + (i.id + n)::int % 50) k)
    || ' w' || (i.id * 10 + n) % 50000, false, '', '', '{{}}', '', ''
FROM meetings_agendaitem i, generate_series(1, {points_each}) n, (SELECT string_to_array('{words}', ' ') w) words;

INSERT INTO decisions_resolution (item_id, "order", ordinal, number, mark, cue, wording, notice_wording, outcomes, mover, seconder,
    addressee, forwarded_to, report_back, exempt, exempt_regime, exempt_part, exempt_paragraphs, exempt_reason, public_summary)
SELECT i.id, 99, 1, '', '', 'RESOLVED:', 'That the ' || lower(i.title) || ' be ' || o || '.', '', ARRAY[o], '', '', '', '', false,
    false, '', '', '{{}}', '', ''
FROM meetings_agendaitem i, LATERAL (SELECT (ARRAY['noted', 'approved', 'agreed', 'recommended', 'referred', 'deferred'])[1 + i.id % 6] o) x
WHERE i.id % 2 = 0;
"""


def fill(items: int) -> None:
    """Fill an empty database with about `items` agenda items; a filled one is left as it is."""
    if AgendaItem.objects.count() >= items:
        return
    if Borough.objects.exists():
        raise SystemExit(
            "The benchmark's database holds fewer items: remove var/postgres-bench and start again."
        )
    Topic.objects.get_or_create(slug="housing", defaults={"name": "Housing"})
    sizes: dict[str, object] = {
        "boroughs": BOROUGHS,
        "committees": COMMITTEES_EACH,
        "meetings": items // ITEMS_A_MEETING,
        "items_each": ITEMS_A_MEETING,
        "points_each": POINTS_AN_ITEM,
        "words": WORDS,
    }
    with connection.cursor() as cursor:
        for statement in filter(None, map(str.strip, STATEMENTS.split(";\n"))):
            filled = statement.format(**sizes)
            print(f"filling: {filled[:60].splitlines()[0]} …", flush=True)
            cursor.execute(filled)
    refresh_statistics()
