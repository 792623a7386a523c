// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/proxylogins.h"

#include <QTest>

#include <memory>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

QNetworkProxy proxyOf(const QString &user, const QString &password)
{
    return {QNetworkProxy::HttpProxy, u"proxy.contoso.test"_s, 3128, user,
            user.isEmpty() ? QString() : password};
}

} // namespace

class TestProxyLogins : public QObject
{
    Q_OBJECT

private slots:
    void withoutALoginNobodyWaits();
    void oneAtATimeUntilItIsKnown_data();
    void oneAtATimeUntilItIsKnown();
    void whoeverGoesLeavesTheTurnToTheNext();
    void whoIsGoneIsLeftOut();
    void aNewRunStartsAnew();
    void aNewPressTriesOnceMore_data();
    void aNewPressTriesOnceMore();
    void whoeverWaitsIsNotForgotten();
    void whatIsOnItsWayIsNotSentTwice();
    void anotherPasswordIsAnotherLogin();

private:
    void enter(ProxyLogins &logins, QObject &who, const QString &user, const QString &password = u"secret"_s);

    QStringList m_presented; // user names, "-" without
};

void TestProxyLogins::enter(ProxyLogins &logins, QObject &who, const QString &user, const QString &password)
{
    logins.enter(&who, proxyOf(user, password), [this](const QNetworkProxy &proxy) {
        QCOMPARE(proxy.password().isEmpty(), proxy.user().isEmpty());
        m_presented.append(proxy.user().isEmpty() ? u"-"_s : proxy.user());
    });
}

void TestProxyLogins::withoutALoginNobodyWaits()
{
    m_presented.clear();
    ProxyLogins logins;
    QObject first;
    QObject second;
    enter(logins, first, {});
    enter(logins, second, {});
    QCOMPARE(m_presented, (QStringList{u"-"_s, u"-"_s}));
}

void TestProxyLogins::oneAtATimeUntilItIsKnown_data()
{
    QTest::addColumn<ProxyLogins::Outcome>("outcome");
    QTest::addColumn<QStringList>("presented");
    QTest::newRow("taken") << ProxyLogins::Outcome::Taken << QStringList{u"adele"_s, u"adele"_s, u"adele"_s};
    QTest::newRow("refused") << ProxyLogins::Outcome::Refused << QStringList{u"adele"_s, u"-"_s, u"-"_s};
    // Who never got to the proxy leaves the turn to the next.
    QTest::newRow("unknown") << ProxyLogins::Outcome::Unknown << QStringList{u"adele"_s, u"adele"_s};
    QTest::newRow("unanswered") << ProxyLogins::Outcome::Unanswered
                                << QStringList{u"adele"_s, u"-"_s, u"-"_s};
}

void TestProxyLogins::oneAtATimeUntilItIsKnown()
{
    QFETCH(const ProxyLogins::Outcome, outcome);
    m_presented.clear();
    ProxyLogins logins;
    QObject first;
    QObject second;
    QObject third;
    for (QObject *who : {&first, &second, &third})
        enter(logins, *who, u"adele"_s);
    QCOMPARE(m_presented, QStringList{u"adele"_s});
    logins.leave(&first, outcome);
    QTEST(m_presented, "presented");
    logins.leave(&first, ProxyLogins::Outcome::Refused); // who has left has nothing more to say
    QTEST(m_presented, "presented");
    QObject other;
    enter(logins, other, u"bert"_s); // another login has a turn of its own
    QCOMPARE(m_presented.last(), u"bert"_s);
}

void TestProxyLogins::whoeverGoesLeavesTheTurnToTheNext()
{
    m_presented.clear();
    ProxyLogins logins;
    QObject first;
    QObject second;
    enter(logins, first, u"adele"_s);
    enter(logins, second, u"adele"_s);
    logins.leave(&second, ProxyLogins::Outcome::Unknown); // cancelled while it waited
    logins.leave(&first, ProxyLogins::Outcome::Unknown);
    QCOMPARE(m_presented, QStringList{u"adele"_s});
}

