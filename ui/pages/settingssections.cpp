// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/words.h"
#include "pages/organisationcard.h"
#include "pages/settingspage.h"
#include "widgets/flowchoice.h"
#include "widgets/make.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QRadioButton>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

void SettingsPage::change(const std::function<void(BookSettings&)>& how)
{
    const BookSettings before = context().settings();
    BookSettings after = before;
    how(after);
    if (after == before)
        return;
    context().giveWithUndo(command::ChangeSettings{after}, u"Settings changed."_s, u"settings"_s,
        command::ChangeSettings{before});
}

void SettingsPage::showConnection()
{
    QVBoxLayout* into = section(u"connection"_s);
    into->addWidget(makeLabel(context(), u"Connection"_s, Type::PageTitle));
    const EngineStatus& status = context().status();
    const bool isConnected = status.connection != Connection::NotConnected;
    QFrame* frame = card(into, isConnected ? status.organisation : u"Not connected to Xero"_s);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    layout->addWidget(makeLabel(context(),
        isConnected
            ? u"This book belongs to that organisation. Nothing is sent to any other."_s
            : u"Sign in with your browser. A new connection only reads; nothing is pushed before "
              "you accept what both sides share."_s,
        Type::Body, "second", true));
    QHBoxLayout* line = row(nullptr, 0, 8);
    auto* name = new QLineEdit;
    name->setPlaceholderText(u"Organisation, empty for the only one"_s);
    name->setAccessibleName(u"Organisation"_s);
    name->setMaximumWidth(320);
    QPushButton* connectTo
        = makeButton(context(), isConnected ? u"Sign in again"_s : u"Connect to Xero"_s,
            u"connected"_s, isConnected ? "" : "primary");
    connect(connectTo, &QPushButton::clicked, this,
        [this, name] { context().give(command::Connect{name->text().trimmed()}); });
    line->addWidget(name, 1);
    line->addWidget(connectTo);
    if (isConnected) {
        QPushButton* away = makeButton(context(), u"Disconnect"_s, u"offline"_s);
        away->setToolTip(u"Ends the sign-in. The book keeps everything."_s);
        connect(
            away, &QPushButton::clicked, this, [this] { context().give(command::Disconnect{}); });
        line->addWidget(away);
    }
    line->addStretch();
    layout->addLayout(line);
    if (reader().diagnostics().isConnected)
        into->addWidget(new OrganisationCard(context()));
}

void SettingsPage::showAdoption()
{
    QVBoxLayout* into = section(u"adoption"_s);
    into->addWidget(makeLabel(context(), u"Adoption"_s, Type::PageTitle));
    const auto proposed = reader().adoption();
    const bool isOn = context().settings().pushIsOn;
    QFrame* frame = card(into, isOn ? u"Pushing is on"_s : u"Pushing is off"_s);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    layout->addWidget(makeLabel(context(),
        isOn ? u"Nothing dated before %1 is pushed."_s.arg(
            day(context().settings().startDate, context().today()))
             : u"Both sides have years of history. Tieout matches it first and shows what it "
               "found; only when you accept is anything pushed."_s,
        Type::Body, "second", true));
    QHBoxLayout* line = row(nullptr, 0, 8);
    QPushButton* propose
        = makeButton(context(), proposed ? u"Match again"_s : u"Match both sides"_s, u"tie"_s,
            proposed || isOn ? "" : "primary");
    connect(propose, &QPushButton::clicked, this,
        [this] { context().give(command::ProposeAdoption{}); });
    line->addWidget(propose);
    line->addStretch();
    layout->addLayout(line);
    if (!proposed)
        return;
    QFrame* result = factsCard(into, u"What both sides share"_s,
        {{u"Contacts"_s, number(proposed->links)}, {u"Documents"_s, number(proposed->documents)},
            {u"Payments"_s, number(proposed->payments)},
            {u"Allocations"_s, number(proposed->allocations)},
            {u"Matched"_s, moment(proposed->proposedAt, context().now())}});
    auto* below = static_cast<QVBoxLayout*>(result->layout());
    QHBoxLayout* accept = row(nullptr, 0, 8);
    accept->addWidget(makeLabel(context(), u"Don’t push anything dated before"_s));
    const QDate kept = context().settings().startDate;
    auto* start = new QDateEdit(m_startDate.isValid() ? m_startDate
            : kept.isValid()                          ? kept
                                                      : context().today());
    connect(start, &QDateEdit::dateChanged, this, [this](QDate chosen) { m_startDate = chosen; });
    start->setDisplayFormat(u"d MMM yyyy"_s);
    start->setAccessibleName(u"Don’t push anything dated before"_s);
    accept->addWidget(start);
    QPushButton* button
        = makeButton(context(), u"Accept and start pushing"_s, u"safe"_s, "primary");
    connect(button, &QPushButton::clicked, this,
        [this, start] { context().give(command::AcceptAdoption{start->date()}); });
    accept->addWidget(button);
    accept->addStretch();
    below->addLayout(accept);
    QFrame* left = card(into, u"Without a counterpart"_s);
    auto* list = new ListView(context(), u"Records without a counterpart"_s);
    list->setFirstPadding(8);
    m_unmatched->setQuery({});
    list->setListModel(m_unmatched);
    list->setMinimumHeight(260);
    static_cast<QVBoxLayout*>(left->layout())->addWidget(list);
}

