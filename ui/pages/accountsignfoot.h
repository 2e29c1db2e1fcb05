// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace ui {

// Below one account: how far it is signed off, with the way there, and the way to sign it off where
// its list isn't seen.
class AccountSignFoot : public QFrame {
    Q_OBJECT
public:
    explicit AccountSignFoot(Context& context, QWidget* parent = nullptr);
    void show(records::AccountId account);

Q_SIGNALS:
    void signOffWanted();

private:
    std::optional<records::SignOff> newestOf(records::AccountId account) const;

    Context& m_context;
    QLabel* m_none;
    QPushButton* m_state;
    records::SignOffId m_signOff;
};

} // namespace ui
