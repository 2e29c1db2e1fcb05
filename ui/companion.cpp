// SPDX-License-Identifier: GPL-3.0-or-later

#include "companion.h"

#include "linewords.h"
#include "look/painter.h"
#include "models/models.h"
#include "preflight/candidates.h"
#include "widgets/elided.h"
#include "widgets/filterbar.h"
#include "widgets/make.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QStyledItemDelegate>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

// Two lines each: whose and how much, what to pick and when.
class LineDelegate : public QStyledItemDelegate {
public:
    LineDelegate(Context& context, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_context(context)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        const int lines = QFontMetrics(m_context.look().font(Type::Body)).height()
            + QFontMetrics(m_context.look().font(Type::Second)).height();
        return {200, std::max(44, lines + 10)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const auto* model = static_cast<const BankLinesModel*>(index.model());
        const store::BankLineRow row = model->row(index.row());
        const VerdictLook look = lookOf(row.check.verdict);
        painter->save();
        Painter paint(*painter, m_context.look());
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        paint.fill(option.rect, isSelected ? Tone::AccentSoft : Tone::Surface);
        paint.hairline(option.rect);
        const bool isStop = row.check.verdict == Verdict::Stop;
        const auto part = [&](int left, int top, int width, int height) {
            return QStyle::visualRect(option.direction, option.rect,
                QRect(option.rect.left() + left, option.rect.top() + top, width, height));
        };
        const int width = option.rect.width(), line = (option.rect.height() - 8) / 2;
        constexpr int margin = 14, icon = 28, money = 96;
        paint.icon(part(margin, 4, 18, option.rect.height() - 8),
            isStop ? look.solidIcon : look.icon, isStop ? look.meaning.solid : look.meaning.text,
            18);
        const int words = width - 2 * margin - icon - money;
        paint.text(
            part(margin + icon, 4, words, line), preflight::payerOf(row.kept.line), Tone::Text);
        paint.money(part(width - margin - money, 4, money, line), ui::money(row.kept.line.amount),
            Tone::Text);
        paint.icon(part(margin + icon, 4 + line, 14, line), pickIcon(row.check), Tone::Text2, 14);
        paint.text(part(margin + icon + 18, 4 + line, words - 18 + money - 56, line),
            preflight::pickOf(row.check), Tone::Text2, Type::Second);
        paint.text(part(width - margin - 56, 4 + line, 56, line),
            day(row.kept.line.date, m_context.today()), Tone::Text2, Type::Second,
            Qt::AlignTrailing | Qt::AlignVCenter);
        if (isSelected && option.state.testFlag(QStyle::State_HasFocus))
            paint.frame(QRectF(option.rect).adjusted(1, 1, -1, -2), Tone::Accent, 4, 2);
        painter->restore();
    }

private:
    Context& m_context;
};

} // namespace

