// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/packcsv.h"

#include "base/formula.h"

#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace report::packcsv {

namespace {

QString guarded(const QString& field)
{
    return field.startsWith(u'\'') ? u'\'' + field : base::withoutFormula(field);
}

QString unguarded(const QString& cell)
{
    return cell.startsWith(u'\'') ? cell.mid(1) : cell;
}

bool needsQuotes(const QString& cell)
{
    return cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n')
        || cell.contains(u'\r');
}

// The cells of one record, without its line end; none where quotes stand in the wrong place.
std::optional<QStringList> cellsOf(const QString& text)
{
    QStringList cells;
    for (qsizetype at = 0;; ++at) {
        QString cell;
        if (at < text.size() && text.at(at) == u'"') {
            for (++at;; ++at) {
                if (at >= text.size())
                    return std::nullopt;
                if (text.at(at) != u'"')
                    cell += text.at(at);
                else if (at + 1 < text.size() && text.at(at + 1) == u'"')
                    cell += text.at(++at);
                else
                    break;
            }
            ++at;
        } else {
            const qsizetype end = text.indexOf(u',', at);
            cell = text.mid(at, end < 0 ? -1 : end - at);
            if (needsQuotes(cell))
                return std::nullopt;
            at = end < 0 ? text.size() : end;
        }
        cells.append(unguarded(cell));
        if (at >= text.size())
            return cells;
        if (text.at(at) != u',')
            return std::nullopt;
    }
}

} // namespace

QByteArray row(const QStringList& fields)
{
    QStringList cells;
    for (const QString& field : fields) {
        QString cell = guarded(field);
        if (needsQuotes(cell))
            cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
        cells.append(cell);
    }
    return (cells.join(u',') + u"\r\n"_s).toUtf8();
}

std::optional<QStringList> Reader::next()
{
    QByteArray record;
    qsizetype quotes = 0;
    m_line = m_nextLine;
    do {
        const QByteArray line = m_device.readLine();
        if (line.isEmpty()) { // within quotes the table must not end
            m_isBroken = !record.isEmpty();
            return std::nullopt;
        }
        ++m_nextLine;
        record += line;
        quotes += line.count('"');
    } while (quotes % 2 != 0);
    if (!record.endsWith("\r\n")) {
        m_isBroken = true;
        return std::nullopt;
    }
    // A mark of byte order at the beginning is part of the text here, not to be swallowed.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder(record.chopped(2));
    const auto cells = cellsOf(text);
    m_isBroken = !cells;
    return cells;
}

} // namespace report::packcsv
