// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ewssettings.h"
#include "core/foreigntext.h"
#include "core/problemcodes.h"
#include "hostiletexts.h"

#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;
using Switch = EwsSettings::Switch;

namespace {

const QString first = u"11111111-1111-4111-8111-111111111111"_s;
const QString second = u"22222222-2222-4222-8222-222222222222"_s;
const QString third = u"33333333-3333-4333-8333-333333333333"_s;

EwsSettings settings(Switch ewsEnabled, std::optional<QStringList> ids, bool isComplete)
{
    EwsSettings settings;
    settings.ewsEnabled = ewsEnabled;
    settings.allowedAppIds = std::move(ids);
    settings.isListComplete = isComplete;
    return settings;
}

} // namespace

Q_DECLARE_METATYPE(Setup::EwsSettings)

class TestEwsSettings : public QObject
{
    Q_OBJECT

private slots:
    void bothCommandsAreToldApart_data();
    void bothCommandsAreToldApart();
    void reads_data();
    void reads();
    void readsTheListsOfPrograms();
    void anEntryIsFoundInAnyCase();
    void nothingThereIsSaid_data();
    void nothingThereIsSaid();
    void sizesAreBounded();
    void hostileTextStaysHarmless_data();
    void hostileTextStaysHarmless();
};

void TestEwsSettings::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<EwsSettings>("expected");
    const QStringList two{first, second};
    QTest::newRow("list as shown") << u"\nEwsEnabled       : True\nEwsAllowedAppIDs : "_s + first + u','
            + second + u"\n\n"_s << settings(Switch::On, two, true);
    QTest::newRow("Windows line ends and the command before it")
        << u"PS C:\\> Get-OrganizationConfig | fl Ews*\r\n\r\nEwsEnabled : False\r\n"_s
        << settings(Switch::Off, {}, false);
    QTest::newRow("not set") << u"EwsEnabled       :\nEwsAllowedAppIDs :\n"_s
                             << settings(Switch::NotSet, QStringList(), true);
    QTest::newRow("wrapped between ids")
        << u"EwsAllowedAppIDs : "_s + first + u",\n                   "_s + second + u"\nEwsEnabled : True"_s
        << settings(Switch::On, two, true);
    QTest::newRow("wrapped inside an id") << u"EwsAllowedAppIDs : "_s + first + u',' + second.left(14)
            + u"\n                   "_s + second.mid(14)
            + u"\n"_s << settings(Switch::Unknown, two, true);
    QTest::newRow("cut by the window without indenting")
        << u"EwsAllowedAppIDs : "_s + first + u',' + second.left(20) + u'\n' + second.mid(20) + u"\n"_s
        << settings(Switch::Unknown, two, true);
    QTest::newRow("braces") << u"EwsAllowedAppIDs : {"_s + second + u", "_s + first + u"}"_s
                            << settings(Switch::Unknown, two, true);
    QTest::newRow("dots of a shortened list") << u"EwsAllowedAppIDs : {"_s + first + u", "_s + second
            + u"...}"_s << settings(Switch::Unknown, two, false);
    QTest::newRow("cut off after a comma") << u"EwsAllowedAppIDs : "_s + first + u",\n"_s
                                           << settings(Switch::Unknown, QStringList{first}, false);
    QTest::newRow("an entry that is no id") << u"EwsAllowedAppIDs : "_s + first + u",AskCody"_s
                                            << settings(Switch::Unknown, QStringList{first}, false);
    QTest::newRow("twice the same") << u"EwsEnabled : True\n\nEwsEnabled : True\n"_s
                                    << settings(Switch::On, {}, false);
    QTest::newRow("twice, and different")
        << u"EwsEnabled : True\nEwsAllowedAppIDs :\n\nEwsEnabled : False\n"_s
        << settings(Switch::Unknown, QStringList(), true);
    QTest::newRow("no-break spaces and a wide colon")
        << u"EwsEnabled\u00A0\u00A0\uFF1A\u00A0True"_s << settings(Switch::On, {}, false);
    QTest::newRow("quoted in a mail") << u"> EwsEnabled : True\n> EwsAllowedAppIDs : "_s + first
                                      << settings(Switch::On, QStringList{first}, true);
    QTest::newRow("capitals") << u"EWSENABLED : true\nEWSAllowedAppIDs : "_s + first.toUpper()
                              << settings(Switch::On, QStringList{first}, true);
    QTest::newRow("a word that is no switch")
        << u"EwsEnabled : maybe\nEwsAllowedAppIDs :"_s << settings(Switch::Unknown, QStringList(), true);
    QTest::newRow("other properties between")
        << u"Identity : contoso\nEwsEnabled : True\nName : x\n  y\nEwsBlockedElsewhere : no\n"_s
        << settings(Switch::On, {}, false);
    QTest::newRow("CSV") << u"#TYPE Selected\n\"EwsEnabled\",\"EwsAllowedAppIDs\"\n\"True\",\""_s + first
            + u',' + second
            + u"\"\n"_s << settings(Switch::On, two, true);
    QTest::newRow("CSV with semicolons")
        << u"EwsEnabled;EwsAllowedAppIDs\nFalse;\n"_s << settings(Switch::Off, QStringList(), true);
    QTest::newRow("JSON") << u"{ \"EwsEnabled\": true, \"EwsAllowedAppIDs\": \""_s + first + u"\" }"_s
                          << settings(Switch::On, QStringList{first}, true);
    QTest::newRow("JSON, not set, a list") << u"[{ \"EwsEnabled\": null, \"EwsAllowedAppIDs\": [\""_s + second
            + u"\", \""_s + first
            + u"\"] }]"_s << settings(Switch::NotSet, two, true);
    QTest::newRow("JSON with a number") << u"{ \"EwsEnabled\": 1, \"EwsAllowedAppIDs\": null }"_s
                                        << settings(Switch::Unknown, QStringList(), true);
}

