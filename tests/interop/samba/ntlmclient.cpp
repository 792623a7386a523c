// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/channelbinding.h"
#include "net/ntlmmessages.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QTextStream>

using namespace Setup;
using namespace Qt::StringLiterals;

// The messages of our NTLM client for a judge that is not ours. The first line is the password. Then, line by
// line: "first", "third SPELLING CHALLENGE [CERTIFICATE.PEM]", "binding CERTIFICATE.PEM".
namespace {

QSslCertificate certificateIn(const QString &path)
{
    return QSslCertificate::fromPath(path, QSsl::Pem).value(0);
}

QByteArray third(const QStringList &words, const Secret &password)
{
    const QByteArray challenge = QByteArray::fromBase64(words.value(2).toLatin1());
    const auto read = NtlmChallenge::fromMessage(challenge);
    if (!read)
        return "no challenge";
    const Ntlm::Answering answering{Ntlm::negotiateMessage(),
                                    challenge,
                                    u"mail.contoso.test"_s,
                                    words.size() > 3 ? ntlmChannelBinding(certificateIn(words.at(3)))
                                                     : QByteArray(),
                                    "12345678",
                                    Ntlm::fileTime(QDateTime::currentMSecsSinceEpoch())};
    const auto account = Ntlm::Account::fromSpelling(words.value(1), read->names.netbiosDomain);
    return Ntlm::authenticateMessage(account, password, answering).value_or("no cryptography").toBase64();
}

QByteArray answer(const QString &line, const Secret &password)
{
    const QStringList words = line.split(u' ');
    if (words.first() == "first"_L1)
        return Ntlm::negotiateMessage().toBase64();
    if (words.first() == "third"_L1)
        return third(words, password);
    return tlsServerEndPoint(certificateIn(words.value(1))).toHex();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // Qt's TLS wants one
    QTextStream in(stdin);
    QTextStream out(stdout);
    const Secret password(in.readLine().toUtf8());
    for (QString line; in.readLineInto(&line);)
        out << answer(line, password) << Qt::endl;
    return 0;
}
