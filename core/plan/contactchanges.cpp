// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan/changes.h"

#include <algorithm>

using namespace records;
using match::ref;
using Qt::StringLiterals::operator""_s;

// What people changed of the contact that an account is linked to (R005, R006, R015).
namespace plan {

namespace {

QString shown(const QString& text)
{
    return text.isEmpty() ? u"–"_s : text;
}

class ContactFinder {
public:
    ContactFinder(const AccountFile& file, const AsAgreed& agreed)
        : m_file(file)
        , m_agreed(agreed)
    {
    }

    QList<Change> find()
    {
        judgeContact();
        return m_changes;
    }

private:
    void judgeContact()
    {
        if (!m_file.link || !m_file.contact)
            return;
        const mirror::Contact& now = *m_file.contact;
        if (now.mergedTo) {
            ofContact(ChangeKind::ContactMerged, {15, 16}, u"Status"_s, u"ACTIVE"_s,
                u"merged into %1"_s.arg(m_file.survivor ? m_file.survivor->name : u"another"_s),
                {ChangeWay::Relink, ChangeWay::Keep});
        } else if (now.status == u"ARCHIVED"_s) {
            if (m_file.account.status == ledger::AccountStatus::Active)
                ofContact(ChangeKind::ContactArchived, {6}, u"Status"_s, u"ACTIVE"_s, now.status,
                    {ChangeWay::Restore, ChangeWay::Keep});
        } else {
            judgeFields(now);
        }
    }

    void judgeFields(const mirror::Contact& now)
    {
        const bool isBeingChanged = std::any_of(
            m_file.operations.begin(), m_file.operations.end(), [](const Operation& one) {
                return one.kind == OperationKind::UpdateContact && isUnresolved(one.state);
            });
        if (isBeingChanged || (!m_file.card && !m_agreed.contact))
            return;
        constexpr std::array kinds{ChangeKind::NameChanged, ChangeKind::FirstNameChanged,
            ChangeKind::LastNameChanged, ChangeKind::EmailChanged, ChangeKind::PhoneChanged,
            ChangeKind::AddressChanged};
        static_assert(kinds.size() == kCardFields.size());
        const ContactCard was = m_file.card ? *m_file.card : cardOf(*m_agreed.contact);
        const ContactCard seen = cardOf(now);
        const ContactCard ours = cardOf(m_file.account);
        for (size_t i = 0; i < kinds.size(); ++i) {
            const CardField& field = kCardFields.at(i);
            // What both sides show alike is no news, whoever wrote it first.
            if (was.*field.value == seen.*field.value || ours.*field.value == seen.*field.value)
                continue;
            // An address is one text here, and in pieces where it is written.
            const bool isAddress = field.value == &ContactCard::address;
            QList ways{ChangeWay::Keep};
            if (!isAddress || m_file.card)
                ways.prepend(ChangeWay::PutBack);
            if (!isAddress)
                ways.prepend(ChangeWay::CopyHere);
            QString name = QString::fromUtf16(field.words);
            name[0] = name[0].toUpper();
            ofContact(
                kinds.at(i), {5}, name, shown(was.*field.value), shown(seen.*field.value), ways);
        }
        if (m_agreed.contact && m_agreed.contact->number == m_file.account.number
            && now.number != m_file.account.number)
            ofContact(ChangeKind::ContactNumberChanged, {5}, u"ContactNumber"_s,
                m_file.account.number, shown(now.number), {ChangeWay::PutBack, ChangeWay::Keep});
    }

    void ofContact(ChangeKind kind, const QList<int>& rules, const QString& field,
        const QString& was, const QString& now, const QList<ChangeWay>& ways)
    {
        Change change;
        change.kind = kind;
        change.account = m_file.account.id;
        change.ledger = ref(m_file.account);
        change.xero = change.parent = {XeroKind::Contact, m_file.contact->id.value};
        change.rules = rules;
        change.label = m_file.contact->name;
        change.fields = {{field, was, now}};
        change.changedAt = m_file.contact->updatedAt;
        change.ways = ways;
        m_changes.append(change);
    }

    const AccountFile& m_file;
    const AsAgreed& m_agreed;
    QList<Change> m_changes;
};

} // namespace

QList<Change> contactChanges(const AccountFile& file, const AsAgreed& agreed)
{
    return ContactFinder(file, agreed).find();
}

} // namespace plan