void TestEwsSettings::reads()
{
    QFETCH(QString, text);
    QFETCH(EwsSettings, expected);
    const Result<EwsSettings> read = ewsSettingsFromText(text);
    QVERIFY(read);
    QCOMPARE(read->ewsEnabled, expected.ewsEnabled);
    QCOMPARE(read->allowedAppIds, expected.allowedAppIds);
    QCOMPARE(read->isListComplete, expected.isListComplete);
}

void TestEwsSettings::readsTheListsOfPrograms()
{
    const Result<EwsSettings> read = ewsSettingsFromText(u"EwsApplicationAccessPolicy : EnforceAllowList\n"
                                                         "EwsAllowList               : {Mac*, AskCody/*}\n"
                                                         "EwsBlockList               : {}\n"_s);
    QVERIFY(read);
    QCOMPARE(read->accessPolicy, std::optional(u"EnforceAllowList"_s));
    QCOMPARE(read->allowList, std::optional(QStringList{u"Mac*"_s, u"AskCody/*"_s}));
    QCOMPARE(read->blockList, std::optional(QStringList()));
    QCOMPARE(read->ewsEnabled, Switch::Unknown);
    QVERIFY(!read->allowedAppIds);
}

void TestEwsSettings::anEntryIsFoundInAnyCase()
{
    const EwsSettings known = settings(Switch::On, QStringList{first, second}, true);
    QVERIFY(known.lists(u' ' + first.toUpper()));
    QVERIFY(!known.lists(third));
    QVERIFY(!known.lists(QString()));
    QVERIFY(!EwsSettings().lists(first));
    QVERIFY(!EwsSettings().isKnown());
}

void TestEwsSettings::nothingThereIsSaid_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("spaces") << u" \n \r\n"_s;
    QTest::newRow("another command's") << u"Name : room1\nAlias : room1\n"_s;
    QTest::newRow("a table") << u"EwsEnabled EwsAllowedAppIDs\n---------- ----------------\nTrue\n"_s;
    QTest::newRow("empty JSON") << u"[]"_s;
    QTest::newRow("JSON of something else") << u"{\"a\":{\"EwsEnabled\":true}}"_s;
    QTest::newRow("the command alone") << u"Get-OrganizationConfig | fl EwsEnabled"_s;
}

void TestEwsSettings::nothingThereIsSaid()
{
    QFETCH(QString, text);
    const Result<EwsSettings> read = ewsSettingsFromText(text);
    QVERIFY(!read);
    QCOMPARE(read.problem().code, QString(Code::EwsSettingsUnreadable));
}

