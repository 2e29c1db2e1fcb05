// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;

namespace ui {

// Book, organisation, connection, age of the data, calls left, the palette, Sync now and Stop.
class TopBar : public QFrame {
    Q_OBJECT
public:
    TopBar(Context& context, QMenu* bookMenu, QWidget* parent = nullptr);
    void refresh();

Q_SIGNALS:
    void findPressed();
    void syncPressed();
    void stopPressed();
    void pillPressed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showPill();
    void fit();

    Context& m_context;
    QPushButton* m_book;
    QLabel* m_organisation;
    QPushButton* m_pill;
    QWidget* m_age;
    QLabel* m_ageText;
    QProgressBar* m_meter;
    QLabel* m_calls;
    QPushButton* m_find;
    QPushButton* m_sync;
    QPushButton* m_stop;
};

} // namespace ui
