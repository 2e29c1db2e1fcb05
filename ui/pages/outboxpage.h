// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/models.h"
#include "pages/page.h"

namespace ui {

// A card that asks one thing before a command is given.
class AskPanel : public QFrame {
    Q_OBJECT
public:
    explicit AskPanel(Context& context, QWidget* parent = nullptr);
    void ask(const QString& question, const QString& suggestion, const QString& verb,
        std::function<bool(const QString&)> answered); // false: not good enough

private:
    void answer();

    QLabel* m_question;
    QLineEdit* m_field;
    QPushButton* m_verb;
    std::function<bool(const QString&)> m_answered;
};

// Pushes not yet confirmed, by state, with what each waits for.
class OutboxPage : public ListPage {
    Q_OBJECT
public:
    explicit OutboxPage(Context& context);

protected:
    void updateHead() override;
    void inspect(int row) override;
    QString emptySentence() const override;

private:
    struct Tile {
        QLabel* count;
        QLabel* money;
    };
    QWidget* makeTile(const QString& icon, Tone tone, const QString& word);
    QList<records::Operation> selected() const;
    void selectionChanged(int rows);
    void setAside(const records::Operation& operation);

    OutboxModel* m_model;
    QList<Tile> m_tiles;
    QPushButton* m_push;
    QLabel* m_selected;
    QPushButton* m_retry;
    QPushButton* m_setAside;
    QPushButton* m_bringBack;
    AskPanel* m_ask;
};

class InboxPage : public ListPage {
    Q_OBJECT
public:
    explicit InboxPage(Context& context);

protected:
    void updateHead() override;
    void inspect(int row) override;
    QString emptySentence() const override;

private:
    InboxModel* m_model;
};

} // namespace ui
