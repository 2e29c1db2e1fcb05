// SPDX-License-Identifier: GPL-3.0-or-later

// The bank's own lines of the demo book, as the look's picture shows them.

#include "records/words.h"
#include "window/fakereader.h"

#include <algorithm>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace window {

namespace {

struct Told {
    const char *payer, *reference, *amount;
    int day;
    CandidateKind kind;
    const char* number; // of the pick
};

constexpr Told kSafe[] = {
    {"Wattle & Co Cafe", "INV10384", "149.00", 20, CandidateKind::Overpayment, "PAY-20411"},
    {"Account fee", "NAB", "-15.00", 20, CandidateKind::SpendMoney, "Bank fees"},
    {"Kookaburra Preschool", "term 1", "555.55", 19, CandidateKind::Prepayment, "PP-0031"},
    {"Banksia Veterinary", "INV10376", "482.00", 19, CandidateKind::Overpayment, "PAY-20402"},
    {"Vocus Wholesale", "BILL 88213", "-4310.20", 19, CandidateKind::Bill, "88213"},
    {"Currawong Dental", "INV10380", "986.70", 19, CandidateKind::Overpayment, "PAY-20405"},
    {"Pinnacle Roof Tiling", "10369", "264.00", 19, CandidateKind::Overpayment, "PAY-20401"},
    {"Eastgate Auto Electrics", "oct and nov", "398.00", 18, CandidateKind::Overpayment,
        "PAY-20398"},
    {"Upwey Hardware", "INV10364", "227.35", 18, CandidateKind::Overpayment, "PAY-20396"},
    {"Yarra Glen Pharmacy", "INV10361", "614.90", 18, CandidateKind::Overpayment, "PAY-20394"},
    {"ATO", "BAS Oct", "-11824.00", 18, CandidateKind::SpendMoney, "BAS payments"},
    {"Blue Wren Books", "INV10329", "150.00", 18, CandidateKind::Overpayment, "PAY-20389"},
    {"Lakeside Caravan Park", "INV10352", "1207.80", 17, CandidateKind::Overpayment, "PAY-20386"},
    {"Mallee Grain Traders", "INV10358", "1743.50", 17, CandidateKind::Overpayment, "PAY-20385"},
    {"Quandong Catering", "10355", "186.50", 17, CandidateKind::Overpayment, "PAY-20383"},
    {"Telstra Wholesale", "55210-7 Nov", "-2643.15", 17, CandidateKind::Bill, "T-55210"},
    {"Ridgeline Surveying", "INV10349", "339.90", 17, CandidateKind::Overpayment, "PAY-20381"},
};

Candidate candidate(CandidateKind kind, const QString& number, const QString& who,
    const char* amount, int day, AccountId account = {})
{
    Candidate one;
    one.kind = kind;
    one.xero = {kind == CandidateKind::Invoice ? XeroKind::Invoice : XeroKind::BankTransaction,
        QUuid::createUuidV5(QUuid(), who + number)};
    one.amount = aud(amount).abs();
    one.number = number;
    one.contactName = who;
    one.account = account;
    one.date = one.dueDate = QDate(2025, 11, day);
    return one;
}

store::BankLineRow line(const QList<store::BankLineRow>& before, const char* payer,
    const char* reference, const char* amount, int day)
{
    store::BankLineRow row{.bankCode = u"090"_s, .kept = {}, .check = {}};
    row.kept.id = BankLineId{before.size() + 1};
    row.kept.line.date = QDate(2025, 11, day);
    row.kept.line.amount = aud(amount);
    row.kept.line.payee = QString::fromUtf8(payer);
    row.kept.line.reference = QString::fromUtf8(reference);
    row.check.line = row.kept.id;
    return row;
}

} // namespace

