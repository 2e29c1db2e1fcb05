// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "context.h"

#include <QFrame>
#include <QPointer>

class QVBoxLayout;

namespace ui {

// The copies of this book: one more now, or one of them in the book's place.
class BackupCard : public QFrame {
    Q_OBJECT
public:
    explicit BackupCard(Context& context, QWidget* parent = nullptr);

private:
    void addRow(const store::BackupRow& backup, bool isNewest);
    void askWhether(const store::BackupRow& backup);

    Context& m_context;
    QVBoxLayout* m_layout;
    QPointer<QWidget> m_question;
};

} // namespace ui
