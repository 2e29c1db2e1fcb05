// SPDX-License-Identifier: GPL-3.0-or-later

#include "memory.h"

#include "pages/page.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using Qt::StringLiterals::operator""_s;

namespace ui {

Memory::Memory(QSettings* settings)
    : m_settings(settings)
{
}

void Memory::watch(const QString& id, const Page& page)
{
    Kept kept;
    for (QSplitter* each : page.findChildren<QSplitter*>()) {
        kept.splitters.append(each);
        kept.firstSplits.append(each->saveState());
    }
    for (ListView* each : page.findChildren<ListView*>())
        if (each->listModel())
            kept.lists.append(each);
    kept.filter = page.findChild<FilterBar*>();
    if (kept.filter)
        kept.firstSegment = kept.filter->segments()->chosen();
    m_pages.insert(id, kept);
}

void Memory::openBook(const QString& path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    const QByteArray name = (canonical.isEmpty() ? path : canonical).toUtf8();
    m_book = QString::fromLatin1(
        QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(16));
    m_filtered.clear();
    m_restored.clear();
    for (const Kept& page : std::as_const(m_pages))
        for (ListView* list : page.lists)
            if (list)
                list->chooseNothing(); // the same ids are other things there
}

QString Memory::key(const QString& id, const QString& what) const
{
    return u"books/"_s + m_book + u'/' + id + u'/' + what;
}

QVariant Memory::value(const QString& id, const QString& what) const
{
    return m_settings && !m_book.isEmpty() ? m_settings->value(key(id, what)) : QVariant();
}

void Memory::setValue(const QString& id, const QString& what, const QVariant& value)
{
    if (m_settings && !m_book.isEmpty())
        m_settings->setValue(key(id, what), value);
}

QString Memory::page() const
{
    return value(u"window"_s, u"page"_s).toString();
}

QString Memory::folder() const
{
    return value(u"window"_s, u"folder"_s).toString();
}

void Memory::setFolder(const QString& folder)
{
    setValue(u"window"_s, u"folder"_s, folder);
}

void Memory::restoreFilter(const QString& id)
{
    if (m_filtered.contains(id))
        return;
    m_filtered.insert(id);
    const Kept kept = m_pages.value(id);
    for (qsizetype i = 0; i < kept.splitters.size(); ++i) {
        const QByteArray state = value(id, u"splitter%1"_s.arg(i)).toByteArray();
        if (QSplitter* splitter = kept.splitters.at(i))
            splitter->restoreState(state.isEmpty() ? kept.firstSplits.at(i) : state);
    }
    if (!kept.filter)
        return;
    const QVariant segment = value(id, u"segment"_s);
    kept.filter->set(value(id, u"filter"_s).toString(),
        segment.isValid() ? segment.toString() : kept.firstSegment);
}

void Memory::restoreRows(const QString& id)
{
    if (m_restored.contains(id))
        return;
    m_restored.insert(id);
    const Kept kept = m_pages.value(id);
    for (qsizetype i = 0; i < kept.lists.size(); ++i) {
        ListView* list = kept.lists.at(i);
        if (!list)
            continue;
        list->setArrangement(value(id, u"list%1"_s.arg(i)).toMap());
        if (const QString row = value(id, u"row%1"_s.arg(i)).toString(); !row.isEmpty())
            chooseRow(*list, row);
    }
}

void Memory::chooseRow(ListView& list, const QString& key) const
{
    // Further down than this it is not looked for: opening a book must not read all of it.
    constexpr int looked = 512;
    const ListModel& model = *list.listModel();
    for (int row = 0; row < std::min(looked, model.sourceRows()); ++row)
        if (model.key(row) == key)
            return list.selectSourceRow(row);
}

void Memory::save(const QString& id)
{
    if (!m_restored.contains(id))
        return; // never seen, so nothing was changed
    const Kept kept = m_pages.value(id);
    for (qsizetype i = 0; i < kept.splitters.size(); ++i)
        if (const QSplitter* splitter = kept.splitters.at(i))
            setValue(id, u"splitter%1"_s.arg(i), splitter->saveState());
    if (kept.filter) {
        setValue(id, u"filter"_s, kept.filter->field()->text());
        setValue(id, u"segment"_s, kept.filter->segments()->chosen());
    }
    for (qsizetype i = 0; i < kept.lists.size(); ++i) {
        const ListView* list = kept.lists.at(i);
        if (!list)
            continue;
        const int row = list->currentRow();
        setValue(id, u"list%1"_s.arg(i), list->arrangement());
        setValue(id, u"row%1"_s.arg(i), row < 0 ? QString() : list->listModel()->key(row));
    }
    setValue(u"window"_s, u"page"_s, id);
}

} // namespace ui