Companion::Companion(Context& context, QWidget* parent)
    : QWidget(parent, Qt::Tool | Qt::WindowStaysOnTopHint)
    , m_context(context)
    , m_model(new BankLinesModel(context, this))
    , m_banks(new Segments(context, u"Bank account"_s))
    , m_pin(makeToolButton(context, u"pin"_s, u"Keep on top of other windows"_s))
    , m_band(makeCard("bandSafe"))
    , m_bandIcon(makeIcon(context, u"safe-solid"_s, Tone::SafeSolid, 34))
    , m_headline(makeLabel(context, {}, Type::Section, nullptr, true))
    , m_tally(makeLabel(context, {}, Type::Second, "second", true))
    , m_line(nullptr)
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_age(makeLabel(context, {}, Type::Second, "second"))
    , m_done(makeButton(context, {}, {}, "link"))
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(u"Tieout companion"_s);
    setMinimumSize(320, 420);
    resize(360, 640);
    QVBoxLayout* whole = column(this);
    QHBoxLayout* top = row(nullptr, 0, 4);
    top->setContentsMargins(12, 8, 8, 8);
    m_banks->fit(0); // a menu: there is no room for more
    top->addWidget(m_banks);
    top->addStretch();
    m_pin->setCheckable(true);
    m_pin->setChecked(true);
    top->addWidget(m_pin);
    QToolButton* main = makeToolButton(context, u"companion"_s, u"Show the main window"_s);
    top->addWidget(main);
    whole->addLayout(top);
    QHBoxLayout* band = row(m_band, 12, 12);
    band->addWidget(m_bandIcon);
    QVBoxLayout* words = column(nullptr, 0, 1);
    words->addWidget(m_headline);
    words->addWidget(m_tally);
    band->addLayout(words, 1);
    QHBoxLayout* around = row(nullptr, 0, 0);
    around->setContentsMargins(8, 0, 8, 0);
    around->addWidget(m_band);
    whole->addLayout(around);
    auto* line = new QWidget;
    m_line = column(line, 14, 6);
    whole->addWidget(line);
    QHBoxLayout* typed = row(nullptr, 0, 0);
    typed->setContentsMargins(12, 0, 12, 10);
    m_field->setPlaceholderText(u"Type the amount you see in Xero"_s);
    m_field->setAccessibleName(u"Amount or name as Xero shows it"_s);
    m_field->setClearButtonEnabled(true);
    typed->addWidget(m_field);
    whole->addLayout(typed);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new LineDelegate(context, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(u"Lines left"_s);
    whole->addWidget(m_list, 1);
    QFrame* foot = makeCard("foot");
    QHBoxLayout* footRow = row(foot, 0, 8);
    footRow->setContentsMargins(14, 4, 8, 4);
    footRow->addWidget(m_age, 1);
    footRow->addWidget(m_done);
    whole->addWidget(foot);
    m_field->installEventFilter(this);
    m_list->installEventFilter(this);
    connect(m_banks, &Segments::changed, this, &Companion::chooseBank);
    connect(m_field, &QLineEdit::textChanged, this, &Companion::filter);
    connect(
        m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &Companion::showLine);
    connect(m_pin, &QToolButton::toggled, this, &Companion::pin);
    connect(main, &QToolButton::clicked, parent, [parent] {
        parent->raise();
        parent->activateWindow();
    });
    connect(m_done, &QPushButton::clicked, this, [this] {
        m_showsDone = !m_showsDone;
        filter();
    });
}

void Companion::start()
{
    refresh();
    show();
    raise();
    activateWindow();
    m_field->setFocus();
}

void Companion::refresh()
{
    if (!m_context.hasBook())
        return hide();
    showBanks();
    const int before = at();
    const QString key = before < 0 ? QString() : m_model->key(before);
    m_model->refresh();
    int again = 0;
    for (int i = 0; i < std::min(m_model->sourceRows(), 500); ++i)
        if (m_model->key(i) == key)
            again = i;
    m_list->setCurrentIndex(m_model->index(again, 0));
    showBand();
    showLine();
    showFoot();
}

void Companion::showBanks()
{
    QList<Segment> segments;
    for (const Preflight& bank : m_context.reader().today().banks)
        if (bank.lines.all() > 0 || segments.isEmpty())
            segments.append({bank.bankCode, bankName(bank)});
    const bool isKnown = std::ranges::any_of(
        segments, [this](const Segment& each) { return each.key == m_banks->chosen(); });
    m_banks->setSegments(segments);
    if (!isKnown && !segments.isEmpty())
        chooseBank(segments.first().key);
    m_banks->fit(0);
}

void Companion::chooseBank(const QString& code)
{
    m_banks->choose(code);
    m_field->clear();
    filter();
    showBand();
}

void Companion::filter()
{
    m_model->setQuery({.text = m_field->text().trimmed(),
        .filter = m_banks->chosen(),
        .group = m_showsDone ? QString() : u"left"_s});
    m_list->setCurrentIndex(m_model->index(0, 0));
    showLine();
    showFoot();
}

