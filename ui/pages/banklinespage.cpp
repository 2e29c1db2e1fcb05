// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages/banklinespage.h"

#include "linewords.h"
#include "pages/lineinspector.h"
#include "pages/statementpanel.h"
#include "records/words.h"
#include "widgets/facebutton.h"
#include "widgets/make.h"
#include "widgets/verdictband.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QMenu>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

namespace {

FaceButton* basisButton(Context& context, const QString& icon, const QString& name)
{
    FaceButton* button = makeFaceButton(context, {}, icon, "quiet");
    button->setFont(context.look().font(Type::Second));
    button->setTrailingIcon(u"chevron-down"_s);
    button->setMenu(new QMenu(button));
    button->setAccessibleDescription(name);
    return button;
}

} // namespace

BankLinesPage::BankLinesPage(Context& context)
    : ListPage(context, u"Bank lines"_s, u"Filter by payer, reference or amount"_s)
    , m_model(new BankLinesModel(context, this))
    , m_banks(new Segments(context, u"Bank account"_s))
    , m_band(new VerdictBand(context))
    , m_basis(new QWidget)
    , m_payments(basisButton(context, u"ledger"_s, u"How complete the ledger’s payments are"_s))
    , m_receipts(basisButton(context, u"inbox"_s, u"How receipts come"_s))
    , m_statements(basisButton(context, u"bank-lines"_s, u"Statements of this bank account"_s))
    , m_panel(new StatementPanel(context))
{
    head()->addWidget(m_banks);
    head()->installEventFilter(this);
    QVBoxLayout* band = column(nullptr, 0, 6);
    band->setContentsMargins(24, 0, 24, 10);
    m_band->setCompact(true);
    band->addWidget(m_band);
    QHBoxLayout* basis = row(m_basis, 0, 4);
    for (FaceButton* each : {m_payments, m_receipts, m_statements})
        basis->addWidget(each);
    basis->addStretch();
    band->addWidget(m_basis);
    band->addWidget(m_panel);
    body()->insertLayout(1, band);
    QPushButton* add = makeButton(context, u"Add statement"_s, u"plus"_s);
    filter()->addTrailing(add);
    filter()->segments()->setAccessibleName(u"Verdict"_s);
    setModel(m_model);
    connect(add, &QPushButton::clicked, this, &BankLinesPage::addStatement);
    connect(m_banks, &Segments::changed, this, &BankLinesPage::chooseBank);
    connect(m_band, &VerdictBand::primaryPressed, this, [this] {
        if (m_deed.act)
            m_deed.act();
    });
    connect(m_band, &VerdictBand::secondPressed, this,
        [this] { chooseVerdict(toText(Verdict::Stop)); });
    connect(emptyState(), &EmptyState::pressed, this, &BankLinesPage::addStatement);
    connect(m_payments->menu(), &QMenu::aboutToShow, this,
        [this] { fillPayments(m_payments->menu()); });
    connect(m_receipts->menu(), &QMenu::aboutToShow, this,
        [this] { fillReceipts(m_receipts->menu()); });
    connect(m_statements->menu(), &QMenu::aboutToShow, this,
        [this] { fillStatements(m_statements->menu()); });
    connect(list(), &ListView::acted, this, [this](int index) {
        const Deed deed = wayOut(this->context(), m_model->row(index));
        if (deed.act)
            deed.act();
    });
}

const Preflight* BankLinesPage::chosen() const
{
    const auto found = std::ranges::find(m_known, m_banks->chosen(), &Preflight::bankCode);
    return found == m_known.end() ? nullptr : &*found;
}

void BankLinesPage::refresh()
{
    if (!context().hasBook())
        return;
    m_known = reader().today().banks;
    m_known.removeIf([](const Preflight& bank) { return bank.bankCode.isEmpty(); });
    m_panel->watch(context().settings().statementFolder);
    showBanks();
    if (!chosen())
        chooseFirst();
    ListPage::refresh();
}

