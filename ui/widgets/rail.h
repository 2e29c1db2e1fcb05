// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QListView>
#include <QStandardItemModel>

namespace ui {

// The places of the window with what waits there. Narrow: icons and counts only.
class Rail : public QListView {
    Q_OBJECT
public:
    explicit Rail(Context& context, QWidget* parent = nullptr);
    void addPlace(const QString& id, const QString& icon, const QString& word);
    void setCount(const QString& id, int count, bool stops = false);
    void setCurrent(const QString& id);
    void setNarrow(bool narrow);
    QStringList places() const;
    QString word(const QString& id) const;

Q_SIGNALS:
    void chosen(const QString& id);

private:
    QStandardItem* find(const QString& id) const;

    QStandardItemModel m_model;
};

} // namespace ui