int Companion::at() const
{
    return m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
}

void Companion::showBand()
{
    Preflight bank;
    for (const Preflight& each : m_context.reader().today().banks)
        if (each.bankCode == m_banks->chosen())
            bank = each;
    const VerdictLook look = lookOf(bank.verdict);
    setLook(m_band,
        bank.verdict == Verdict::Stop             ? "bandStop"
            : bank.verdict == Verdict::NotChecked ? "bandUnchecked"
                                                  : "bandSafe");
    setIcon(m_context, m_bandIcon, look.solidIcon, look.meaning.solid, 34);
    const LineTally& lines = bank.lines;
    m_headline->setText(lines.stop > 0
            ? u"Stop at %1"_s.arg(counted(lines.stop, u"line"_s, u"lines"_s))
            : look.word);
    m_tally->setText(lines.all() == 0
            ? bank.sentence
            : u"%1 of %2 done, %3"_s.arg(number(lines.done), number(lines.all()), [&] {
                  LineTally left = lines;
                  left.done = 0;
                  return left.all() == 0 ? u"nothing left"_s : tallyWords(left);
              }()));
    m_band->setAccessibleName(m_headline->text() + u". "_s + m_tally->text());
}

QWidget* Companion::record(const char* look, const QString& mark, Tone tone, const QString& verb,
    const QString& icon, const QString& name, const QString& facts)
{
    QFrame* card = makeCard(look);
    QHBoxLayout* cells = row(card, 8, 8);
    cells->addWidget(makeIcon(m_context, mark, tone, 16), 0, Qt::AlignTop);
    QVBoxLayout* words = column(nullptr, 0, 1);
    QHBoxLayout* what = row(nullptr, 0, 5);
    what->addWidget(makeLabel(m_context, verb));
    if (!icon.isEmpty())
        what->addWidget(makeIcon(m_context, icon, Tone::Text2, 16));
    what->addWidget(new Elided(m_context, name, Type::Strong), 1);
    words->addLayout(what);
    if (!facts.isEmpty())
        words->addWidget(makeLabel(m_context, facts, Type::Second, "second", true));
    cells->addLayout(words, 1);
    return card;
}

void Companion::showLine()
{
    clear(m_line);
    m_deed = {};
    if (at() < 0) {
        m_line->addWidget(makeLabel(m_context,
            m_field->text().isEmpty() ? u"No line is left."_s
                                      : u"No line has this amount or name."_s,
            Type::Strong, nullptr, true));
        return;
    }
    const store::BankLineRow line = m_model->row(at());
    const LineCheck& check = line.check;
    QHBoxLayout* place = row(nullptr, 0, 8);
    place->addWidget(makeLabel(m_context,
                         u"Line you are at, %1"_s.arg(day(line.kept.line.date, m_context.today())),
                         Type::Second, "second"),
        1);
    m_line->addLayout(place);
    QHBoxLayout* whose = row(nullptr, 0, 8);
    whose->addWidget(new Elided(m_context, preflight::payerOf(line.kept.line), Type::Section), 1);
    whose->addWidget(makeLabel(m_context, money(line.kept.line.amount), Type::BigMoney));
    m_line->addLayout(whose);
    const bool differs
        = !check.offered.isEmpty() && !preflight::isSame(check) && check.verdict != Verdict::Done;
    if (differs)
        m_line->addWidget(
            record("sunken", check.verdict == Verdict::Stop ? u"close"_s : u"not-checked"_s,
                check.verdict == Verdict::Stop ? Tone::Stop : Tone::Unchecked,
                check.verdict == Verdict::Stop ? u"Not"_s : u"Maybe"_s, offerIcon(check),
                preflight::offerOf(check), {}));
    const bool canPick
        = !check.pick.isEmpty() || (check.ledger && check.hazard != LineHazard::WrongMatch);
    m_line->addWidget(record(canPick ? "pick" : "sunken", canPick ? u"safe"_s : u"not-checked"_s,
        canPick ? Tone::Safe : Tone::Unchecked, canPick ? u"Pick"_s : QString(), pickIcon(check),
        preflight::pickOf(check), check.verdict == Verdict::Safe ? QString() : check.sentence));
    QHBoxLayout* buttons = row(nullptr, 0, 8);
    m_deed = wayOut(m_context, line);
    const auto add = [&](const QString& text, const QString& icon, const char* look,
                         const std::function<void()>& act) {
        QPushButton* button = makeButton(m_context, text, icon, look);
        button->setObjectName(u"companion/"_s + text);
        connect(button, &QPushButton::clicked, this, act);
        buttons->addWidget(button);
    };
    if (isFreedByPush(check))
        add(m_deed.text, u"outbox"_s, "primary", m_deed.act);
    else if (check.verdict != Verdict::Done && preflight::canTick(check))
        add(u"Done"_s, u"safe"_s, check.verdict == Verdict::Safe ? "primary" : "",
            [this] { tickOff(); });
    add(u"Skip"_s, {}, "", [this] { walk(1); });
    buttons->addStretch();
    add(u"Why?"_s, {}, "quiet", [this, id = line.kept.id] {
        m_context.open(u"bank-lines"_s, u"line:%1"_s.arg(id.value));
        parentWidget()->raise();
        parentWidget()->activateWindow();
    });
    m_line->addLayout(buttons);
}

