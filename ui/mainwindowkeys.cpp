// SPDX-License-Identifier: GPL-3.0-or-later

// The window's keys and what they do on whichever page is shown.

#include "companion.h"
#include "context.h"
#include "help.h"
#include "look/words.h"
#include "mainwindow.h"
#include "pages/page.h"
#include "paper.h"
#include "reports.h"
#include "signoffwords.h"
#include "syncpanel.h"
#include "widgets/banner.h"
#include "widgets/goto.h"
#include "widgets/rail.h"
#include "worksheets.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPointer>
#include <QSaveFile>
#include <QShortcut>

#include <numeric>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// Not of one row, nor of what stands beside the list.
bool isOfList(ReportKind kind)
{
    return kind == ReportKind::Balances || kind == ReportKind::Pending
        || kind == ReportKind::Problems || kind == ReportKind::Log;
}

} // namespace

void MainWindow::makeKeys()
{
    QList<GoTo::Entry> entries;
    const auto add = [&](const QString& icon, const QString& text, const QString& keys, auto act) {
        const auto ifBook = [this, act] {
            if (m_context->hasBook())
                act();
        };
        if (!keys.isEmpty()) {
            auto* shortcut = new QShortcut(QKeySequence(keys), this);
            connect(shortcut, &QShortcut::activated, this, ifBook);
        }
        if (!text.isEmpty())
            entries.append({icon, text, keyWords(keys), act});
    };
    const auto sync = [this](command::Direction direction) {
        return [this, direction] { m_context->give(command::Sync{.direction = direction}); };
    };
    add(u"sync"_s, u"Sync now"_s, u"F5"_s, sync(command::Direction::Both));
    add(u"sync"_s, u"Manual sync…"_s, u"Ctrl+F5"_s, [this] { m_manual->show(); });
    add(u"outbox"_s, u"Push what waits"_s, {}, sync(command::Direction::Push));
    add(u"inbox"_s, u"Fetch from Xero"_s, {}, sync(command::Direction::Pull));
    add(u"halt"_s, u"Stop the run"_s, u"Shift+F5"_s,
        [this] { m_context->give(command::StopRun{}); });
    add(u"problems"_s, u"Retry all that need you"_s, {},
        [this] { m_context->give(command::Retry{.all = true}); });
    add(u"payment"_s, u"Record a payment"_s, {}, [this] { open(u"ledger"_s, u"payment"_s); });
    const auto accounts
        = [this](const QString& what) { return [this, what] { open(u"accounts"_s, what); }; };
    add(u"accounts"_s, u"Whole book"_s, {}, accounts(u"whole-book"_s));
    add(u"log"_s, u"As of…"_s, {}, accounts(u"as-of"_s));
    add(u"reconciled"_s, u"Sign off…"_s, {}, accounts(u"sign-off"_s));
    add(u"reconciled"_s, u"Sign-offs"_s, {}, accounts(u"sign-offs"_s));
    add(u"safe"_s, u"Verify a pack…"_s, {}, accounts(u"sign-offs:verify"_s));
    for (const QString& id : m_rail->places())
        add(id, m_rail->word(id), m_keys.value(id), [this, id] {
            showPage(id);
            land();
        });
    add(u"chevron-down"_s, u"Next that needs you"_s, u"Ctrl+Down"_s, [this] { goToNeedy(1); });
    add({}, {}, u"Ctrl+Up"_s, [this] { goToNeedy(-1); });
    add(u"open-out"_s, u"Open in Xero"_s, u"Ctrl+O"_s, [this] { openInXero(); });
    add(u"companion"_s, u"Companion beside the browser"_s, u"F9"_s, [this] { showCompanion(); });
    add(u"print"_s, u"Preview and print the worksheet"_s, u"Ctrl+P"_s, [this] { previewLines(); });
    add(u"export"_s, u"Save the worksheet (PDF, spreadsheet, CSV)…"_s, u"Ctrl+Shift+P"_s, [this] {
        if (const QString bank = bankOfLines(); !bank.isEmpty())
            saveWorksheet(*m_context, bank, this);
        else
            previewLines(); // says that there is none
    });
    add(u"print"_s, u"Preview the report of this page"_s, u"Ctrl+R"_s,
        [this] { previewReportOfPage(); });
    add(u"export"_s, u"Save the report of this page (PDF, spreadsheet, CSV, JSON)…"_s,
        u"Ctrl+Shift+R"_s, [this] { saveReportOfPage(); });
    add(u"export"_s, u"Export the rows of this list"_s, u"Ctrl+E"_s, [this] { exportRows(); });
    add(u"export"_s, u"Prepare support case…"_s, {},
        [this] { m_context->wantSupportCase(AccountId{}); });
    add(u"undo"_s, u"Back"_s, u"Alt+Left"_s, [this] {
        back();
        land();
    });
    add(u"info"_s, u"What is this?"_s, u"F1"_s, [this] {
        if (m_help->isHidden())
            m_help->show(m_current);
        else
            m_help->hide();
    });
    add({}, {}, u"Ctrl+K"_s, [this] { m_goTo->start(); });
    add({}, {}, u"F4"_s, [this] { shown()->toggleInspector(); });
    add({}, {}, u"Ctrl+F"_s, [this] {
        if (QLineEdit* field = shown()->filterField()) {
            field->setFocus(Qt::ShortcutFocusReason);
            field->selectAll();
        }
    });
    add({}, {}, u"Ctrl+Z"_s, [this] { m_toast->undo(); });
    add({}, {}, u"Esc"_s, [this] { escape(); });
    m_goTo = new GoTo(*m_context, entries, this);
}