void TestProxyLogins::whoIsGoneIsLeftOut()
{
    m_presented.clear();
    ProxyLogins logins;
    QObject first;
    enter(logins, first, u"adele"_s);
    {
        QObject gone;
        enter(logins, gone, u"adele"_s);
    }
    QObject last;
    enter(logins, last, u"adele"_s);
    logins.leave(&first, ProxyLogins::Outcome::Taken);
    QCOMPARE(m_presented, (QStringList{u"adele"_s, u"adele"_s}));
}

void TestProxyLogins::aNewRunStartsAnew()
{
    m_presented.clear();
    ProxyLogins logins;
    QObject who;
    enter(logins, who, u"adele"_s);
    logins.leave(&who, ProxyLogins::Outcome::Refused);
    logins.forget();
    enter(logins, who, u"adele"_s);
    QCOMPARE(m_presented, (QStringList{u"adele"_s, u"adele"_s}));
}

void TestProxyLogins::aNewPressTriesOnceMore_data()
{
    QTest::addColumn<ProxyLogins::Outcome>("outcome");
    QTest::newRow("refused") << ProxyLogins::Outcome::Refused;
    QTest::newRow("unanswered") << ProxyLogins::Outcome::Unanswered;
}

void TestProxyLogins::aNewPressTriesOnceMore()
{
    QFETCH(const ProxyLogins::Outcome, outcome);
    m_presented.clear();
    ProxyLogins logins;
    QObject first;
    QObject second;
    QObject third;
    enter(logins, first, u"adele"_s);
    logins.reopen(); // what is on its way counts once
    enter(logins, second, u"adele"_s);
    QCOMPARE(m_presented, (QStringList{u"adele"_s}));
    logins.leave(&first, outcome);
    QCOMPARE(m_presented, (QStringList{u"adele"_s, u"-"_s}));
    logins.reopen();
    enter(logins, second, u"adele"_s);
    enter(logins, third, u"adele"_s);
    QCOMPARE(m_presented, (QStringList{u"adele"_s, u"-"_s, u"adele"_s}));
    logins.leave(&second, outcome);
    QCOMPARE(m_presented, (QStringList{u"adele"_s, u"-"_s, u"adele"_s, u"-"_s}));
}

// The portal's sign-in goes through the same door as the checks.
void TestProxyLogins::whoeverWaitsIsNotForgotten()
{
    m_presented.clear();
    ProxyLogins logins;
    QObject first;
    QObject second;
    enter(logins, first, u"adele"_s);
    enter(logins, second, u"adele"_s);
    logins.forget();
    QCOMPARE(m_presented, (QStringList{u"adele"_s}));
    logins.leave(&first, ProxyLogins::Outcome::Taken);
    QCOMPARE(m_presented, (QStringList{u"adele"_s, u"adele"_s}));
}

void TestProxyLogins::whatIsOnItsWayIsNotSentTwice()
{
    m_presented.clear();
    ProxyLogins logins;
    QObject first;
    QObject second;
    enter(logins, first, u"adele"_s);
    logins.forget();
    enter(logins, second, u"adele"_s);
    QCOMPARE(m_presented, (QStringList{u"adele"_s}));
    logins.leave(&first, ProxyLogins::Outcome::Refused);
    QCOMPARE(m_presented, (QStringList{u"adele"_s, u"-"_s}));
}

void TestProxyLogins::anotherPasswordIsAnotherLogin()
{
    m_presented.clear();
    ProxyLogins logins;
    QObject first;
    QObject second;
    enter(logins, first, u"adele"_s);
    logins.forget(); // the password was changed while the old one is on its way
    enter(logins, second, u"adele"_s, u"better"_s);
    QCOMPARE(m_presented, (QStringList{u"adele"_s}));
    logins.leave(&first, ProxyLogins::Outcome::Refused);
    QCOMPARE(m_presented, (QStringList{u"adele"_s, u"adele"_s}));
}

QTEST_GUILESS_MAIN(TestProxyLogins)
#include "tst_proxylogins.moc"
