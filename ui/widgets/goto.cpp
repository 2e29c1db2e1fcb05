// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/goto.h"

#include "look/painter.h"
#include "look/words.h"
#include "widgets/make.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QStyledItemDelegate>

using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

enum Role { IconRole = Qt::UserRole + 1, TrailingRole };

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
        const QRect rect = option.rect.adjusted(14, 0, -14, 0);
        paint.icon({rect.left(), rect.top(), 16, rect.height()}, index.data(IconRole).toString(),
            Tone::Text2, 16);
        const QString trailing = index.data(TrailingRole).toString();
        const int width = paint.textWidth(trailing, Type::Body);
        paint.text(rect.adjusted(28, 0, -width - 12, 0), index.data().toString(), Tone::Text);
        paint.money(rect, trailing, Tone::Text2);
        painter->restore();
    }

private:
    const Look& m_look;
};

} // namespace

GoTo::GoTo(Context& context, QList<Entry> entries, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_context(context)
    , m_entries(std::move(entries))
    , m_field(new QLineEdit)
    , m_list(new QListView)
{
    setWindowTitle(u"Go to, find or do"_s);
    setModal(true);
    QFrame* frame = makeCard("goto");
    column(this)->addWidget(frame);
    QVBoxLayout* layout = column(frame, 2, 0);
    m_field->setFont(context.look().font(Type::Section));
    m_field->setPlaceholderText(u"Number, name, amount, page or command"_s);
    m_field->setAccessibleName(u"Go to, find or do"_s);
    m_field->installEventFilter(this);
    layout->addWidget(m_field);
    layout->addWidget(makeRule());
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new GoToDelegate(context.look(), this));
    m_list->setAccessibleName(u"What was found"_s);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setMinimumHeight(280);
    layout->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &GoTo::find);
    connect(
        m_list, &QListView::clicked, this, [this](const QModelIndex& index) { run(index.row()); });
}

void GoTo::start()
{
    m_field->clear();
    find({});
    resize(std::min(640, parentWidget()->width() - 40), 360);
    const QPoint corner = parentWidget()->mapToGlobal(
        QPoint((parentWidget()->width() - width()) / 2, parentWidget()->height() / 8));
    move(corner);
    show();
    m_field->setFocus();
}

void GoTo::addRow(const Entry& entry, const QString& trailing)
{
    auto* item = new QStandardItem(entry.text);
    item->setData(entry.icon, IconRole);
    item->setData(trailing, TrailingRole);
    m_model.appendRow(item);
    m_shown.append(entry);
}

void GoTo::find(const QString& text)
{
    m_model.clear();
    m_shown.clear();
    const QString wanted = text.trimmed();
    if (m_context.hasBook() && wanted.size() >= 2) {
        for (const store::LedgerRow& row : m_context.reader().find(wanted, 8)) {
            const bool isAccount = row.ref.kind == records::RecordKind::Account;
            const QString what = isAccount
                ? u"account:%1"_s.arg(row.account.value)
                : u"record:%1/%2"_s.arg(static_cast<int>(row.ref.kind)).arg(row.ref.id);
            Entry entry{iconOf(row.ref.kind),
                isAccount ? row.accountName : row.number + u", "_s + row.accountName, {},
                [this, isAccount, what] {
                    m_context.open(isAccount ? u"accounts"_s : u"ledger"_s, what);
                }};
            addRow(entry, row.amount.isZero() ? QString() : money(row.amount));
        }
    }
    for (const Entry& entry : m_entries)
        if (wanted.isEmpty() || entry.text.contains(wanted, Qt::CaseInsensitive))
            addRow(entry, entry.key);
    if (m_model.rowCount() > 0)
        m_list->setCurrentIndex(m_model.index(0, 0));
}

void GoTo::run(int row)
{
    if (row < 0 || row >= m_shown.size())
        return;
    const Entry entry = m_shown.at(row);
    accept();
    entry.act();
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
        run(row);
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace ui
