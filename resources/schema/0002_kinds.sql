-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everything that flows: what is taken back in Xero, contacts that are kept up to date, reversals that
-- both sides must show, refunds that wait for Xero.

-- A CHECK can't be widened, so the outbox is written anew; what names it steps aside meanwhile.
CREATE TABLE batch_operation_kept AS SELECT batch, position, operation FROM batch_operation;

DROP TABLE batch_operation;

CREATE TABLE operation_wide (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('remove-allocation', 'delete-payment', 'void-document',
        'refund-credit', 'create-contact', 'update-contact', 'create-item', 'create-invoice',
        'create-credit-note', 'create-bill', 'create-overpayment', 'create-payment',
        'create-allocation')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'sending', 'unknown', 'confirmed',
        'refused', 'parked', 'set-aside', 'cancelled')),
    subject_kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL CHECK (subject_id > 0),
    account INTEGER REFERENCES account,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    label TEXT NOT NULL,
    cause TEXT NOT NULL,
    cause_arguments TEXT NOT NULL,
    cause_raw TEXT NOT NULL,
    generation INTEGER NOT NULL CHECK (generation > 0),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    negative_probes INTEGER NOT NULL CHECK (negative_probes >= 0),
    created_at INTEGER,
    changed_at INTEGER,
    not_before INTEGER,
    last_negative_probe INTEGER,
    last_attempt_end INTEGER,
    xero_id TEXT,
    batch TEXT NOT NULL,
    rank INTEGER AS (CASE kind
        WHEN 'remove-allocation' THEN -4
        WHEN 'delete-payment' THEN -3
        WHEN 'void-document' THEN -2
        WHEN 'refund-credit' THEN -1
        WHEN 'create-contact' THEN 0
        WHEN 'update-contact' THEN 1
        WHEN 'create-item' THEN 1
        WHEN 'create-invoice' THEN 2
        WHEN 'create-credit-note' THEN 3
        WHEN 'create-bill' THEN 4
        WHEN 'create-overpayment' THEN 5
        WHEN 'create-payment' THEN 6
        ELSE 7 END) VIRTUAL
) STRICT;

INSERT INTO operation_wide (id, kind, state, subject_kind, subject_id, account, currency, amount, label,
    cause, cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
    not_before, last_negative_probe, last_attempt_end, xero_id, batch)
SELECT id, kind, state, subject_kind, subject_id, account, currency, amount, label,
    cause, cause_arguments, cause_raw, generation, attempts, negative_probes, created_at, changed_at,
    not_before, last_negative_probe, last_attempt_end, xero_id, batch
FROM operation;

DROP TABLE operation;

ALTER TABLE operation_wide RENAME TO operation;

CREATE UNIQUE INDEX operation_once ON operation(subject_id, subject_kind, kind)
    WHERE state <> 'cancelled';

-- One payment goes to Xero in one way only.
CREATE UNIQUE INDEX operation_money_once ON operation(subject_id)
    WHERE state <> 'cancelled' AND kind IN ('create-overpayment', 'create-payment');

CREATE INDEX operation_subject ON operation(subject_id, subject_kind);

CREATE INDEX operation_state ON operation(state, account, rank, id);

CREATE INDEX operation_account ON operation(account);

CREATE INDEX operation_due ON operation(not_before)
    WHERE state NOT IN ('confirmed', 'cancelled') AND not_before IS NOT NULL;

CREATE INDEX operation_changed ON operation(changed_at) WHERE state = 'confirmed';

CREATE TRIGGER operation_confirmed_stays BEFORE UPDATE OF state ON operation
WHEN OLD.state = 'confirmed' AND NEW.state NOT IN ('confirmed', 'cancelled')
    AND OLD.kind <> 'update-contact' BEGIN
    SELECT RAISE(ABORT, 'a confirmed operation never goes back');
END;

CREATE TRIGGER operation_sends_from_waiting BEFORE UPDATE OF state ON operation
WHEN NEW.state = 'sending' AND OLD.state NOT IN ('waiting', 'unknown', 'sending') BEGIN
    SELECT RAISE(ABORT, 'only what waits or was looked up is sent');
END;

CREATE TRIGGER operation_on_the_wire_stays BEFORE UPDATE OF state ON operation
WHEN OLD.state IN ('sending', 'unknown') AND NEW.state = 'cancelled' BEGIN
    SELECT RAISE(ABORT, 'what may be in Xero is not cancelled');
END;

CREATE TRIGGER operation_keeps BEFORE DELETE ON operation BEGIN
    SELECT RAISE(ABORT, 'operations are cancelled, never deleted');
END;

CREATE TABLE batch_operation (
    batch TEXT NOT NULL REFERENCES batch,
    position INTEGER NOT NULL,
    operation INTEGER NOT NULL REFERENCES operation,
    PRIMARY KEY (batch, position)
) STRICT, WITHOUT ROWID;

INSERT INTO batch_operation (batch, position, operation)
SELECT batch, position, operation FROM batch_operation_kept;

DROP TABLE batch_operation_kept;

ALTER TABLE mirror_contact ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- What Xero was last told of a contact that we created.
CREATE TABLE contact_card (
    account INTEGER NOT NULL PRIMARY KEY REFERENCES account,
    name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;

-- A person said: do in Xero what the ledger did to this record.
CREATE TABLE wish (
    record_kind TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    account INTEGER NOT NULL REFERENCES account,
    PRIMARY KEY (record_id, record_kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX wish_account ON wish(account);

-- A refund of what Xero has reconciled: it counts nowhere until it was made in Xero and came back.
CREATE TABLE refund_draft (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    of_kind TEXT NOT NULL CHECK (of_kind IN ('payment', 'invoice', 'credit-note')),
    of_id INTEGER NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    date TEXT NOT NULL CHECK (date GLOB '????-??-??'),
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX refund_draft_account ON refund_draft(account);

-- Derived: what stands undone on one side only.
CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    of_kind TEXT NOT NULL,
    of_id INTEGER NOT NULL,
    xero_kind TEXT NOT NULL,
    xero_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    date TEXT,
    label TEXT NOT NULL,
    half TEXT NOT NULL CHECK (half IN ('in-xero', 'in-ledger')),
    way TEXT NOT NULL,
    is_wished INTEGER NOT NULL CHECK (is_wished IN (0, 1)),
    cause TEXT NOT NULL,
    cause_arguments TEXT NOT NULL,
    cause_raw TEXT NOT NULL
) STRICT;

CREATE INDEX task_account ON task(account);

CREATE INDEX task_of ON task(of_id, of_kind);