void FakeReader::fillLines()
{
    auto stop = line(lineRows, "Harbourside Physio", "INV10291", "888.00", 20);
    stop.check.verdict = Verdict::Stop;
    stop.check.hazard = LineHazard::NotPushed;
    stop.check.sentence
        = u"Harbourside Physio’s payment PAY-20417 is not in Xero yet. Push it, then match the "
          u"overpayment; leave the invoice alone."_s;
    stop.check.atRisk = aud("888.00");
    stop.check.remedy = RemedyId::PushNow;
    stop.check.ledger = RecordRef{RecordKind::Payment, 10'001};
    stop.check.offered = {candidate(CandidateKind::Invoice, u"INV-10291"_s, u"Harbourside Physio"_s,
        "888.00", 6, AccountId{4})};
    stop.check.evidence = {{u"reference"_s, u"INV-10291 stands in the bank’s text"_s, true},
        {u"amount"_s, u"888.00, to the cent"_s, true}, {u"day"_s, u"the same day"_s, true}};
    lineRows.append(stop);

    auto twins = line(lineRows, "Deposit 4471 Branch", "no reference", "79.00", 20);
    twins.check.hazard = LineHazard::Twins;
    twins.check.sentence = u"2 invoices of 79.00 fit equally. Ask who paid."_s;
    twins.check.offered
        = {candidate(CandidateKind::Invoice, u"INV-10301"_s, u"Boronia Bakery"_s, "79.00", 12),
            candidate(CandidateKind::Invoice, u"INV-10302"_s, u"Corner Laundry"_s, "79.00", 12)};
    twins.check.choices = twins.check.offered;
    lineRows.append(twins);

    auto off = line(lineRows, "Tin Shed Brewing Co", "Nov acct", "312.40", 20);
    off.check.hazard = LineHazard::NothingKnown;
    off.check.sentence = u"Nothing of this customer has or gives this amount."_s;
    lineRows.append(off);

    auto lump = line(lineRows, "Stripe payout", "po_1Q8Zt4", "2144.60", 20);
    lump.check.verdict = Verdict::Safe;
    lump.check.hazard = LineHazard::None;
    lump.check.sentence = u"Choose Find & Match and tick 6 records."_s;
    for (int i = 0; i < 6; ++i)
        lump.check.pick.append(candidate(CandidateKind::Overpayment, u"PAY-2042%1"_s.arg(i),
            u"Stripe customers"_s, "357.43", 20));
    lineRows.append(lump);

    auto pair = line(lineRows, "Ocean Road Surf School", "INV10318", "120.00", 20);
    pair.check = lump.check;
    pair.check.line = pair.kept.id;
    pair.check.sentence = u"Choose Find & Match and tick 2 records."_s;
    pair.check.pick = {candidate(CandidateKind::Payment, u"PAY-20407"_s,
                           u"Ocean Road Surf School"_s, "100.00", 20),
        candidate(
            CandidateKind::Overpayment, u"PAY-20408"_s, u"Ocean Road Surf School"_s, "20.00", 20)};
    lineRows.append(pair);

    for (const Told& told : kSafe) {
        auto safe = line(lineRows, told.payer, told.reference, told.amount, told.day);
        safe.check.verdict = Verdict::Safe;
        safe.check.hazard = LineHazard::None;
        safe.check.sentence = u"Match %1."_s.arg(QString::fromUtf8(told.number));
        safe.check.pick = {candidate(told.kind, QString::fromUtf8(told.number),
            QString::fromUtf8(told.payer), told.amount, told.day)};
        safe.check.offered = safe.check.pick;
        lineRows.append(safe);
    }
    KeptStatement file;
    file.id = StatementId{1};
    file.bankCode = u"090"_s;
    file.file = u"NAB_4821_20251120.ofx"_s;
    file.to = QDate(2025, 11, 20);
    file.importedAt = now().addSecs(-240);
    statementRows = {{file, static_cast<int>(lineRows.size())}};
    for (Preflight& bank : banks) {
        bank.judgedAt = now().addSecs(-180);
        if (bank.bankCode != u"090")
            continue;
        bank.lines.statementTo = file.to;
        for (const store::BankLineRow& row : std::as_const(lineRows))
            ++(row.check.verdict == Verdict::Stop        ? bank.lines.stop
                    : row.check.verdict == Verdict::Safe ? bank.lines.safe
                                                         : bank.lines.notChecked);
        bank.lines.worst.payee = u"Harbourside Physio"_s;
        bank.lines.worstAtRisk = aud("888.00");
        bank.lines.worstSentence = stop.check.sentence;
    }
}

QList<store::BankLineRow> FakeReader::linesMatching(const store::Query& query) const
{
    QList<store::BankLineRow> rows = lineRows;
    rows.removeIf([&](const store::BankLineRow& row) {
        const BankLine& line = row.kept.line;
        const bool isFound = line.payee.contains(query.text, Qt::CaseInsensitive)
            || line.reference.contains(query.text, Qt::CaseInsensitive)
            || line.amount.display().remove(u',').contains(query.text);
        return !isFound || (!query.filter.isEmpty() && row.bankCode != query.filter)
            || (query.group == u"left" && row.check.verdict == Verdict::Done)
            || (!query.group.isEmpty() && query.group != u"left"
                && toText(row.check.verdict) != query.group);
    });
    return rows;
}

QList<store::BankLineRow> FakeReader::bankLines(
    const store::Query& query, int offset, int limit) const
{
    return windowOf(linesMatching(query), offset, limit);
}

store::Totals FakeReader::bankLineTotals(const store::Query& query) const
{
    store::Totals totals{.rows = 0, .in = aud("0.00"), .out = aud("0.00")};
    for (const store::BankLineRow& row : linesMatching(query)) {
        ++totals.rows;
        (row.kept.line.amount.isNegative() ? totals.out : totals.in) += row.kept.line.amount;
    }
    return totals;
}

std::optional<store::BankLineRow> FakeReader::bankLine(BankLineId id) const
{
    for (const store::BankLineRow& row : lineRows)
        if (row.kept.id == id)
            return row;
    return {};
}

} // namespace window
