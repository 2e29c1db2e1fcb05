// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "records/words.h"
#include "reporting/inside.h"

#include <algorithm>

// The lists as reports: what waits, what failed, what was done, what was signed.
namespace reporting {

using namespace Qt::StringLiterals;
using namespace records;
using report::Cell;
using Kind = report::Cell::Kind;

namespace {

constexpr int kWindow = 500;

QString inWords(const QString& stored)
{
    QString word = QString(stored).replace(u'-', u' ');
    if (!word.isEmpty())
        word[0] = word.at(0).toUpper();
    return word;
}

Cell dateCell(QDate date)
{
    return date.isValid() ? Cell::date(date) : Cell();
}

// The words of a filter, as the list names its choices: "payments,needs-you".
QStringList chosenIn(const ReportRequest& request)
{
    QStringList words;
    for (const QString& word : request.filter.split(u',', Qt::SkipEmptyParts))
        words.append(word.trimmed());
    return words;
}

// A list that is read a window at a time.
class ListWork : public Work {
public:
    ListWork(const store::Reader& readFrom, const base::Clock& clock, const ReportRequest& asked,
        const QString& title)
        : Work(readFrom, clock, asked)
    {
        report.title = title;
        QStringList chosen;
        for (const QString& word : chosenIn(asked)) {
            const QDate since = QDate::fromString(word, Qt::ISODate);
            chosen.append(
                since.isValid() ? u"since "_s + report::shown(Cell::date(since)) : inWords(word));
        }
        if (!chosen.isEmpty())
            fact(u"Filter"_s, chosen.join(u", "_s));
        if (!asked.text.isEmpty())
            fact(u"Containing"_s, asked.text);
    }
    bool step() override
    {
        const int read = addWindow(done);
        done += read;
        return read > 0;
    }

private:
    virtual int addWindow(int offset) = 0; // how many rows it read
};

// What kind, and in which state: a kind's word may stand before the state's.
store::Query pendingQuery(const ReportRequest& request)
{
    const QStringList words = chosenIn(request);
    return {.text = request.text, .filter = words.value(0), .group = words.value(1)};
}

class PendingWork final : public ListWork {
public:
    PendingWork(const store::Reader& readFrom, const base::Clock& clock, const ReportRequest& asked)
        : ListWork(readFrom, clock, asked, u"Pushes to Xero"_s)
        , m_query(pendingQuery(asked))
    {
        const store::OutboxSummary sums = readFrom.outboxSummary();
        fact(u"Waiting"_s, u"%1, %2"_s.arg(sums.waiting).arg(sums.waitingMoney.display()));
        fact(u"Need you"_s, u"%1, %2"_s.arg(sums.needYou).arg(sums.needYouMoney.display()));
        total = readFrom.outboxCount(m_query);
        section(u"pending"_s, u"Pushes"_s,
            {{u"State"_s, Kind::Text, 0, u"state"_s}, {u"Record"_s, Kind::Text, 1, u"record"_s},
                {u"Kind"_s, Kind::Text, 1, u"kind"_s}, {u"Account"_s, Kind::Text, 2, u"account"_s},
                {u"Amount"_s, Kind::Money, 1, u"amount"_s},
                {u"Tries"_s, Kind::Count, 1, u"tries"_s}, {u"Next"_s, Kind::Instant, 1, u"next"_s},
                {u"What it waits for"_s, Kind::Text, 3, u"why"_s}});
    }

private:
    int addWindow(int offset) override
    {
        const auto rows = reader.outbox(m_query, offset, kWindow);
        for (const store::OutboxRow& row : rows) {
            const Operation& one = row.operation;
            report.sections.first().rows.append(
                {Cell::text(inWords(toText(one.state))), Cell::text(one.label),
                    Cell::text(inWords(toText(one.kind))), Cell::text(row.accountName),
                    Cell::money(one.amount), Cell::count(one.attempts), instantCell(one.notBefore),
                    Cell::text(one.cause ? causes::words(one.cause).brief : QString())});
        }
        return static_cast<int>(rows.size());
    }

