// SPDX-License-Identifier: GPL-3.0-or-later

#include "preflight/candidates.h"

#include <QHash>

using namespace records;

namespace preflight {

bool isDocument(const Candidate& one)
{
    return one.kind == CandidateKind::Invoice || one.kind == CandidateKind::Bill
        || one.kind == CandidateKind::CreditNote;
}

QString nameOf(const Candidate& one)
{
    static const QHash<CandidateKind, QString> words{
        {CandidateKind::Invoice, QStringLiteral("Invoice")},
        {CandidateKind::Bill, QStringLiteral("Bill")},
        {CandidateKind::CreditNote, QStringLiteral("Credit note")},
        {CandidateKind::Payment, QStringLiteral("Payment")},
        {CandidateKind::Overpayment, QStringLiteral("Overpayment")},
        {CandidateKind::Prepayment, QStringLiteral("Prepayment")},
        {CandidateKind::ReceiveMoney, QStringLiteral("Receive money")},
        {CandidateKind::SpendMoney, QStringLiteral("Spend money")},
        {CandidateKind::BatchPayment, QStringLiteral("Batch payment")},
        {CandidateKind::Transfer, QStringLiteral("Transfer")}};
    const QString label = one.number.isEmpty() ? one.reference : one.number;
    return words.value(one.kind) + (label.isEmpty() ? QString() : u' ' + label);
}

QString article(const Candidate& one)
{
    return QStringLiteral("the ") + nameOf(one).section(u' ', 0, 0).toLower();
}

} // namespace preflight
