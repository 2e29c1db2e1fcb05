// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources/csv.h"

#include <QStringDecoder>

#include <algorithm>

namespace sources::csv {

namespace {

using Text = tl::expected<QString, Fault>;

tl::unexpected<Fault> fault(int line, const QString& sentence)
{
    return tl::unexpected<Fault>({line, sentence});
}

// Where the bytes stop being UTF-8, so that the message can name the line.
int firstBadLine(const QByteArray& content)
{
    int line = 1;
    qsizetype start = 0;
    while (start < content.size()) {
        const qsizetype feed = content.indexOf('\n', start);
        const qsizetype end = feed < 0 ? content.size() : feed + 1;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        [[maybe_unused]] const QString text
            = decoder.decode(QByteArrayView(content).sliced(start, end - start));
        if (decoder.hasError())
            return line;
        start = end;
        ++line;
    }
    return line;
}

Text decoded(const QByteArray& content)
{
    const bool wide = content.startsWith("\xff\xfe") || content.startsWith("\xfe\xff");
    QStringDecoder decoder(
        wide ? QStringDecoder::Utf16 : QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(content);
    if (decoder.hasError())
        return fault(wide ? 1 : firstBadLine(content),
            QStringLiteral("This is not UTF-8 text. Save the file as “CSV UTF-8”."));
    if (text.contains(QChar::Null))
        return fault(1, QStringLiteral("This is not a text file. Save it as “CSV UTF-8”."));
    return text;
}

QChar separatorOf(const QString& text)
{
    int counts[3] = {0, 0, 0};
    const QChar candidates[3] = {u',', u';', u'\t'};
    bool quoted = false, any = false;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (!quoted && (c == u'\n' || c == u'\r') && any)
            break;
        any = any || !c.isSpace();
        for (int i = 0; i < 3; ++i)
            counts[i] += !quoted && c == candidates[i] ? 1 : 0;
    }
    return candidates[std::max_element(counts, counts + 3) - counts];
}

class Parser {
public:
    explicit Parser(const QString& text)
        : m_text(text)
        , m_separator(separatorOf(text))
    {
    }

    tl::expected<QList<Row>, Fault> rows()
    {
        while (m_at < m_text.size()) {
            if (const auto done = field(); !done)
                return tl::unexpected<Fault>(done.error());
            const QChar end = m_at < m_text.size() ? m_text.at(m_at) : QChar(u'\n');
            if (end == m_separator) {
                ++m_at;
                if (m_at == m_text.size())
                    m_row.cells.append(QString());
                continue;
            }
            finishRow();
            skipLineEnd();
        }
        finishRow();
        return m_rows;
    }

private:
    tl::expected<void, Fault> field()
    {
        if (m_row.cells.isEmpty())
            m_row.line = m_line;
        if (m_at < m_text.size() && m_text.at(m_at) == u'"')
            return quotedField();
        const qsizetype start = m_at;
        while (m_at < m_text.size() && m_text.at(m_at) != m_separator && !isLineEnd())
            ++m_at;
        m_row.cells.append(m_text.mid(start, m_at - start).trimmed());
        return {};
    }

    tl::expected<void, Fault> quotedField()
    {
        const int opened = m_line;
        QString value;
        for (++m_at; m_at < m_text.size();) {
            const QChar c = m_text.at(m_at);
            if (c == u'"' && m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'"') {
                value += c;
                m_at += 2;
            } else if (c == u'"') {
                ++m_at;
                return closeQuoted(value);
            } else if (isLineEnd()) {
                value += u'\n';
                skipLineEnd();
            } else {
                value += c;
                ++m_at;
            }
        }
        return fault(opened, QStringLiteral("A quotation mark is opened here and never closed."));
    }

    tl::expected<void, Fault> closeQuoted(const QString& value)
    {
        while (m_at < m_text.size() && m_text.at(m_at) == u' ')
            ++m_at;
        if (m_at < m_text.size() && m_text.at(m_at) != m_separator && !isLineEnd())
            return fault(m_line,
                QStringLiteral("There is text after a closing quotation mark. A mark inside a "
                               "quoted value is written twice."));
        m_row.cells.append(value.trimmed());
        return {};
    }

    bool isLineEnd() const { return m_text.at(m_at) == u'\n' || m_text.at(m_at) == u'\r'; }

    void skipLineEnd()
    {
        if (m_at >= m_text.size())
            return;
        const bool both
            = m_text.at(m_at) == u'\r' && m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'\n';
        m_at += both ? 2 : 1;
        ++m_line;
    }

    void finishRow()
    {
        const bool blank = std::all_of(m_row.cells.begin(), m_row.cells.end(),
            [](const QString& cell) { return cell.isEmpty(); });
        if (!blank)
            m_rows.append(m_row);
        m_row = {};
    }

    const QString& m_text;
    const QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
    Row m_row;
    QList<Row> m_rows;
};

} // namespace

tl::expected<Table, Fault> parse(const QByteArray& content)
{
    const Text text = decoded(content);
    if (!text)
        return tl::unexpected<Fault>(text.error());
    auto rows = Parser(*text).rows();
    if (!rows)
        return tl::unexpected<Fault>(rows.error());
    if (rows->isEmpty())
        return fault(1, QStringLiteral("The file is empty."));
    Table table;
    table.header = rows->takeFirst();
    table.rows = std::move(*rows);
    for (const Row& row : table.rows)
        for (qsizetype i = table.header.cells.size(); i < row.cells.size(); ++i)
            if (!row.cells.at(i).isEmpty())
                return fault(row.line,
                    QStringLiteral("This line has %1 values, the header has %2. A value that holds "
                                   "the separator stands in quotation marks.")
                        .arg(row.cells.size())
                        .arg(table.header.cells.size()));
    return table;
}

} // namespace sources::csv