void Companion::showFoot()
{
    m_age->setText(m_context.status().lastFetch.isValid()
            ? u"Fetched "_s + age(m_context.status().lastFetch, m_context.now())
            : u"Never fetched"_s);
    int done = 0;
    for (const Preflight& each : m_context.reader().today().banks)
        if (each.bankCode == m_banks->chosen())
            done = each.lines.done;
    m_done->setText(m_showsDone ? u"Hide done"_s : u"Show done %1"_s.arg(number(done)));
    m_done->setVisible(done > 0 || m_showsDone);
}

void Companion::walk(int step)
{
    const int next = std::clamp(at() + step, 0, std::max(0, m_model->rowCount() - 1));
    m_list->setCurrentIndex(m_model->index(next, 0));
}

// A line at Stop isn't ticked off by a slip of the finger.
void Companion::tickOff()
{
    if (at() < 0)
        return;
    const store::BankLineRow line = m_model->row(at());
    if (!preflight::canTick(line.check) || line.check.verdict == Verdict::Done)
        return walk(1);
    decide(m_context, line.kept.id, {LineSaying::Done, {}},
        u"%1, %2 ticked off."_s.arg(
            preflight::payerOf(line.kept.line), money(line.kept.line.amount)));
    m_field->clear();
}

void Companion::pin(bool isPinned)
{
    setWindowFlag(Qt::WindowStaysOnTopHint, isPinned);
    show(); // changing the flag hides it
}

bool Companion::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (event->type() == QEvent::ShortcutOverride) {
        // The main window's own keys reach into its tool windows.
        const bool isOurs = key->key() == Qt::Key_Escape || key->key() == Qt::Key_Up
            || key->key() == Qt::Key_Down;
        event->setAccepted(isOurs);
        return isOurs;
    }
    const bool isControl = key->modifiers().testFlag(Qt::ControlModifier);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isControl && m_deed.act)
            m_deed.act();
        else
            tickOff();
        return true;
    case Qt::Key_Down:
        walk(1);
        return true;
    case Qt::Key_Up:
        walk(-1);
        return true;
    case Qt::Key_Escape:
        if (m_field->text().isEmpty())
            hide();
        else
            m_field->clear();
        return true;
    default:
        break;
    }
    // Whatever is typed in the list goes to the field.
    if (watched == m_list && !key->text().isEmpty() && key->text().at(0).isPrint() && !isControl) {
        m_field->setFocus();
        m_field->setText(key->text());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
