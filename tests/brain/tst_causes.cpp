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

// What Xero and Emersion are known to say, and the argument in it.
struct Known {
    const char* text;
    CauseId id;
    const char* argument = nullptr;
};
constexpr Known known[] = {
    {"Unable to assign an Archived contact.", CauseId::ContactArchived},
    {"Not Found Item Code - FIB-NBN100", CauseId::ItemCodeNotFound, "FIB-NBN100"},
    {"Failed pushing completed invoice to Xero due to: Not Found Item Code - A1",
        CauseId::ItemCodeNotFound, "A1"},
    {"Item code 'GB1' is not valid", CauseId::ItemCodeNotFound, "GB1"},
    {"The contact name Acme Pty Ltd is already assigned to another contact. The contact name "
     "must be unique across all active contacts.",
        CauseId::ContactNameTaken, "Acme Pty Ltd"},
    {"The contact number 104001 is already assigned to another contact. The contact number must "
     "be unique across all contacts.",
        CauseId::NumberTaken, "104001"},
    {"Another contact has this contact number. Please enter a different contact number.",
        CauseId::NumberTaken},
    {"Invoice # must be unique.", CauseId::NumberTaken},
    {"Order number must be unique", CauseId::NumberTaken},
    {"Price List Item with Code 'A' already exists", CauseId::NumberTaken, "A"},
    {"The document date cannot be before the period lock date, currently set at 30-Nov-2018, "
     "The document date cannot be before the end of year lock date, currently set at "
     "30-Nov-2018",
        CauseId::PeriodLocked, "2018-11-30"},
    {"The document date cannot be before the end of year lock date, currently set at "
     "31-Jul-2013",
        CauseId::PeriodLocked, "2013-07-31"},
    {"The document date cannot be before the period lock date of 30 June 2026",
        CauseId::PeriodLocked, "2026-06-30"},
    {"This document cannot be edited as it is currently dated before the end of year lock date",
        CauseId::PeriodLocked},
    {"Payments can only be made against Authorised documents; Payment amount exceeds the amount "
     "outstanding on this document",
        CauseId::InvoiceAlreadyPaid},
    {"Failed pushing payment allocated against Invoice #123456 to Xero due to: Validation Error "
     "(Payments can only be made against Authorised documents, Payment amount exceeds the "
     "amount outstanding on this document)",
        CauseId::InvoiceAlreadyPaid, "123456"},
    {"Payment amount exceeds the amount outstanding on this document", CauseId::OverAllocation},
    {"The invoice you are trying to allocate to has already been paid off; Credit Note cannot "
     "be allocated as amount is greater than amount outstanding",
        CauseId::InvoiceAlreadyPaid},
    {"Overpayment cannot be allocated as amount is greater than amount outstanding",
        CauseId::OverAllocation},
    {"Payments can only be made against Authorised documents", CauseId::DocumentNotOpen},
    {"Invoice not of valid status for modification", CauseId::Frozen},
    {"This document cannot be edited as it has a payment or credit note allocated to it.",
        CauseId::Frozen},
    {"This document cannot be edited as it has a reconciled payment or credit note allocated to "
     "it.",
        CauseId::Reconciled},
    {"This Bank Transaction cannot be edited as it has been reconciled with a Bank Statement.",
        CauseId::Reconciled},
    {"The ContactID and the TargetTransaction ContactID do not match", CauseId::ContactMismatch},
    {"The Contact must contain at least 1 of the following elements to identify the contact: "
     "Name, ContactID, ContactNumber",
        CauseId::PrimaryContactMissing},
    {"Account code '476' is not a valid code for this document.", CauseId::AccountCodeInvalid,
        "476"},
    {"Account code '1' has been archived, or deleted. Each line item must reference a valid "
     "account.",
        CauseId::AccountArchived, "1"},
    {"The TaxType code 'OUTPUT9' cannot be used with account code '200'.",
        CauseId::TaxNotForAccount, "OUTPUT9|200"},
    {"Tax rate must be valid.", CauseId::TaxInvalid},
    {"Item Tax vs Total Tax Settings Conflict", CauseId::TaxModeConflict},
    {"Users Organisation is not subscribed to currency NZD", CauseId::CurrencyNotInXero, "NZD"},
    {"A currency rate must be specified", CauseId::ForeignCurrency},
    {"You must specify an Account code or Account ID for the payment.", CauseId::NoBankAccount},
    {"The User specified does not have the correct permissions to perform this action",
        CauseId::PermissionDenied},
    {"rate limit exceeded", CauseId::RateLimited},
    {"Failed pushing Ledger Journal #77 as allocation against Invoice #88 and Payment #99. "
     "Multiple model references found for AccountInvoice #88, type id 6",
        CauseId::Ambiguous, "88"},
};

} // namespace

