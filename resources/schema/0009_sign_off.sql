-- SPDX-License-Identifier: GPL-3.0-or-later
-- To the cent: balances as of a day, the control by Xero's own figures, sign-offs, and what the
-- difference came to day by day.

ALTER TABLE position ADD COLUMN unexplained INTEGER NOT NULL DEFAULT 0;

ALTER TABLE position ADD COLUMN last_moved TEXT CHECK (last_moved GLOB '????-??-??');

ALTER TABLE position ADD COLUMN stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1));

-- As of a day before its reversal an allocation still counted; one that a hand took back never did.
ALTER TABLE allocation ADD COLUMN removed_by INTEGER REFERENCES reversal;

UPDATE allocation
SET removed_by = (SELECT r.id FROM reversal r
    WHERE (r.of_kind = allocation.from_kind AND r.of_id = allocation.from_id)
        OR (r.of_kind IN ('invoice', 'bill') AND r.of_id = allocation.to_document)
    ORDER BY r.recorded_at, r.id LIMIT 1)
WHERE removed = 1 AND NOT EXISTS (SELECT 1 FROM journal j
    WHERE j.about_kind = 'allocation' AND j.about_id = allocation.id AND j.what GLOB 'allocation of * taken back');

CREATE INDEX bridge_line_of_cause ON bridge_line(cause, side, account);

-- The same as of one day (the value "as-of.day"): derived, and kept right with each change.
CREATE TABLE position_as_of (
    account INTEGER NOT NULL REFERENCES account,
    side TEXT NOT NULL CHECK (side IN ('receivable', 'payable')),
    currency TEXT NOT NULL,
    ledger INTEGER NOT NULL,
    xero INTEGER NOT NULL,
    outstanding_differs INTEGER NOT NULL,
    causes INTEGER NOT NULL,
    cause TEXT NOT NULL,
    differs INTEGER NOT NULL CHECK (differs IN (0, 1)),
    unexplained INTEGER NOT NULL,
    last_moved TEXT CHECK (last_moved GLOB '????-??-??'),
    stale INTEGER NOT NULL CHECK (stale IN (0, 1)),
    difference INTEGER AS (ledger - xero) VIRTUAL,
    PRIMARY KEY (account, side, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE bridge_line_as_of (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    side TEXT NOT NULL,
    cause TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    ledger_kind TEXT,
    ledger_id INTEGER,
    xero_kind TEXT,
    xero_id TEXT,
    label TEXT NOT NULL,
    date TEXT,
    remedy TEXT NOT NULL
) STRICT;

CREATE INDEX bridge_line_as_of_account ON bridge_line_as_of(account);

CREATE INDEX bridge_line_as_of_cause ON bridge_line_as_of(cause, side, account);

-- Xero's own balance of a contact where its documents here add up to another one. stale: found, and
-- the contact was not read again since.
CREATE TABLE control_difference (
    contact TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('receivable', 'payable')),
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    documents INTEGER NOT NULL,
    xero INTEGER NOT NULL,
    stale INTEGER NOT NULL CHECK (stale IN (0, 1)),
    PRIMARY KEY (contact, side)
) STRICT, WITHOUT ROWID;

-- The past of credits, for asking since when.
CREATE INDEX mirror_allocation_was ON mirror_allocation(credit, seen_from)
    WHERE seen_until IS NOT NULL;

CREATE INDEX mirror_allocation_id_was ON mirror_allocation(id) WHERE seen_until IS NOT NULL;

-- The next run compares anew.
DELETE FROM value WHERE name = 'control';

-- Sign-offs. prepared_at NULL: still being made.
CREATE TABLE sign_off (
    id INTEGER PRIMARY KEY,
    scope TEXT NOT NULL CHECK (scope IN ('account', 'set', 'book')),
    day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
    preparer TEXT NOT NULL CHECK (preparer <> ''),
    prepared_at INTEGER,
    note TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    reviewed_at INTEGER,
    review_note TEXT NOT NULL,
    currency TEXT NOT NULL,
    threshold INTEGER NOT NULL CHECK (threshold >= 0),
    seal TEXT NOT NULL,
    accounts INTEGER NOT NULL,
    xero_read_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_by TEXT NOT NULL,
    end_reason TEXT NOT NULL,
    replaced_by INTEGER REFERENCES sign_off
) STRICT;

CREATE TRIGGER sign_off_stays BEFORE UPDATE OF scope, day, preparer, note, threshold, seal, accounts,
    xero_read_at ON sign_off
WHEN OLD.prepared_at IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'what was signed off never changes');
END;

CREATE TRIGGER sign_off_keeps BEFORE DELETE ON sign_off WHEN OLD.prepared_at IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a sign-off is withdrawn, never deleted');
END;

