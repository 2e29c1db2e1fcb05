// SPDX-License-Identifier: GPL-3.0-or-later

#include "causes/causes.h"
#include "records/words.h"

#include <QTest>

using namespace records;
using namespace causes;

namespace {

QList<CauseId> allCauses()
{
    QList<CauseId> all;
    for (int i = 0; i <= static_cast<int>(CauseId::Unrecognised); ++i)
        all.append(static_cast<CauseId>(i));
    return all;
}

const QString archived = QStringLiteral(
    "The contact with the specified contact details has been archived. The contact must be "
    "un-archived before creating new invoices or credit notes.");

} // namespace

class TestCauses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recognisesEachKnownMessage_data();
    void recognisesEachKnownMessage();
    void keepsUnknownWordsVerbatim();
    void findsTheCauseBehindAnError_data();
    void findsTheCauseBehindAnError();
    void everyCauseHasItsWords();
    void wordsAreInTheHouseVoice();
    void fillsArgumentsForPeople();
    void argumentsMayHoldPercentSigns();
    void everyRemedyHasAButtonAndEveryBridgeCauseAWord();
    void countsOnButtons();
    void ghostsAreLookedForBeforeTheyAreBelieved();
    void oneProblemWithEverythingIsNotARowEach();
    void quotesTheFoundingSentences();
};

void TestCauses::recognisesEachKnownMessage_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<CauseId>("id");
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char* text, CauseId id, const QStringList& arguments = {}) {
        QTest::newRow(text) << QString::fromUtf8(text) << id << arguments;
    };
    using enum CauseId;
    QTest::newRow("R014") << archived << ContactArchived << QStringList();
    row("Unable to assign an Archived contact.", ContactArchived);
    row("Not Found Item Code - FIB-NBN100", ItemCodeNotFound, {QStringLiteral("FIB-NBN100")});
    row("Failed pushing completed invoice to Xero due to: Not Found Item Code - A1",
        ItemCodeNotFound, {QStringLiteral("A1")});
    row("Item code 'GB1' is not valid", ItemCodeNotFound, {QStringLiteral("GB1")});
    row("The contact name Acme Pty Ltd is already assigned to another contact. The contact name "
        "must be unique across all active contacts.",
        ContactNameTaken, {QStringLiteral("Acme Pty Ltd")});
    row("The contact number 104001 is already assigned to another contact. The contact number must "
        "be unique across all contacts.",
        NumberTaken, {QStringLiteral("104001")});
    row("Another contact has this contact number. Please enter a different contact number.",
        NumberTaken);
    row("Invoice # must be unique.", NumberTaken);
    row("Order number must be unique", NumberTaken);
    row("Price List Item with Code 'A' already exists", NumberTaken, {QStringLiteral("A")});
    row("The document date cannot be before the period lock date, currently set at 30-Nov-2018, "
        "The document date cannot be before the end of year lock date, currently set at "
        "30-Nov-2018",
        PeriodLocked, {QStringLiteral("2018-11-30")});
    row("The document date cannot be before the end of year lock date, currently set at "
        "31-Jul-2013",
        PeriodLocked, {QStringLiteral("2013-07-31")});
    row("The document date cannot be before the period lock date of 30 June 2026", PeriodLocked,
        {QStringLiteral("2026-06-30")});
    row("This document cannot be edited as it is currently dated before the end of year lock date",
        PeriodLocked);
    row("Payments can only be made against Authorised documents; Payment amount exceeds the amount "
        "outstanding on this document",
        InvoiceAlreadyPaid);
    row("Failed pushing payment allocated against Invoice #123456 to Xero due to: Validation Error "
        "(Payments can only be made against Authorised documents, Payment amount exceeds the "
        "amount outstanding on this document)",
        InvoiceAlreadyPaid, {QStringLiteral("123456")});
    row("Payment amount exceeds the amount outstanding on this document", OverAllocation);
    row("The invoice you are trying to allocate to has already been paid off; Credit Note cannot "
        "be allocated as amount is greater than amount outstanding",
        InvoiceAlreadyPaid);
    row("Overpayment cannot be allocated as amount is greater than amount outstanding",
        OverAllocation);
    row("Payments can only be made against Authorised documents", DocumentNotOpen);
    row("Invoice not of valid status for modification", DocumentNotOpen);
    row("This document cannot be edited as it has a payment or credit note allocated to it.",
        DocumentNotOpen);
    row("This document cannot be edited as it has a reconciled payment or credit note allocated to "
        "it.",
        Reconciled);
    row("This Bank Transaction cannot be edited as it has been reconciled with a Bank Statement.",
        Reconciled);
    row("The ContactID and the TargetTransaction ContactID do not match", ContactMismatch);
    row("The Contact must contain at least 1 of the following elements to identify the contact: "
        "Name, ContactID, ContactNumber",
        PrimaryContactMissing);
    row("Account code '476' is not a valid code for this document.", AccountCodeInvalid,
        {QStringLiteral("476")});
    row("Account code '1' has been archived, or deleted. Each line item must reference a valid "
        "account.",
        AccountCodeInvalid, {QStringLiteral("1")});
    row("The TaxType code 'OUTPUT9' cannot be used with account code '200'.", TaxInvalid,
        {QStringLiteral("OUTPUT9")});
    row("Tax rate must be valid.", TaxInvalid);
    row("Item Tax vs Total Tax Settings Conflict", TaxModeConflict);
    row("Users Organisation is not subscribed to currency NZD", ForeignCurrency,
        {QStringLiteral("NZD")});
    row("A currency rate must be specified", ForeignCurrency);
    row("You must specify an Account code or Account ID for the payment.", NoBankAccount);
    row("The User specified does not have the correct permissions to perform this action",
        PermissionDenied);
    row("rate limit exceeded", RateLimited);
    row("Failed pushing Ledger Journal #77 as allocation against Invoice #88 and Payment #99. "
        "Multiple model references found for AccountInvoice #88, type id 6",
        Ambiguous, {QStringLiteral("88")});
}