class TestCauses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasksSayBothHalves();
    void whatSyncsNamesEveryKind();
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
    QTest::newRow("R014") << archived << CauseId::ContactArchived << QStringList();
    for (const Known& one : known)
        QTest::newRow(one.text) << QString::fromUtf8(one.text) << one.id
                                << (one.argument ? QString::fromUtf8(one.argument).split(u'|')
                                                 : QStringList());
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
    const Words said = words(cause); // and says so, instead of a guess
    QVERIFY(said.sentence.contains(QStringLiteral("a reason that Tieout doesn’t know")));
    QVERIFY(said.sentence.contains(QStringLiteral("Technical details")));
    QVERIFY(failedPushingText(OperationKind::CreateInvoice, cause).contains(text));
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
    row("signed in, but not for this",
        {ErrorKind::Unauthorised, Effect::None, {}, QStringLiteral("AuthorizationUnsuccessful"),
            401, {}},
        CauseId::ScopeMissing);
    row("gone",
        {ErrorKind::NotFound, Effect::None, {},
            QStringLiteral("The resource you\u2019re looking for cannot be found"), 404, {}},
        CauseId::NotInXero);
    row("another push under its key",
        {ErrorKind::Conflict, Effect::None, {},
            QStringLiteral("Idempotency Key: 7-1 is used with a different request."), 400, {}},
        CauseId::KeyReused);
    row("changed meanwhile", {ErrorKind::Conflict, Effect::None, {}, {}, 412, {}},
        CauseId::Ambiguous);
    row("no such call",
        {ErrorKind::Bug, Effect::None, {},
            QStringLiteral("The Api Method called is not implemented"), 501, {}},
        CauseId::RequestUnread);
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
    QCOMPARE(bridgeWord(BridgeCause::WaitingCredit), QStringLiteral("Waiting credit"));
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

void TestCauses::tasksSayBothHalves()
{
    for (const TaskHalf half : {TaskHalf::InXero, TaskHalf::InLedger})
        for (int way = 0; way <= static_cast<int>(TaskWay::ByHand); ++way)
            for (int kind = 0; kind <= static_cast<int>(XeroKind::BankTransaction); ++kind) {
                Task task;
                task.of = {RecordKind::Payment, 1};
                task.xero.kind = static_cast<XeroKind>(kind);
                task.half = half;
                task.way = static_cast<TaskWay>(way);
                task.label = QStringLiteral("PAY-1");
                task.amount = {88800, base::Currency::of("AUD")};
                const TaskWords said = words(task);
                QVERIFY(said.title.contains(QStringLiteral("PAY-1")));
                for (const QString& text :
                    {said.sentence, said.firstHalf, said.secondHalf, said.steps.value(0)})
                    QVERIFY(!text.isEmpty() && !text.contains(u'%'));
            }
    Task locked;
    locked.of = {RecordKind::Payment, 1};
    locked.xero.kind = XeroKind::Payment;
    locked.cause = {CauseId::Reconciled, {}, {}};
    QVERIFY(words(locked).sentence.contains(QStringLiteral("since it was reconciled")));
}

void TestCauses::whatSyncsNamesEveryKind()
{
    const QList<SyncRow> rows = whatSyncs();
    int pushed = 0, takenIn = 0, never = 0;
    QSet<QString> kinds;
    for (const SyncRow& row : rows) {
        QVERIFY(!row.kind.isEmpty() && !row.xero.isEmpty() && !row.note.isEmpty());
        pushed += row.direction == Flow::LedgerToXero ? 1 : 0;
        takenIn += row.direction == Flow::XeroToLedger ? 1 : 0;
        never += row.direction == Flow::Off ? 1 : 0;
        kinds.insert(row.kind + row.xero);
        // What doesn't travel from the ledger says how it is mirrored by hand (R049).
        if (row.direction == Flow::Off && row.kind.startsWith(QStringLiteral("Ledger")))
            QVERIFY(row.byHand.size() >= 2);
    }
    QCOMPARE(pushed, static_cast<int>(kLastOperationKind) + 1);
    QVERIFY(takenIn >= 5);
    QVERIFY(never >= 5);
    QCOMPARE(kinds.size(), rows.size()); // none twice
}

QTEST_GUILESS_MAIN(TestCauses)
#include "tst_causes.moc"