-- The balances of one side in one currency: neither is ever added to another.
CREATE TABLE sign_off_sum (
    id INTEGER PRIMARY KEY,
    sign_off INTEGER NOT NULL REFERENCES sign_off,
    side TEXT NOT NULL CHECK (side IN ('receivable', 'payable')),
    currency TEXT NOT NULL,
    balances INTEGER NOT NULL,
    ledger INTEGER NOT NULL,
    xero INTEGER NOT NULL,
    unexplained INTEGER NOT NULL,
    UNIQUE (sign_off, side, currency)
) STRICT;

CREATE TRIGGER sign_off_sum_stays BEFORE UPDATE ON sign_off_sum BEGIN
    SELECT RAISE(ABORT, 'what was signed off never changes');
END;

CREATE TRIGGER sign_off_sum_comes_before BEFORE INSERT ON sign_off_sum
WHEN (SELECT prepared_at FROM sign_off WHERE id = NEW.sign_off) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'what was signed off never changes');
END;

CREATE TRIGGER sign_off_sum_keeps BEFORE DELETE ON sign_off_sum
WHEN (SELECT prepared_at FROM sign_off WHERE id = OLD.sign_off) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'what was signed off never changes');
END;

-- items: what both sides held, one line each (records/signoff.h), compressed.
CREATE TABLE sign_off_account (
    id INTEGER PRIMARY KEY,
    sign_off INTEGER NOT NULL REFERENCES sign_off,
    account INTEGER NOT NULL REFERENCES account,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('receivable', 'payable')),
    currency TEXT NOT NULL,
    ledger INTEGER NOT NULL,
    xero INTEGER NOT NULL,
    unexplained INTEGER NOT NULL,
    causes INTEGER NOT NULL,
    ledger_print TEXT NOT NULL,
    xero_print TEXT NOT NULL,
    items BLOB NOT NULL,
    UNIQUE (sign_off, account, side, currency)
) STRICT;

CREATE INDEX sign_off_account_account ON sign_off_account(account);

CREATE TRIGGER sign_off_account_stays BEFORE UPDATE ON sign_off_account BEGIN
    SELECT RAISE(ABORT, 'what was signed off never changes');
END;

CREATE TRIGGER sign_off_account_comes_before BEFORE INSERT ON sign_off_account
WHEN (SELECT prepared_at FROM sign_off WHERE id = NEW.sign_off) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'what was signed off never changes');
END;

CREATE TRIGGER sign_off_account_keeps BEFORE DELETE ON sign_off_account
WHEN (SELECT prepared_at FROM sign_off WHERE id = OLD.sign_off) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'what was signed off never changes');
END;

-- Of the bridge that it was signed with.
CREATE TABLE sign_off_line (
    id INTEGER PRIMARY KEY,
    sign_off INTEGER NOT NULL REFERENCES sign_off,
    account INTEGER NOT NULL REFERENCES account,
    side TEXT NOT NULL,
    cause TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    ledger_kind TEXT,
    ledger_id INTEGER,
    xero_kind TEXT,
    xero_id TEXT,
    label TEXT NOT NULL,
    date TEXT,
    remedy TEXT NOT NULL
) STRICT;

CREATE INDEX sign_off_line_of ON sign_off_line(sign_off, account);

-- Derived: the balances that are not as signed any more, and by how much. Any of them suspends it.
CREATE TABLE sign_off_change (
    sign_off INTEGER NOT NULL REFERENCES sign_off,
    account INTEGER NOT NULL REFERENCES account,
    side TEXT NOT NULL,
    currency TEXT NOT NULL,
    ledger INTEGER NOT NULL,
    xero INTEGER NOT NULL,
    records INTEGER NOT NULL,
    found_at INTEGER NOT NULL,
    PRIMARY KEY (sign_off, account, side, currency)
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_off_change_account ON sign_off_change(account);

CREATE INDEX sign_off_change_found ON sign_off_change(sign_off, found_at);

CREATE TABLE sign_off_event (
    id INTEGER PRIMARY KEY,
    sign_off INTEGER NOT NULL REFERENCES sign_off,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL
) STRICT;

CREATE INDEX sign_off_event_of ON sign_off_event(sign_off);

CREATE TRIGGER sign_off_event_stays BEFORE UPDATE ON sign_off_event BEGIN
    SELECT RAISE(ABORT, 'the history of a sign-off is append-only');
END;

-- How the book stood at the end of each day on which something was done.
CREATE TABLE balance_day (
    day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
    side TEXT NOT NULL CHECK (side IN ('receivable', 'payable')),
    currency TEXT NOT NULL,
    ledger INTEGER NOT NULL,
    xero INTEGER NOT NULL,
    unexplained INTEGER NOT NULL,
    differing INTEGER NOT NULL,
    held_up INTEGER NOT NULL,
    PRIMARY KEY (day, side, currency)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO dirty (account) SELECT id FROM account;