    store::Query m_query;
};

// Those on whom somebody in particular acts ("here", "xero", "adviser", "nobody"), and those of one
// family of causes, by its name.
bool isChosen(const store::ProblemCard& card, const QStringList& words)
{
    const QString who = causes::keyOf(causes::words(card.example).who);
    const QString family = causes::familyOf(card.cause);
    return std::ranges::all_of(words, [&](const QString& word) {
        return word == who || word.compare(family, Qt::CaseInsensitive) == 0;
    });
}

class ProblemsWork final : public ListWork {
public:
    ProblemsWork(
        const store::Reader& readFrom, const base::Clock& clock, const ReportRequest& asked)
        : ListWork(readFrom, clock, asked, u"Problems"_s)
        , m_query{.text = asked.text}
        , m_cards(readFrom.problems(m_query))
    {
        const QStringList words = chosenIn(asked);
        m_cards.removeIf([&](const store::ProblemCard& card) { return !isChosen(card, words); });
        addCauses();
        section(u"records"_s, u"Records"_s,
            {{u"Problem"_s, Kind::Text, 2, u"problem"_s}, {u"Record"_s, Kind::Text, 1, u"record"_s},
                {u"Account"_s, Kind::Text, 2, u"account"_s}, {u"Date"_s, Kind::Date, 1, u"date"_s},
                {u"Amount"_s, Kind::Money, 1, u"amount"_s}, {u"Why"_s, Kind::Text, 2, u"why"_s}});
        if (words.isEmpty())
            addTasks();
    }

private:
    // What a person took back on one side: it failed nobody, so no choice among causes finds it.
    void addTasks()
    {
        const QList<store::TaskRow> tasks = reader.tasks(m_query);
        if (tasks.isEmpty())
            return;
        report::Section& to = section(u"tasks"_s, u"Undone on one side only"_s,
            {{u"What happened"_s, Kind::Text, 3, u"title"_s},
                {u"Account"_s, Kind::Text, 2, u"account"_s},
                {u"Amount"_s, Kind::Money, 1, u"amount"_s},
                {u"What is missing"_s, Kind::Text, 2, u"missing"_s}});
        for (const store::TaskRow& row : tasks) {
            const causes::TaskWords words = causes::words(row.task);
            to.rows.append({Cell::text(words.title), Cell::text(row.accountName),
                Cell::money(row.task.amount), Cell::text(words.secondHalf)});
        }
    }

    void addCauses()
    {
        report::Section& to = section(u"problems"_s, u"By cause"_s,
            {{u"Problem"_s, Kind::Text, 2, u"problem"_s},
                {u"What it means"_s, Kind::Text, 4, u"sentence"_s},
                {u"Who acts"_s, Kind::Text, 0, u"who"_s},
                {u"Records"_s, Kind::Count, 1, u"records"_s},
                {u"Oldest"_s, Kind::Date, 1, u"oldest"_s},
                {u"Held up"_s, Kind::Money, 1, u"heldUp"_s}});
        report::Chart chart{.kind = report::Chart::Kind::Bars,
            .title = u"Money held up, by cause"_s,
            .currency = reader.settings().currency,
            .series = {{}}};
        base::Money heldUp(0, chart.currency);
        for (const store::ProblemCard& card : std::as_const(m_cards)) {
            const causes::Words words = causes::words(card.example);
            to.rows.append({Cell::text(words.title), Cell::text(words.sentence),
                Cell::text(causes::whoText(words.who)), Cell::count(card.records),
                dateCell(card.oldest), Cell::money(card.heldUp)});
            if (card.heldUp.currency() == chart.currency) {
                chart.series.first().points.append(
                    {words.title, {}, card.heldUp, report::ChartTone::Stop});
                heldUp += card.heldUp;
            }
            total += card.records;
        }
        to.totals = {Cell::text(u"In all"_s), {}, {}, Cell::count(total), {}, Cell::money(heldUp)};
        if (m_cards.size() > 1)
            to.chart = chart;
    }

    int addWindow(int) override
    {
        while (m_card < m_cards.size()) {
            const store::ProblemCard& card = m_cards.at(m_card);
            const auto rows = reader.problemRows(card.key, m_query, m_offset, kWindow);
            if (rows.isEmpty()) {
                ++m_card;
                m_offset = 0;
                continue;
            }
            const QString title = causes::words(card.example).title;
            for (const store::ProblemRow& row : rows)
                report.sections[kRecords].rows.append({Cell::text(title),
                    Cell::text(row.operation.label), Cell::text(row.accountName),
                    dateCell(row.date), Cell::money(row.operation.amount),
                    Cell::text(causes::words(row.operation.cause).brief)});
            m_offset += static_cast<int>(rows.size());
            return static_cast<int>(rows.size());
        }
        return 0;
    }

