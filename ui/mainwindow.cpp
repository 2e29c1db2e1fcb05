// SPDX-License-Identifier: GPL-3.0-or-later

#include "mainwindow.h"

#include "causes/causes.h"
#include "companion.h"
#include "context.h"
#include "help.h"
#include "look/words.h"
#include "pages/accountspage.h"
#include "pages/banklinespage.h"
#include "pages/changespage.h"
#include "pages/firstrunpage.h"
#include "pages/ledgerpage.h"
#include "pages/linkspage.h"
#include "pages/logpage.h"
#include "pages/outboxpage.h"
#include "pages/problemspage.h"
#include "pages/settingspage.h"
#include "pages/todaypage.h"
#include "supportcases.h"
#include "syncpanel.h"
#include "widgets/banner.h"
#include "widgets/goto.h"
#include "widgets/make.h"
#include "widgets/rail.h"
#include "widgets/topbar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>

#include <algorithm>
#include <numeric>
#include <utility>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

MainWindow::MainWindow(base::Clock& clock, const QString& preferences)
    : m_preferences(preferences.isEmpty()
            ? nullptr
            : std::make_unique<QSettings>(preferences, QSettings::IniFormat))
    , m_memory(m_preferences.get())
    , m_context(new Context(clock, this))
    , m_bookMenu(new QMenu(this))
    , m_top(new TopBar(*m_context, m_bookMenu))
    , m_banner(new Banner(*m_context))
    , m_rail(new Rail(*m_context))
    , m_whole(new QStackedWidget)
    , m_pages(new QStackedWidget)
    , m_firstRun(new FirstRunPage(*m_context))
    , m_toast(nullptr)
    , m_goTo(nullptr)
    , m_help(nullptr)
    , m_manual(nullptr)
{
    setWindowTitle(u"Tieout"_s);
    auto* house = new QWidget;
    QVBoxLayout* layout = column(house);
    layout->addWidget(m_top);
    layout->addWidget(m_banner);
    QHBoxLayout* rooms = row(nullptr, 0, 0);
    rooms->addWidget(m_rail);
    rooms->addWidget(m_pages, 1);
    layout->addLayout(rooms, 1);
    m_whole->addWidget(m_firstRun);
    m_whole->addWidget(house);
    setCentralWidget(m_whole);
    m_toast = new Toast(*m_context, m_whole);
    m_help = new HelpPanel(*m_context, m_whole);
    m_manual = new SyncPanel(*m_context, m_whole);
    makePages();
    makeBookMenu();
    makeKeys();
    connectParts();
    m_minute.start(30'000);
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &MainWindow::readAgain);
    QApplication::instance()->installEventFilter(this);
    setAcceptDrops(true); // the bank's files
    setMinimumSize(720, 450); // a 1440 × 900 screen at 200 %
    resize(1440, 900);
    if (m_preferences) {
        restoreGeometry(m_preferences->value(u"geometry"_s).toByteArray());
        m_context->look().setAppearance(
            static_cast<Appearance>(m_preferences->value(u"appearance"_s, 0).toInt()));
    }
    restyle();
    m_top->refresh();
}

// A field that loses the keyboard while its window goes away would still give its command.
MainWindow::~MainWindow()
{
    m_context->disconnect(this);
}

void MainWindow::connectParts()
{
    connect(m_context, &Context::commandGiven, this, &MainWindow::commandGiven);
    connect(m_context, &Context::opened, this, &MainWindow::open);
    connect(m_context, &Context::noticed, m_toast, &Toast::show);
    connect(m_context, &Context::fileNoticed, m_toast, &Toast::showFile);
    connect(m_context, &Context::folderUsed, this,
        [this](const QString& folder) { m_memory.setFolder(folder); });
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
    connect(m_rail, &Rail::wanted, this, &MainWindow::showCompanion);
    connect(m_top, &TopBar::findPressed, this, [this] { m_goTo->start(); });
    connect(m_top, &TopBar::syncPressed, this, [this] { m_context->give(command::Sync{}); });
    connect(m_top, &TopBar::manualPressed, this, [this] { m_manual->show(); });
    connect(m_top, &TopBar::automaticPressed, this,
        [this] { open(u"settings"_s, u"section:schedule"_s); });
    connect(m_top, &TopBar::instantPressed, this, &MainWindow::syncRecord);
    connect(m_context, &Context::exportWanted, this, &MainWindow::exportRows);
    connect(m_context, &Context::worksheetWanted, this, &MainWindow::previewLines);
    connect(m_context, &Context::companionWanted, this, &MainWindow::showCompanion);
    connect(m_context, &Context::restoreWanted, this, &MainWindow::restoreRequested);
    connect(m_context, &Context::supportCaseWanted, this,
        [this](AccountId account) { saveSupportCase(*m_context, account, this); });
    connect(m_top, &TopBar::stopPressed, this, [this] { m_context->give(command::StopRun{}); });
    connect(m_top, &TopBar::pillPressed, this,
        [this] { open(u"settings"_s, u"section:diagnostics"_s); });
    connect(m_firstRun, &FirstRunPage::demoPressed, this, &MainWindow::demoRequested);
    connect(m_firstRun, &FirstRunPage::stopPressed, this, &MainWindow::demoStopRequested);
    connect(m_firstRun, &FirstRunPage::createPressed, this, &MainWindow::createBookRequested);
    connect(m_firstRun, &FirstRunPage::openPressed, this, &MainWindow::chooseBook);
    connect(m_firstRun, &FirstRunPage::appearanceChosen, this, &MainWindow::setAppearance);
    connect(&m_minute, &QTimer::timeout, m_top, &TopBar::refresh);
}

