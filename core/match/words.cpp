// SPDX-License-Identifier: GPL-3.0-or-later

#include "match/words.h"

namespace match {

namespace {

const QSet<QString>& saysNothing()
{
    static const QSet<QString> words = [] {
        const QString all = QStringLiteral(
            "PTY LTD LIMITED INC LLC PLC GMBH CO CORP COMPANY BV NV SA SAS SARL AG KG OHG EURL SRL "
            "SPA AB OY AS THE AND OF FOR FROM TO UND DER DIE VON DIRECT CREDIT DEBIT DEPOSIT "
            "TRANSFER PAYMENT PAYMENTS PMT PAY PAID EFT EFTPOS OSKO NPP BPAY INTERNET BANKING "
            "ONLINE BANK TFR XFER REF REFERENCE INV INVOICE RECHNUNG RE NR NO MR MRS MS DR");
        const QStringList list = all.split(u' ');
        return QSet<QString>(list.begin(), list.end());
    }();
    return words;
}

} // namespace

QSet<QString> tellingWords(const QString& text)
{
    QSet<QString> words;
    QString word;
    const auto finish = [&] {
        if (word.size() > 1 && !saysNothing().contains(word))
            words.insert(word);
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

} // namespace match