void TestCauses::recognisesEachKnownMessage()
{
    QFETCH(QString, text);
    QFETCH(CauseId, id);
    QFETCH(QStringList, arguments);
    const Cause cause = recognise(OperationKind::CreateOverpayment, text);
    QCOMPARE(toText(cause.id), toText(id));
    QCOMPARE(cause.arguments, arguments);
    QCOMPARE(cause.raw, text);
    QCOMPARE(recognise(OperationKind::CreateOverpayment, text.toUpper()).id, id);
}

void TestCauses::keepsUnknownWordsVerbatim()
{
    const QString text = QStringLiteral("The moon is in the wrong house.");
    const Cause cause = recognise(OperationKind::CreateInvoice, text);
    QCOMPARE(cause.id, CauseId::Unrecognised);
    QCOMPARE(cause.raw, text);
}

void TestCauses::findsTheCauseBehindAnError_data()
{
    QTest::addColumn<base::Error>("error");
    QTest::addColumn<CauseId>("id");
    using base::Effect;
    using base::ErrorKind;
    const auto row = [](const char* name, base::Error error, CauseId id) {
        QTest::newRow(name) << error << id;
    };
    row("offline", {ErrorKind::Offline, Effect::None, {}, {}, 0, {}}, CauseId::ConnectionLost);
    row("sent, no answer", {ErrorKind::Timeout, Effect::Unknown, {}, {}, 0, {}},
        CauseId::OutcomeUnknown);
    row("signed out", {ErrorKind::Unauthorised, Effect::None, {}, {}, 401, {}},
        CauseId::SignInNeeded);
    row("other organisation",
        {ErrorKind::Forbidden, Effect::None, {}, QStringLiteral("AuthenticationUnsuccessful"), 403,
            {}},
        CauseId::WrongOrganisation);
    row("not allowed", {ErrorKind::Forbidden, Effect::None, {}, {}, 403, {}},
        CauseId::PermissionDenied);
    row("limit", {ErrorKind::RateLimited, Effect::None, {}, {}, 429, 38}, CauseId::RateLimited);
    row("refused", {ErrorKind::Rejected, Effect::None, {}, archived, 400, {}},
        CauseId::ContactArchived);
    row("server", {ErrorKind::Rejected, Effect::Unknown, {}, {}, 503, {}}, CauseId::ServerTrouble);
    row("disk", {ErrorKind::Storage, Effect::None, {}, {}, 0, {}}, CauseId::DiskFull);
}

