// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace ui {

// The table "What syncs?" (R049): direction, kind, what it is in Xero, and for what doesn't travel
// how it is mirrored by hand. Filters as you type.
class WhatSyncs : public QWidget {
    Q_OBJECT
public:
    explicit WhatSyncs(Context& context);
    QLineEdit* field() const { return m_field; }

private:
    void fill();

    Context& m_context;
    QLineEdit* m_field;
    QVBoxLayout* m_rows;
};

} // namespace ui