QLineEdit* SettingsPage::codeField(QGridLayout* grid, int line, const QString& word,
    const QString& value, std::function<void(BookSettings&, const QString&)> set)
{
    QLabel* label = makeLabel(context(), word, Type::Body, "second");
    auto* field = new QLineEdit(value);
    field->setAccessibleName(word);
    field->setMaximumWidth(200);
    label->setBuddy(field);
    grid->addWidget(label, line, 0);
    grid->addWidget(field, line, 1);
    connect(field, &QLineEdit::editingFinished, this, [this, field, set] {
        change([&](BookSettings& settings) { set(settings, field->text().trimmed()); });
    });
    return field;
}

void SettingsPage::showFlows()
{
    QVBoxLayout* into = section(u"flows"_s);
    into->addWidget(makeLabel(context(), u"What syncs"_s, Type::PageTitle));
    QFrame* frame = card(into, u"What travels at all, and which way"_s);
    frame->layout()->addWidget(makeLabel(context(),
        u"A run never does more than this; the schedule and a manual sync may do less. Customers, "
        "vendors and items only go to Xero: whom you bill and what you sell is the ledger’s own."_s,
        Type::Body, "second", true));
    auto* flows = new FlowChoice(context(), u"What syncs"_s);
    flows->set(context().settings().flows);
    connect(flows, &FlowChoice::changed, this,
        [this, flows] { change([&](BookSettings& after) { after.flows = flows->flows(); }); });
    frame->layout()->addWidget(flows);
}

void SettingsPage::showItems()
{
    QVBoxLayout* into = section(u"items"_s);
    into->addWidget(makeLabel(context(), u"Item codes and tax"_s, Type::PageTitle));
    const BookSettings& settings = context().settings();
    QFrame* codes = card(into, u"Items go to Xero by"_s);
    const std::pair<ItemCodes, QString> choices[]
        = {{ItemCodes::Off, u"No item: lines carry their text only"_s},
            {ItemCodes::ProductCode, u"Product id"_s}, {ItemCodes::Sku, u"SKU"_s}};
    for (const auto& [choice, word] : choices) {
        auto* radio = new QRadioButton(word);
        radio->setChecked(settings.itemCodes == choice);
        connect(radio, &QRadioButton::clicked, this, [this, choice = choice] {
            change([&](BookSettings& after) { after.itemCodes = choice; });
        });
        codes->layout()->addWidget(radio);
    }
    QFrame* accounts = card(into, u"For lines that name no account or tax"_s);
    auto* grid = new QGridLayout;
    grid->setColumnStretch(2, 1);
    codeField(grid, 0, u"Sales account"_s, settings.salesAccountCode,
        [](BookSettings& after, const QString& text) { after.salesAccountCode = text; });
    codeField(grid, 1, u"Purchases account"_s, settings.purchasesAccountCode,
        [](BookSettings& after, const QString& text) { after.purchasesAccountCode = text; });
    codeField(grid, 2, u"Tax on sales"_s, settings.salesTaxType,
        [](BookSettings& after, const QString& text) { after.salesTaxType = text; });
    codeField(grid, 3, u"Tax on purchases"_s, settings.purchasesTaxType,
        [](BookSettings& after, const QString& text) { after.purchasesTaxType = text; });
    static_cast<QVBoxLayout*>(accounts->layout())->addLayout(grid);
    addInstead(into);
}

