-- What a person said of a bank line: done in Xero, or that a record there is or isn't its own.
CREATE TABLE line_decision (
    line INTEGER NOT NULL REFERENCES bank_line,
    saying TEXT NOT NULL CHECK (saying IN ('done', 'is', 'is-not')),
    xero_kind TEXT NOT NULL, -- that record; empty with done
    xero_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    PRIMARY KEY (line, saying, xero_kind, xero_id)
) STRICT, WITHOUT ROWID;

-- Of the bank account's own lines, and when all of it was judged.
ALTER TABLE preflight ADD COLUMN lines_safe INTEGER NOT NULL DEFAULT 0;

ALTER TABLE preflight ADD COLUMN lines_stop INTEGER NOT NULL DEFAULT 0;

ALTER TABLE preflight ADD COLUMN lines_not_checked INTEGER NOT NULL DEFAULT 0;

ALTER TABLE preflight ADD COLUMN lines_done INTEGER NOT NULL DEFAULT 0;

ALTER TABLE preflight ADD COLUMN statement_to TEXT;

ALTER TABLE preflight ADD COLUMN judged_at INTEGER;

-- Of a line that fits several records: those a person may choose from.
ALTER TABLE line_check ADD COLUMN choices TEXT NOT NULL DEFAULT '[]';

CREATE INDEX line_check_stop ON line_check(at_risk) WHERE verdict = 'stop';
