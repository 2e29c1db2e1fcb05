// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preflight/lines.h"

#include <QTest>

// Bank lines of one amount and what the books have for them, put together by hand.
class LineStory {
protected:
    void begin()
    {
        m_facts = {};
        m_facts.bankCode = QStringLiteral("090");
        m_around = {};
        m_around.now = m_around.mirrorReadAt = m_around.organisationReadAt
            = QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC);
        m_around.today = QDate(2026, 11, 20);
        m_around.organisation.timezone = "UTC";
        m_around.settings.paymentsCompleteUntil = m_around.now;
    }
    records::KeptBankLine& line(
        const char* payee, const char* text, const char* amount, int day = 20)
    {
        records::KeptBankLine one;
        one.id = records::BankLineId{m_facts.lines.size() + 1};
        one.line.date = QDate(2026, 11, day);
        one.line.amount = money(amount);
        one.line.payee = QString::fromUtf8(payee);
        one.line.text = QString::fromUtf8(text);
        m_facts.lines.append(one);
        return m_facts.lines.last();
    }
    records::Candidate candidate(records::CandidateKind kind, const char* contact,
        const char* number, const char* amount, int day = 20) const
    {
        records::Candidate one;
        one.kind = kind;
        one.xero = {records::XeroKind::Invoice,
            QUuid::createUuidV5(QUuid(),
                QString::fromUtf8(contact) + QString::fromUtf8(number)
                    + QString::number(int(kind)))};
        one.amount = money(amount);
        one.date = one.dueDate = QDate(2026, 11, day);
        if (kind != records::CandidateKind::Invoice && kind != records::CandidateKind::Bill)
            one.dueDate = {};
        one.number = QString::fromUtf8(number);
        one.contactName = QString::fromUtf8(contact);
        one.contact = {QUuid::createUuidV5(QUuid(), one.contactName)};
        one.account = records::AccountId{1};
        return one;
    }
    records::Unpushed unpushed(const char* account, const char* number, const char* invoice,
        const char* amount, int day = 20) const
    {
        records::Unpushed one;
        one.payment = records::PaymentId{7};
        one.account = records::AccountId{1};
        one.accountName = QString::fromUtf8(account);
        one.number = QString::fromUtf8(number);
        one.invoices = QStringList{QString::fromUtf8(invoice)};
        one.date = QDate(2026, 11, day);
        one.amount = money(amount);
        return one;
    }
    static base::Money money(const char* text)
    {
        return *base::Money::parse(QString::fromLatin1(text), base::Currency::of("AUD"));
    }
    records::LineCheck check(qsizetype at = 0) const
    {
        return preflight::judge(m_facts, m_around)[at];
    }

    records::LineFacts m_facts;
    records::Surroundings m_around;
};

// Verdict and hazard, else the sentence.
#define EXPECT(found, itsVerdict, itsHazard)                                                       \
    do {                                                                                           \
        const records::LineCheck expected = found;                                                 \
        QVERIFY2(expected.verdict == records::Verdict::itsVerdict                                  \
                && expected.hazard == records::LineHazard::itsHazard,                              \
            qPrintable(QStringLiteral("%1/%2: %3")                                                 \
                           .arg(int(expected.verdict))                                             \
                           .arg(int(expected.hazard))                                              \
                           .arg(expected.sentence)));                                              \
    } while (false)
