// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace ui {

// A card that shows what is about to happen, line by line, before the command is given; or what
// became of it. Esc leaves everything as it is.
class PreviewPanel : public QWidget {
    Q_OBJECT
public:
    explicit PreviewPanel(Context& context, QWidget* parent = nullptr);
    // verb empty: there is nothing to do but to read it.
    void say(const QString& sentence, const QString& details, const QString& verb,
        std::function<void()> act);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void close();

    Context& m_context;
    QLabel* m_sentence;
    QPlainTextEdit* m_details;
    QPushButton* m_verb;
    QPushButton* m_leave;
    QPointer<QWidget> m_before; // had the keyboard
    std::function<void()> m_act;
};

} // namespace ui
