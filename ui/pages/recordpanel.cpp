// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/recordpanel.h"

#include "look/words.h"
#include "widgets/make.h"

#include <QDateEdit>
#include <QLineEdit>
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

} // namespace

RecordPanel::RecordPanel(Context& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_title(makeLabel(context, {}, Type::Section))
    , m_date(new QDateEdit)
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
    QLabel* dateLabel = makeLabel(context, u"Date"_s, Type::Second, "second");
    layout->addWidget(dateLabel);
    m_date->setDisplayFormat(u"d MMM yyyy"_s);
    m_date->setAccessibleName(u"Date"_s);
    dateLabel->setBuddy(m_date);
    layout->addWidget(m_date);
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
    m_date->setDate(m_context.today());
    if (about) {
        m_account->setText(about->row.accountName);
        const bool isInvoice = about->row.ref.kind == RecordKind::Invoice;
        if (isInvoice)
            m_invoice->setText(about->row.number);
        if (isInvoice || entry == Entry::Allocation)
            m_amount->setText(about->row.amount.abs().toString());
    }
    showFields();
    QLineEdit* first = !m_account->isHidden() && m_account->text().isEmpty() ? m_account
        : !m_number->isHidden()                                              ? m_number
        : !m_amount->isHidden()                                              ? m_amount
                                                                             : m_text;
    first->setFocus();
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
    showField(m_invoiceLabel, m_invoice, m_entry != Entry::Reversal,
        m_entry == Entry::Allocation ? u"Invoice"_s : u"Invoice, empty to leave it unallocated"_s);
    showField(m_textLabel, m_text, m_entry != Entry::Allocation,
        m_entry == Entry::Reversal      ? u"Reason"_s
            : m_entry == Entry::Payment ? u"Reference, as the bank line shows it"_s
                                        : u"What it is for"_s);
    const QString titles[] = {u"Record a payment"_s, u"Allocate %1"_s.arg(about),
        u"Record a credit note"_s, u"Reverse %1"_s.arg(about)};
    const QString verbs[]
        = {u"Record payment"_s, u"Allocate"_s, u"Record credit note"_s, u"Reverse"_s};
    m_title->setText(titles[static_cast<int>(m_entry)]);
    m_enter->setText(verbs[static_cast<int>(m_entry)]);
    if (m_entry == Entry::Reversal) {
        m_warning->setText(u"Reversals don’t travel. Do it in Xero too, then fetch."_s);
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

QString RecordPanel::problem(base::Result<base::Money>& amount) const
{
    const bool makes = m_entry == Entry::Payment || m_entry == Entry::CreditNote;
    if (makes && !account())
        return u"Name one account by its number, or by its exact name if no other has it."_s;
    if (makes && m_number->text().trimmed().isEmpty())
        return u"Give it the number it has in the billing system."_s;
    if (m_entry == Entry::Reversal)
        return m_text->text().trimmed().isEmpty() ? u"Say why it is reversed."_s : QString();
    amount = amountFrom(m_amount->text(), m_context.settings().currency);
    if (!amount || amount->minor() <= 0)
        return u"Enter an amount above zero, as 1240.80 or 1,240.80. A comma only parts "
               "thousands."_s;
    const QString invoice = m_invoice->text().trimmed();
    if (m_entry == Entry::Allocation && invoice.isEmpty())
        return u"Name the invoice it pays."_s;
    if (!invoice.isEmpty() && !invoiceNamed(invoice))
        return u"The ledger has no invoice %1."_s.arg(invoice);
    return {};
}

Command RecordPanel::command(base::Money amount) const
{
    const QDate date = m_date->date();
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
    case Entry::Reversal:
        break;
    }
    return command::RecordReversal{m_about->row.ref, date, m_text->text().trimmed()};
}

void RecordPanel::enter()
{
    if (m_ticket)
        return;
    base::Result<base::Money> amount = base::Money();
    const QString wrong = problem(amount);
    m_warning->setText(wrong);
    m_warning->setVisible(!wrong.isEmpty());
    if (!wrong.isEmpty())
        return;
    m_enter->setEnabled(false);
    m_ticket = m_context.nextTicket(); // the answer may come before give() is back
    m_context.give(command(*amount));
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
