-- SPDX-License-Identifier: GPL-3.0-or-later
-- Links in bulk: what is wanted of a contact's number, what a person said of an account without a
-- contact, and what a file or a merge changed, so that it can be changed back.

-- Whether a link is only half there follows from what Xero shows; kept, it could only grow stale.
ALTER TABLE link DROP COLUMN state;

-- One by one in a text, each change wrote all of them anew.
CREATE TABLE number_wish (
    contact TEXT NOT NULL PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account,
    from_number TEXT NOT NULL,
    to_number TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;

INSERT INTO number_wish (contact, account, from_number, to_number, since)
WITH RECURSIVE part(rest, one) AS (
    SELECT value || ';', '' FROM value WHERE name = 'link.numbers' AND value <> ''
    UNION ALL
    SELECT substr(rest, instr(rest, ';') + 1), substr(rest, 1, instr(rest, ';') - 1)
    FROM part
    WHERE rest <> ''),
wish(account, since) AS (
    SELECT CAST(substr(one, 1, instr(one, ' ') - 1) AS INTEGER), substr(one, instr(one, ' ') + 1)
    FROM part
    WHERE one <> '')
SELECT l.contact, l.account, '', a.number,
    CAST(strftime('%s', wish.since) AS INTEGER) * 1000 + CAST(substr(wish.since, 21, 3) AS INTEGER)
FROM wish
JOIN link l ON l.account = wish.account
JOIN account a ON a.id = l.account;

DELETE FROM value WHERE name = 'link.numbers';

CREATE TABLE contact_wish (
    account INTEGER NOT NULL PRIMARY KEY REFERENCES account,
    wanted INTEGER NOT NULL CHECK (wanted IN (0, 1))
) STRICT;

INSERT INTO contact_wish (account, wanted)
SELECT id, 1 FROM account
WHERE EXISTS (SELECT 1 FROM value v WHERE v.name = 'contact.create.' || account.id AND v.value <> '');

DELETE FROM value WHERE name LIKE 'contact.create.%';

CREATE TABLE link_change (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    is_undone INTEGER NOT NULL CHECK (is_undone IN (0, 1)),
    is_by_hand INTEGER NOT NULL CHECK (is_by_hand IN (0, 1)) -- of one account alone
) STRICT;

-- As the account was linked before, with what stood beside the link (contact_wish, contact_card);
-- no contact = it wasn't linked, and none after = it isn't any more.
CREATE TABLE link_change_account (
    change INTEGER NOT NULL REFERENCES link_change,
    account INTEGER NOT NULL REFERENCES account,
    contact TEXT,
    contact_name TEXT NOT NULL,
    how TEXT NOT NULL,
    linked_at INTEGER,
    after TEXT,
    wanted_contact INTEGER NOT NULL CHECK (wanted_contact IN (-1, 0, 1)), -- -1 = no word of it
    has_card INTEGER NOT NULL CHECK (has_card IN (0, 1)),
    name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (change, account)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_change_of ON link_change_account(account);

-- What a contact is looked for by, beside its number and its name as written.
CREATE INDEX mirror_contact_any_name ON mirror_contact(name COLLATE NOCASE) WHERE seen_until IS NULL;

CREATE INDEX mirror_contact_email ON mirror_contact(email COLLATE NOCASE)
    WHERE seen_until IS NULL AND email <> '';

CREATE INDEX mirror_contact_tax_number ON mirror_contact(tax_number)
    WHERE seen_until IS NULL AND tax_number <> '';

CREATE INDEX mirror_contact_merged ON mirror_contact(merged_to)
    WHERE seen_until IS NULL AND merged_to IS NOT NULL;
