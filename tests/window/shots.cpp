// SPDX-License-Identifier: GPL-3.0-or-later

// tieout-shots DIR: every page as a picture, light and dark, for people to look at; with -reverse
// mirrored, with QT_SCALE_FACTOR=2 at 200 %.

#include "context.h"
#include "help.h"
#include "mainwindow.h"
#include "pages/accountdetail.h"
#include "pages/accountfilters.h"
#include "pages/asofcontrol.h"
#include "support/manualclock.h"
#include "widgets/facebutton.h"
#include "widgets/listview.h"
#include "window/fakereader.h"

#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using Qt::StringLiterals::operator""_s;

namespace {

// The first row of a list, as if Enter had been pressed on it.
void openFirst(ui::MainWindow& main, const QString& name)
{
    QCoreApplication::processEvents();
    for (auto* list : main.findChildren<ui::ListView*>()) {
        if (!list->isVisible() || list->accessibleName() != name)
            continue;
        list->selectSourceRow(0);
        QTest::keyClick(list, Qt::Key_Return);
    }
}

// With a reversal that Tieout can do in Xero, one that is for people, and one that Xero undid.
std::unique_ptr<window::FakeReader> book()
{
    using namespace records;
    auto reader = std::make_unique<window::FakeReader>();
    const auto task = [&](int id, const char* label, qint64 minor, TaskHalf half, TaskWay way,
                          const Cause& cause) {
        store::TaskRow row;
        row.task.of = {RecordKind::Payment, id};
        row.task.xero = {way == TaskWay::VoidByHand ? XeroKind::Overpayment : XeroKind::Payment,
            QUuid::createUuid()};
        row.task.amount = {minor, base::Currency::of("AUD")};
        row.task.label = QString::fromLatin1(label);
        row.task.half = half;
        row.task.way = way;
        row.task.cause = cause;
        row.accountName = u"Harbourside Physio"_s;
        row.xeroUrl = u"https://go.xero.com/app/contact"_s;
        reader->taskRows.append(row);
    };
    task(1, "PAY-20417", 88800, TaskHalf::InXero, TaskWay::DeletePayment, {});
    task(2, "PAY-20398", 12000, TaskHalf::InXero, TaskWay::ByHand, {CauseId::Reconciled, {}, {}});
    task(3, "X-5fb5ef0b", 5000, TaskHalf::InLedger, TaskWay::ByHand, {});
    return reader;
}

void helpOfWhatSyncs(ui::MainWindow& main)
{
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &main, Qt::Key_F1);
    if (auto* table = main.findChild<QPushButton*>(u"help/what-syncs"_s))
        table->click();
}

// A line that stops and one that nobody can tell, in the inspector; the companion beside them; and
// what is asked about a CSV.
void bankLines(ui::MainWindow& main, const QDir& folder, const QString& tail)
{
    auto* context = main.findChild<ui::Context*>();
    const auto shown = [&](const QString& name, QWidget& what) {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        what.grab().save(folder.filePath(name + tail));
    };
    context->open(u"bank-lines"_s, u"line:1"_s);
    shown(u"line-stop"_s, main);
    context->open(u"bank-lines"_s, u"line:2"_s);
    shown(u"line-twins"_s, main);
    context->wantCompanion();
    for (QWidget* each : QApplication::topLevelWidgets())
        if (each->windowTitle().contains(u"companion"_s)) {
            shown(u"companion"_s, *each);
            each->hide();
        }
    const quint64 ticket = context->nextTicket();
    context->open(u"bank-lines"_s, u"statement:/x/Kontoauszug.csv"_s);
    records::CommandOutcome outcome;
    outcome.ticket = ticket;
    outcome.question = records::StatementQuestion{.path = u"/x/Kontoauszug.csv"_s,
        .bankCode = u"090"_s,
        .sentence = u"Say what the columns of this file mean."_s,
        .banks = {},
        .guess = {.header = {u"Wann"_s, u"Wer"_s, u"Betrag"_s, u"Wofür"_s},
            .columns = {u"ignored"_s, u"ignored"_s, u"amount"_s, u"ignored"_s}},
        .meanings = {u"date"_s, u"amount"_s, u"payee"_s, u"reference"_s, u"ignored"_s},
        .sample = {{u"03.11.2025"_s, u"Wattle & Co"_s, u"149,00"_s, u"INV10384"_s},
            {u"04.11.2025"_s, u"Telstra"_s, u"-2.643,15"_s, u"55210-7 Nov"_s}}};
    main.showOutcome(outcome);
    shown(u"statement-question"_s, main);
    QTest::keyClick(&main, Qt::Key_Escape);
}

