// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// dnslookup A mail.contoso.test: what LiveDoor says of a name, one record a line, or the code of a Problem.

#include "net/livedoor.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

const QHash<QString, RecordType> types{{u"A"_s, RecordType::A},          {u"AAAA"_s, RecordType::Aaaa},
                                       {u"CNAME"_s, RecordType::Cname},  {u"MX"_s, RecordType::Mx},
                                       {u"SRV"_s, RecordType::Srv},      {u"TXT"_s, RecordType::Txt},
                                       {u"SYSTEM"_s, RecordType::System}};

void print(const QString &type, const Result<LookUpAnswer> &result)
{
    QTextStream out(stdout);
    if (!result) {
        out << result.problem().code << Qt::endl;
        return;
    }
    for (const DnsRecord &record : result->records) {
        if (type == "SRV"_L1)
            out << record.priority << ' ' << record.weight << ' ' << record.port << ' ';
        else if (type == "MX"_L1)
            out << record.priority << ' ';
        out << record.value << Qt::endl;
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QString type = app.arguments().value(1);
    LiveDoor door;
    const auto lookUp =
        door.lookUp({{}, app.arguments().value(2), types.value(type), std::chrono::seconds(20)});
    QObject::connect(lookUp.get(), &LookUp::finished, &app, [&type](const Result<LookUpAnswer> &result) {
        print(type, result);
        QCoreApplication::quit();
    });
    lookUp->start();
    return QCoreApplication::exec();
}
