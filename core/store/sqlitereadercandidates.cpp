// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/accounts.h"
#include "store/columns.h"
#include "store/links.h"
#include "store/mirrorcontacts.h"
#include "store/sqlitereader.h"

#include <algorithm>
#include <utility>

// Which contact an account might be, and what speaks for it.

using namespace Qt::StringLiterals;
using namespace records;

namespace store {

namespace {

QString plain(const QString& text)
{
    return text.simplified().toCaseFolded();
}

QString digits(const QString& phone)
{
    QString kept;
    for (QChar each : phone)
        if (each.isDigit())
            kept += each;
    return kept;
}

// How many letters must be changed, added or left out to make one of the other.
int lettersApart(const QString& a, const QString& b)
{
    QList<int> above(b.size() + 1);
    for (int j = 0; j <= b.size(); ++j)
        above[j] = j;
    for (int i = 1; i <= a.size(); ++i) {
        int diagonal = std::exchange(above[0], i);
        for (int j = 1; j <= b.size(); ++j) {
            const int changed = diagonal + (a.at(i - 1) == b.at(j - 1) ? 0 : 1);
            diagonal = std::exchange(above[j], std::min({changed, above[j] + 1, above[j - 1] + 1}));
        }
    }
    return above.last();
}

struct SharedWords {
    qsizetype shared = 0, all = 0;
};

SharedWords sharedWords(const QString& ours, const QString& theirs)
{
    const QStringList words = plain(ours).split(u' ', Qt::SkipEmptyParts);
    const QStringList others = plain(theirs).split(u' ', Qt::SkipEmptyParts);
    return {std::count_if(words.begin(), words.end(),
                [&](const QString& word) { return others.contains(word); }),
        words.size()};
}

LinkEvidence nameEvidence(const QString& ours, const QString& theirs)
{
    if (plain(ours) == plain(theirs))
        return {u"Name"_s, u"the same"_s, true};
    const int apart = lettersApart(plain(ours), plain(theirs));
    if (apart <= 2)
        return {u"Name"_s, apart == 1 ? u"one letter differs"_s : u"two letters differ"_s, true};
    const SharedWords words = sharedWords(ours, theirs);
    return {u"Name"_s,
        words.shared == 0 ? u"another name"_s
                          : u"%1 of %2 words the same"_s.arg(words.shared).arg(words.all),
        false};
}

// Field by field; what neither side has says nothing.
QList<LinkEvidence> evidenceOf(
    const ledger::Account& account, const mirror::Contact& contact, const QString& taxWord)
{
    QList<LinkEvidence> fields;
    const auto compare
        = [&](const QString& field, const QString& ours, const QString& theirs, const auto& key) {
              if (ours.isEmpty() && theirs.isEmpty())
                  return;
              const bool agrees = !ours.isEmpty() && key(ours) == key(theirs);
              fields.append({field,
                  agrees                 ? theirs
                      : theirs.isEmpty() ? u"not given in Xero"_s
                      : ours.isEmpty()   ? u"not given in the ledger"_s
                                         : u"another: %1"_s.arg(theirs),
                  agrees});
          };
    if (!contact.number.isEmpty())
        compare(u"Number"_s, account.number, contact.number, plain);
    fields.append(nameEvidence(account.name, contact.name));
    compare(u"E-mail"_s, account.email, contact.email, plain);
    compare(u"Phone"_s, account.phone, contact.phone, digits);
    compare(taxWord, account.taxNumber, contact.taxNumber, digits);
    return fields;
}

int agreeing(const LinkCandidate& candidate)
{
    return static_cast<int>(std::count_if(candidate.fields.begin(), candidate.fields.end(),
        [](const LinkEvidence& each) { return each.agrees; }));
}

LinkCandidate candidateOf(
    const ledger::Account& account, const mirror::Contact& contact, const QString& taxWord)
{
    LinkCandidate candidate{contact, {}, evidenceOf(account, contact, taxWord)};
    QStringList same;
    for (const LinkEvidence& each : candidate.fields) {
        const QString field = each.field == taxWord ? each.field : each.field.toLower();
        const bool isAlike = each.field == u"Name"_s && each.words != u"the same"_s;
        if (each.agrees)
            same.append(isAlike ? u"name: "_s + each.words : u"same "_s + field);
    }
    candidate.evidence = same.join(u", "_s);
    return candidate;
}

// What Xero calls a tax number where the organisation is.
QString taxWordOf(const QString& country)
{
    static const QHash<QString, QString> words{{u"AU"_s, u"ABN"_s}, {u"NZ"_s, u"GST number"_s},
        {u"GB"_s, u"VAT number"_s}, {u"US"_s, u"Tax ID"_s}};
    return words.value(country, u"Tax number"_s);
}

} // namespace

QList<LinkCandidate> SqliteReader::linkCandidates(AccountId id, const QString& text) const
{
    const auto account = Accounts(connection()).find(id);
    if (!account)
        return {};
    const QString pattern = Search::of(text, {}).pattern;
    // Without a text: whatever shares a field or the first word of the name, and the contact that
    // the linked one was merged into.
    const auto link = Links(connection()).linkOf(id);
    const MirrorContacts contacts(connection());
    const auto before = link ? contacts.find(link->contact) : std::nullopt;
    const auto survivor = before ? contacts.survivorOf(before->id) : std::nullopt;
    const auto became = before && before->mergedTo && survivor ? survivor->id : mirror::ContactId();
    const QString first = account->name.section(u' ', 0, 0, QString::SectionSkipEmpty);
    Statement select(connection(), uR"(
        SELECT id, merged_to, number, name, first_name, last_name, email, phone, tax_number, address,
            status, is_customer, is_supplier, currency, receivable_outstanding, payable_outstanding,
            updated_at
        FROM mirror_contact
        WHERE seen_until IS NULL AND status = 'ACTIVE' AND id NOT IN (SELECT contact FROM link)
            AND CASE WHEN ? <> '%%'
                THEN name LIKE ? ESCAPE '\' OR number LIKE ? ESCAPE '\' OR email LIKE ? ESCAPE '\'
                ELSE number = ? OR name LIKE ? ESCAPE '\'
                    OR (email <> '' AND email = ? COLLATE NOCASE) OR (phone <> '' AND phone = ?)
                    OR (tax_number <> '' AND tax_number = ?)
                    OR id = ?
                END
        ORDER BY number = ? DESC, name = ? COLLATE NOCASE DESC, name
        LIMIT 200)"_s);
    select.bind(pattern, pattern, pattern, pattern, account->number,
        first.isEmpty() ? account->name : Search::of(first, {}).pattern.mid(1), account->email,
        account->phone, account->taxNumber, became, account->number, account->name);
    Statement country(
        connection(), u"SELECT country_code FROM mirror_organisation WHERE seen_until IS NULL"_s);
    const QString taxWord = taxWordOf(country.next() ? country.get<QString>() : QString());
    QList<LinkCandidate> candidates;
    for (const mirror::Contact& contact : allRecords<mirror::Contact>(select)) {
        LinkCandidate candidate = candidateOf(*account, contact, taxWord);
        const SharedWords words = sharedWords(account->name, contact.name);
        if (became && became == contact.id)
            candidate.fields.prepend(
                {u"Merged"_s, u"%1 is now this one"_s.arg(before->name), true});
        else if (text.isEmpty() && agreeing(candidate) == 0 && 2 * words.shared < words.all)
            continue; // one word in common says nothing
        candidates.append(candidate);
    }
    // The merge itself is the strongest evidence; then what most fields say.
    std::stable_sort(
        candidates.begin(), candidates.end(), [](const LinkCandidate& a, const LinkCandidate& b) {
            const bool merged = a.fields.first().field == u"Merged"_s;
            const bool otherMerged = b.fields.first().field == u"Merged"_s;
            return merged != otherMerged ? merged : agreeing(a) > agreeing(b);
        });
    return candidates.mid(0, 50);
}

} // namespace store