void MainWindow::addPage(const QString& id, const QString& icon, const QString& word, Page* page)
{
    const bool isLast = id == u"settings"_s;
    const QString keys = isLast ? u"Ctrl+,"_s : u"Ctrl+%1"_s.arg((m_pages->count() + 1) % 10);
    m_keys.insert(id, keys);
    m_rail->addPlace(id, icon, word, keyWords(keys), isLast);
    m_pages->addWidget(page);
    m_byId.insert(id, page);
    m_memory.watch(id, *page);
    auto* filter = page->findChild<FilterBar*>();
    if (filter && page->list() && page->list()->listModel())
        filter->serve(page->list());
}

void MainWindow::makePages()
{
    Context& desk = *m_context;
    addPage(u"today"_s, u"today"_s, u"Today"_s, new TodayPage(desk));
    addPage(u"accounts"_s, u"accounts"_s, u"Accounts"_s, new AccountsPage(desk));
    addPage(u"bank-lines"_s, u"bank-lines"_s, u"Bank lines"_s, new BankLinesPage(desk));
    addPage(u"outbox"_s, u"outbox"_s, u"Outbox"_s, new OutboxPage(desk));
    addPage(u"inbox"_s, u"inbox"_s, u"Inbox"_s, new InboxPage(desk));
    addPage(u"problems"_s, u"problems"_s, u"Problems"_s, new ProblemsPage(desk));
    addPage(u"changes"_s, u"changes"_s, u"Changes in Xero"_s, new ChangesPage(desk));
    addPage(u"ledger"_s, u"ledger"_s, u"Ledger"_s, new LedgerPage(desk));
    addPage(u"links"_s, u"links"_s, u"Links"_s, new LinksPage(desk));
    addPage(u"log"_s, u"log"_s, u"Log"_s, new LogPage(desk));
    m_rail->addDeed(u"companion"_s, u"companion"_s, u"Companion"_s, u"F9"_s);
    auto* settings = new SettingsPage(desk);
    addPage(u"settings"_s, u"settings"_s, u"Settings & diagnostics"_s, settings);
    connect(settings, &SettingsPage::appearanceChosen, this, &MainWindow::setAppearance);
}

void MainWindow::makeBookMenu()
{
    m_bookMenu->addAction(u"Open a book…"_s, this, &MainWindow::chooseBook);
    m_bookMenu->addAction(u"Open the demo book"_s, this, &MainWindow::demoRequested);
    m_bookMenu->addSeparator();
    m_bookMenu->addAction(
        u"Import files…"_s, this, [this] { open(u"settings"_s, u"section:import"_s); });
    m_bookMenu->addSeparator();
    m_bookMenu->addAction(
        u"Preview the report of this page"_s, this, &MainWindow::previewReportOfPage);
    m_bookMenu->addAction(u"Save the report of this page…"_s, this, &MainWindow::saveReportOfPage);
    m_bookMenu->addSeparator();
    m_bookMenu->addAction(u"Close the book"_s, this, &MainWindow::closeRequested);
}

void MainWindow::setReaders(const Readers& readers)
{
    m_context->setReaders(readers);
}

void MainWindow::setBook(std::unique_ptr<store::Reader> reader, const QString& path)
{
    leave();
    m_error.clear();
    m_past.clear();
    m_help->hide();
    if (m_companion)
        m_companion->hide();
    m_context->setReader(std::move(reader), path);
    const bool hasBook = m_context->hasBook();
    m_whole->setCurrentIndex(hasBook ? 1 : 0);
    setWindowFilePath(path);
    m_titled.clear();
    showTitle();
    if (!hasBook)
        return;
    m_firstRun->refuse({});
    m_memory.openBook(path);
    m_context->setFolder(m_memory.folder());
    m_top->refresh();
    refreshRail();
    const QString before = m_memory.page();
    showPage(m_byId.contains(before) ? before : u"today"_s);
    m_rail->setFocus(Qt::OtherFocusReason);
}

