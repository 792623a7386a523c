// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/livedoor.h"
#include "support/fakeworkbench.h"
#include "wizard/currentsession.h"
#include "wizard/networkdialog.h"
#include "wizard/notice.h"
#include "wizard/welcomepage.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

class ProxiedWorkbench : public FakeWorkbench
{
public:
    KeptProxy *proxy() override { return &kept; }

    LiveDoor liveDoor;
    KeptProxy kept{secrets, liveDoor};
};

// The dialog as it stands over the first page.
struct Opened
{
    Opened()
        : page(bench, current)
    {
        page.show();
        button<QPushButton>(page, u"networkButton"_s)->click();
        dialog = page.findChild<NetworkDialog *>();
    }

    template<typename Widget>
    static Widget *button(QWidget &parent, const QString &name)
    {
        return parent.findChild<Widget *>(name);
    }
    template<typename Widget>
    Widget *at(const QString &name) const
    {
        return dialog->findChild<Widget *>(name);
    }
    void type(const QString &host, const QString &user, const QString &password) const
    {
        at<QRadioButton>(u"manualRadio"_s)->click();
        QTest::keyClicks(at<QLineEdit>(u"hostEdit"_s), host);
        at<QSpinBox>(u"portSpin"_s)->setValue(3128);
        QTest::keyClicks(at<QLineEdit>(u"userEdit"_s), user);
        QTest::keyClicks(at<QLineEdit>(u"passwordEdit"_s), password);
    }
    bool save()
    {
        QSignalSpy ended(&bench.kept, &KeptProxy::finished);
        at<QDialogButtonBox>(u"buttons"_s)->button(QDialogButtonBox::Save)->click();
        return !ended.isEmpty() || ended.wait(2'000);
    }

    ProxiedWorkbench bench;
    CurrentSession current;
    WelcomePage page;
    QPointer<NetworkDialog> dialog;
};

} // namespace

class TestNetworkDialog : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatIsSavedHolds();
    void whatCannotBeIsTold_data();
    void whatCannotBeIsTold();
    void whatBeganBeforeDoesNotCloseIt();
    void fieldsOfNoUseAreOff();
    void theDemoHasNone();
};

void TestNetworkDialog::init()
{
    QCoreApplication::setOrganizationName(u"AskCody"_s);
    QCoreApplication::setApplicationName(u"tst_networkdialog"_s);
    QSettings().remove(u"proxy"_s);
}

void TestNetworkDialog::whatIsSavedHolds()
{
    Opened opened;
    QVERIFY(opened.dialog);
    opened.type(u"proxy.contoso.test"_s, u"adele"_s, u"proxy-pw"_s);
    QVERIFY(opened.save());
    QTRY_VERIFY(!opened.dialog || opened.dialog->isHidden());
    const auto kept = KeptProxy::settings();
    QCOMPARE(KeptProxy::toWord(*kept), u"proxy.contoso.test:3128"_s);
    QCOMPARE(kept->user, u"adele"_s);
    QCOMPARE(*opened.bench.secrets.names(), QStringList{u"proxy/password"_s});
    QFile file(QSettings().fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("proxy-pw"));

    Opened again;
    QVERIFY(again.at<QRadioButton>(u"manualRadio"_s)->isChecked());
    QCOMPARE(again.at<QLineEdit>(u"hostEdit"_s)->text(), u"proxy.contoso.test"_s);
    QVERIFY(again.at<QLineEdit>(u"passwordEdit"_s)->text().isEmpty());
}

void TestNetworkDialog::whatCannotBeIsTold_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("password");
    QTest::newRow("an address for a host") << u"http://proxy.contoso.test"_s << u"proxy-pw"_s;
    QTest::newRow("a user without password") << u"proxy.contoso.test"_s << QString();
}

void TestNetworkDialog::whatCannotBeIsTold()
{
    QFETCH(const QString, host);
    QFETCH(const QString, password);
    Opened opened;
    opened.type(host, u"adele"_s, password);
    opened.at<QDialogButtonBox>(u"buttons"_s)->button(QDialogButtonBox::Save)->click();
    QTRY_VERIFY(!opened.at<Notice>(u"notice"_s)->text().isEmpty());
    QVERIFY(opened.dialog->isVisible());
    QVERIFY(opened.at<QDialogButtonBox>(u"buttons"_s)->button(QDialogButtonBox::Save)->isEnabled());
    QCOMPARE(KeptProxy::toWord(*KeptProxy::settings()), u"system"_s);
}

void TestNetworkDialog::whatBeganBeforeDoesNotCloseIt()
{
    Opened opened;
    QSignalSpy ended(&opened.bench.kept, &KeptProxy::finished);
    opened.bench.kept.use(); // as at the start of the program; the keychain may take its time
    opened.type(u"proxy.contoso.test"_s, {}, {});
    QTRY_COMPARE(ended.size(), 1);
    QTest::qWait(50);
    QVERIFY(opened.dialog && opened.dialog->isVisible());
    QCOMPARE(opened.at<QLineEdit>(u"hostEdit"_s)->text(), u"proxy.contoso.test"_s);
    QVERIFY(opened.save());
    QTRY_VERIFY(!opened.dialog || opened.dialog->isHidden());
    QCOMPARE(KeptProxy::toWord(*KeptProxy::settings()), u"proxy.contoso.test:3128"_s);
}

void TestNetworkDialog::fieldsOfNoUseAreOff()
{
    Opened opened;
    QVERIFY(opened.at<QRadioButton>(u"systemRadio"_s)->isChecked());
    QVERIFY(!opened.at<QLineEdit>(u"hostEdit"_s)->isEnabled());
    QVERIFY(opened.at<QLineEdit>(u"userEdit"_s)->isEnabled());
    opened.at<QRadioButton>(u"noneRadio"_s)->click();
    QVERIFY(!opened.at<QLineEdit>(u"userEdit"_s)->isEnabled());
    opened.at<QRadioButton>(u"manualRadio"_s)->click();
    QVERIFY(opened.at<QLineEdit>(u"hostEdit"_s)->isEnabled());
}

void TestNetworkDialog::theDemoHasNone()
{
    FakeWorkbench bench;
    CurrentSession current;
    WelcomePage page(bench, current);
    page.show();
    QVERIFY(!page.findChild<QPushButton *>(u"networkButton"_s)->isVisible());
}

QTEST_MAIN(TestNetworkDialog)
#include "tst_networkdialog.moc"
