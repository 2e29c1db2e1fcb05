// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "records/reportrequest.h"
#include "widgets/emptystate.h"
#include "widgets/filterbar.h"
#include "widgets/listview.h"

#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

#include <optional>

class QHBoxLayout;
class QVBoxLayout;

namespace ui {

// One place of the rail. refresh() is called only while the page is seen.
class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(Context& context, QWidget* parent = nullptr);
    virtual void refresh() = 0;
    virtual void show(const QString& what) { Q_UNUSED(what) } // "account:12", "filter:TEXT", …
    // Where on the page one is, as show() is asked for it; empty where there is but one place.
    virtual QString place() const { return {}; }
    virtual QLineEdit* filterField() const { return nullptr; }
    virtual QString bankCode() const { return {}; } // of the one bank account that is shown
    virtual ListView* list() const { return nullptr; }
    // Of what the page shows now, narrowed as its list is; nothing where it has no report.
    virtual std::optional<records::ReportRequest> report() const { return std::nullopt; }
    virtual void toggleInspector() { }
    virtual bool closeInspector() { return false; } // true when there was one to close
    // Where the keyboard lands when the page is come to by key: its list, else its first control.
    virtual QWidget* landing() const;

protected:
    Context& context() const { return m_context; }
    const store::Reader& reader() const { return m_context.reader(); }
    Look& look() const { return m_context.look(); }

private:
    Context& m_context;
};

// Title, sentence, buttons at the trailing side.
class PageHead : public QWidget {
    Q_OBJECT
public:
    PageHead(Context& context, const QString& title, QWidget* parent = nullptr);
    void setSentence(const QString& sentence);
    void addWidget(QWidget* widget);

private:
    QLabel* m_sentence;
};

// The explanation of a row at the trailing side; scrolls by itself.
class Inspector : public QFrame {
    Q_OBJECT
public:
    explicit Inspector(Context& context, QWidget* parent = nullptr);
    void empty(); // takes out what is shown
    void addTitle(const QString& icon, Tone tone, const QString& title, const QString& sentence);
    // Of a row that is judged: its verdict first, then whose it is and how much.
    void addVerdict(records::Verdict verdict, const QString& place, const QString& title,
        const QString& amount, const QString& sentence);
    QVBoxLayout* addSection(const QString& title = {});
    void addFacts(const QString& title, const QList<std::pair<QString, QString>>& facts);
    void addTechnicalDetails(const QString& raw);
    void finish();

Q_SIGNALS:
    void closed();

private:
    Context& m_context;
    QVBoxLayout* m_content;
};

// Head, filter bar, list, footer, and the inspector beside them.
class ListPage : public Page {
    Q_OBJECT
public:
    ListPage(Context& context, const QString& title, const QString& placeholder);
    void refresh() override;
    void show(const QString& what) override;
    QLineEdit* filterField() const override { return m_filter->field(); }
    ListView* list() const override { return m_list; }
    void toggleInspector() override;
    bool closeInspector() override;
    // Between the head and the rest: the other lists of one place.
    void addSwitch(Segments* views, QWidget* trailing = nullptr);

protected:
    void setModel(ListModel* model); // once, in the constructor
    virtual void updateHead() = 0;
    virtual void inspect(int row) { Q_UNUSED(row) }
    virtual store::Query queryFor(const QString& text, const QString& segment) const;
    virtual QString emptySentence() const { return {}; }
    void inspectNow(int row);
    void resizeEvent(QResizeEvent* event) override;
    void fit(); // which of list and inspector is seen
    void showInspector(bool isOfRow); // of the chosen row, or of something the list may not hold
    void setFoot(const QString& leading, const QString& trailing = {});
    PageHead* head() const { return m_head; }
    FilterBar* filter() const { return m_filter; }
    Inspector* inspector() const { return m_inspector; }
    EmptyState* emptyState() const { return m_empty; }
    // What one can do about an empty list, on a button; by itself, nothing.
    virtual QString emptyButton() const { return {}; }
    QVBoxLayout* body() const { return m_body; } // between filter bar and list stand extras

private:
    void applyFilter();
    void inspectAgain();

    QWidget* m_left;
    PageHead* m_head;
    FilterBar* m_filter;
    ListView* m_list;
    ListModel* m_model = nullptr;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QLabel* m_footLeading;
    QLabel* m_footTrailing;
    Inspector* m_inspector;
    QVBoxLayout* m_body;
    bool m_inspectorWanted = true;
    bool m_isOfRow = false;
    bool m_isNarrow = false; // the inspector stands in place of the list
};

// A page that scrolls as a whole, its content at most so wide.
class ScrollPage : public Page {
    Q_OBJECT
public:
    explicit ScrollPage(Context& context);

protected:
    QVBoxLayout* content() const { return m_content; }

private:
    QVBoxLayout* m_content;
};

} // namespace ui