ListView* MainWindow::list() const
{
    auto* focused = qobject_cast<ListView*>(QApplication::focusWidget());
    if (focused && focused->listModel() && isAncestorOf(focused))
        return focused;
    ListView* own = shown() ? shown()->list() : nullptr;
    return own && own->listModel() ? own : nullptr;
}

// One-way, and of the ledger's records only (R105, R106).
void MainWindow::syncRecord()
{
    const ListView* rows = list();
    const int row = rows ? rows->currentRow() : -1;
    const Subject subject = row < 0 ? Subject{} : rows->listModel()->subject(row);
    if (!subject.record)
        return m_toast->show(
            u"Choose a record of the ledger first: instant sync sends that one to Xero."_s,
            u"info"_s, {});
    m_context->give(command::Sync{.kind = command::RunKind::Instant,
        .direction = command::Direction::Push,
        .only = subject.record});
}

void MainWindow::goToNeedy(int step)
{
    ListView* rows = list();
    if (!rows)
        return showPage(u"problems"_s); // there stands all that needs somebody
    if (rows->goToNeedy(step))
        rows->setFocus(Qt::ShortcutFocusReason);
    else
        m_toast->show(u"Nothing further in this list needs you."_s, u"safe"_s, {});
}

void MainWindow::openInXero()
{
    const ListView* rows = list();
    if (!rows || rows->currentRow() < 0)
        return m_toast->show(u"Choose a row first."_s, u"info"_s, {});
    const Subject subject = rows->listModel()->subject(rows->currentRow());
    QString url;
    if (subject.record) {
        if (const auto detail = m_context->reader().record(*subject.record))
            url = detail->xeroUrl;
    } else if (subject.account) {
        if (const auto detail = m_context->reader().account(subject.account))
            url = detail->xeroUrl;
    }
    if (url.isEmpty())
        return m_toast->show(u"Xero has no page for this row yet."_s, u"info"_s, {});
    m_context->openAddress(url);
}

void MainWindow::showCompanion()
{
    if (!m_companion)
        m_companion = new Companion(*m_context, this);
    if (m_companion->isVisible() && m_companion->isActiveWindow())
        m_companion->hide();
    else
        m_companion->start();
}

