// SPDX-License-Identifier: GPL-3.0-or-later

#include "linewords.h"

#include <QStringList>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

QString iconOf(CandidateKind kind)
{
    switch (kind) {
    case CandidateKind::Invoice:
        return u"invoice"_s;
    case CandidateKind::Bill:
        return u"bill"_s;
    case CandidateKind::CreditNote:
        return u"credit-note"_s;
    case CandidateKind::Payment:
        return u"payment"_s;
    case CandidateKind::Overpayment:
        return u"overpayment"_s;
    case CandidateKind::Prepayment:
        return u"prepayment"_s;
    case CandidateKind::ReceiveMoney:
    case CandidateKind::SpendMoney:
        return u"payment"_s;
    case CandidateKind::BatchPayment:
        return u"merge"_s;
    case CandidateKind::Transfer:
        return u"sync"_s;
    }
    return {};
}

static QString insteadIcon(const LineCheck& check)
{
    switch (check.hazard) {
    case LineHazard::NotPushed:
        return u"overpayment"_s;
    case LineHazard::PushFailed:
        return u"problems"_s;
    case LineHazard::WrongMatch:
        return u"undo"_s;
    case LineHazard::NotInBilling:
        return u"held"_s;
    case LineHazard::Twins:
    case LineHazard::NoIdentity:
        return u"not-checked"_s;
    case LineHazard::Lump:
        return u"not-checked"_s;
    case LineHazard::OwnTransfer:
        return u"sync"_s;
    case LineHazard::ForeignCurrency:
        return u"not-checked"_s;
    case LineHazard::ContactGone:
        return u"links"_s;
    case LineHazard::WrongContact:
        return u"not-checked"_s;
    default:
        return u"not-checked"_s;
    }
}

QString pickIcon(const LineCheck& check)
{
    if (!check.pick.isEmpty())
        return iconOf(check.pick.first().kind);
    return check.verdict == Verdict::Done ? u"safe"_s : insteadIcon(check);
}

QString offerIcon(const LineCheck& check)
{
    if (preflight::offerOf(check).isEmpty() || preflight::isSame(check) || check.offered.isEmpty())
        return {};
    return check.offered.size() == 1 ? iconOf(check.offered.first().kind) : u"tie"_s;
}

QString bankName(const Preflight& bank)
{
    return bank.bankNumber.isEmpty() ? bank.bankName
                                     : bank.bankName + u" ··"_s + bank.bankNumber.right(4);
}

QString tallyWords(const LineTally& lines)
{
    QStringList words;
    const std::pair<int, QString> all[]{{lines.stop, u"stop"_s},
        {lines.notChecked, u"not checked"_s}, {lines.safe, u"safe"_s}, {lines.done, u"done"_s}};
    for (const auto& [count, word] : all)
        if (count > 0)
            words.append(number(count) + u' ' + word);
    return words.join(u", "_s);
}

} // namespace ui
