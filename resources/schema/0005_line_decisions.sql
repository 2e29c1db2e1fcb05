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

-- Lines that are done are judged again only when something of their amount has changed; all others
-- are judged with every change. No trigger here ever fires for long: few lines share an amount.
CREATE TABLE line_stale (
    bank_code TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (bank_code, amount)
) STRICT, WITHOUT ROWID;

CREATE INDEX bank_line_money ON bank_line(amount);

CREATE TRIGGER line_stale_payment AFTER INSERT ON mirror_payment BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (NEW.amount, -NEW.amount);
END;

CREATE TRIGGER line_stale_payment_before AFTER UPDATE ON mirror_payment BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (OLD.amount, -OLD.amount);
END;

CREATE TRIGGER line_stale_transaction AFTER INSERT ON mirror_transaction BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (NEW.total, -NEW.total);
END;

CREATE TRIGGER line_stale_transaction_before AFTER UPDATE ON mirror_transaction BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (OLD.total, -OLD.total);
END;

CREATE TRIGGER line_stale_batch AFTER INSERT ON mirror_batch_payment BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (NEW.total, -NEW.total);
END;

CREATE TRIGGER line_stale_batch_before AFTER UPDATE ON mirror_batch_payment BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (OLD.total, -OLD.total);
END;

CREATE TRIGGER line_stale_transfer AFTER INSERT ON mirror_transfer BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (NEW.amount, -NEW.amount);
END;

CREATE TRIGGER line_stale_transfer_before AFTER UPDATE ON mirror_transfer BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (OLD.amount, -OLD.amount);
END;

-- A match that was made too early is known by its hazard.
CREATE TRIGGER line_stale_hazard AFTER INSERT ON hazard WHEN NEW.preflight IS NULL BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (NEW.amount, -NEW.amount);
END;

CREATE TRIGGER line_stale_hazard_gone AFTER DELETE ON hazard WHEN OLD.preflight IS NULL BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (OLD.amount, -OLD.amount);
END;

CREATE TRIGGER line_stale_word AFTER INSERT ON line_decision BEGIN
    INSERT OR IGNORE INTO line_stale SELECT bank_code, amount FROM bank_line WHERE id = NEW.line;
END;

CREATE TRIGGER line_stale_word_back AFTER DELETE ON line_decision BEGIN
    INSERT OR IGNORE INTO line_stale SELECT bank_code, amount FROM bank_line WHERE id = OLD.line;
END;

CREATE TRIGGER line_stale_line AFTER INSERT ON bank_line BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (NEW.amount, -NEW.amount);
END;

CREATE TRIGGER line_stale_line_gone AFTER DELETE ON bank_line BEGIN
    INSERT OR IGNORE INTO line_stale
        SELECT bank_code, amount FROM bank_line WHERE amount IN (OLD.amount, -OLD.amount);
END;

-- With the order in which they are asked for: else all lines of the bank account are read for it.
DROP INDEX bank_line_amount;

CREATE INDEX bank_line_amount ON bank_line(bank_code, amount, date, id);

CREATE INDEX mirror_transfer_amount ON mirror_transfer(amount) WHERE seen_until IS NULL;

CREATE INDEX mirror_batch_payment_total ON mirror_batch_payment(total)
    WHERE seen_until IS NULL AND status = 'AUTHORISED';