// The list side of the accounts: the book, filters, a day before now, sign-offs.
void accounts(
    ui::MainWindow& main, window::FakeReader& reader, const QDir& folder, const QString& tail)
{
    auto* context = main.findChild<ui::Context*>();
    const auto shown = [&](const QString& name) {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        main.grab().save(folder.filePath(name + tail));
    };
    const auto press = [&](const QString& text) {
        for (auto* each : main.findChildren<QPushButton*>())
            if (each->isVisible() && each->text() == text)
                return each->click();
    };
    reader.rememberDays(60);
    reader.signHarbourside();
    reader.accountRows[4].isStale = true;
    const auto nzd = base::Currency::of("NZD");
    reader.accountRows[9].ledger = {0, nzd};
    reader.accountRows[9].xero = {-124080, nzd};
    reader.accountRows[9].difference = {124080, nzd};
    reader.otherSums = {{.currency = nzd, .rows = 3, .ledger = {41250, nzd}, .xero = {40000, nzd}}};
    QTest::qWait(100);
    main.refresh();
    QTest::qWait(100);
    QTest::keyClick(&main, Qt::Key_Escape); // where the account stands in place of the list
    press(u"Whole book"_s);
    shown(u"accounts-overview"_s);
    for (auto* area : main.findChildren<QScrollArea*>())
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    shown(u"accounts-overview-below"_s);
    QTest::keyClick(&main, Qt::Key_Escape);
    reader.kept = {QDate(2025, 10, 31), true};
    auto* asOf = main.findChild<ui::AsOfControl*>();
    asOf->choose(QDate(2025, 10, 31));
    main.findChild<ui::AccountFilters*>()->chooseCause(records::BridgeCause::Failed);
    shown(u"accounts-as-of"_s);
    QMenu* menu = main.findChild<ui::AccountFilters*>()->button()->menu();
    menu->popup({0, 0});
    QCoreApplication::processEvents();
    menu->grab().save(folder.filePath(u"accounts-filter-menu"_s + tail));
    menu->close();
    main.findChild<ui::AccountFilters*>()->clearAll();
    asOf->choose({});
    for (auto* list : main.findChildren<ui::ListView*>())
        if (list->isVisible() && list->accessibleName() == u"Accounts"_s) {
            list->selectSourceRow(3);
            list->selectionModel()->select(list->model()->index(4, 0),
                QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    shown(u"accounts-selected"_s);
    context->open(u"accounts"_s, u"sign-offs"_s);
    shown(u"sign-offs"_s);
    context->open(u"today"_s);
    shown(u"today-sign-offs"_s);
    context->open(u"accounts"_s, u"sign-off:7"_s);
    press(u"Harbourside Physio"_s);
    shown(u"sign-off-suspended"_s);
    context->open(u"accounts"_s, u"sign-off:8"_s);
    press(u"Review…"_s);
    shown(u"sign-off-review"_s);
    QTest::keyClick(&main, Qt::Key_Escape);
    context->open(u"accounts"_s, u"sign-off:7"_s);
    press(u"Sign off again…"_s);
    shown(u"sign-off-form"_s);
    context->open(u"accounts"_s, u"account:4"_s);
    reader.otherSums.clear();
    reader.accountRows[9].ledger = window::aud("0.00");
    reader.accountRows[9].xero = window::aud("-20.00");
    reader.accountRows[9].difference = window::aud("20.00");
}

// The other lists of the Links page, a mapping file before it is taken in, and a merge.
void links(ui::MainWindow& main, const QDir& folder, const QString& tail)
{
    auto* context = main.findChild<ui::Context*>();
    const auto shown = [&](const QString& name) {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        main.grab().save(folder.filePath(name + tail));
    };
    context->open(u"links"_s, u"view:contacts"_s);
    openFirst(main, u"Contacts in Xero"_s);
    shown(u"links-contacts"_s);
    context->open(u"links"_s, u"view:item-codes"_s);
    openFirst(main, u"Item codes"_s);
    shown(u"links-item-codes"_s);
    context->open(u"links"_s, u"account:94"_s);
    shown(u"links-merged"_s);
    context->open(u"links"_s, u"account:4"_s);
    shown(u"links-linked"_s);
    for (auto* button : main.findChildren<QPushButton*>())
        if (button->isVisible() && button->text().startsWith(u"Follow"_s)) {
            const quint64 ticket = context->nextTicket();
            button->click();
            records::CommandOutcome outcome;
            outcome.ticket = ticket;
            outcome.done = true;
            outcome.sentence = u"78 linked, 2 need you. (Change 3.)"_s;
            for (int i = 1; i <= 80; ++i)
                outcome.details += u"Customer %1 (%1): linked to Group %1\n"_s.arg(100 + i);
            main.showOutcome(outcome);
        }
    shown(u"links-followed"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
}

// An account as lines, its invoices and their ages; one whose wrongs cancel, one of old data, one
// of two currencies; and as of a day.
void oneAccount(
    ui::MainWindow& main, window::FakeReader& reader, const QDir& folder, const QString& tail)
{
    auto* context = main.findChild<ui::Context*>();
    const auto shown = [&](const char* name) {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        main.grab().save(folder.filePath(u"accounts-"_s + QString::fromLatin1(name) + tail));
    };
    const auto press = [&](const QString& word) {
        for (auto* button : main.findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == word)
                return button->click();
    };
    const auto cancelling = reader.tell(window::cancellingStory(reader.past));
    const auto old = reader.tell(window::oldStory());
    const auto currencies = reader.tell(window::twoCurrencyStory());
    main.refresh();
    QTest::qWait(100);
    const auto open = [&](records::AccountId id) {
        context->open(u"accounts"_s, u"account:%1"_s.arg(id.value));
        QCoreApplication::processEvents();
    };
    open(records::AccountId{4});
    press(u"Lines"_s);
    press(u"Invoices"_s);
    shown("lines");
    press(u"Ageing"_s);
    shown("ageing");
    auto* detail = main.findChild<ui::AccountDetailView*>();
    detail->setAsOf({2025, 11, 13});
    press(u"Picture"_s);
    press(u"Entries"_s);
    shown("as-of");
    detail->setAsOf({});
    open(cancelling);
    shown("cancel");
    press(u"Lines"_s);
    press(u"Invoices"_s);
    shown("cancel-lines");
    open(old);
    shown("old");
    open(currencies);
    press(u"NZD"_s);
    press(u"Picture"_s);
    press(u"Entries"_s);
    shown("currencies");
    open(records::AccountId{4});
}

// The diagnostics below the fold, and the way to another organisation.
void connection(ui::MainWindow& main, const QDir& folder, const QString& tail)
{
    auto* context = main.findChild<ui::Context*>();
    const auto shown = [&](const QString& name) {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        main.grab().save(folder.filePath(name + tail));
    };
    for (auto* area : main.findChildren<QScrollArea*>())
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    shown(u"settings-below"_s);
    context->open(u"settings"_s, u"section:connection"_s);
    shown(u"settings-connection"_s);
    for (auto* button : main.findChildren<QPushButton*>())
        if (button->isVisible() && button->text().startsWith(u"Switch"_s))
            button->click();
    shown(u"settings-connection"_s);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication qt(argc, argv);
    QFont font(u"Noto Sans"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
    ManualClock clock(window::FakeReader::now());
    for (const QSize size : {QSize(1440, 900), QSize(1024, 700), QSize(720, 450)}) {
        for (ui::Appearance appearance : {ui::Appearance::Light, ui::Appearance::Dark}) {
            ui::MainWindow main(clock);
            main.setAppearance(appearance);
            main.resize(size);
            main.show();
            const QString tail
                = u"-%1%2.png"_s.arg(appearance == ui::Appearance::Light ? u"light"_s : u"dark"_s,
                    size.width() == 1440 ? QString() : u"-%1"_s.arg(size.width()));
            QCoreApplication::processEvents();
            main.grab().save(folder.filePath(u"first-run"_s + tail));
            auto reader = book();
            window::FakeReader* shown = reader.get();
            main.setBook(std::move(reader), u"Coastline.tieout"_s);
            main.setStatus(window::FakeReader::status());
            for (const char* page : {"today", "accounts", "bank-lines", "outbox", "inbox",
                     "problems", "changes", "ledger", "links", "log", "settings"}) {
                main.showPage(QString::fromLatin1(page));
                if (qstrcmp(page, "accounts") == 0)
                    main.findChild<ui::Context*>()->open(u"accounts"_s, u"account:4"_s);
                if (qstrcmp(page, "changes") == 0)
                    openFirst(main, u"Changes in Xero"_s);
                if (qstrcmp(page, "links") == 0)
                    QTest::keyClick(&main, Qt::Key_Escape); // the help of the page before
                if (qstrcmp(page, "links") == 0)
                    openFirst(main, u"Links"_s);
                if (qstrcmp(page, "ledger") == 0)
                    openFirst(main, u"Ledger"_s);
                if (qstrcmp(page, "log") == 0)
                    openFirst(main, u"Records of the run"_s);
                for (int turn = 0; turn < 5; ++turn)
                    QCoreApplication::processEvents();
                main.grab().save(folder.filePath(QString::fromLatin1(page) + tail));
                if (qstrcmp(page, "accounts") == 0) {
                    accounts(main, *shown, folder, tail);
                    oneAccount(main, *shown, folder, tail);
                }
                if (qstrcmp(page, "bank-lines") == 0)
                    bankLines(main, folder, tail);
                if (qstrcmp(page, "links") == 0)
                    links(main, folder, tail);
                if (qstrcmp(page, "settings") == 0)
                    connection(main, folder, tail);
                if (qstrcmp(page, "problems") != 0)
                    continue;
                for (auto* area : main.findChildren<QScrollArea*>())
                    area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
                QCoreApplication::processEvents();
                main.grab().save(folder.filePath(u"problems-tasks"_s + tail));
                helpOfWhatSyncs(main);
                for (int turn = 0; turn < 5; ++turn)
                    QCoreApplication::processEvents();
                main.grab().save(folder.filePath(u"what-syncs"_s + tail));
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
                main.findChild<ui::HelpPanel*>()->hide();
            }
            main.findChild<ui::Context*>()->open(u"settings"_s, u"section:schedule"_s);
            QTest::qWait(300);
            main.grab().save(folder.filePath(u"schedule-jobs"_s + tail));
            shown->timetable.times = *records::timesOfDay({u"0"_s, u"8"_s, u"12"_s, u"16"_s});
            main.refresh();
            QTest::qWait(300);
            main.grab().save(folder.filePath(u"schedule"_s + tail));
            QTest::keyClick(&main, Qt::Key_F5, Qt::ControlModifier);
            QCoreApplication::processEvents();
            main.grab().save(folder.filePath(u"manual-sync"_s + tail));
        }
    }
    return 0;
}
