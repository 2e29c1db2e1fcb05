// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/signoffdetail.h"

class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace ui {

class EmptyState;
class ListView;

// Sign-offs in the right pane: all of them, one of them, or a new one. One step back at a time.
class SignOffPanel : public QWidget {
    Q_OBJECT
public:
    explicit SignOffPanel(Context& context, QWidget* parent = nullptr);
    void showAll();
    void showOne(records::SignOffId id);
    void start(const Signable& what);
    void refresh();
    bool goBack(); // false: nothing but the list was open
    ListView* list() const { return m_list; }

Q_SIGNALS:
    void closed();

private:
    enum At { All, One, New, Outside };
    void begin(const Signable& what, At from);
    void turnTo(At at, const QString& title);
    void askForPack();

    Context& m_context;
    QLabel* m_title;
    QPushButton* m_new;
    QPushButton* m_verify;
    QStackedWidget* m_stack;
    QStackedWidget* m_listStack;
    SignOffsModel* m_model;
    ListView* m_list;
    EmptyState* m_empty;
    SignOffDetail* m_detail;
    SignOffForm* m_form;
    At m_before = All; // where the form was come to from
};

} // namespace ui
