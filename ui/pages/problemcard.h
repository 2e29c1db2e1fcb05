// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "remedies.h"
#include "widgets/listview.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class AskPanel;
class MendAsk;
class MendPanel;

// How a card stands on the page; a card that would stand the same is kept as it is, with what is
// being typed into it.
struct CardPlace {
    store::ProblemCard card;
    store::ProblemRow first; // its largest record
    bool isPrimary = false; // the one card with the primary look
    bool isOpen = false; // with its records
    bool isNarrow = false; // facts under the sentence
    bool isSmall = false; // and the buttons under the facts
    store::Query shown = {}; // the page's filter: what it leaves out isn't acted on
    bool operator==(const CardPlace&) const = default;
};

// One problem: cause, money, who acts, what mends it; open, with its records. From the keyboard:
// Enter opens and closes, arrows go to the next card, Ctrl Enter does what the first button does.
class ProblemCardView : public QFrame {
    Q_OBJECT
public:
    ProblemCardView(Context& context, const CardPlace& place);
    const CardPlace& place() const { return m_place; }
    const QString& key() const { return m_place.card.key; }
    bool isAsking() const;
    int buttonsWidth() const;
    void setButtonsWidth(int width); // alike on every card, so that the facts stand in columns
    void refreshRecords();
    ListView* list() const { return m_list; }

Q_SIGNALS:
    void toggled(const QString& key);
    void walked(int by); // −1 to the card above, 1 to the one below

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void makeTop();
    QWidget* facts();
    QWidget* buttons(const QList<Remedy>& remedies);
    void addEffect(QVBoxLayout* text, const QList<Remedy>& remedies);
    QString nextTryText() const;
    store::ProblemRow current() const; // the row that is acted on alone
    void addMenu(QHBoxLayout* line, const QList<Remedy>& rest);
    void addSides();
    void addRecords();
    void addActions();
    // isShown: what it changes stands on the card already.
    void act(Remedy remedy, QPushButton* button, bool isShown);
    void showSelection();
    void showDetails();
    void edit();
    void openInXero();
    QList<records::Operation> all() const;
    QList<records::RecordRef> only() const; // of a filtered card its records, else empty: all
    QList<records::Operation> chosen() const; // the selected rows; none selected: all
    QString xeroUrl() const;
    QString detailsOf(const records::Operation& operation) const;
    QString supportText() const;
    QPushButton* link(const QString& name, const QString& text);

    Context& m_context;
    CardPlace m_place;
    QVBoxLayout* m_layout;
    QWidget* m_top = nullptr;
    QWidget* m_buttons = nullptr;
    QPushButton* m_primary = nullptr;
    MendPanel* m_mend = nullptr; // what the first button changes, where it changes something
    QLabel* m_steps;
    AskPanel* m_ask;
    MendAsk* m_mendAsk;
    ProblemRowsModel* m_model = nullptr; // of an open card
    ListView* m_list = nullptr;
    QLabel* m_chosen = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_setAside = nullptr;
    QPushButton* m_details = nullptr;
    QPlainTextEdit* m_raw = nullptr;
};

} // namespace ui
