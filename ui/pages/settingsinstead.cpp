// SPDX-License-Identifier: GPL-3.0-or-later

#include "look/words.h"
#include "pages/settingspage.h"
#include "widgets/make.h"

#include <QCheckBox>
#include <QRadioButton>

using namespace records;
using Qt::StringLiterals::operator""_s;

namespace ui {

// What goes to Xero instead of the ledger's own codes, as chosen on a problem's card: each can be
// taken back here.
void SettingsPage::addInstead(QVBoxLayout* into)
{
    const BookSettings& settings = context().settings();
    if (!settings.accountCodeInstead.isEmpty() || !settings.taxTypeInstead.isEmpty()) {
        QFrame* box = card(into, u"Goes instead of the ledger’s code"_s);
        for (const auto field :
            {&BookSettings::accountCodeInstead, &BookSettings::taxTypeInstead}) {
            const bool isAccount = field == &BookSettings::accountCodeInstead;
            QStringList codes = (settings.*field).keys();
            codes.sort();
            for (const QString& code : codes) {
                QHBoxLayout* line = row(nullptr, 0, 10);
                line->addWidget(makeLabel(context(),
                    u"%1 %2 goes as %3"_s.arg(
                        isAccount ? u"Account"_s : u"Tax"_s, code, (settings.*field).value(code)),
                    Type::Body));
                QPushButton* back = makeButton(context(), u"Take back"_s, {}, "link");
                back->setAccessibleName(u"Send %1 as it is again"_s.arg(code));
                connect(back, &QPushButton::clicked, this, [this, field, code] {
                    change([&](BookSettings& after) { (after.*field).remove(code); });
                });
                line->addWidget(back);
                line->addStretch();
                static_cast<QVBoxLayout*>(box->layout())->addLayout(line);
            }
        }
    }
    QFrame* tax = card(into, u"The billing system gives tax"_s);
    const std::pair<TaxCarried, QString> ways[]
        = {{TaxCarried::AsItComes, u"As it comes: by line or in one total"_s},
            {TaxCarried::ByItem, u"By line; a total is held"_s},
            {TaxCarried::InTotal, u"In one total; tax by line is held"_s}};
    for (const auto& [way, word] : ways) {
        auto* radio = new QRadioButton(word);
        radio->setChecked(settings.taxCarried == way);
        connect(radio, &QRadioButton::clicked, this,
            [this, way = way] { change([&](BookSettings& after) { after.taxCarried = way; }); });
        tax->layout()->addWidget(radio);
    }
    QFrame* more = card(into, u"Contacts and invoices"_s);
    const std::pair<bool BookSettings::*, QString> asked[]
        = {{&BookSettings::needsPerson,
               u"A contact is made only with a primary contact’s first and last name"_s},
            {&BookSettings::takesInInvoices,
                u"Invoices made in Xero come into the ledger, if every line has an item"_s}};
    for (const auto& [field, word] : asked) {
        auto* box = new QCheckBox(word);
        box->setChecked(settings.*field);
        connect(box, &QCheckBox::clicked, this, [this, field = field](bool isOn) {
            change([&](BookSettings& after) { after.*field = isOn; });
        });
        more->layout()->addWidget(box);
    }
}

} // namespace ui
