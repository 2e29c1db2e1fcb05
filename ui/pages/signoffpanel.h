// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/signoffdetail.h"
#include "records/reportrequest.h"

#include <optional>

class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace ui {

class EmptyState;
class ListView;
class Segments;

// Sign-offs in the right pane: all of them, one of them, or a new one. One step back at a time.
class SignOffPanel : public QWidget {
    Q_OBJECT
public:
    explicit SignOffPanel(Context& context, QWidget* parent = nullptr);
    void showAll(const QString& filter = {}); // by its key; without one as it was left
    void showOne(records::SignOffId id);
    void start(const Signable& what);
    void refresh();
    void askForPack();
    QString place() const; // as AccountsPage::show is asked for it
    bool isWriting() const; // a sign-off that somebody has begun to fill in
    bool goBack(); // false: nothing but the list was open
    ListView* list() const { return m_list; }
    // Of the sign-off that is shown, else of all that are listed; nothing while one is written.
    std::optional<records::ReportRequest> report() const;

Q_SIGNALS:
    void closed();

private:
    enum At { All, One, New, Outside };
    void begin(const Signable& what, At from);
    void turnTo(At at, const QString& title);
    void readList();

    Context& m_context;
    QLabel* m_title;
    QToolButton* m_printAll;
    QToolButton* m_printOne;
    QPushButton* m_new;
    QPushButton* m_verify;
    QStackedWidget* m_stack;
    QStackedWidget* m_listStack;
    SignOffsModel* m_model;
    Segments* m_filter;
    ListView* m_list;
    EmptyState* m_empty;
    SignOffDetail* m_detail;
    SignOffForm* m_form;
    At m_before = All; // where the form was come to from
};

} // namespace ui
