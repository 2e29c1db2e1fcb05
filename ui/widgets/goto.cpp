// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/goto.h"

#include "look/painter.h"
#include "look/words.h"
#include "widgets/facebutton.h"
#include "widgets/make.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QRegularExpression>
#include <QStyledItemDelegate>

#include <algorithm>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

enum Role { IconRole = Qt::UserRole + 1, AmountRole, KeyRole, StateRole };

constexpr int mostShown = 9; // rows, before the list scrolls

class GoToDelegate : public QStyledItemDelegate {
public:
    GoToDelegate(const Look& look, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {200, m_look.height(32)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        Painter paint(*painter, m_look);
        const bool isChosen = option.state.testFlag(QStyle::State_Selected);
        paint.fill(option.rect, isChosen ? Tone::AccentSoft : Tone::Raised);
        painter->setLayoutDirection(option.direction);
        const bool mirrored = option.direction == Qt::RightToLeft;
        const QRect rect = option.rect.adjusted(14, 0, -14, 0);
        paint.icon({mirrored ? rect.right() - 15 : rect.left(), rect.top(), 16, rect.height()},
            index.data(IconRole).toString(), Tone::Text2, 16);
        const int used = paintTrailing(paint, rect, index, mirrored);
        paint.text(
            mirrored ? rect.adjusted(used + 12, 0, -28, 0) : rect.adjusted(28, 0, -used - 12, 0),
            index.data().toString(), Tone::Text);
        painter->restore();
    }

private:
    // Key cap, or state and money; returns the width used.
    int paintTrailing(
        Painter& paint, const QRect& rect, const QModelIndex& index, bool mirrored) const
    {
        const auto piece = [&](int from, int width) {
            return QRect(mirrored ? rect.left() + from : rect.right() + 1 - from - width,
                rect.top(), width, rect.height());
        };
        const QString key = index.data(KeyRole).toString();
        if (!key.isEmpty()) {
            const int width = Painter::keyCapWidth(m_look, key);
            paint.keyCap(piece(0, width), key);
            return width;
        }
        int used = 0;
        const QString amount = index.data(AmountRole).toString();
        if (!amount.isEmpty()) {
            used = std::max(84, paint.textWidth(amount, Type::Body));
            paint.money(piece(0, used), amount, Tone::Text);
        }
        const QString state = index.data(StateRole).toString();
        if (!state.isEmpty()) {
            const int width = paint.textWidth(state, Type::Body) + 2;
            paint.text(piece(used + 12, width), state, Tone::Text2);
            used += 12 + width;
        }
        return used;
    }

    const Look& m_look;
};

} // namespace

