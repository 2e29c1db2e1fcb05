// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/accountfile.h"
#include "records/change.h"
#include "records/command.h"
#include "records/linecheck.h"
#include "records/reportrequest.h"
#include "records/schedule.h"
#include "records/signoff.h"

// The stored and spoken text of every enumerator: what the book, JSON and the console write. One
// table each; a missing entry does not compile away, tests walk all of them.
namespace records {

QString toText(ledger::Source value);
QString toText(ledger::AccountRole value);
QString toText(ledger::AccountStatus value);
QString toText(ledger::ProductClass value);
QString toText(ledger::DocumentKind value);
QString toText(ledger::DocumentStatus value);
QString toText(ledger::TaxMode value);
QString toText(ledger::AdjustmentKind value);
QString toText(mirror::CreditKind value);
QString toText(RecordKind value);
QString toText(XeroKind value);
QString toText(LinkState value);
QString toText(TwinOrigin value);
QString toText(OperationKind value);
QString toText(OperationState value);
QString toText(CauseId value);
QString toText(IntakeState value);
QString toText(BridgeCause value);
QString toText(RemedyId value);
QString toText(Side value);
QString toText(Verdict value);
QString toText(HazardId value);
QString toText(ItemCodes value);
QString toText(PaymentPush value);
QString toText(TaxCarried value);
QString toText(BankReceipts value);
QString toText(Module value);
QString toText(Flow value);
QString toText(command::Direction value);
QString toText(TaskHalf value);
QString toText(TaskWay value);
QString toText(Job value);
QString toText(StartMode value);
QString toText(BankFormat value);
QString toText(CandidateKind value);
QString toText(LineHazard value);
QString toText(LineSaying value);
QString toText(ChangeKind value);
QString toText(ChangeWay value);
QString toText(ChangeState value);
QString toText(ReportKind value);
QString toText(SignOffScope value);
QString toText(SignOffState value);

// The way back; empty for a text nobody wrote.
template <class Enum>
std::optional<Enum> fromText(QStringView text);

// "payment 12", "overpayment 6f9c…": which record, as it is named in files; empty: none.
QString recordText(const std::optional<RecordRef>& record);
QString recordText(const std::optional<XeroRef>& record);

// The kind of our record that a document of this kind is.
RecordKind recordKind(ledger::DocumentKind kind);
XeroKind xeroKind(mirror::CreditKind kind);

} // namespace records
