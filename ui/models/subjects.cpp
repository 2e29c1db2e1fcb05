// SPDX-License-Identifier: GPL-3.0-or-later

// What each list's rows are about, and what they are known by.

#include "models/models.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

Subject subjectOf(const Operation& operation)
{
    const bool isRecord = operation.subject.id != 0;
    return {.record = isRecord ? std::optional(operation.subject) : std::nullopt,
        .account = operation.account,
        .number = operation.label,
        .xeroId
        = operation.xeroId.isNull() ? QString() : operation.xeroId.toString(QUuid::WithoutBraces),
        .needsYou = needsPerson(operation.state)};
}

QString keyOf(qint64 id)
{
    return QString::number(id);
}

} // namespace

QString AccountsModel::key(int index) const
{
    const store::AccountRow row = m_rows.at(index); // one for each of its currencies
    return keyOf(row.id.value) + row.difference.currency().code();
}

QString OutboxModel::key(int index) const
{
    return keyOf(m_rows.at(index).operation.id.value);
}

// The same thing in Xero may stand for several accounts.
QString InboxModel::key(int index) const
{
    const Intake intake = m_rows.at(index).intake;
    return u"%1/%2/%3"_s.arg(intake.xero.id.toString(), keyOf(intake.account.value), intake.label);
}

QString LedgerModel::key(int index) const
{
    const RecordRef ref = m_rows.at(index).ref;
    return u"%1/%2"_s.arg(static_cast<int>(ref.kind)).arg(ref.id);
}

QString LinksModel::key(int index) const
{
    return keyOf(m_rows.at(index).account.value);
}

// A record may be sent several times in one run.
QString RunRecordsModel::key(int index) const
{
    const store::RunRecordRow row = m_rows.at(index);
    return u"%1/%2/%3"_s.arg(keyOf(row.at.toMSecsSinceEpoch()), row.record, row.result);
}

QString ProblemRowsModel::key(int index) const
{
    return keyOf(m_rows.at(index).operation.id.value);
}

Subject AccountsModel::subject(int index) const
{
    const store::AccountRow row = m_rows.at(index);
    return {.record = {},
        .account = row.id,
        .number = row.number,
        .xeroId = {},
        .needsYou = row.differs};
}

Subject OutboxModel::subject(int index) const
{
    const store::OutboxRow row = m_rows.at(index);
    Subject subject = subjectOf(row.operation);
    subject.needsYou = subject.needsYou || row.stopsBankLine;
    return subject;
}

Subject InboxModel::subject(int index) const
{
    const Intake intake = m_rows.at(index).intake;
    return {.record = intake.invoice
            ? std::optional(RecordRef{RecordKind::Invoice, intake.invoice.value})
            : std::nullopt,
        .account = intake.account,
        .number = intake.label,
        .xeroId
        = intake.xero.id.isNull() ? QString() : intake.xero.id.toString(QUuid::WithoutBraces),
        .needsYou = intake.state == IntakeState::Blocked};
}

Subject LedgerModel::subject(int index) const
{
    const store::LedgerRow row = m_rows.at(index);
    return {.record = row.ref,
        .account = row.account,
        .number = row.number,
        .xeroId = {},
        .needsYou = row.state.startsWith(u"needs"_s) || row.state.startsWith(u"fail"_s)};
}

Subject LinksModel::subject(int index) const
{
    const store::LinkRow row = m_rows.at(index);
    return {.record = {},
        .account = row.account,
        .number = row.accountNumber,
        .xeroId = row.contactId,
        .needsYou = row.state != u"linked"_s && row.state != u"to-create"_s};
}

Subject RunsModel::subject(int index) const
{
    const store::RunRow row = m_rows.at(index);
    return {.record = {},
        .account = {},
        .number = QString::number(row.id.value),
        .xeroId = {},
        .needsYou = row.result.contains(u"left"_s)};
}

Subject RunRecordsModel::subject(int index) const
{
    const store::RunRecordRow row = m_rows.at(index);
    return {.record = {},
        .account = {},
        .number = row.ledgerId.isEmpty() ? row.record : row.ledgerId,
        .xeroId = row.xeroId,
        .needsYou = row.result.startsWith(u"need"_s, Qt::CaseInsensitive)
            || row.result.startsWith(u"fail"_s, Qt::CaseInsensitive)
            || row.result.startsWith(u"refused"_s, Qt::CaseInsensitive)};
}

Subject ProblemRowsModel::subject(int index) const
{
    return subjectOf(m_rows.at(index).operation);
}

Subject AdoptionModel::subject(int index) const
{
    const store::AdoptionRow row = m_rows.at(index);
    return {.record = {}, .account = {}, .number = row.label, .xeroId = {}, .needsYou = true};
}

} // namespace ui
