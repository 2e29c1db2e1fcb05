// SPDX-License-Identifier: GPL-3.0-or-later

#include "match/words.h"

#include <algorithm>

namespace match {

namespace {

QSet<QString> setOf(const QString& words)
{
    const QStringList list = words.split(u' ');
    return {list.begin(), list.end()};
}

const QSet<QString>& legalForms()
{
    static const QSet<QString> words = setOf(
        QStringLiteral("PTY LTD LIMITED INC LLC PLC GMBH CO CORP COMPANY BV NV SA SAS SARL AG KG "
                       "OHG EURL SRL SPA AB OY AS"));
    return words;
}

const QSet<QString>& saysNothing()
{
    static const QSet<QString> words = legalForms()
        + setOf(QStringLiteral(
            "THE AND OF FOR FROM TO UND DER DIE VON DIRECT CREDIT DEBIT DEPOSIT TRANSFER PAYMENT "
            "PAYMENTS PMT PAY PAID EFT EFTPOS OSKO NPP BPAY INTERNET BANKING ONLINE BANK TFR XFER "
            "REF REFERENCE INV INVOICE RECHNUNG RE NR NO MR MRS MS DR"));
    return words;
}

} // namespace

QStringList tellingWordsInOrder(const QString& text)
{
    QStringList words;
    QString word;
    const auto finish = [&] {
        if (word.size() > 1 && !saysNothing().contains(word))
            words.append(word);
        word.clear();
    };
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toUpper()) {
        if (c.isLetterOrNumber())
            word += c;
        else if (c.category() != QChar::Mark_NonSpacing && c != u'\'' && c != QChar(0x2019))
            finish();
    }
    finish();
    return words;
}

bool isLegalForm(const QString& word)
{
    return legalForms().contains(word);
}

bool mayBeginLegalForm(const QString& letters)
{
    return std::ranges::any_of(
        legalForms(), [&](const QString& form) { return form.startsWith(letters); });
}

QSet<QString> tellingWords(const QString& text)
{
    const QStringList words = tellingWordsInOrder(text);
    return QSet<QString>(words.begin(), words.end());
}

} // namespace match
