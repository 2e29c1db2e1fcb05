// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

// A card that asks one thing before a command is given. Enter answers, Esc keeps everything as it
// was; either way the keyboard goes back to where it came from.
class AskPanel : public QFrame {
    Q_OBJECT
public:
    explicit AskPanel(Context& context, QWidget* parent = nullptr);
    void ask(const QString& question, const QString& suggestion, const QString& verb,
        std::function<bool(const QString&)> answered); // false: not good enough
    // Asks for the reason, sets all of them aside, and offers to take it back.
    void askWhySetAside(const QList<records::Operation>& operations);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void answer();
    void close();

    Context& m_context;
    QLabel* m_question;
    QLineEdit* m_field;
    QPushButton* m_verb;
    QPointer<QWidget> m_before; // had the keyboard when it was asked
    std::function<bool(const QString&)> m_answered;
};

} // namespace ui
