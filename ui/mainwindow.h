// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "look/look.h"
#include "memory.h"
#include "records/command.h"
#include "records/reportrequest.h"
#include "records/status.h"
#include "store/reader.h"

#include <QHash>
#include <QMainWindow>
#include <QSettings>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QMenu;
class QStackedWidget;

namespace ui {

class Banner;
class Companion;
class Context;
class FirstRunPage;
class GoTo;
class HelpPanel;
class ListView;
class Page;
class Rail;
class SyncPanel;
class Toast;
class TopBar;

// The window: rail, top bar, pages. Reads the book through the reader it is given, speaks to the
// engine in commands, hears of it in statuses and outcomes.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    // preferences: the file of what the user likes (appearance, size, and how each page of each
    // book was left); empty keeps nothing.
    explicit MainWindow(base::Clock& clock, const QString& preferences = {});
    ~MainWindow() override;

    // How a further reader of a book is had (Context::Readers); once, before the first book.
    using Readers
        = std::function<base::Result<std::unique_ptr<store::Reader>>(const QString& path)>;
    void setReaders(const Readers& readers);
    // No reader: the first-run page.
    void setBook(std::unique_ptr<store::Reader> reader, const QString& path);
    void setStatus(const records::EngineStatus& status);
    void refresh(); // the book has changed: reads it again, now or after a rest
    void open(const QString& id, const QString& what); // as Context::open
    void showOutcome(const records::CommandOutcome& outcome);
    void showError(const QString& sentence); // without a book: on the first-run page
    void showPage(const QString& id);
    void setAppearance(Appearance appearance);

Q_SIGNALS:
    void commandGiven(quint64 ticket, const records::Command& command);
    void restoreRequested(const QString& backup);
    void openBookRequested(const QString& path);
    void createBookRequested(const QString& path, const QString& name, const QString& currency);
    void demoRequested();
    void demoStopRequested();
    void closeRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makePages();
    void addPage(const QString& id, const QString& icon, const QString& word, Page* page);
    void makeBookMenu();
    void connectParts();
    void makeKeys();
    void back();
    void land(); // the keyboard, in the page
    void leave(); // keeps how the shown page is left
    void readAgain();
    void refreshShown();
    void refreshRail();
    void showBanner();
    void showTitle();
    void restyle();
    void exportRows();
    void writeRows(const ListView& list, const QString& path);
    void openInXero();
    void syncRecord(); // instant: the chosen row's
    void goToNeedy(int step);
    void showCompanion();
    void previewLines();
    std::optional<records::ReportRequest> reportOfPage(); // says so where it has none
    void previewReportOfPage();
    void saveReportOfPage();
    QString bankOfLines() const;
    void chooseBook();
    void escape();
    bool closeUppermost(); // panel, inspector, filter: what Esc takes away
    Page* shown() const;
    ListView* list() const; // with the keyboard, or the page's own

    std::unique_ptr<QSettings> m_preferences;
    Memory m_memory;
    Context* m_context;
    QMenu* m_bookMenu;
    TopBar* m_top;
    Banner* m_banner;
    Rail* m_rail;
    QStackedWidget* m_whole; // the first run, or rail and pages
    QStackedWidget* m_pages;
    FirstRunPage* m_firstRun;
    Toast* m_toast;
    GoTo* m_goTo;
    HelpPanel* m_help;
    SyncPanel* m_manual;
    Companion* m_companion = nullptr; // made when first asked for
    QHash<QString, Page*> m_byId;
    QHash<QString, QString> m_keys; // of the pages
    struct Place {
        QString page, what;
    };
    QList<Place> m_past; // seen before the shown one
    QString m_current, m_error;
    QString m_titled; // the organisation that the title names
    QTimer m_minute; // ages in words grow old
    QTimer m_rest; // between one reading of the book and the next
    bool m_isStale = false; // the book has changed since it was read
};

} // namespace ui
