-- What people change in Xero, and what was decided about it.

ALTER TABLE document ADD COLUMN number_in_xero TEXT CHECK (number_in_xero <> '');

CREATE INDEX document_number_in_xero ON document(number_in_xero) WHERE number_in_xero IS NOT NULL;

-- Without it the lines of a credit note can't be written as they were.
ALTER TABLE mirror_credit ADD COLUMN line_amount_types TEXT NOT NULL DEFAULT '';

-- How a record stood when both sides last agreed is one of its closed versions.
CREATE INDEX mirror_invoice_was ON mirror_invoice(id, seen_from) WHERE seen_until IS NOT NULL;

CREATE INDEX mirror_credit_was ON mirror_credit(id, seen_from) WHERE seen_until IS NOT NULL;

CREATE INDEX mirror_payment_was ON mirror_payment(id, seen_from) WHERE seen_until IS NOT NULL;

CREATE INDEX mirror_contact_was ON mirror_contact(id, seen_from) WHERE seen_until IS NOT NULL;

CREATE INDEX mirror_transaction_was ON mirror_transaction(credit, seen_from)
    WHERE seen_until IS NOT NULL;

-- Derived: what both sides no longer agree on, decided or not. now is what Xero shows, in short:
-- what is changed once more is another change. A row keeps its id while it lasts, and no other ever
-- gets it: a decision hits what was read or nothing.
CREATE TABLE xero_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    account INTEGER NOT NULL REFERENCES account,
    ledger_kind TEXT,
    ledger_id INTEGER,
    xero_kind TEXT NOT NULL,
    xero_id TEXT NOT NULL,
    parent_kind TEXT NOT NULL,
    parent_id TEXT NOT NULL,
    rules TEXT NOT NULL,
    label TEXT NOT NULL,
    fields TEXT NOT NULL,
    currency TEXT NOT NULL,
    effect INTEGER NOT NULL,
    changed_at INTEGER,
    ways TEXT NOT NULL,
    cause TEXT NOT NULL,
    cause_arguments TEXT NOT NULL,
    cause_raw TEXT NOT NULL,
    now TEXT NOT NULL,
    found_at INTEGER NOT NULL,
    UNIQUE (xero_id, xero_kind, kind)
) STRICT;

CREATE INDEX xero_change_account ON xero_change(account);

-- Facts: who said what about a change, with the change as it stood. counts: 0 for what Tieout was
-- told to do in Xero until Xero shows it done, and for a word that was taken back.
CREATE TABLE change_decision (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    account INTEGER NOT NULL REFERENCES account,
    ledger_kind TEXT,
    ledger_id INTEGER,
    xero_kind TEXT NOT NULL,
    xero_id TEXT NOT NULL,
    parent_kind TEXT NOT NULL,
    parent_id TEXT NOT NULL,
    rules TEXT NOT NULL,
    label TEXT NOT NULL,
    fields TEXT NOT NULL,
    currency TEXT NOT NULL,
    effect INTEGER NOT NULL,
    changed_at INTEGER,
    ways TEXT NOT NULL,
    cause TEXT NOT NULL,
    cause_arguments TEXT NOT NULL,
    cause_raw TEXT NOT NULL,
    now TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    counts INTEGER NOT NULL CHECK (counts IN (0, 1))
) STRICT;

CREATE INDEX change_decision_of ON change_decision(xero_id, kind);

CREATE INDEX change_decision_account ON change_decision(account);

CREATE INDEX change_decision_at ON change_decision(at);

-- Who did it, as Xero's own history says: asked once for each version of a record.
CREATE TABLE change_author (
    xero_id TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    at INTEGER,
    PRIMARY KEY (xero_id, changed_at)
) STRICT, WITHOUT ROWID