// The worst first, as they stand in the book.
void BankLinesPage::chooseFirst()
{
    const QString code = m_known.isEmpty() ? QString() : m_known.first().bankCode;
    m_banks->choose(code);
    m_model->setQuery(queryFor(filter()->field()->text(), filter()->segments()->chosen()));
}

void BankLinesPage::showBanks()
{
    QList<Preflight> banks = m_known;
    std::ranges::sort(banks, {}, &Preflight::bankCode); // in one order, whatever their verdicts
    QList<Segment> segments;
    for (const Preflight& bank : std::as_const(banks)) {
        const VerdictLook verdict = lookOf(bank.verdict);
        segments.append({.key = bank.bankCode,
            .word = bankName(bank),
            .icon = verdict.icon,
            .tone = verdict.meaning.text});
    }
    m_banks->setSegments(segments);
    m_banks->setVisible(segments.size() > 1);
}

store::Query BankLinesPage::queryFor(const QString& text, const QString& segment) const
{
    store::Query query = ListPage::queryFor(text, {});
    query.filter = m_banks->chosen();
    query.group = segment;
    return query;
}

void BankLinesPage::chooseBank(const QString& code)
{
    m_banks->choose(code);
    chooseVerdict({});
}

void BankLinesPage::chooseVerdict(const QString& verdict)
{
    filter()->segments()->choose(verdict);
    Q_EMIT filter()->changed(filter()->field()->text(), verdict);
}

void BankLinesPage::updateHead()
{
    showSegments();
    showBand();
    showBasis();
    showFoot();
}

void BankLinesPage::showSegments()
{
    const Preflight* bank = chosen();
    const LineTally lines = bank ? bank->lines : LineTally();
    QList<Segment> segments{{QString(), u"All"_s, lines.all()}};
    const std::pair<Verdict, int> parts[]{{Verdict::Stop, lines.stop},
        {Verdict::NotChecked, lines.notChecked}, {Verdict::Safe, lines.safe},
        {Verdict::Done, lines.done}};
    for (const auto& [verdict, count] : parts)
        segments.append({toText(verdict), lookOf(verdict).word, count});
    filter()->segments()->setSegments(segments);
}

void BankLinesPage::showBand()
{
    const Preflight* bank = chosen();
    m_deed = {};
    if (!bank) {
        m_band->show(Verdict::NotChecked, u"Not checked yet."_s,
            u"Connect and fetch: Xero’s bank accounts come with the first fetch."_s);
        return m_band->setButtons({}, {});
    }
    const LineTally& lines = bank->lines;
    const QList<store::BankLineRow> stopped = stoppedLines(context(), *bank);
    const auto freed = std::ranges::count_if(
        stopped, [](const store::BankLineRow& row) { return isFreedByPush(row.check); });
    m_deed = deedFor(context(), *bank);
    QString sentence = bank->sentence;
    if (lines.stop > 0) {
        sentence = tallyWords(lines) + u'.';
        if (freed > 0)
            sentence += u" Push %1 and %2 safe."_s.arg(
                freed == 1 ? u"one payment"_s : number(freed) + u" payments"_s,
                counted(lines.safe + freed, u"is"_s, u"are"_s));
    }
    m_band->show(bank->verdict,
        bank->verdict == Verdict::Stop ? u"Stop. Don’t reconcile this account yet."_s
                                       : bank->headline,
        sentence);
    m_band->setButtons(lines.stop > 0 && filter()->segments()->chosen() != toText(Verdict::Stop)
            ? u"Show the %1"_s.arg(lines.stop == 1 ? u"line"_s : u"lines"_s)
            : QString(),
        m_deed.text);
}

