// SPDX-License-Identifier: GPL-3.0-or-later

#include "bank/bank.h"

#include "bank/readers.h"

#include <QRegularExpression>

#include <algorithm>

using namespace records;

namespace bank {

namespace {

constexpr qsizetype kLookedAt = 4'096; // bytes of the beginning
constexpr qsizetype kLargest = 256LL * 1024 * 1024;

// Text for looking at, whatever its encoding: what tells formats apart is ASCII.
QString beginning(const QByteArray& content)
{
    const auto text = csv::decode(content.left(kLookedAt), csv::OtherText::Windows1252);
    return text ? *text : QString::fromLatin1(content.left(kLookedAt)).remove(QChar::Null);
}

base::Unexpected unreadable(const QString& sentence)
{
    return base::failure(base::ErrorKind::Malformed, sentence);
}

} // namespace

base::Result<Format> recognise(const QByteArray& content)
{
    if (content.trimmed().isEmpty())
        return unreadable(QStringLiteral("The file is empty."));
    if (content.startsWith("%PDF"))
        return unreadable(QStringLiteral(
            "This is a PDF. Export the statement from the bank as OFX, CAMT.053, MT940 or CSV."));
    if (content.startsWith("PK\x03\x04") || content.startsWith("\xd0\xcf\x11\xe0"))
        return unreadable(QStringLiteral(
            "This is a spreadsheet or an archive. Save the statement as CSV, or unpack it first."));
    const QString text = beginning(content);
    static const QRegularExpression ofx(
        QStringLiteral("^\\s*(OFXHEADER|<\\?OFX|<OFX>)|<\\?OFX|<OFX>"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression mt940(QStringLiteral("(^|[\\r\\n}])\\s*:20:"));
    static const QRegularExpression qif(QStringLiteral("^\\s*!(Type|Account|Option|Clear):?"),
        QRegularExpression::CaseInsensitiveOption);
    if (ofx.match(text).hasMatch())
        return Format::Ofx;
    if (text.contains(u"camt.053") || text.contains(u"<BkToCstmrStmt>"))
        return Format::Camt053;
    if (text.contains(u"camt.052") || text.contains(u"camt.054"))
        return unreadable(QStringLiteral("This is an account report or a notification (camt.052 or "
                                         "camt.054). Export the statement, camt.053."));
    if (text.trimmed().startsWith(u'<'))
        return unreadable(QStringLiteral("This XML file is no bank statement: neither CAMT.053 nor "
                                         "OFX."));
    if (mt940.match(text).hasMatch())
        return Format::Mt940;
    if (qif.match(text).hasMatch())
        return Format::Qif;
    return Format::Csv;
}

ReadResult read(const File& file, const Expected& expected)
{
    ReadResult result;
    Faults faults(file.name);
    const auto format = recognise(file.content);
    if (!format)
        faults.add(1, {}, format.error().sentence);
    else if (file.content.size() > kLargest)
        faults.add(1, {}, QStringLiteral("The file is larger than 256 MB. Export fewer months."));
    if (faults.any()) {
        result.errors = faults.list();
        return result;
    }
    const auto text = *format == Format::Camt053
        ? tl::expected<QString, csv::Fault>(QString())
        : csv::decode(file.content, csv::OtherText::Windows1252);
    if (!text)
        faults.add(text.error().line, {}, text.error().sentence);
    else if (*format == Format::Ofx)
        result.statements = readOfx(*text, expected, faults);
    else if (*format == Format::Qif)
        result.statements = readQif(*text, expected, faults);
    else if (*format == Format::Camt053)
        result.statements = readCamt053(file.content, faults);
    else if (*format == Format::Mt940)
        result.statements = readMt940(*text, faults);
    else
        result.statements = readCsv(*text, expected, faults, result.question);
    const bool isEmpty = std::all_of(result.statements.begin(), result.statements.end(),
        [](const auto& statement) { return statement.lines.isEmpty() && !statement.closing; });
    if (isEmpty && !faults.any() && !result.question)
        faults.add(1, {}, QStringLiteral("There is no bank line in this file."));
    result.errors = faults.list();
    if (faults.any() || result.question)
        result.statements.clear();
    return result;
}

} // namespace bank