void TestCauses::findsTheCauseBehindAnError()
{
    QFETCH(base::Error, error);
    QFETCH(CauseId, id);
    QCOMPARE(toText(fromError(error).id), toText(id));
}

void TestCauses::everyCauseHasItsWords()
{
    const QStringList some{QStringLiteral("INV-1"), QStringLiteral("1240.80")};
    for (const CauseId id : allCauses())
        for (const QStringList& arguments : {QStringList(), some}) {
            const Words said = words({id, arguments, {}});
            const QByteArray name = toText(id).toUtf8();
            QVERIFY2(!said.title.isEmpty(), name.constData());
            QVERIFY2(!said.sentence.isEmpty(), name.constData());
            QVERIFY2(!said.brief.isEmpty() && said.brief.size() <= 45, name.constData());
            QVERIFY2(!said.remedies.isEmpty(), name.constData());
            QVERIFY2(!said.remedies.contains(RemedyId::None), name.constData());
            QVERIFY2(!said.sentence.contains(u'%') && !said.brief.contains(u'%'), name.constData());
        }
}

void TestCauses::wordsAreInTheHouseVoice()
{
    for (const CauseId id : allCauses()) {
        const Words said = words({id, {}, {}});
        const QString all = (said.title + said.sentence + said.brief).toLower();
        for (const char* word :
            {"please", "oops", "failed to", "error occurred", "entity", "sync token", "'"})
            QVERIFY2(!all.contains(QLatin1String(word)), all.toUtf8().constData());
        QVERIFY2(said.sentence.endsWith(u'.'), said.sentence.toUtf8().constData());
        QVERIFY2(!said.title.endsWith(u'.') && !said.brief.endsWith(u'.'),
            said.title.toUtf8().constData());
    }
}

void TestCauses::fillsArgumentsForPeople()
{
    const Cause over{
        CauseId::OverAllocation, {QStringLiteral("INV-10291"), QStringLiteral("1240.80")}, {}};
    QVERIFY(words(over).sentence.startsWith(
        QStringLiteral("Would over-allocate INV-10291 by 1,240.80, so nothing was moved.")));
    const Cause locked{
        CauseId::PeriodLocked, {QStringLiteral("2026-09-30"), QStringLiteral("2026-09-12")}, {}};
    QVERIFY(words(locked).sentence.startsWith(
        QStringLiteral("The books are locked up to 30 Sep 2026.")));
    QCOMPARE(words({CauseId::ItemCodeNotFound, {QStringLiteral("FIB-NBN100")}, {}}).sentence,
        QStringLiteral("Invoices with FIB-NBN100 can’t go until Xero has an item with this code."));
    QCOMPARE(words({CauseId::ItemCodeNotFound, {QStringLiteral("FIB-NBN100")}, {}}).brief,
        QStringLiteral("Item code FIB-NBN100 missing"));
    QCOMPARE(words({CauseId::CreditUsedUp, {QStringLiteral("1234567.00")}, {}}).brief,
        QStringLiteral("Credit has only 1,234,567.00 left"));
    QCOMPARE(words({CauseId::RateLimited, {QStringLiteral("38")}, {}}).sentence,
        QStringLiteral("Xero asks to wait 38 seconds. Nothing to do."));
}

void TestCauses::argumentsMayHoldPercentSigns()
{
    const Cause cause{
        CauseId::OverAllocation, {QStringLiteral("50%2off"), QStringLiteral("1.00")}, {}};
    QVERIFY(
        words(cause).sentence.startsWith(QStringLiteral("Would over-allocate 50%2off by 1.00,")));
}

