-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema of the book. Never edited after release: later changes are files of their own.
-- Statements are separated by a blank line after the semicolon; a statement holds no blank line.
-- Money is INTEGER minor units of the row's currency, dates are ISO text, instants UTC milliseconds.

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE value (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    about_kind TEXT,
    about_id INTEGER
) STRICT;

CREATE INDEX journal_about ON journal(about_kind, about_id) WHERE about_id IS NOT NULL;

CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_keeps BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- The ledger ---------------------------------------------------------------------------------------

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('customer', 'vendor')),
    status TEXT NOT NULL CHECK (status IN ('active', 'inactive')),
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    tax_number TEXT NOT NULL,
    address_line TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    currency TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'hand', 'xero'))
) STRICT;

CREATE INDEX account_name ON account(role, name);

CREATE TABLE product (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('billable', 'physical', 'service')),
    unit_price INTEGER NOT NULL,
    account_code TEXT NOT NULL,
    tax_type TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'hand', 'xero'))
) STRICT;

-- date is the document's own; moved_date is where a person moved it out of a locked period, so that
-- the same file may come again.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit-note', 'bill')),
    account INTEGER NOT NULL REFERENCES account,
    number TEXT NOT NULL CHECK (number <> ''),
    reference TEXT NOT NULL,
    date TEXT NOT NULL CHECK (date GLOB '????-??-??'),
    due_date TEXT CHECK (due_date GLOB '????-??-??'),
    status TEXT NOT NULL CHECK (status IN ('draft', 'approved', 'voided')),
    tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive', 'no-tax')),
    currency TEXT NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    tax INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'hand', 'xero')),
    recorded_at INTEGER NOT NULL,
    moved_date TEXT CHECK (moved_date GLOB '????-??-??')
) STRICT;

CREATE UNIQUE INDEX document_number ON document(kind, number) WHERE kind <> 'bill';

CREATE UNIQUE INDEX bill_number ON document(account, number) WHERE kind = 'bill';

-- The two above are for the rule; this one finds any kind.
CREATE INDEX document_by_number ON document(number, kind);

CREATE INDEX document_account ON document(account, number);

CREATE INDEX document_date ON document(date);

CREATE TABLE document_line (
    document INTEGER NOT NULL REFERENCES document,
    position INTEGER NOT NULL,
    description TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    product_code TEXT NOT NULL,
    account_code TEXT NOT NULL,
    tax_type TEXT NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

-- role repeats the account's, which never changes: numbers are unique within it.
CREATE TABLE payment (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    role TEXT NOT NULL CHECK (role IN ('customer', 'vendor')),
    number TEXT NOT NULL CHECK (number <> ''),
    date TEXT NOT NULL CHECK (date GLOB '????-??-??'),
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    reference TEXT NOT NULL,
    method TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'hand', 'xero')),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX payment_number ON payment(number, role);

CREATE INDEX payment_account ON payment(account);

CREATE INDEX payment_date ON payment(date);

CREATE TABLE adjustment (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('ledger-credit', 'credit-write-off', 'debit-write-off', 'refund')),
    account INTEGER NOT NULL REFERENCES account,
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    date TEXT NOT NULL CHECK (date GLOB '????-??-??'),
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'hand', 'xero')),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX adjustment_account ON adjustment(account);

CREATE INDEX adjustment_date ON adjustment(date);

CREATE TABLE allocation (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    from_kind TEXT NOT NULL CHECK (from_kind IN ('payment', 'credit-note', 'adjustment')),
    from_id INTEGER NOT NULL,
    to_document INTEGER NOT NULL REFERENCES document,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    date TEXT NOT NULL CHECK (date GLOB '????-??-??'),
    removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
    source TEXT NOT NULL CHECK (source IN ('import', 'hand', 'xero')),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX allocation_account ON allocation(account);

CREATE INDEX allocation_from ON allocation(from_id, from_kind);

CREATE INDEX allocation_to ON allocation(to_document);

CREATE TABLE reversal (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    of_kind TEXT NOT NULL CHECK (of_kind IN ('payment', 'invoice', 'credit-note', 'bill')),
    of_id INTEGER NOT NULL,
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    date TEXT NOT NULL CHECK (date GLOB '????-??-??'),
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('import', 'hand', 'xero')),
    recorded_at INTEGER NOT NULL,
    UNIQUE (of_id, of_kind)
) STRICT;

