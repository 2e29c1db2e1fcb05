// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QPointer>
#include <QSet>
#include <QSettings>

class QSplitter;

namespace ui {

class FilterBar;
class ListView;
class Page;

// How a person left each page of each book: splitters, columns, order, filter, the chosen row, and
// which page it was. Kept in the file of what the user likes, a group per book.
class Memory {
public:
    // No settings: nothing outlives the window.
    explicit Memory(QSettings* settings);

    void watch(const QString& id, const Page& page); // once its parts are made
    void openBook(const QString& path);
    QString page() const; // that was shown last; empty when the book is new
    QString folder() const; // where a file was written last
    void setFolder(const QString& folder);
    // Before the page reads its rows, and after it; once per book.
    void restoreFilter(const QString& id);
    void restoreRows(const QString& id);
    void save(const QString& id);

private:
    struct Kept {
        QList<QPointer<QSplitter>> splitters;
        QList<QPointer<ListView>> lists;
        QPointer<FilterBar> filter;
        QString firstSegment; // as made
        QList<QByteArray> firstSplits;
    };
    void chooseRow(ListView& list, const QString& key) const;
    QString key(const QString& id, const QString& what) const;
    QVariant value(const QString& id, const QString& what) const;
    void setValue(const QString& id, const QString& what, const QVariant& value);

    QSettings* m_settings;
    QString m_book;
    QHash<QString, Kept> m_pages;
    QSet<QString> m_filtered, m_restored;
};

} // namespace ui
