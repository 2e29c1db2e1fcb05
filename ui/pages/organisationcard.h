// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>
#include <QPointer>

class QVBoxLayout;

namespace ui {

// Takes the book to another organisation, once its name was typed (R122).
class OrganisationCard : public QFrame {
    Q_OBJECT
public:
    explicit OrganisationCard(Context& context, QWidget* parent = nullptr);

private:
    void ask();

    Context& m_context;
    QVBoxLayout* m_layout;
    QPointer<QWidget> m_question;
};

} // namespace ui
