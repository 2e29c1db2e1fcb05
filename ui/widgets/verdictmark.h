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
    // As wide as any of its kind, so that they stand below each other, or only as its word is.
    enum class Width { Common, Own };
    VerdictMark(Context& context, records::Verdict verdict, Width width = Width::Common);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Context& m_context;
    VerdictLook m_look;
};

} // namespace ui
