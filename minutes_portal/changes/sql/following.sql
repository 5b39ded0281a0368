-- The journal follows the record as the search index does (search/sql/following.sql): each statement that changes the record
-- notes which meetings, issues and notices it touches; at the end of the transaction their units are derived, in it.

-- What stands for a unit in feeds and interfaces, given once and kept, also when it is gone: it can neither be guessed from
-- an address nor does it count anything. `named` is the unit's first address. An address that had another unit before
-- gives its new one another reference.
CREATE OR REPLACE FUNCTION changes_reference(kind text, named text, record_id bigint) RETURNS uuid LANGUAGE plpgsql STABLE
SET enable_seqscan = off AS $$
DECLARE
    plain uuid := (SELECT md5(s.secret::text || kind || ' ' || named)::uuid FROM changes_secret s);
BEGIN
    IF EXISTS (SELECT FROM changes_change c WHERE c.reference = plain) THEN
        RETURN md5(plain::text || record_id)::uuid;
    END IF;
    RETURN plain;
END $$;

-- Notes what a statement touched. First argument: the columns that readers see something of, so that an update of others
-- costs nothing more. Second: what the changed rows belong to, as a SELECT of ('meeting' | 'issue' | 'notice', key) from `changed`.
CREATE OR REPLACE FUNCTION changes_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    shown text := TG_ARGV[0];
    changed text := CASE TG_OP
        WHEN 'INSERT' THEN format('SELECT %s FROM new_rows', shown)
        WHEN 'DELETE' THEN format('SELECT %s FROM old_rows', shown)
        ELSE format('(SELECT %1$s FROM new_rows EXCEPT SELECT %1$s FROM old_rows) UNION (SELECT %1$s FROM old_rows EXCEPT SELECT %1$s FROM new_rows)', shown) END;
    noted bigint;
BEGIN
    EXECUTE format('WITH changed AS MATERIALIZED (%s) INSERT INTO public.changes_stale (subject, key) SELECT DISTINCT touched.subject, touched.key FROM (%s) touched (subject, key) WHERE touched.key IS NOT NULL', changed, TG_ARGV[1]);
    GET DIAGNOSTICS noted = ROW_COUNT;
    IF noted > 0 THEN
        PERFORM changes_come_due();
    END IF;
    RETURN NULL;
END $$;

-- A table of the record that is emptied at once touches everything.
CREATE OR REPLACE FUNCTION changes_note_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.changes_stale (subject, key) SELECT DISTINCT 'meeting', meeting_id FROM public.changes_change WHERE meeting_id IS NOT NULL
        UNION SELECT kind, record_id FROM public.changes_change WHERE kind IN ('issue', 'notice');
    IF FOUND THEN
        PERFORM changes_come_due();
    END IF;
    RETURN NULL;
END $$;

-- The search index takes its turns first, in every transaction: else two of them could wait for each other.
CREATE OR REPLACE FUNCTION changes_come_due() RETURNS void LANGUAGE sql AS $$
    INSERT INTO public.search_due DEFAULT VALUES ON CONFLICT DO NOTHING;
    INSERT INTO public.changes_due DEFAULT VALUES ON CONFLICT DO NOTHING;
$$;

-- Waits until no other transaction derives what this one has noted of a subject; 64 turns of each, taken in order.
CREATE OR REPLACE FUNCTION changes_take_turns(taken text, above integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    turn integer;
BEGIN
    FOR turn IN SELECT DISTINCT (s.key & 63)::integer FROM changes_stale s WHERE s.transaction = pg_current_xact_id() AND s.subject = taken ORDER BY 1 LOOP
        PERFORM pg_advisory_xact_lock(hashtext('changes_change'), above + turn);
    END LOOP;
END $$;

-- Returns the moment from which readers see what this transaction has done: now, shortly before it ends. Until it has
-- ended, the second of that moment is marked with a lock that excludes nobody, so that readers of the journal can tell up to
-- which moment it is complete (completeness.py).
CREATE OR REPLACE FUNCTION changes_moment() RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('changes_moment'), extract(epoch FROM clock_timestamp() - '2020-01-01 00:00+00')::integer - 1);
    RETURN clock_timestamp();
END $$;

CREATE OR REPLACE FUNCTION changes_flush() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    batch bigint[];
    noted text;
    moment timestamptz;
    mode text := CASE WHEN current_setting('changes.as_recorded', TRUE) = 'on' THEN 'recorded' ELSE 'live' END;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'The record is changed in transactions of the level READ COMMITTED only: the journal of changes could not follow it.';
    END IF;
    DELETE FROM changes_due WHERE transaction = pg_current_xact_id();
    PERFORM changes_take_turns('meeting', 0);
    INSERT INTO changes_stale (subject, key) SELECT DISTINCT 'issue', x.issue_id FROM changes_stale s
        JOIN meetings_agendaitem i ON i.meeting_id = s.key JOIN decisions_issue_items x ON x.agendaitem_id = i.id
        WHERE s.transaction = pg_current_xact_id() AND s.subject = 'meeting';
    PERFORM changes_take_turns('issue', 64);
    PERFORM changes_take_turns('notice', 128);
    moment := changes_moment();
    FOR noted, batch IN
        SELECT subject, array_agg(key) FROM (
            SELECT subject, key, row_number() OVER (PARTITION BY subject ORDER BY key) / 50 AS part
            FROM (SELECT DISTINCT subject, key FROM changes_stale WHERE transaction = pg_current_xact_id()) touched
        ) parts GROUP BY subject, part ORDER BY CASE subject WHEN 'meeting' THEN 1 WHEN 'issue' THEN 2 ELSE 3 END, part
    LOOP
        PERFORM changes_derive(CASE noted WHEN 'meeting' THEN batch ELSE '{}' END, CASE noted WHEN 'issue' THEN batch ELSE '{}' END,
            CASE noted WHEN 'notice' THEN batch ELSE '{}' END, mode, moment);
    END LOOP;
    DELETE FROM changes_stale WHERE transaction = pg_current_xact_id();
    RETURN NULL;
END $$;

-- Derives the whole journal: 'recorded' for a record that was there before it, 'quiet' after a change of what counts as one.
CREATE OR REPLACE FUNCTION changes_derive_all(mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    batch bigint[];
    moment timestamptz := clock_timestamp();
BEGIN
    FOR batch IN SELECT array_agg(id) FROM (
        SELECT id, row_number() OVER (ORDER BY id) / 50 AS part FROM (SELECT id FROM meetings_meeting UNION SELECT meeting_id FROM changes_change) m) parts
        WHERE id IS NOT NULL GROUP BY part ORDER BY part LOOP
        PERFORM changes_derive(batch, '{}', '{}', mode, moment);
    END LOOP;
    PERFORM changes_derive('{}', ARRAY(SELECT id FROM decisions_issue UNION SELECT record_id FROM changes_change WHERE kind = 'issue'),
        ARRAY(SELECT id FROM decisions_planneddecision UNION SELECT record_id FROM changes_change WHERE kind = 'notice'), mode, moment);
END $$;
