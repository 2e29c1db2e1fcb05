-- A document whose tax the billing system gave as one sum; its lines carry shares of it (R139).
ALTER TABLE document ADD COLUMN tax_in_total INTEGER NOT NULL DEFAULT 0
    CHECK (tax_in_total IN (0, 1));

-- The date under which it goes to Xero, where its own lies in a locked period. The ledger's own
-- date stays: bank lines and identities rest on it.
ALTER TABLE payment ADD COLUMN moved_date TEXT CHECK (moved_date GLOB '????-??-??');
