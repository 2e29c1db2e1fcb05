// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/recordpanel.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// A comma counts as nothing but a mark between thousands: who means cents by it must be told, or
// 12,50 becomes 1250.00.
base::Result<base::Money> amountFrom(const QString& typed, const base::Currency& currency)
{
    static const QRegularExpression grouped(u"^\\d{1,3}(,\\d{3})+(\\.\\d+)?$"_s);
    QString text = typed.trimmed();
    if (grouped.match(text).hasMatch())
        text.remove(u',');
    return base::Money::parse(text, currency);
}

// As the window says days, or as ISO does: in 3/4 nobody knows which is the month.
QDate dateFrom(const QString& typed, QDate today)
{
    const QString text = typed.simplified();
    const QDate iso = QDate::fromString(text, Qt::ISODate);
    if (iso.isValid())
        return iso;
    const QLocale english(QLocale::English);
    for (const QString& format : {u"d MMM yyyy"_s, u"d MMMM yyyy"_s})
        for (const QString& each : {text, text + u" %1"_s.arg(today.year())})
            if (const QDate date = english.toDate(each, format); date.isValid())
                return date;
    return {};
}

} // namespace

RecordPanel::RecordPanel(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_title(makeLabel(context, {}, Type::Section))
    , m_warning(makeLabel(context, {}, Type::Second, "stop", true))
    , m_enter(makeButton(context, {}, {}, "primary"))
{
    setProperty("look", u"inspector"_s);
    setMinimumWidth(320);
    QVBoxLayout* layout = column(this, 20, 4);
    layout->addWidget(m_title);
    layout->addSpacing(8);
    m_account = addField(layout, u"Account, by name or number"_s, &m_accountLabel);
    m_number = addField(layout, u"Number"_s, &m_numberLabel);
    m_amount = addField(layout, u"Amount"_s, &m_amountLabel);
    m_invoice = addField(layout, u"Invoice it pays, empty for none"_s, &m_invoiceLabel);
    m_text = addField(layout, u"Reference, as the bank line shows it"_s, &m_textLabel);
    QLabel* dateLabel = nullptr;
    m_date = addField(layout, u"Date"_s, &dateLabel);
    layout->addSpacing(8);
    layout->addWidget(m_warning);
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    QPushButton* keep = makeButton(context, u"Close"_s, {}, "quiet");
    buttons->addWidget(m_enter);
    buttons->addWidget(keep);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addStretch();
    connect(m_enter, &QPushButton::clicked, this, &RecordPanel::enter);
    connect(keep, &QPushButton::clicked, this, &RecordPanel::leave);
    connect(&context, &Context::answered, this, &RecordPanel::hear);
    connect(&context, &Context::bookChanged, this, &RecordPanel::leave);
}

QLineEdit* RecordPanel::addField(QVBoxLayout* layout, const QString& word, QLabel** label)
{
    *label = makeLabel(m_context, word, Type::Second, "second");
    auto* field = new QLineEdit;
    field->setFont(m_context.look().font(Type::Body));
    field->setAccessibleName(word);
    (*label)->setBuddy(field);
    layout->addWidget(*label);
    layout->addWidget(field);
    connect(field, &QLineEdit::returnPressed, this, &RecordPanel::enter);
    return field;
}

void RecordPanel::start(Entry entry, const std::optional<store::RecordDetail>& about)
{
    if (m_ticket) // the entry before is on its way; refused, it is still needed
        return;
    m_entry = entry;
    m_about = about;
    for (QLineEdit* field : {m_account, m_number, m_amount, m_invoice, m_text})
        field->clear();
    m_warning->hide();
    m_date->setText(QLocale(QLocale::English).toString(m_context.today(), u"d MMM yyyy"_s));
    if (about) {
        m_account->setText(about->row.accountName);
        if (about->row.ref.kind == RecordKind::Invoice)
            m_invoice->setText(about->row.number);
        // What is open, not the whole: part of it may be paid, or spent.
        m_amount->setText(
            (entry == Entry::Refund ? about->row.amount.abs()
                                    : about->outstanding.value_or(about->row.amount.abs()))
                .toString());
    }
    showFields();
    QLineEdit* first = !m_account->isHidden() && m_account->text().isEmpty() ? m_account
        : !m_number->isHidden()                                              ? m_number
        : !m_amount->isHidden()                                              ? m_amount
                                                                             : m_text;
    first->setFocus();
    first->selectAll();
}

void RecordPanel::showFields()
{
    const auto showField = [](QLabel* label, QLineEdit* field, bool isShown, const QString& word) {
        label->setVisible(isShown);
        field->setVisible(isShown);
        label->setText(word);
        field->setAccessibleName(word);
    };
    const bool makes = m_entry == Entry::Payment || m_entry == Entry::CreditNote;
    const QString about = m_about ? m_about->row.number : QString();
    showField(m_accountLabel, m_account, makes, u"Account, by name or number"_s);
    showField(m_numberLabel, m_number, makes, u"Number"_s);
    showField(m_amountLabel, m_amount, m_entry != Entry::Reversal, u"Amount"_s);
    const bool isAbout = m_entry == Entry::Reversal || m_entry == Entry::Refund;
    showField(m_invoiceLabel, m_invoice, !isAbout,
        m_entry == Entry::Allocation ? u"Invoice"_s : u"Invoice, empty to leave it unallocated"_s);
    showField(m_textLabel, m_text, m_entry != Entry::Allocation,
        isAbout                         ? u"Reason"_s
            : m_entry == Entry::Payment ? u"Reference, as the bank line shows it"_s
                                        : u"What it is for"_s);
    const QString titles[] = {u"Record a payment"_s, u"Allocate %1"_s.arg(about),
        u"Record a credit note"_s, u"Reverse %1"_s.arg(about), u"Refund %1"_s.arg(about)};
    const QString verbs[] = {u"Record payment"_s, u"Allocate"_s, u"Record credit note"_s,
        u"Reverse"_s, u"Record refund"_s};
    m_title->setText(titles[static_cast<int>(m_entry)]);
    m_enter->setText(verbs[static_cast<int>(m_entry)]);
    if (isAbout) {
        m_warning->setText(m_entry == Entry::Reversal
                ? u"Reversals don’t travel. Problems will show the task for Xero’s half."_s
                : u"Refunds don’t travel: make it in Xero. What Xero has reconciled stays a draft "
                  "here until that refund comes back."_s);
        m_warning->show();
    }
}

std::optional<store::LedgerRow> RecordPanel::invoiceNamed(const QString& number) const
{
    for (const store::LedgerRow& row : m_context.reader().find(number.trimmed(), 20)) {
        const bool isDocument
            = row.ref.kind == RecordKind::Invoice || row.ref.kind == RecordKind::Bill;
        if (isDocument && row.number.compare(number.trimmed(), Qt::CaseInsensitive) == 0)
            return row;
    }
    return {};
}

AccountId RecordPanel::account() const
{
    const QString text = m_account->text().trimmed();
    if (text.isEmpty())
        return {};
    if (m_about && m_about->row.accountName == text)
        return m_about->row.account;
    store::Query query;
    query.text = text;
    QSet<qint64> byNumber;
    QSet<qint64> byName;
    constexpr int window = 200;
    for (const QString& role : {u"customer"_s, u"vendor"_s}) {
        QList<store::AccountRow> found;
        for (int offset = 0; offset == 0 || found.size() == window; offset += window) {
            found = m_context.reader().accounts(role, query, offset, window);
            for (const store::AccountRow& row : found) {
                if (row.number.compare(text, Qt::CaseInsensitive) == 0)
                    byNumber.insert(row.id.value);
                if (row.name.compare(text, Qt::CaseInsensitive) == 0)
                    byName.insert(row.id.value);
            }
        }
    }
    const QSet<qint64>& named = byNumber.isEmpty() ? byName : byNumber;
    return named.size() == 1 ? AccountId{*named.begin()} : AccountId{};
}

base::Result<base::Money> RecordPanel::amount() const
{
    return amountFrom(m_amount->text(), m_context.settings().currency);
}

QDate RecordPanel::date() const
{
    return dateFrom(m_date->text(), m_context.today());
}

QString RecordPanel::accountProblem() const
{
    if (!account())
        return u"Name one account by its number, or by its exact name if no other has it."_s;
    if (m_number->text().trimmed().isEmpty())
        return u"Give it the number it has in the billing system."_s;
    return {};
}

QString RecordPanel::invoiceProblem(base::Money amount) const
{
    const QString number = m_invoice->text().trimmed();
    if (number.isEmpty())
        return m_entry == Entry::Allocation ? u"Name the invoice it pays."_s : QString();
    const auto invoice = invoiceNamed(number);
    if (!invoice)
        return u"The ledger has no invoice %1."_s.arg(number);
    const AccountId owner = m_entry == Entry::Allocation ? m_about->row.account : account();
    if (invoice->account != owner)
        return u"%1 belongs to %2, another account."_s.arg(invoice->number, invoice->accountName);
    const auto detail = m_context.reader().record(invoice->ref);
    const auto open = detail ? detail->outstanding : std::nullopt;
    // A credit note may be larger than its invoice: the rest of it stays to be allocated.
    if (open && m_entry != Entry::CreditNote && amount > *open)
        return open->isZero()
            ? u"%1 has nothing outstanding. Leave the invoice empty."_s.arg(invoice->number)
            : u"%1 has only %2 outstanding. More would over-allocate it."_s.arg(
                invoice->number, money(*open));
    return {};
}

QString RecordPanel::problem() const
{
    const bool makes = m_entry == Entry::Payment || m_entry == Entry::CreditNote;
    if (const QString wrong = makes ? accountProblem() : QString(); !wrong.isEmpty())
        return wrong;
    if (!date().isValid())
        return u"Enter the date as 20 Nov 2025 or 2025-11-20."_s;
    if (m_entry == Entry::Reversal)
        return m_text->text().trimmed().isEmpty() ? u"Say why it is reversed."_s : QString();
    if (m_entry == Entry::Refund && m_text->text().trimmed().isEmpty())
        return u"Say why it is refunded."_s;
    const auto typed = amount();
    if (!typed || typed->minor() <= 0)
        return u"Enter an amount above zero, as 1240.80 or 1,240.80. A comma only parts "
               "thousands."_s;
    const bool isSpent
        = m_entry == Entry::Allocation && m_about->outstanding && *typed > *m_about->outstanding;
    if (isSpent)
        return u"Only %1 of %2 is still to be allocated."_s.arg(
            money(*m_about->outstanding), m_about->row.number);
    return m_entry == Entry::Refund ? QString() : invoiceProblem(*typed);
}

Command RecordPanel::command(base::Money amount, QDate date) const
{
    const auto invoice
        = m_invoice->text().trimmed().isEmpty() ? std::nullopt : invoiceNamed(m_invoice->text());
    const DocumentId to{invoice ? invoice->ref.id : 0};
    switch (m_entry) {
    case Entry::Payment: {
        ledger::Payment payment;
        payment.account = account();
        payment.number = m_number->text().trimmed();
        payment.date = date;
        payment.amount = amount;
        payment.reference = m_text->text().trimmed();
        payment.source = ledger::Source::Hand;
        command::RecordPayment record{payment, {}};
        if (to)
            record.allocations.append({to, amount});
        return record;
    }
    case Entry::CreditNote: {
        ledger::Document note;
        note.kind = ledger::DocumentKind::CreditNote;
        note.account = account();
        note.number = m_number->text().trimmed();
        note.date = date;
        note.dueDate = date;
        note.taxMode = ledger::TaxMode::NoTax;
        note.total = amount;
        note.tax = base::Money(0, amount.currency());
        ledger::Line line;
        line.description = m_text->text().trimmed();
        // A line of one piece: its price has four decimals whatever the currency's.
        line.unitPrice = base::Decimal4::parse(amount.toString()).value_or(base::Decimal4{});
        line.amount = amount;
        line.tax = note.tax;
        note.lines = {line};
        note.source = ledger::Source::Hand;
        return command::RecordCreditNote{note, to};
    }
    case Entry::Allocation:
        return command::RecordAllocation{m_about->row.ref, to, amount, date};
    case Entry::Refund:
        return command::RecordRefund{m_about->row.ref, amount, date, m_text->text().trimmed()};
    case Entry::Reversal:
        break;
    }
    return command::RecordReversal{m_about->row.ref, date, m_text->text().trimmed()};
}

void RecordPanel::enter()
{
    if (m_ticket)
        return;
    const QString wrong = problem();
    m_warning->setText(wrong);
    m_warning->setVisible(!wrong.isEmpty());
    if (!wrong.isEmpty())
        return;
    m_enter->setEnabled(false);
    m_ticket = m_context.nextTicket(); // the answer may come before give() is back
    m_context.give(command(amount().value_or(base::Money()), date()));
}

void RecordPanel::hear(const CommandOutcome& outcome)
{
    if (!m_ticket || outcome.ticket != m_ticket)
        return;
    if (outcome.done)
        return leave();
    m_ticket = 0;
    m_enter->setEnabled(true);
    m_warning->setText(
        outcome.error.sentence.isEmpty() ? outcome.sentence : outcome.error.sentence);
    m_warning->show();
    show(); // perhaps a row was looked at meanwhile
}

void RecordPanel::leave()
{
    m_ticket = 0;
    m_enter->setEnabled(true);
    Q_EMIT closed();
}

} // namespace ui