GoTo::GoTo(Context& context, QList<Entry> entries, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_context(context)
    , m_entries(std::move(entries))
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_foot(makeLabel(context, {}, Type::Second, "second"))
{
    setWindowTitle(u"Go to, find or do"_s);
    setModal(true);
    QFrame* frame = makeCard("goto");
    column(this)->addWidget(frame);
    QVBoxLayout* layout = column(frame, 2, 0);
    m_field->setFont(context.look().font(Type::Section));
    m_field->setPlaceholderText(u"Number, name, amount, page or command"_s);
    m_field->setAccessibleName(u"Go to, find or do"_s);
    m_field->addAction(context.look().icon(u"search"_s, Tone::Text), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    QHBoxLayout* top = row(nullptr, 0, 8);
    top->setContentsMargins(6, 4, 12, 4);
    top->addWidget(m_field, 1);
    FaceButton* leave = makeFaceButton(context, {}, {}, "quiet");
    leave->setKey(u"Esc"_s);
    leave->setAccessibleName(u"Close"_s);
    leave->setFocusPolicy(Qt::NoFocus);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    top->addWidget(leave);
    layout->addLayout(top);
    layout->addWidget(makeRule());
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new GoToDelegate(context.look(), this));
    m_list->setAccessibleName(u"What was found"_s);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    layout->addWidget(m_list, 1);
    QFrame* foot = makeCard("foot");
    foot->setFixedHeight(context.look().height(30));
    QHBoxLayout* line = row(foot, 0, 8);
    line->setContentsMargins(14, 0, 14, 0);
    line->addWidget(m_foot, 1);
    layout->addWidget(foot);
    connect(m_field, &QLineEdit::textChanged, this, &GoTo::find);
    connect(m_list, &QListView::clicked, this,
        [this](const QModelIndex& index) { run(index.row(), false); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &GoTo::sayWhatEnterDoes);
}

void GoTo::start()
{
    m_field->clear();
    find({});
    const int rows = mostShown * m_context.look().height(32);
    resize(std::min(640, parentWidget()->width() - 40),
        std::min(rows + 96, parentWidget()->height() - 40));
    // In the top third.
    const QPoint corner = parentWidget()->mapToGlobal(
        QPoint((parentWidget()->width() - width()) / 2, parentWidget()->height() / 9));
    move(corner);
    show();
    m_field->setFocus();
}

void GoTo::addRow(const Entry& entry, const QString& amount)
{
    auto* item = new QStandardItem(entry.text);
    item->setData(entry.icon, IconRole);
    item->setData(amount, AmountRole);
    item->setData(entry.key, KeyRole);
    item->setData(entry.state, StateRole);
    item->setData(QStringList({entry.text, entry.state, amount, entry.key})
                      .filter(QRegularExpression(u"."_s)) // what isn't empty
                      .join(u", "_s),
        Qt::AccessibleTextRole);
    m_model.appendRow(item);
    m_shown.append(entry);
}

void GoTo::findRecords(const QString& text)
{
    for (const store::LedgerRow& row : m_context.reader().find(text, 8)) {
        const bool isAccount = row.ref.kind == records::RecordKind::Account;
        const QString what = isAccount
            ? u"account:%1"_s.arg(row.account.value)
            : u"record:%1/%2"_s.arg(static_cast<int>(row.ref.kind)).arg(row.ref.id);
        Entry entry{iconOf(row.ref.kind),
            isAccount ? row.accountName : row.number + u", "_s + row.accountName, {},
            [this, isAccount, what] {
                m_context.open(isAccount ? u"accounts"_s : u"ledger"_s, what);
            }};
        entry.state = row.state;
        if (!isAccount)
            entry.primary = [this, ref = row.ref] {
                m_context.give(records::command::Sync{.kind = records::command::RunKind::Instant,
                    .direction = records::command::Direction::Push,
                    .only = ref});
            };
        addRow(entry, row.amount.isZero() ? QString() : money(row.amount));
    }
}

void GoTo::find(const QString& text)
{
    m_model.clear();
    m_shown.clear();
    const QString wanted = text.trimmed();
    if (m_context.hasBook() && wanted.size() >= 2)
        findRecords(wanted);
    for (const Entry& entry : m_entries)
        if (wanted.isEmpty() || entry.text.contains(wanted, Qt::CaseInsensitive))
            addRow(entry, {});
    if (m_model.rowCount() > 0)
        m_list->setCurrentIndex(m_model.index(0, 0));
    sayWhatEnterDoes();
}

void GoTo::sayWhatEnterDoes()
{
    const int row = m_list->currentIndex().row();
    if (row < 0 || row >= m_shown.size())
        return m_foot->setText(u"Nothing in this book has that in its number, name or amount."_s);
    m_foot->setText(m_shown.at(row).primary ? u"Enter opens it. Ctrl Enter pushes it to Xero now."_s
                                            : u"Enter goes there or does it."_s);
}

void GoTo::run(int row, bool primary)
{
    if (row < 0 || row >= m_shown.size())
        return;
    const Entry entry = m_shown.at(row);
    accept();
    primary&& entry.primary ? entry.primary() : entry.act();
}

bool GoTo::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int row = m_list->currentIndex().row();
    if (key == Qt::Key_Down || key == Qt::Key_Up) {
        const int next
            = std::clamp(row + (key == Qt::Key_Down ? 1 : -1), 0, m_model.rowCount() - 1);
        m_list->setCurrentIndex(m_model.index(next, 0));
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        run(row, static_cast<QKeyEvent*>(event)->modifiers().testFlag(Qt::ControlModifier));
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace ui