// What the verdict rests on, each settable where it stands (design §7).
void BankLinesPage::showBasis()
{
    const Preflight* bank = chosen();
    m_basis->setVisible(bank != nullptr);
    if (!bank)
        return;
    const BookSettings& settings = context().settings();
    const QDateTime until = settings.paymentsCompleteUntil;
    m_payments->setText(until.isValid()
            ? u"Payments complete up to "_s + moment(until, context().now())
            : u"Payments: nobody said up to when"_s);
    const bool isInXero
        = settings.receiptsByBank.value(bank->bankCode) == BankReceipts::EnteredInXero;
    const bool isAutomatic = settings.automaticBanks.contains(bank->bankCode);
    m_receipts->setText(isAutomatic ? u"Xero reconciles by itself"_s
            : isInXero              ? u"Receipts are entered in Xero"_s
                                    : u"Receipts come through billing"_s);
    m_statements->setText(bank->lines.statementTo.isValid()
            ? u"Statement to "_s + day(bank->lines.statementTo, context().today())
            : u"No statement"_s);
}

void BankLinesPage::showFoot()
{
    const store::Totals sums = reader().bankLineTotals(m_model->query());
    const Preflight* bank = chosen();
    QString source;
    for (const store::StatementRow& each : reader().statements())
        if (bank && each.statement.bankCode == bank->bankCode) {
            source = each.statement.file + u", read "_s
                + moment(each.statement.importedAt, context().now());
            break;
        }
    head()->setSentence(bank && bank->judgedAt.isValid()
            ? u"Checked "_s + age(bank->judgedAt, context().now())
            : QString());
    setFoot(u"%1    In %2    Out %3"_s.arg(
                counted(sums.rows, u"line"_s, u"lines"_s), money(sums.in), money(sums.out)),
        source);
}

QString BankLinesPage::emptySentence() const
{
    const Preflight* bank = chosen();
    if (bank && bank->lines.all() > 0)
        return u"No line has this verdict. Choose All to see the others."_s;
    return u"Drop the bank’s statement here (OFX, QIF, CSV, CAMT.053, MT940), and each line gets "
           u"its verdict."_s;
}

QString BankLinesPage::emptyButton() const
{
    const Preflight* bank = chosen();
    return bank && bank->lines.all() == 0 ? u"Add statement…"_s : QString();
}

void BankLinesPage::inspect(int index)
{
    showLine(context(), *inspector(), m_model->row(index), index + 1, m_model->sourceRows());
}

void BankLinesPage::show(const QString& what)
{
    const auto rest = [&](const QString& kind) { return what.mid(kind.size()); };
    if (what.startsWith(u"bank:"_s))
        return chooseBank(rest(u"bank:"_s));
    if (what.startsWith(u"add:"_s)) {
        chooseBank(rest(u"add:"_s));
        return addStatement();
    }
    if (what.startsWith(u"statement:"_s))
        return m_panel->take(rest(u"statement:"_s), {});
    if (!what.startsWith(u"line:"_s))
        return ListPage::show(what);
    const auto row = reader().bankLine(BankLineId{rest(u"line:"_s).toLongLong()});
    if (!row)
        return;
    chooseBank(row->bankCode);
    for (int at = 0; at < m_model->sourceRows(); ++at)
        if (m_model->row(at).kept.id == row->kept.id) {
            list()->selectSourceRow(at);
            return inspectNow(at);
        }
}

void BankLinesPage::changeSettings(const std::function<void(BookSettings&)>& change)
{
    BookSettings after = context().settings();
    change(after);
    context().giveWithUndo(command::ChangeSettings{after}, u"Noted."_s, u"safe"_s,
        command::ChangeSettings{context().settings()});
}

void BankLinesPage::fillPayments(QMenu* menu)
{
    menu->clear();
    const auto until = [this](const QDateTime& at) {
        changeSettings([&](BookSettings& after) { after.paymentsCompleteUntil = at; });
    };
    menu->addAction(u"All payments are imported up to now"_s, this,
        [this, until] { until(context().clock().now()); });
    menu->addAction(u"All are imported up to the end of yesterday"_s, this,
        [this, until] { until(context().today().startOfDay().addSecs(-1)); });
    menu->addSeparator();
    menu->addAction(u"Import payments…"_s, this,
        [this] { context().open(u"settings"_s, u"section:import"_s); });
}