void TestEwsSettings::sizesAreBounded()
{
    const Result<EwsSettings> large = ewsSettingsFromText(u"EwsEnabled : True\n"_s + u"x"_s.repeated(70'000));
    QVERIFY(!large);
    QCOMPARE(large.problem().code, QString(Code::InputTooLong));
    const Result<EwsSettings> tall = ewsSettingsFromText(u"EwsEnabled : True\n"_s.repeated(2'500));
    QVERIFY(!tall);
    QCOMPARE(tall.problem().code, QString(Code::InputTooLong));
    const Result<EwsSettings> many =
        ewsSettingsFromText(u"EwsAllowedAppIDs : "_s + (first + u","_s).repeated(800) + second);
    QVERIFY(many);
    QCOMPARE(many->allowedAppIds, std::optional(QStringList{first}));
    QVERIFY(!many->isListComplete);
    QVERIFY(!ewsSettingsFromText(u"["_s.repeated(30'000)));
}

void TestEwsSettings::hostileTextStaysHarmless_data()
{
    QTest::addColumn<QString>("text");
    const auto texts = hostileTexts();
    QVERIFY(texts.size() > 40);
    for (const auto &[name, text] : texts)
        QTest::newRow(qPrintable(name)) << text.left(5'000);
}

// In every place: nothing is believed that does not look right, and nothing is kept that could do harm.
void TestEwsSettings::hostileTextStaysHarmless()
{
    QFETCH(QString, text);
    (void)ewsSettingsFromText(text);
    const QString pasted = u"EwsAllowedAppIDs : "_s + first + u',' + text + u"\nEwsEnabled : "_s + text
        + u"\nEwsAllowList : {"_s + text + u"}\nEwsApplicationAccessPolicy : "_s + text + u"\n"_s;
    const Result<EwsSettings> read = ewsSettingsFromText(pasted);
    QVERIFY(read);
    QVERIFY(read->ewsEnabled == Switch::Unknown || read->ewsEnabled == Switch::NotSet);
    for (const QString &id : read->allowedAppIds.value_or(QStringList()))
        QCOMPARE(id, first);
    const QStringList shown =
        read->allowList.value_or(QStringList()) + QStringList{read->accessPolicy.value_or(QString())};
    for (const QString &one : shown)
        QCOMPARE(ForeignText(one).text(), one);
}

void TestEwsSettings::bothCommandsAreToldApart_data()
{
    using Owner = EwsSettings::Owner;
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<int>("owner");
    const auto row = [](const char *name, const QString &pasted, Owner owner) {
        QTest::newRow(name) << pasted << int(owner);
    };
    row("the switch alone", u"EwsEnabled : False"_s, Owner::Unknown);
    row("organisation", u"EwsEnabled : True\nEwsAllowedAppIDs : \n"_s, Owner::Organization);
    row("organisation, as JSON", u"{\"EwsEnabled\":true,\"EwsAllowedAppIDs\":null}"_s, Owner::Organization);
    row("with its command", u"PS C:\\> Get-OrganizationConfig | fl EwsEnabled\n\nEwsEnabled : True"_s,
        Owner::Organization);
    row("mailbox", u"PrimarySmtpAddress : a@b.test\nEwsEnabled : False"_s, Owner::Mailbox);
    row("mailbox, with its command", u"PS> get-casmailbox a@b.test | fl Ews*\nEwsEnabled : False"_s,
        Owner::Mailbox);
    row("mailbox, all of it", u"ActiveSyncEnabled : True\nEwsEnabled :\nServerLegacyDN : /o=x"_s,
        Owner::Mailbox);
    row("one after the other", u"EwsAllowedAppIDs :\nPrimarySmtpAddress : a@b.test\nEwsEnabled : True"_s,
        Owner::Unknown);
}

void TestEwsSettings::bothCommandsAreToldApart()
{
    QFETCH(const QString, pasted);
    QFETCH(const int, owner);
    QCOMPARE(int(settingsOwner(pasted)), owner);
}

QTEST_GUILESS_MAIN(TestEwsSettings)
#include "tst_ewssettings.moc"
