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
    // keys: what leads there from the keyboard, for its tooltip. A pinned place stands at the foot.
    void addPlace(const QString& id, const QString& icon, const QString& word,
        const QString& keys = {}, bool pinned = false);
    // Stands at the foot, and is done instead of gone to.
    void addDeed(const QString& id, const QString& icon, const QString& word, const QString& keys);
    void setCount(const QString& id, int count, bool stops = false);
    void setCurrent(const QString& id);
    void setNarrow(bool narrow);
    QStringList places() const;
    QString word(const QString& id) const;

Q_SIGNALS:
    void chosen(const QString& id);
    void wanted(const QString& id); // a deed

protected:
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QStandardItem* add(
        const QString& id, const QString& icon, const QString& word, const QString& keys);
    void startFoot();
    bool want(const QModelIndex& index);
    void fitSpace();
    QStandardItem* find(const QString& id) const;

    Context& m_context;
    QStandardItemModel m_model;
    QStandardItem* m_space = nullptr; // between the places and those at the foot
    QString m_shown; // the place of the page
};

} // namespace ui