void TestCauses::everyRemedyHasAButtonAndEveryBridgeCauseAWord()
{
    for (int i = 0; i <= static_cast<int>(RemedyId::PrepareSupportCase); ++i)
        for (const int count : {0, 1, 7})
            QVERIFY(!buttonText(static_cast<RemedyId>(i), count).isEmpty());
    for (int i = 0; i <= static_cast<int>(BridgeCause::Unexplained); ++i)
        QVERIFY(!bridgeWord(static_cast<BridgeCause>(i)).isEmpty());
    for (const WhoActs who :
        {WhoActs::YouHere, WhoActs::YouInXero, WhoActs::YourAdviser, WhoActs::Nobody})
        QVERIFY(!whoText(who).isEmpty());
    QCOMPARE(bridgeWord(BridgeCause::WaitingCredit), QStringLiteral("Waiting credit in Xero"));
}

void TestCauses::countsOnButtons()
{
    QCOMPARE(buttonText(RemedyId::Retry, 1), QStringLiteral("Retry"));
    QCOMPARE(buttonText(RemedyId::CreateItem, 2), QStringLiteral("Create item, retry 2"));
    QCOMPARE(buttonText(RemedyId::Relink, 2), QStringLiteral("Link and retry 2"));
    QCOMPARE(buttonText(RemedyId::PushNow, 8), QStringLiteral("Push all 8"));
    QCOMPARE(buttonText(RemedyId::LookNow, 3), QStringLiteral("Look now"));
}

void TestCauses::ghostsAreLookedForBeforeTheyAreBelieved()
{
    for (const char* text :
        {"Invoice # must be unique.", "Price List Item with Code 'A' already exists",
            "Payment amount exceeds the amount outstanding on this document",
            "The invoice you are trying to allocate to has already been paid off"})
        QVERIFY(maybeOwnGhost(recognise(OperationKind::CreateInvoice, QString::fromLatin1(text))));
    QVERIFY(!maybeOwnGhost(recognise(OperationKind::CreateInvoice, archived)));
}

void TestCauses::oneProblemWithEverythingIsNotARowEach()
{
    for (const CauseId id : {CauseId::SignInNeeded, CauseId::WrongOrganisation,
             CauseId::ConnectionLost, CauseId::TaxModeConflict})
        QVERIFY(touchesEverything(id));
    QVERIFY(!touchesEverything(CauseId::ContactArchived));
    QVERIFY(isTransient(CauseId::ServerTrouble) && !isTransient(CauseId::NumberTaken));
    for (const CauseId id : allCauses()) // what passes by itself asks nothing of anybody
        if (isTransient(id))
            QCOMPARE(words({id, {}, {}}).who, WhoActs::Nobody);
}

void TestCauses::quotesTheFoundingSentences()
{
    const QString r014 = QStringLiteral("Failed pushing completed invoice to Xero due to: "
                                        "Validation Error (%1)")
                             .arg(archived);
    QCOMPARE(
        failedPushingText(OperationKind::CreateInvoice, {CauseId::ContactArchived, {}, {}}), r014);
    QCOMPARE(
        failedPushingText(OperationKind::CreateInvoice, {CauseId::ContactArchived, {}, archived}),
        r014);
    QCOMPARE(failedPushingText(OperationKind::CreateInvoice,
                 {CauseId::ItemCodeNotFound, {QStringLiteral("FIB-NBN100")}, {}}),
        QStringLiteral(
            "Failed pushing completed invoice to Xero due to: Not Found Item Code - FIB-NBN100"));
    QCOMPARE(failedPushingText(OperationKind::CreateAllocation,
                 {CauseId::InvoiceAlreadyPaid, {QStringLiteral("123456")},
                     QStringLiteral("Payments can only be made against Authorised documents; "
                                    "Payment amount exceeds the amount outstanding on this "
                                    "document")}),
        QStringLiteral(
            "Failed pushing payment allocated against Invoice #123456 to Xero due to: Validation "
            "Error (Payments can only be made against Authorised documents, Payment amount exceeds "
            "the amount outstanding on this document)"));
}

QTEST_GUILESS_MAIN(TestCauses)
#include "tst_causes.moc"
