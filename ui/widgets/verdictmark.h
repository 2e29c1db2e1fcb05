// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"
#include "look/words.h"

#include <QWidget>

namespace ui {

// A verdict as in lists, for the few places that are widgets.
class VerdictMark : public QWidget {
    Q_OBJECT
public:
    VerdictMark(Context& context, records::Verdict verdict, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Context& m_context;
    VerdictLook m_look;
};

} // namespace ui