void BankLinesPage::fillReceipts(QMenu* menu)
{
    menu->clear();
    const Preflight* bank = chosen();
    if (!bank)
        return;
    const QString code = bank->bankCode;
    const BookSettings& settings = context().settings();
    const std::pair<BankReceipts, QString> ways[]{
        {BankReceipts::ThroughBilling, u"Receipts come through billing"_s},
        {BankReceipts::EnteredInXero, u"Receipts are entered in Xero"_s}};
    for (const auto& [way, words] : ways) {
        QAction* action = menu->addAction(words, this, [this, code, way = way] {
            changeSettings([&](BookSettings& after) { after.receiptsByBank.insert(code, way); });
        });
        action->setCheckable(true);
        action->setChecked(settings.receiptsByBank.value(code) == way);
    }
    menu->addSeparator();
    const bool isAutomatic = settings.automaticBanks.contains(code);
    QAction* automatic = menu->addAction(
        u"Xero reconciles this account by itself"_s, this, [this, code, isAutomatic] {
            changeSettings([&](BookSettings& after) {
                if (isAutomatic)
                    after.automaticBanks.remove(code);
                else
                    after.automaticBanks.insert(code);
            });
        });
    automatic->setCheckable(true);
    automatic->setChecked(isAutomatic);
    fillFees(menu->addMenu(u"Fees kept before it arrives"_s), code);
}

// Of a receipt by the bank or a card company: what a record may be more than its line.
void BankLinesPage::fillFees(QMenu* menu, const QString& code)
{
    const int now = context().settings().feesByBank.value(code);
    for (const int most : {0, 100, 150, 200, 300, 500}) {
        const QString words = most == 0 ? u"None: receipts arrive whole"_s
            : most % 100 == 0           ? u"Up to %1 %"_s.arg(most / 100)
                                        : u"Up to %1.%2 %"_s.arg(most / 100).arg(most % 100 / 10);
        QAction* action = menu->addAction(words, this, [this, code, most] {
            changeSettings([&](BookSettings& after) { after.feesByBank.insert(code, most); });
        });
        action->setCheckable(true);
        action->setChecked(most == now);
    }
}

void BankLinesPage::fillStatements(QMenu* menu)
{
    menu->clear();
    menu->addAction(u"Add statement…"_s, this, &BankLinesPage::addStatement);
    const QString folder = context().settings().statementFolder;
    if (folder.isEmpty())
        menu->addAction(u"Watch a folder…"_s, this, &BankLinesPage::chooseFolder);
    else
        menu->addAction(u"Stop watching %1"_s.arg(QDir(folder).dirName()), this,
            [this] { changeSettings([](BookSettings& after) { after.statementFolder.clear(); }); });
    const Preflight* bank = chosen();
    bool isFirst = true;
    for (const store::StatementRow& each : reader().statements()) {
        if (!bank || each.statement.bankCode != bank->bankCode)
            continue;
        if (std::exchange(isFirst, false))
            menu->addSeparator();
        menu->addAction(
            u"Undo %1, %2"_s.arg(each.statement.file, counted(each.lines, u"line"_s, u"lines"_s)),
            this, [this, id = each.statement.id] { context().give(command::UndoStatement{id}); });
    }
}

void BankLinesPage::chooseFolder()
{
    auto* dialog = new QFileDialog(this, u"Where the bank’s statements arrive"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        changeSettings([&](BookSettings& after) { after.statementFolder = folder; });
    });
    dialog->open();
}

void BankLinesPage::addStatement()
{
    m_panel->choose(m_banks->chosen());
}

bool BankLinesPage::eventFilter(QObject* watched, QEvent* event)
{
    // Beside the title stands what is left of the line; the inspector takes its part of it.
    if (watched == head() && event->type() == QEvent::Resize)
        m_banks->fit(head()->width() - 8 * look().height(0));
    return ListPage::eventFilter(watched, event);
}

} // namespace ui
