// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/problemcard.h"

#include "causes/causes.h"
#include "look/words.h"
#include "records/words.h"

using namespace records;
using Qt::StringLiterals::operator""_s;

// What a card tells who wants to know more: Xero's own words, and what may go to support.
namespace ui {

namespace {

constexpr int mostSupportRows = 20;
constexpr qsizetype mostBody = 4000;

} // namespace

QString ProblemCardView::detailsOf(const Operation& op) const
{
    QStringList lines;
    const bool isFromXero = m_place.card.isFromXero;
    lines.append(
        u"%1, %2, %3, %4"_s.arg(op.label, isFromXero ? u"Xero → ledger"_s : u"ledger → Xero"_s,
            toText(op.state), counted(op.attempts, u"try"_s, u"tries"_s)));
    lines.append(u"Cause: "_s + toText(op.cause.id));
    if (!isFromXero)
        lines.append(causes::failedPushingText(op.kind, op.cause));
    lines.append(op.cause.raw.isEmpty()
            ? u"Xero has said nothing: Tieout held it before it was sent."_s
            : u"Xero says: “%1”"_s.arg(op.cause.raw));
    if (!op.xeroId.isNull())
        lines.append(u"Xero id: "_s + op.xeroId.toString(QUuid::WithoutBraces));
    for (const store::AttemptRow& each : m_context.reader().attempts(op.id)) {
        lines.append(u"\n%1  %2  %3"_s.arg(moment(each.at, m_context.now()), each.request,
            each.httpStatus == 0 ? each.outcome : u"code %1"_s.arg(each.httpStatus)));
        if (!each.raw.isEmpty() && each.raw != op.cause.raw)
            lines.append(u"Answer: "_s + each.raw.left(mostBody));
        lines.append(u"Request: "_s + each.body.left(mostBody));
    }
    return lines.join(u'\n');
}

// What went wrong, without what is in the records: bodies stay here.
QString ProblemCardView::supportText() const
{
    const store::ProblemCard& card = m_place.card;
    QStringList lines;
    if (const QString who = m_context.settings().supportContact; !who.isEmpty())
        lines.append(u"For "_s + who);
    lines.append(u"%1 (%2)"_s.arg(causes::words(card.example).title, toText(card.cause)));
    lines.append(
        u"%1, %2 held up, oldest %3"_s.arg(counted(card.records, u"record"_s, u"records"_s),
            money(card.heldUp), card.oldest.toString(Qt::ISODate)));
    for (const store::ProblemRow& each :
        m_context.reader().problemRows(key(), m_place.shown, 0, mostSupportRows)) {
        const Operation& op = each.operation;
        lines.append(u"%1  %2  %3  %4"_s.arg(op.label, money(op.amount), toText(op.state),
            counted(op.attempts, u"try"_s, u"tries"_s)));
        for (const store::AttemptRow& at : m_context.reader().attempts(op.id))
            lines.append(u"    %1  %2  %3 %4"_s
                             .arg(at.at.toUTC().toString(Qt::ISODate), at.request, at.outcome)
                             .arg(at.httpStatus));
        if (!op.cause.raw.isEmpty())
            lines.append(u"    Xero says: "_s + op.cause.raw);
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace ui
