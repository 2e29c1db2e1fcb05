// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>
#include <QTimer>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace ui {

class FaceButton;

// One problem with everything: one sentence, what goes on by itself, one button.
class Banner : public QFrame {
    Q_OBJECT
public:
    explicit Banner(Context& context, QWidget* parent = nullptr);
    // For causes of everything; empty button = none.
    void show(bool isStop, const QString& icon, const QString& title, const QString& sentence,
        const QString& button, bool isPrimary = false);

Q_SIGNALS:
    void pressed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    Context& m_context;
    QBoxLayout* m_words;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_sentence;
    QPushButton* m_button;
};

// What was done, for eight seconds, with Undo or the ways to what was written; stays while the
// mouse or the keyboard is on it. Never for errors.
class Toast : public QFrame {
    Q_OBJECT
public:
    Toast(Context& context, QWidget* parent);
    void show(const QString& sentence, const QString& icon, std::function<void()> undo);
    void showFile(const QString& sentence, const QString& path);
    bool isRunning() const { return m_timer.isActive(); } // towards its end
    bool canUndo() const { return !isHidden() && m_takeBack; }
    bool undo(); // false when there is nothing to take back
    void place(); // bottom centre of its parent

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Context& m_context;
    QLabel* m_icon;
    QLabel* m_sentence;
    FaceButton* m_undo;
    FaceButton* m_open;
    FaceButton* m_reveal;
    QString m_path; // of what was written
    std::function<void()> m_takeBack;
    QTimer m_timer;
};

} // namespace ui