CREATE INDEX reversal_account ON reversal(account);

-- The mirror: a row is a version. seen_until NULL = as Xero shows it now; vanished = the version that
-- was closed because Xero no longer lists the record. ------------------------------------------------

CREATE TABLE mirror_organisation (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    short_code TEXT NOT NULL,
    country_code TEXT NOT NULL,
    timezone BLOB NOT NULL,
    base_currency TEXT NOT NULL,
    period_lock_date TEXT,
    end_of_year_lock_date TEXT,
    is_demo_company INTEGER NOT NULL CHECK (is_demo_company IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX mirror_organisation_now ON mirror_organisation(id) WHERE seen_until IS NULL;

CREATE TABLE mirror_contact (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    merged_to TEXT,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    tax_number TEXT NOT NULL,
    status TEXT NOT NULL,
    is_customer INTEGER NOT NULL CHECK (is_customer IN (0, 1)),
    is_supplier INTEGER NOT NULL CHECK (is_supplier IN (0, 1)),
    currency TEXT NOT NULL,
    receivable_outstanding INTEGER,
    payable_outstanding INTEGER,
    updated_at INTEGER
) STRICT;

CREATE UNIQUE INDEX mirror_contact_now ON mirror_contact(id) WHERE seen_until IS NULL;

CREATE INDEX mirror_contact_number ON mirror_contact(number) WHERE seen_until IS NULL;

CREATE INDEX mirror_contact_name ON mirror_contact(name) WHERE seen_until IS NULL;

CREATE TABLE mirror_invoice (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    number TEXT NOT NULL,
    reference TEXT NOT NULL,
    status TEXT NOT NULL,
    contact TEXT,
    contact_name TEXT NOT NULL,
    date TEXT,
    due_date TEXT,
    currency TEXT NOT NULL,
    total INTEGER NOT NULL,
    total_tax INTEGER NOT NULL,
    amount_due INTEGER NOT NULL,
    amount_paid INTEGER NOT NULL,
    amount_credited INTEGER NOT NULL,
    line_amount_types TEXT NOT NULL,
    lines TEXT NOT NULL,
    url TEXT NOT NULL,
    updated_at INTEGER
) STRICT;

CREATE UNIQUE INDEX mirror_invoice_now ON mirror_invoice(id) WHERE seen_until IS NULL;

CREATE INDEX mirror_invoice_contact ON mirror_invoice(contact) WHERE seen_until IS NULL;

CREATE INDEX mirror_invoice_number ON mirror_invoice(number) WHERE seen_until IS NULL;

CREATE TABLE mirror_credit (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('credit-note', 'overpayment', 'prepayment')),
    type TEXT NOT NULL,
    number TEXT NOT NULL,
    reference TEXT NOT NULL,
    status TEXT NOT NULL,
    contact TEXT,
    contact_name TEXT NOT NULL,
    date TEXT,
    currency TEXT NOT NULL,
    total INTEGER NOT NULL,
    total_tax INTEGER NOT NULL,
    remaining_credit INTEGER NOT NULL,
    lines TEXT NOT NULL,
    bank_transaction TEXT,
    updated_at INTEGER
) STRICT;

CREATE UNIQUE INDEX mirror_credit_now ON mirror_credit(id) WHERE seen_until IS NULL;

CREATE INDEX mirror_credit_contact ON mirror_credit(contact) WHERE seen_until IS NULL;

-- Has no id of its own until the credit was re-read, so several may have none.
CREATE TABLE mirror_allocation (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    credit TEXT NOT NULL,
    id TEXT,
    invoice TEXT,
    invoice_number TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    date TEXT
) STRICT;

CREATE INDEX mirror_allocation_credit ON mirror_allocation(credit) WHERE seen_until IS NULL;

CREATE INDEX mirror_allocation_id ON mirror_allocation(id) WHERE seen_until IS NULL;

CREATE INDEX mirror_allocation_invoice ON mirror_allocation(invoice) WHERE seen_until IS NULL;

CREATE TABLE mirror_payment (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    invoice TEXT,
    credit TEXT,
    invoice_number TEXT NOT NULL,
    contact TEXT,
    bank_account TEXT,
    account_code TEXT NOT NULL,
    date TEXT,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    reference TEXT NOT NULL,
    is_reconciled INTEGER NOT NULL CHECK (is_reconciled IN (0, 1)),
    batch_payment TEXT,
    updated_at INTEGER
) STRICT;

CREATE UNIQUE INDEX mirror_payment_now ON mirror_payment(id) WHERE seen_until IS NULL;

CREATE INDEX mirror_payment_contact ON mirror_payment(contact) WHERE seen_until IS NULL;

CREATE INDEX mirror_payment_invoice ON mirror_payment(invoice) WHERE seen_until IS NULL;

CREATE INDEX mirror_payment_credit ON mirror_payment(credit) WHERE seen_until IS NULL;

CREATE TABLE mirror_transaction (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    reference TEXT NOT NULL,
    contact TEXT,
    contact_name TEXT NOT NULL,
    bank_account TEXT,
    account_code TEXT NOT NULL,
    date TEXT,
    currency TEXT NOT NULL,
    total INTEGER NOT NULL,
    is_reconciled INTEGER NOT NULL CHECK (is_reconciled IN (0, 1)),
    credit TEXT,
    url TEXT NOT NULL,
    first_line_description TEXT NOT NULL,
    updated_at INTEGER
) STRICT;

CREATE UNIQUE INDEX mirror_transaction_now ON mirror_transaction(id) WHERE seen_until IS NULL;

CREATE INDEX mirror_transaction_credit ON mirror_transaction(credit) WHERE seen_until IS NULL;

CREATE INDEX mirror_transaction_contact ON mirror_transaction(contact) WHERE seen_until IS NULL;

CREATE TABLE mirror_transfer (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    from_account TEXT,
    to_account TEXT,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    date TEXT,
    reference TEXT NOT NULL,
    from_is_reconciled INTEGER NOT NULL CHECK (from_is_reconciled IN (0, 1)),
    to_is_reconciled INTEGER NOT NULL CHECK (to_is_reconciled IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX mirror_transfer_now ON mirror_transfer(id) WHERE seen_until IS NULL;

CREATE TABLE mirror_batch_payment (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    reference TEXT NOT NULL,
    bank_account TEXT,
    date TEXT,
    currency TEXT NOT NULL,
    total INTEGER NOT NULL,
    is_reconciled INTEGER NOT NULL CHECK (is_reconciled IN (0, 1)),
    payments TEXT NOT NULL,
    updated_at INTEGER
) STRICT;

CREATE UNIQUE INDEX mirror_batch_payment_now ON mirror_batch_payment(id) WHERE seen_until IS NULL;

CREATE TABLE mirror_item (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    is_sold INTEGER NOT NULL CHECK (is_sold IN (0, 1)),
    is_purchased INTEGER NOT NULL CHECK (is_purchased IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX mirror_item_now ON mirror_item(id) WHERE seen_until IS NULL;

CREATE TABLE mirror_chart_account (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    tax_type TEXT NOT NULL,
    bank_account_number TEXT NOT NULL,
    currency TEXT NOT NULL,
    enable_payments INTEGER NOT NULL CHECK (enable_payments IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX mirror_chart_account_now ON mirror_chart_account(id) WHERE seen_until IS NULL;

CREATE TABLE mirror_tax_rate (
    row INTEGER PRIMARY KEY,
    seen_from INTEGER NOT NULL,
    seen_until INTEGER,
    vanished INTEGER NOT NULL DEFAULT 0 CHECK (vanished IN (0, 1)),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    effective_rate INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX mirror_tax_rate_now ON mirror_tax_rate(id) WHERE seen_until IS NULL;

-- Ties ---------------------------------------------------------------------------------------------

CREATE TABLE link (
    account INTEGER NOT NULL PRIMARY KEY REFERENCES account,
    contact TEXT NOT NULL UNIQUE,
    contact_name TEXT NOT NULL,
    how TEXT NOT NULL,
    linked_at INTEGER,
    state TEXT NOT NULL CHECK (state IN ('linked', 'partial'))
) STRICT;

CREATE TABLE twin (
    id INTEGER PRIMARY KEY,
    account INTEGER REFERENCES account,
    ledger_kind TEXT NOT NULL,
    ledger_id INTEGER NOT NULL CHECK (ledger_id > 0),
    xero_kind TEXT NOT NULL,
    xero_id TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('pushed', 'adopted', 'taken-in', 'same-money', 'mirrored')),
    agreed_status TEXT NOT NULL,
    currency TEXT NOT NULL,
    agreed_amount INTEGER NOT NULL,
    agreed_date TEXT,
    agreed_contact TEXT,
    agreed_lines BLOB NOT NULL,
    tied_at INTEGER,
    UNIQUE (ledger_id, ledger_kind),
    UNIQUE (xero_id, xero_kind)
) STRICT;

CREATE INDEX twin_account ON twin(account, xero_kind);

CREATE INDEX twin_taken_in ON twin(tied_at) WHERE origin = 'taken-in';

CREATE TABLE set_aside (
    xero_kind TEXT NOT NULL,
    xero_id TEXT NOT NULL,
    account INTEGER NOT NULL REFERENCES account,
    reason TEXT NOT NULL,
    PRIMARY KEY (xero_id, xero_kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX set_aside_account ON set_aside(account);

-- The outbox ---------------------------------------------------------------------------------------

CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('create-contact', 'create-item', 'create-invoice',
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
        WHEN 'create-contact' THEN 0
        WHEN 'create-item' THEN 1
        WHEN 'create-invoice' THEN 2
        WHEN 'create-credit-note' THEN 3
        WHEN 'create-bill' THEN 4
        WHEN 'create-overpayment' THEN 5
        WHEN 'create-payment' THEN 6
        ELSE 7 END) VIRTUAL
) STRICT;

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
WHEN OLD.state = 'confirmed' AND NEW.state NOT IN ('confirmed', 'cancelled') BEGIN
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

CREATE TABLE batch (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    verb BLOB NOT NULL,
    path BLOB NOT NULL,
    body BLOB NOT NULL,
    key BLOB NOT NULL CHECK (length(key) <= 128),
    first_sent_at INTEGER,
    first_sent_boot INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER batch_is_frozen BEFORE UPDATE OF kind, verb, path, body, key ON batch
WHEN OLD.body <> NEW.body OR OLD.key <> NEW.key OR OLD.verb <> NEW.verb OR OLD.path <> NEW.path
    OR OLD.kind <> NEW.kind BEGIN
    SELECT RAISE(ABORT, 'the bytes of a batch never change');
END;

CREATE TABLE batch_operation (
    batch TEXT NOT NULL REFERENCES batch,
    position INTEGER NOT NULL,
    operation INTEGER NOT NULL REFERENCES operation,
    PRIMARY KEY (batch, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    batch TEXT NOT NULL REFERENCES batch,
    started_at INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('pending', 'not-sent', 'unknown', 'answered')),
    http_status INTEGER,
    raw TEXT NOT NULL,
    ended_at INTEGER
) STRICT;

CREATE INDEX attempt_batch ON attempt(batch);

-- Derived: rebuilt from what stands above, never by hand ----------------------------------------------

CREATE TABLE dirty (
    account INTEGER NOT NULL PRIMARY KEY REFERENCES account
) STRICT;

CREATE TABLE position (
    account INTEGER NOT NULL REFERENCES account,
    side TEXT NOT NULL CHECK (side IN ('receivable', 'payable')),
    currency TEXT NOT NULL,
    ledger INTEGER NOT NULL,
    xero INTEGER NOT NULL,
    outstanding_differs INTEGER NOT NULL,
    causes INTEGER NOT NULL,
    cause TEXT NOT NULL,
    differs INTEGER NOT NULL CHECK (differs IN (0, 1)),
    difference INTEGER AS (ledger - xero) VIRTUAL,
    PRIMARY KEY (account, side, currency)
) STRICT, WITHOUT ROWID;

CREATE INDEX position_differs ON position(side, account) WHERE differs = 1;

CREATE TABLE bridge_line (
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

CREATE INDEX bridge_line_account ON bridge_line(account);

CREATE INDEX bridge_line_cause ON bridge_line(side, cause);

-- preflight NULL: found on an account; otherwise part of the verdict of that bank account.
CREATE TABLE hazard (
    id INTEGER PRIMARY KEY,
    preflight INTEGER,
    hazard TEXT NOT NULL,
    verdict TEXT NOT NULL,
    account INTEGER REFERENCES account,
    bank_code TEXT NOT NULL,
    ledger_kind TEXT,
    ledger_id INTEGER,
    xero_kind TEXT,
    xero_id TEXT,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    date TEXT,
    label TEXT NOT NULL,
    sentence TEXT NOT NULL,
    remedy TEXT NOT NULL
) STRICT;

CREATE INDEX hazard_account ON hazard(account) WHERE preflight IS NULL;

CREATE INDEX hazard_preflight ON hazard(preflight) WHERE preflight IS NOT NULL;

CREATE INDEX hazard_ledger ON hazard(ledger_id, ledger_kind) WHERE ledger_id IS NOT NULL;

CREATE TABLE intake (
    id INTEGER PRIMARY KEY,
    xero_kind TEXT NOT NULL,
    xero_id TEXT NOT NULL,
    parent_kind TEXT NOT NULL,
    parent_id TEXT,
    account INTEGER NOT NULL REFERENCES account,
    state TEXT NOT NULL CHECK (state IN ('taken-in', 'waiting', 'blocked', 'skipped', 'ignored')),
    cause TEXT NOT NULL,
    cause_arguments TEXT NOT NULL,
    cause_raw TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    label TEXT NOT NULL,
    invoice INTEGER REFERENCES document,
    date TEXT,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX intake_account ON intake(account);

CREATE INDEX intake_state ON intake(state);

CREATE TABLE preflight (
    id INTEGER PRIMARY KEY,
    bank_code TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    bank_number TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('safe', 'stop', 'not-checked', 'done')),
    headline TEXT NOT NULL,
    sentence TEXT NOT NULL
) STRICT;

-- The log ------------------------------------------------------------------------------------------

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    result TEXT NOT NULL,
    words TEXT NOT NULL,
    records INTEGER NOT NULL
) STRICT;

CREATE TABLE run_record (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run,
    at INTEGER,
    record TEXT NOT NULL,
    account_name TEXT NOT NULL,
    result TEXT NOT NULL,
    words TEXT NOT NULL,
    ledger_id TEXT NOT NULL,
    xero_id TEXT NOT NULL,
    details TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL
) STRICT;

CREATE INDEX run_record_run ON run_record(run);

CREATE TABLE adoption (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    links INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    payments INTEGER NOT NULL,
    allocations INTEGER NOT NULL,
    proposed_at INTEGER
) STRICT;

CREATE TABLE adoption_row (
    id INTEGER PRIMARY KEY,
    side TEXT NOT NULL,
    label TEXT NOT NULL,
    account_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    date TEXT,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL
) STRICT;
