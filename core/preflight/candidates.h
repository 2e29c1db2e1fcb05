// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "records/linecheck.h"

namespace preflight {

bool isDocument(const records::Candidate& one); // not money: an invoice, a bill, a credit note
QString nameOf(const records::Candidate& one); // "Overpayment PAY-20417", with Xero's word for it
QString article(const records::Candidate& one); // "the overpayment"

} // namespace preflight
