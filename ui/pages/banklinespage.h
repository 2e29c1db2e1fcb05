// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "deeds.h"
#include "models/models.h"
#include "pages/page.h"

namespace ui {

class FaceButton;
class StatementPanel;
class VerdictBand;

// The bank's own lines of one bank account: is each safe, and what is right to pick in Xero. Beside
// the verdict stands what it rests on, and is set there.
class BankLinesPage : public ListPage {
    Q_OBJECT
public:
    explicit BankLinesPage(Context& context);
    void refresh() override;
    QString bankCode() const override { return m_banks->chosen(); }
    // "bank:090", "line:12", "add:090", "statement:PATH"
    void show(const QString& what) override;

protected:
    void updateHead() override;
    void inspect(int row) override;
    QString emptySentence() const override;
    QString emptyButton() const override;
    store::Query queryFor(const QString& text, const QString& segment) const override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const records::Preflight* chosen() const; // bank account; none: there is none
    void chooseFirst();
    void showBanks();
    void showBand();
    void showSegments();
    void showBasis();
    void showFoot();
    void chooseBank(const QString& code);
    void chooseVerdict(const QString& verdict);
    void fillPayments(QMenu* menu);
    void fillReceipts(QMenu* menu);
    void fillFees(QMenu* menu, const QString& code);
    void fillStatements(QMenu* menu);
    void changeSettings(const std::function<void(records::BookSettings&)>& change);
    void addStatement();
    void chooseFolder();

    BankLinesModel* m_model;
    Segments* m_banks;
    VerdictBand* m_band;
    QWidget* m_basis;
    FaceButton *m_payments, *m_receipts, *m_statements;
    StatementPanel* m_panel;
    QList<records::Preflight> m_known; // as last read
    Deed m_deed;
};

} // namespace ui
