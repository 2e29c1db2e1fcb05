// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QVBoxLayout;

namespace ui {

// F1: what the shown page is for, and the keys that work on it, in a panel over its trailing side.
class HelpPanel : public QFrame {
    Q_OBJECT
public:
    HelpPanel(Context& context, QWidget* parent);
    void show(const QString& page); // by its id
    void place(); // at the trailing side of its parent

private:
    void showWhatSyncs();
    void present(const QString& name);
    void addHead(const QString& title, const QString& icon);
    void addKeys(const QList<std::pair<QString, QString>>& keys);

    Context& m_context;
    QVBoxLayout* m_content;
};

} // namespace ui
