-- What the triggers of the record write down while a transaction runs, and what references are made of: made once.

-- What a transaction that still runs has touched; and that it has touched something. No row ever outlives its
-- transaction, so nothing is lost with a crash.
CREATE UNLOGGED TABLE changes_stale (transaction xid8 NOT NULL DEFAULT pg_current_xact_id(), subject text NOT NULL, key bigint NOT NULL);
CREATE INDEX changes_stale_of_transaction ON changes_stale (transaction);
CREATE UNLOGGED TABLE changes_due (transaction xid8 PRIMARY KEY DEFAULT pg_current_xact_id());
-- What makes references of this site’s own.
CREATE TABLE changes_secret (secret uuid NOT NULL DEFAULT gen_random_uuid());
INSERT INTO changes_secret DEFAULT VALUES;
