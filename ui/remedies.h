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
    std::optional<records::Command> then; // what the first one sets free goes at once
    QString asks; // what is asked before `answered` makes the command
    QString suggestion;
    std::function<std::optional<records::Command>(const QString&)> answered;
    QString page, what;
    QString address; // a page of Xero
    QStringList steps;
};

QList<Remedy> remediesFor(const Context& context, const records::Cause& cause,
    const QList<records::Operation>& operations, int count);
// What a line of the bridge offers: what mends the push that is in its way, else the line's own
// remedy. Without a text there is nothing to do.
Remedy remedyFor(
    const Context& context, const records::BridgeLine& line, const store::AccountDetail& account);
// Gives its command or opens its page; asking and showing steps is the caller's.
void carryOut(Context& context, const Remedy& remedy);

} // namespace ui