// The one that is shown, else the one that the day is about.
QString MainWindow::bankOfLines() const
{
    const QString bank = shown() ? shown()->bankCode() : QString();
    return bank.isEmpty() || m_context->reader().bankLineCount({.filter = bank}) == 0
        ? worksheetBank(*m_context)
        : bank;
}

void MainWindow::previewLines()
{
    const QString bank = bankOfLines();
    if (bank.isEmpty())
        return m_toast->show(
            u"No bank account has lines yet. Add a statement on Bank lines."_s, u"info"_s, {});
    previewWorksheet(*m_context, bank, this);
}

std::optional<ReportRequest> MainWindow::reportOfPage()
{
    const auto request
        = m_context->hasBook() && shown() ? shown()->report() : std::optional<ReportRequest>();
    if (!request)
        m_toast->show(list() ? u"This page has no report. Ctrl E exports the rows of its list."_s
                             : u"This page has no report."_s,
            u"info"_s, {});
    return request;
}

void MainWindow::previewReportOfPage()
{
    if (const auto request = reportOfPage())
        previewReport(*m_context, *request, this);
}

void MainWindow::saveReportOfPage()
{
    if (const auto request = reportOfPage())
        saveReport(*m_context, *request, this);
}

void MainWindow::exportRows()
{
    const ListView* rows = list();
    if (!rows)
        return m_toast->show(u"There is no list on this page."_s, u"info"_s, {});
    const QString name = u"%1 of %2 as of %3"_s.arg(
        m_rail->word(m_current), m_context->settings().name, fullDay(m_context->today()));
    askWhereToSave(*m_context, this, u"Export"_s, name, u"CSV files (*.csv)"_s,
        [this, rows = QPointer<const ListView>(rows)](const QString& path) {
            if (rows)
                writeRows(*rows, path);
        });
}

// As they stand on the screen. So many that the window would have to wait for them are written by
// the engine, as the page's report has them.
void MainWindow::writeRows(const ListView& list, const QString& path)
{
    constexpr int most = 2'000;
    const auto request = shown() && &list == shown()->list() ? shown()->report() : std::nullopt;
    if (request && isOfList(request->kind) && list.listModel()->rowCount() > most) {
        m_context->giveForFile(command::MakeReport{*request, path}, path);
        return;
    }
    QList<int> rows(list.listModel()->rowCount());
    std::iota(rows.begin(), rows.end(), 0);
    QSaveFile file(path);
    const QByteArray text = list.listModel()->table(rows, u',').toUtf8();
    const bool isWritten
        = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    if (isWritten)
        m_toast->showFile(u"Exported to %1."_s.arg(path), path);
    else
        showError(u"The file could not be written: %1"_s.arg(file.errorString()));
}

void MainWindow::escape()
{
    if (closeUppermost())
        return;
    const EngineStatus& status = m_context->status();
    if (status.running && status.connection == Connection::Waiting)
        m_context->give(command::StopRun{});
    else
        m_toast->hide();
}

bool MainWindow::closeUppermost()
{
    if (!m_help->isHidden()) {
        m_help->hide();
        return true;
    }
    if (!m_manual->isHidden()) {
        m_manual->hide();
        return true;
    }
    if (!shown())
        return false;
    if (shown()->closeInspector())
        return true;
    QLineEdit* field = shown()->filterField();
    if (!field || field->text().isEmpty())
        return false;
    field->clear();
    return true;
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    // Fields take some keys for themselves which here belong to the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const auto* field = qobject_cast<QLineEdit*>(watched);
        const bool undoes
            = key->key() == Qt::Key_Z && m_toast->canUndo() && !(field && field->isUndoAvailable());
        const bool isOurs = key->key() == Qt::Key_K || key->key() == Qt::Key_E || undoes;
        if (isOurs && key->modifiers() == Qt::ControlModifier) {
            event->ignore();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace ui
