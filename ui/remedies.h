// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QStringList>

namespace ui {

// One thing a person can do about a cause: a command, a command that asks one thing more, a page
// to go to, a page of Xero, or steps in Xero that end with a check. Never a button that can't be
// carried out.
struct Remedy {
    QString text;
    std::optional<records::Command> command;
    QString asks; // what is asked before `answered` makes the command
    QString suggestion;
    std::function<std::optional<records::Command>(const QString&)> answered;
    QString page, what;
    QString address; // a page of Xero
    QStringList steps;
    QString effect; // what it changes on both sides, and how that is undone
    // What else may be chosen, with its name; the remedy with that chosen.
    QList<std::pair<QString, QString>> choices;
    std::function<Remedy(const QString&)> chosen;
};

// Of a card, whose first record this is; or of one record alone.
QList<Remedy> remediesFor(const Context& context, const store::ProblemCard& card,
    const records::Operation& first, const QList<records::RecordRef>& only = {});
QList<Remedy> remediesFor(const Context& context, const records::Operation& push);
// Of one push, what a list offers on one press: what asks, changes more than that record or can't
// be taken back stands on its problem's card, and the way there among them.
QList<Remedy> remediesInPassing(const Context& context, const records::Operation& push);
bool isMend(const Remedy& remedy); // its changes can be shown before
// What a line of the bridge offers: what mends the push that is in its way, else the line's own
// remedy. Without a text there is nothing to do.
Remedy remedyFor(
    const Context& context, const records::BridgeLine& line, const store::AccountDetail& account);
// Gives its command or opens its page; asking and showing steps is the caller's.
void carryOut(Context& context, const Remedy& remedy);

} // namespace ui
