// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/context.h"
#include "match/index.h"

#include <map>

namespace engine {

// A batch keeps path and query of its request as one text: "Invoices?summarizeErrors=false".
QByteArray joined(const xero::Request& request);
std::pair<QString, QList<std::pair<QString, QString>>> pathAndQuery(const QByteArray& text);

// Gathers what a request needs from the accounts' files, and freezes the bytes. Files are read once
// per wave.
class Preparation {
public:
    Preparation(const Context& context, const records::Surroundings& around);

    // The next ops that may go in one call: of one kind, ready, and for allocations of one credit.
    // Empty = nothing of this kind may go now.
    base::Result<QList<records::Operation>> next(
        records::OperationKind kind, const QList<records::Operation>& waiting);
    // The frozen batch of these ops: bytes and key.
    base::Result<store::Batch> freeze(const QList<records::Operation>& operations);
    base::Result<QString> accountName(records::AccountId id);
    QUuid contactOf(records::AccountId id); // null without a link
    // False: what it sends has been undone in the ledger since its bytes were frozen.
    base::Result<bool> isStillWanted(const records::Operation& operation);
    // Whether other bytes would go for it now than went when it was last sent.
    bool saysOther(const records::Operation& operation);
    // The ledger record that stands for what this op makes in Xero: its subject, or of a refund the
    // reversal that it answers.
    base::Result<records::RecordRef> tiedBy(const records::Operation& operation);

private:
    // An account's file with its index, which points into it: neither moves while the wave lasts.
    struct Open {
        explicit Open(records::AccountFile&& read);
        Open(const Open&) = delete;
        records::AccountFile file;
        match::Index index;
    };
    base::Result<const Open*> open(records::AccountId id);
    // One part of a request for each op, made of the op and its account; the first failure ends it.
    template <class Part, class Make>
    base::Result<QList<Part>> each(const QList<records::Operation>& operations, Make make);
    base::Result<QByteArray> fact(const records::Operation& operation);
    base::Result<xero::Request> request(const QList<records::Operation>& operations);
    base::Result<xero::Request> contacts(const QList<records::Operation>& operations);
    base::Result<xero::Request> documents(const QList<records::Operation>& operations);
    base::Result<xero::Request> overpayments(const QList<records::Operation>& operations);
    base::Result<xero::Request> payments(const QList<records::Operation>& operations);
    base::Result<xero::Request> allocations(const QList<records::Operation>& operations);
    base::Result<xero::Request> contactChanges(const QList<records::Operation>& operations);
    base::Result<xero::Request> removal(const records::Operation& operation);
    base::Result<xero::Request> refunds(const QList<records::Operation>& operations);
    base::Result<xero::Request> items(const QList<records::Operation>& operations);
    QHash<QString, QString> itemCodesFor(const records::ledger::Document& document) const;

    Context m_context;
    const records::Surroundings& m_around;
    std::map<records::AccountId, Open> m_open;
};

// What Xero now knows of a contact that we made or changed, as the frozen bytes told it.
base::Result<void> keepCard(
    const Context& context, store::Transaction& tx, const records::Operation& operation);
// The ledger record behind what this op made.
records::RecordRef tiedBy(const records::Operation& operation, const records::AccountFile& file);

} // namespace engine