void SettingsPage::showBank()
{
    QVBoxLayout* into = section(u"bank"_s);
    into->addWidget(makeLabel(context(), u"Payments and banks"_s, Type::PageTitle));
    const BookSettings& settings = context().settings();
    QFrame* push = card(into, u"A payment goes to Xero as"_s);
    const std::pair<PaymentPush, QString> ways[]
        = {{PaymentPush::AsOverpayment, u"Overpayment, then its allocations"_s},
            {PaymentPush::AsPaymentWhenWhole,
                u"Payment when it pays one invoice whole: one call instead of two"_s}};
    for (const auto& [way, word] : ways) {
        auto* radio = new QRadioButton(word);
        radio->setChecked(settings.paymentPush == way);
        connect(radio, &QRadioButton::clicked, this,
            [this, way = way] { change([&](BookSettings& after) { after.paymentPush = way; }); });
        push->layout()->addWidget(radio);
    }
    QFrame* bank = card(into, u"Bank account that receives payments"_s);
    auto* grid = new QGridLayout;
    grid->setColumnStretch(2, 1);
    codeField(grid, 0, u"Account code in Xero"_s, settings.bankAccountCode,
        [](BookSettings& after, const QString& text) { after.bankAccountCode = text; });
    static_cast<QVBoxLayout*>(bank->layout())->addLayout(grid);
    const QList<Preflight> banks = reader().today().banks;
    if (banks.isEmpty())
        return;
    QFrame* receipts = card(into, u"How receipts come"_s);
    for (const Preflight& each : banks) {
        QHBoxLayout* line = row(nullptr, 0, 8);
        line->addWidget(makeLabel(context(), each.bankName), 1);
        auto* how = new QComboBox;
        how->setAccessibleName(u"How receipts come to %1"_s.arg(each.bankName));
        how->setObjectName(how->accessibleName()); // keeps the keyboard when it is made anew
        how->addItems({u"Through the billing system"_s, u"Entered in Xero"_s});
        how->setCurrentIndex(
            settings.receiptsByBank.value(each.bankCode) == BankReceipts::EnteredInXero);
        connect(how, &QComboBox::activated, this, [this, code = each.bankCode](int index) {
            change([&](BookSettings& after) {
                after.receiptsByBank.insert(
                    code, index == 1 ? BankReceipts::EnteredInXero : BankReceipts::ThroughBilling);
            });
        });
        line->addWidget(how);
        static_cast<QVBoxLayout*>(receipts->layout())->addLayout(line);
    }
}

void SettingsPage::showImport()
{
    QVBoxLayout* into = section(u"import"_s);
    into->addWidget(makeLabel(context(), u"Import files"_s, Type::PageTitle));
    QFrame* frame = card(into, u"The billing system’s files"_s);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    layout->addWidget(makeLabel(context(),
        u"Accounts, products, invoices, credit notes, bills, payments, allocations and reversals "
        "as CSV. A file is taken whole or not at all."_s,
        Type::Body, "second", true));
    QHBoxLayout* line = row(nullptr, 0, 8);
    const auto add = [&](const QString& text, bool dryRun, const char* style) {
        QPushButton* button = makeButton(context(), text, u"folder"_s, style);
        connect(button, &QPushButton::clicked, this, [this, dryRun] {
            auto* dialog = new QFileDialog(this, u"Files to import"_s, {}, u"CSV files (*.csv)"_s);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setFileMode(QFileDialog::ExistingFiles);
            connect(dialog, &QFileDialog::filesSelected, this,
                [this, dryRun](const QStringList& files) {
                    context().give(command::ImportFiles{files, dryRun});
                });
            dialog->open();
        });
        line->addWidget(button);
    };
    add(u"Import…"_s, false, "primary");
    add(u"Check without importing…"_s, true, "");
    line->addStretch();
    layout->addLayout(line);
}

void SettingsPage::showAppearance()
{
    QVBoxLayout* into = section(u"appearance"_s);
    into->addWidget(makeLabel(context(), u"Appearance"_s, Type::PageTitle));
    QFrame* frame = card(into, u"Light or dark"_s);
    const std::pair<Appearance, QString> choices[] = {{Appearance::System, u"As the system"_s},
        {Appearance::Light, u"Light"_s}, {Appearance::Dark, u"Dark"_s}};
    for (const auto& [choice, word] : choices) {
        auto* radio = new QRadioButton(word);
        radio->setChecked(look().appearance() == choice);
        connect(radio, &QRadioButton::clicked, this,
            [this, choice = choice] { Q_EMIT appearanceChosen(choice); });
        frame->layout()->addWidget(radio);
    }
}

} // namespace ui
