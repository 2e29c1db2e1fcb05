-- The bank's own lines: Xero's API gives none, so its statement files are taken in.

CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    bank_code TEXT NOT NULL CHECK (bank_code <> ''),
    file TEXT NOT NULL,
    hash BLOB NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('ofx', 'qif', 'csv', 'camt.053', 'mt940')),
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    covers_from TEXT CHECK (covers_from GLOB '????-??-??'),
    covers_to TEXT CHECK (covers_to GLOB '????-??-??'),
    opening INTEGER,
    closing INTEGER,
    imported_at INTEGER NOT NULL
) STRICT;

CREATE INDEX statement_bank ON statement(bank_code, covers_to);

-- Once for all, however many files have it.
CREATE TABLE bank_line (
    id INTEGER PRIMARY KEY,
    bank_code TEXT NOT NULL CHECK (bank_code <> ''),
    format TEXT NOT NULL,
    date TEXT NOT NULL CHECK (date GLOB '????-??-??'),
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    payee TEXT NOT NULL,
    reference TEXT NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL,
    bank_id TEXT NOT NULL,
    balance INTEGER,
    place INTEGER NOT NULL
) STRICT;

CREATE INDEX bank_line_day ON bank_line(bank_code, date);

-- Which files have it: a line goes when the last of them is undone.
CREATE TABLE statement_line (
    statement INTEGER NOT NULL REFERENCES statement,
    line INTEGER NOT NULL REFERENCES bank_line,
    PRIMARY KEY (statement, line)
) STRICT, WITHOUT ROWID;

CREATE INDEX statement_line_line ON statement_line(line);

CREATE INDEX bank_line_amount ON bank_line(bank_code, amount);

-- What a line of an amount may be is looked for by that amount.
CREATE INDEX mirror_invoice_due ON mirror_invoice(amount_due)
    WHERE seen_until IS NULL AND status = 'AUTHORISED';

CREATE INDEX mirror_credit_remaining ON mirror_credit(remaining_credit)
    WHERE seen_until IS NULL AND status = 'AUTHORISED';

CREATE INDEX mirror_payment_amount ON mirror_payment(amount)
    WHERE seen_until IS NULL AND status = 'AUTHORISED';

CREATE INDEX mirror_transaction_total ON mirror_transaction(total)
    WHERE seen_until IS NULL AND status = 'AUTHORISED';

CREATE INDEX hazard_amount ON hazard(amount) WHERE preflight IS NULL;

CREATE INDEX hazard_xero ON hazard(xero_id) WHERE preflight IS NULL;

-- What is derived for each line: never written by hand, made anew with what it depends on.
CREATE TABLE line_check (
    line INTEGER PRIMARY KEY REFERENCES bank_line,
    verdict TEXT NOT NULL,
    hazard TEXT NOT NULL,
    sentence TEXT NOT NULL,
    currency TEXT NOT NULL,
    at_risk INTEGER NOT NULL,
    remedy TEXT NOT NULL,
    ledger_kind TEXT,
    ledger_id INTEGER,
    offered TEXT NOT NULL,
    pick TEXT NOT NULL,
    evidence TEXT NOT NULL
) STRICT;
