// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/problemcodes.h"
#include "net/livedoor.h"
#include "support/operationcontract.h"

using namespace Setup;
using namespace Qt::StringLiterals;

// Runs where the only DNS server answers for answered.contoso.test and is silent about silent.contoso.test.
class TestSilentDns : public QObject
{
    Q_OBJECT

private slots:
    void lookUpsKeepTheContract_data();
    void lookUpsKeepTheContract();
};

void TestSilentDns::lookUpsKeepTheContract_data()
{
    QTest::addColumn<RecordType>("type");
    QTest::newRow("A") << RecordType::A;
    QTest::newRow("SRV") << RecordType::Srv;
    QTest::newRow("system") << RecordType::System;
}

void TestSilentDns::lookUpsKeepTheContract()
{
    QFETCH(const RecordType, type);
    LiveDoor door;
    const auto lookUp = [&door, type](const QString &name, std::chrono::milliseconds deadline) {
        return door.lookUp({{}, name, type, deadline});
    };
    OperationContract<LookUp> contract{
        [&] { return lookUp(u"answered.contoso.test"_s, std::chrono::seconds(5)); },
        [&] { return lookUp(u"silent.contoso.test"_s, std::chrono::milliseconds(120)); }};
    contract.verify(Code::DnsTimeout);
}

QTEST_GUILESS_MAIN(TestSilentDns)
#include "tst_silentdns.moc"
