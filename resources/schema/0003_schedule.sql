-- When the book syncs by itself, and what is kept of it.

-- A line of the log for every module that took part in a run.
CREATE TABLE run_module (
    run INTEGER NOT NULL REFERENCES run,
    module TEXT NOT NULL,
    flow TEXT NOT NULL,
    PRIMARY KEY (run, module)
) STRICT, WITHOUT ROWID;

-- Of the record's module; empty for records of before.
ALTER TABLE run_record ADD COLUMN module TEXT NOT NULL DEFAULT '';

CREATE INDEX run_started ON run(started_at);

-- Messages about automatic runs, each until something sends it.
CREATE TABLE notification (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run,
    queued_at INTEGER NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_at INTEGER
) STRICT;

CREATE INDEX notification_run ON notification(run);

-- Calls to Xero and what it sent us, by the hour (UTC) that begins at this instant.
CREATE TABLE call_hour (
    begins_at INTEGER PRIMARY KEY,
    calls INTEGER NOT NULL,
    bytes INTEGER NOT NULL
) STRICT;
