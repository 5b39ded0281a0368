-- The index follows the record. Each statement that changes the record, whoever sends it, notes the results it touches;
-- at the end of the transaction their passages are derived anew, in that transaction, so that the index is public
-- at the same moment as the record, or not at all.

-- Notes what a statement touched. First argument: the columns that the index shows, so that an update of others costs
-- nothing more. Second: which results the changed rows belong to, as a SELECT from `changed`.
CREATE OR REPLACE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    shown text := TG_ARGV[0];
    changed text := CASE TG_OP
        WHEN 'INSERT' THEN format('SELECT %s FROM new_rows', shown)
        WHEN 'DELETE' THEN format('SELECT %s FROM old_rows', shown)
        ELSE format('(SELECT %1$s FROM new_rows EXCEPT SELECT %1$s FROM old_rows) UNION (SELECT %1$s FROM old_rows EXCEPT SELECT %1$s FROM new_rows)', shown) END;
    touched bigint;
BEGIN
    EXECUTE format('WITH changed AS MATERIALIZED (%s) INSERT INTO public.search_stale (result_id) SELECT DISTINCT touched.result FROM (%s) touched (result) WHERE touched.result IS NOT NULL', changed, TG_ARGV[1]);
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched > 0 THEN
        INSERT INTO public.search_due DEFAULT VALUES ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

-- A table of the record that is emptied at once touches everything.
CREATE OR REPLACE FUNCTION search_note_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.search_stale (result_id) SELECT DISTINCT result_id FROM public.search_passage;
    IF FOUND THEN
        INSERT INTO public.search_due DEFAULT VALUES ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

-- Brings the rows of these results in line with the record: what is still right is not touched.
CREATE OR REPLACE FUNCTION search_derive(results bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever waits for the index to be made anew looks at the list of common words (pairs.sql) only after that.
    LOCK TABLE search_passage IN ROW EXCLUSIVE MODE;
    WITH derived AS MATERIALIZED (
        SELECT * FROM search_derived(results, ARRAY(SELECT digest FROM search_passage WHERE result_id = ANY (results)))
    ),
    gone AS (
        DELETE FROM search_passage p WHERE p.result_id = ANY (results)
            AND NOT EXISTS (SELECT FROM derived d WHERE d.result_id = p.result_id AND d.digest = p.digest)
    )
    INSERT INTO search_passage SELECT nextval(pg_get_serial_sequence('search_passage', 'id')), d.* FROM derived d WHERE d.tsv IS NOT NULL;
END $$;

-- Derives what this transaction has touched. Two transactions that touch the same result take turns: each waits here for
-- the other's end and then sees what it did. The turns are 64, taken in order, so that nobody waits in a circle and a
-- load of any size holds no more locks than that. (A snapshot older than the turn would not see the other's work.)
CREATE OR REPLACE FUNCTION search_flush() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    turn integer;
    batch bigint[];
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'The record is changed in transactions of the level READ COMMITTED only: the search index could not follow it.';
    END IF;
    DELETE FROM search_due WHERE transaction = pg_current_xact_id();
    FOR turn IN SELECT DISTINCT (result_id & 63)::integer FROM search_stale WHERE transaction = pg_current_xact_id() ORDER BY 1 LOOP
        PERFORM pg_advisory_xact_lock(hashtext('search_passage'), turn);
    END LOOP;
    IF to_regclass('search_passage_next') IS NOT NULL THEN
        INSERT INTO search_changed SELECT DISTINCT result_id FROM search_stale WHERE transaction = pg_current_xact_id();
    END IF;
    FOR batch IN
        SELECT array_agg(result_id) FROM (
            SELECT result_id, row_number() OVER (ORDER BY result_id) / 500 AS part
            FROM (SELECT DISTINCT result_id FROM search_stale WHERE transaction = pg_current_xact_id()) touched
        ) parts GROUP BY part ORDER BY part
    LOOP
        PERFORM search_derive(batch);
        IF to_regclass('search_itemterms') IS NOT NULL THEN  -- it is not there yet while its migration is still to come
            PERFORM search_derive_terms(batch);
        END IF;
    END LOOP;
    DELETE FROM search_stale WHERE transaction = pg_current_xact_id();
    RETURN NULL;
END $$;