    static constexpr int kRecords = 1; // its section: after the causes
    store::Query m_query;
    QList<store::ProblemCard> m_cards;
    qsizetype m_card = 0;
    int m_offset = 0;
};

// The kind of run, what came of it, a module that took part and since when, in any order:
// "manual,left,payments,2026-11-01". What is none of them is taken for a kind and finds nothing.
store::Query logQuery(const ReportRequest& request)
{
    store::Query query{.text = request.text};
    for (const QString& word : chosenIn(request)) {
        if (const QDate since = QDate::fromString(word, Qt::ISODate); since.isValid())
            query.from = since.startOfDay();
        else if (const auto module = fromText<Module>(word))
            query.module = *module;
        else if (word == u"left"_s || word == u"stopped"_s || word == u"nothing"_s
            || word == u"done"_s)
            query.result = word;
        else
            query.filter = word;
    }
    return query;
}

class LogWork final : public ListWork {
public:
    LogWork(const store::Reader& readFrom, const base::Clock& clock, const ReportRequest& asked)
        : ListWork(readFrom, clock, asked, u"Log of syncs"_s)
        , m_query(logQuery(asked))
    {
        total = readFrom.runCount(m_query);
        section(u"runs"_s, u"Syncs"_s,
            {{u"Began"_s, Kind::Instant, 1, u"began"_s}, {u"Kind"_s, Kind::Text, 0, u"kind"_s},
                {u"Direction"_s, Kind::Text, 0, u"direction"_s},
                {u"Result"_s, Kind::Text, 0, u"result"_s},
                {u"Records"_s, Kind::Count, 1, u"records"_s},
                {u"What happened"_s, Kind::Text, 4, u"words"_s}});
    }

private:
    int addWindow(int offset) override
    {
        const auto rows = reader.runs(m_query, offset, kWindow);
        for (const store::RunRow& row : rows)
            report.sections.first().rows.append(
                {instantCell(row.startedAt), Cell::text(row.kind), Cell::text(row.direction),
                    Cell::text(row.result), Cell::count(row.records), Cell::text(row.words)});
        return static_cast<int>(rows.size());
    }

    store::Query m_query;
};

class SignOffsWork final : public ListWork {
public:
    SignOffsWork(
        const store::Reader& readFrom, const base::Clock& clock, const ReportRequest& asked)
        : ListWork(readFrom, clock, asked, u"Sign-offs"_s)
    {
        section(u"sign-offs"_s, u"Sign-offs"_s,
            {{u"Sign-off"_s, Kind::Count, 1, u"id"_s}, {u"As of"_s, Kind::Date, 1, u"asOf"_s},
                {u"State"_s, Kind::Text, 0, u"state"_s}, {u"Of"_s, Kind::Text, 1, u"scope"_s},
                {u"Prepared by"_s, Kind::Text, 1, u"preparer"_s},
                {u"Prepared"_s, Kind::Instant, 1, u"preparedAt"_s},
                {u"Reviewed by"_s, Kind::Text, 1, u"reviewer"_s},
                {u"Reviewed"_s, Kind::Instant, 1, u"reviewedAt"_s},
                {u"Xero read"_s, Kind::Instant, 1, u"xeroReadAt"_s},
                {u"Side"_s, Kind::Text, 0, u"side"_s},
                {u"Currency"_s, Kind::Text, 0, u"currency"_s},
                {u"Ledger"_s, Kind::Money, 1, u"ledger"_s}, {u"Xero"_s, Kind::Money, 1, u"xero"_s},
                {u"Difference"_s, Kind::Difference, 1, u"difference"_s},
                {u"Unexplained"_s, Kind::Difference, 1, u"unexplained"_s}});
    }

private:
    int addWindow(int offset) override
    {
        if (offset > 0)
            return 0;
        const auto all = reader.signOffs();
        total = static_cast<int>(all.size());
        for (const SignOff& one : all)
            for (const SignedSum& sum : one.sums)
                add(one, sum);
        return total;
    }

    void add(const SignOff& one, const SignedSum& sum)
    {
        report.sections.first().rows.append(
            {Cell::count(one.id.value), Cell::date(one.day), Cell::text(inWords(toText(one.state))),
                Cell::text(one.scope == SignOffScope::Book ? u"The whole book"_s
                        : one.accounts == 1                ? u"1 account"_s
                                                           : u"%1 accounts"_s.arg(one.accounts)),
                Cell::text(one.preparer), instantCell(one.preparedAt), Cell::text(one.reviewer),
                instantCell(one.reviewedAt), instantCell(one.xeroReadAt),
                Cell::text(inWords(toText(sum.side))), Cell::text(sum.currency.code()),
                Cell::money(sum.ledger), Cell::money(sum.xero), Cell::difference(sum.difference()),
                Cell::difference(sum.unexplained)});
    }
};

} // namespace

std::unique_ptr<Work> listWork(
    const store::Reader& reader, const base::Clock& clock, const ReportRequest& request)
{
    switch (request.kind) {
    case ReportKind::Pending:
        return std::make_unique<PendingWork>(reader, clock, request);
    case ReportKind::Problems:
        return std::make_unique<ProblemsWork>(reader, clock, request);
    case ReportKind::Log:
        return std::make_unique<LogWork>(reader, clock, request);
    default:
        return std::make_unique<SignOffsWork>(reader, clock, request);
    }
}

} // namespace reporting
