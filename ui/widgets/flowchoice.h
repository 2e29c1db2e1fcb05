// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QWidget>

class QComboBox;

namespace ui {

// Which modules take part, and which way each goes (R095): a line for each, with the directions it
// can't go left out.
class FlowChoice : public QWidget {
    Q_OBJECT
public:
    FlowChoice(Context& context, const QString& purpose, QWidget* parent = nullptr);
    void set(const records::Flows& flows); // tells nobody
    records::Flows flows() const;
    bool isNothing() const;

Q_SIGNALS:
    void changed();

private:
    QList<std::pair<records::Module, QComboBox*>> m_choices;
};

QString nameOf(records::Module module); // "Invoices and credit notes"
QString nameOf(records::Flow flow); // "Ledger → Xero"

} // namespace ui
