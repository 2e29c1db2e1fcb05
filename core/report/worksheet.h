// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/money.h"
#include "records/linecheck.h"

#include <QDate>
#include <QDateTime>
#include <QList>

class QPagedPaintDevice;

// What a bookkeeper keeps beside Xero's reconcile page: the bank lines of one bank account, each
// with its verdict in words, what to pick, and a box to tick.
namespace report {

struct WorksheetLine {
    records::Verdict verdict = records::Verdict::NotChecked;
    QDate date;
    QString payer, reference;
    base::Money amount;
    QString pick, offer, why;
};

struct Worksheet {
    QString organisation, bank, verdict; // "Stop. Don’t reconcile NAB Everyday yet."
    QDateTime madeAt; // on every page: verdicts age
    QList<WorksheetLine> lines;
};

WorksheetLine lineOf(const records::BankLine& line, const records::LineCheck& check);

// RFC 4180, one line each.
QByteArray toCsv(const Worksheet& sheet);
base::Result<void> writeCsv(const Worksheet& sheet, const QString& path);
// A file that is there is replaced. Amounts are numbers, dates are dates.
base::Result<void> writeXlsx(const Worksheet& sheet, const QString& path);
// A4 upright. Needs a QGuiApplication for its fonts.
base::Result<void> writePdf(const Worksheet& sheet, const QString& path);
// On paper or into a PDF; false: the device would not take it.
bool paint(const Worksheet& sheet, QPagedPaintDevice& device);

} // namespace report