void MainWindow::leave()
{
    if (m_context->hasBook() && !m_current.isEmpty())
        m_memory.save(m_current);
    m_current.clear();
}

// The organisation is named, with the beginning of its id: two may have one name (R122).
void MainWindow::showTitle()
{
    const QString organisation = m_context->status().organisation;
    if (!m_context->hasBook())
        return setWindowTitle(u"Tieout"_s);
    if (!m_titled.isEmpty() && m_titled == organisation)
        return;
    m_titled = organisation;
    QString title = m_context->settings().name;
    if (!organisation.isEmpty())
        title += u" · %1 (%2)"_s.arg(
            organisation, m_context->reader().diagnostics().tenantId.left(8));
    setWindowTitle(title + u" – Tieout"_s);
}

void MainWindow::setStatus(const EngineStatus& status)
{
    m_context->setStatus(status);
    showTitle();
    m_firstRun->setBusy(status.running ? progressWords(status) : QString());
    m_top->refresh();
    m_manual->refresh();
    showBanner();
}

void MainWindow::refresh()
{
    m_isStale = true;
    if (!m_rest.isActive())
        readAgain();
}

// A run changes the book ten times a second. However large the book, reading it takes at most a
// fifth of the window's time; the rest is its user's.
void MainWindow::readAgain()
{
    if (!m_context->hasBook() || !std::exchange(m_isStale, false))
        return;
    const qint64 began = m_context->clock().bootMilliseconds();
    m_context->readSettings();
    m_top->refresh();
    refreshRail();
    refreshShown();
    if (m_companion && m_companion->isVisible())
        m_companion->refresh();
    const qint64 took = m_context->clock().bootMilliseconds() - began;
    m_rest.start(static_cast<int>(std::clamp<qint64>(4 * took, 50, 2'000)));
}

void MainWindow::refreshRail()
{
    const store::Today today = m_context->reader().today();
    const auto stops = std::ranges::count(today.banks, Verdict::Stop, &Preflight::verdict);
    m_rail->setCount(u"today"_s, static_cast<int>(stops), true);
    const auto linesAt = [&](int LineTally::*verdict) {
        return std::accumulate(today.banks.begin(), today.banks.end(), 0,
            [&](int sum, const Preflight& bank) { return sum + bank.lines.*verdict; });
    };
    const int stopped = linesAt(&LineTally::stop);
    m_rail->setCount(
        u"bank-lines"_s, stopped > 0 ? stopped : linesAt(&LineTally::notChecked), stopped > 0);
    m_rail->setCount(u"accounts"_s, today.differing);
    const store::OutboxSummary& outbox = today.outbox;
    m_rail->setCount(
        u"outbox"_s, outbox.waiting + outbox.sending + outbox.unknown + outbox.needYou);
    m_rail->setCount(u"inbox"_s, today.inbox);
    m_rail->setCount(u"problems"_s, today.problems);
    m_rail->setCount(u"changes"_s, today.changes);
    m_rail->setCount(u"links"_s, today.links);
}

void MainWindow::refreshShown()
{
    if (m_context->hasBook() && shown())
        shown()->refresh();
}

Page* MainWindow::shown() const
{
    return static_cast<Page*>(m_pages->currentWidget());
}

void MainWindow::showPage(const QString& id)
{
    open(id, {});
}

void MainWindow::open(const QString& id, const QString& what)
{
    Page* page = m_byId.value(id);
    if (!page || !m_context->hasBook())
        return;
    const Place before{m_current, shown()->place()};
    const bool isElsewhere = m_current != id || (!before.what.isEmpty() && before.what != what);
    if (!m_current.isEmpty() && isElsewhere && (m_current != id || !what.isEmpty()))
        m_past.append(before);
    if (m_current != id) {
        leave();
        m_current = id;
        m_memory.restoreFilter(id);
        m_pages->setCurrentWidget(page);
        m_rail->setCurrent(id);
        page->refresh();
        m_memory.restoreRows(id);
        if (!m_help->isHidden())
            m_help->show(id);
    }
    if (!what.isEmpty())
        page->show(what);
}

void MainWindow::land()
{
    if (QWidget* first = shown() ? shown()->landing() : nullptr)
        first->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::back()
{
    if (m_past.isEmpty())
        return;
    const Place before = m_past.takeLast();
    const QList<Place> kept = m_past;
    open(before.page, before.what);
    m_past = kept; // going back is no step forward
}

void MainWindow::showOutcome(const CommandOutcome& outcome)
{
    m_context->tell(outcome);
    if (!outcome.done && m_context->isToldAlready(outcome.ticket))
        m_toast->hide(); // it said what didn't happen
    if (!outcome.done && (outcome.question || m_context->isShown(outcome.ticket)))
        return; // asked, or refused, on the page that gave the command
    if (!outcome.done)
        return showError(outcome.error.sentence.isEmpty() ? outcome.sentence
                                                          : outcome.error.sentence
                    + (outcome.details.isEmpty() ? QString() : u'\n' + outcome.details.left(600)));
    m_error.clear();
    const bool isTold = m_context->isToldAlready(outcome.ticket);
    if (outcome.mending && !outcome.mending->left.isEmpty() && !isTold) {
        const QStringList& left = outcome.mending->left;
        return showError(u"%1 %2: %3"_s.arg(outcome.sentence,
            counted(left.size(), u"is left as it is"_s, u"are left as they are"_s),
            left.join(u' ').left(600)));
    }
    showBanner();
    const QString file = m_context->fileOf(outcome.ticket);
    if (!file.isEmpty())
        m_toast->showFile(outcome.sentence, file);
    else if (!outcome.sentence.isEmpty() && !isTold)
        m_toast->show(outcome.sentence, u"safe"_s, {});
}

void MainWindow::showError(const QString& sentence)
{
    if (!m_context->hasBook())
        return m_firstRun->refuse(sentence);
    m_error = sentence;
    showBanner();
}

void MainWindow::showBanner()
{
    // One at a time, the worst first.
    const EngineStatus& status = m_context->status();
    const causes::Words words = causes::words(status.everything);
    const bool needsPerson = status.everything && words.who != causes::WhoActs::Nobody;
    disconnect(m_banner, &Banner::pressed, this, nullptr);
    if (!m_error.isEmpty() && !needsPerson) {
        m_banner->show(true, u"problems"_s, {}, m_error, u"Close"_s);
        connect(m_banner, &Banner::pressed, this, [this] {
            m_error.clear();
            showBanner();
        });
    } else if (status.connection == Connection::SyncIsOff) {
        m_banner->show(true, u"held"_s, u"Sync is off."_s,
            u"Five connection errors within an hour. Everything is kept; nothing runs by itself "
            "until a try succeeds."_s,
            u"Try again"_s, true);
        connect(m_banner, &Banner::pressed, this, [this] { m_context->give(command::Sync{}); });
    } else if (status.everything) {
        const bool signIn = status.everything.id == CauseId::SignInNeeded
            || status.everything.id == CauseId::ScopeMissing
            || status.everything.id == CauseId::WrongOrganisation
            || status.everything.id == CauseId::PermissionDenied;
        const bool release = status.everything.id == CauseId::RolledBack;
        m_banner->show(needsPerson, iconOf(status.everything.id), words.title + u'.',
            words.sentence,
            signIn        ? u"Sign in to Xero"_s
                : release ? causes::buttonText(RemedyId::ReleasePushing, 1)
                          : u"Try now"_s,
            signIn);
        connect(m_banner, &Banner::pressed, this, [this, signIn, release] {
            m_context->give(signIn ? Command(command::Connect{})
                    : release      ? Command(command::ReleasePushing{})
                                   : Command(command::Sync{}));
        });
    } else if (status.connection == Connection::ReadOnly) {
        m_banner->show(false, u"reconciled"_s, u"Read only."_s,
            u"This book is open in another window or console, or stands where it can’t be written. "
            "You can look at everything; nothing is changed and nothing is sent."_s,
            {});
    } else if (endsSoon(status.signInUntil, m_context->now())) {
        m_banner->show(false, u"key"_s, u"Your sign-in to Xero."_s,
            signInWords(status.signInUntil, m_context->now()) + u'.', u"Sign in again"_s);
        connect(m_banner, &Banner::pressed, this, [this] { m_context->give(command::Connect{}); });
    } else {
        m_banner->hide();
    }
}

void MainWindow::setAppearance(Appearance appearance)
{
    m_context->look().setAppearance(appearance);
    restyle();
    if (m_preferences)
        m_preferences->setValue(u"appearance"_s, static_cast<int>(appearance));
    refreshShown();
}

void MainWindow::restyle()
{
    setStyleSheet(m_context->look().styleSheet());
    m_top->refresh();
}

void MainWindow::chooseBook()
{
    auto* dialog = new QFileDialog(this, u"Open a book"_s, {}, u"Books (*.tieout)"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openBookRequested);
    dialog->open();
}

static QStringList filesIn(const QMimeData* dropped)
{
    QStringList files;
    for (const QUrl& url : dropped->urls())
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    return files;
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_context->hasBook() && !filesIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QString& file : filesIn(event->mimeData()))
        open(u"bank-lines"_s, u"statement:"_s + file);
    event->acceptProposedAction();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_rail->setNarrow(width() < 1200);
    m_toast->place();
    m_help->place();
    m_manual->place();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_context->hasBook() && !m_current.isEmpty())
        m_memory.save(m_current);
    if (m_preferences)
        m_preferences->setValue(u"geometry"_s, saveGeometry());
    QMainWindow::closeEvent(event);
}

} // namespace ui
