// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QDateTime>
#include <QFrame>
#include <QTimer>

class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace ui {

class FaceButton;

// Book, organisation, connection, age of the data, calls left, the palette, Sync now and Stop.
class TopBar : public QFrame {
    Q_OBJECT
public:
    TopBar(Context& context, QMenu* bookMenu, QWidget* parent = nullptr);
    void refresh();

Q_SIGNALS:
    void findPressed();
    void syncPressed();
    void manualPressed();
    void automaticPressed();
    void instantPressed();
    void stopPressed();
    void pillPressed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    QWidget* makeDemoMark();
    QToolButton* makeWays();
    void showPill();
    QString nextWords(const records::EngineStatus& status) const;
    void fit();
    int wanted() const; // the width that all that is shown would like

    Context& m_context;
    FaceButton* m_book;
    QFrame* m_rule;
    QWidget* m_demo;
    QWidget* m_where;
    QLabel* m_organisation;
    QPushButton* m_pill;
    QWidget* m_age;
    QLabel* m_ageText;
    QProgressBar* m_meter;
    QLabel* m_calls;
    FaceButton* m_find;
    FaceButton* m_sync;
    QToolButton* m_ways; // to sync: manual, automatic, instant
    QPushButton* m_stop;
    QTimer m_second; // counts down while Xero asks to wait
    QDateTime m_offlineSince;
};

} // namespace ui
