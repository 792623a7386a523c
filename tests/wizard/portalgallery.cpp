// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of the pages that talk with a portal, in a simulated world, for people to look at:
// portal_gallery FOLDER and what GalleryLooks knows. Not a test: nothing is asserted here.

#include "gallerylooks.h"
#include "portalwindow.h"

#include <QDir>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextStream>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// Opens what it is given, and nobody looks at it.
class SilentBrowser : public QObject
{
    Q_OBJECT

public slots:
    void open(const QUrl &) {}
};

class Photographer
{
public:
    Photographer(const QDir &folder, const GalleryLooks &looks)
        : m_folder(folder)
        , m_looks(looks)
    {}

    void takeUnknownPortal() const
    {
        ConnectedWindow window(u"healthy"_s, u"owner@contoso.test"_s, false);
        m_looks.resize(*window.wizard);
        window.arrive();
        take(window, u"signin-unknown"_s);
    }

    void takeUnreachablePortal() const
    {
        ConnectedWindow window(u"portal/maintenance-page"_s);
        m_looks.resize(*window.wizard);
        window.wizard->next();
        window.button(u"otherRadio"_s)->click();
        window.type(u"otherEdit"_s, SimulatedPortal::origin());
        window.next()->click();
        QTest::qWait(2000);
        take(window, u"portal-failed"_s);
    }

    void takeSignIn() const
    {
        ConnectedWindow window;
        m_looks.resize(*window.wizard);
        window.arrive();
        take(window, u"signin"_s);
        SilentBrowser nobody;
        QDesktopServices::setUrlHandler(u"http"_s, &nobody, "open");
        window.button(u"browserButton"_s)->click();
        QTest::qWait(1500);
        take(window, u"signin-waiting"_s);
        window.button(u"stopButton"_s)->click();
        window.button(u"deviceButton"_s)->click();
        QTest::qWait(1500);
        take(window, u"signin-device"_s);
        window.button(u"stopButton"_s)->click();
        take(window, u"signin-stopped"_s);
    }

    void takeMissingRole() const
    {
        ConnectedWindow window(u"healthy"_s, u"resources@contoso.test"_s);
        m_looks.resize(*window.wizard);
        window.arrive();
        window.signIn();
        take(window, u"signin-role"_s);
    }

    void takeTheWay(const QString &scenario, const QString &name) const
    {
        ConnectedWindow window(scenario);
        m_looks.resize(*window.wizard);
        window.wizard->next();
        window.button(u"otherRadio"_s)->click();
        window.type(u"otherEdit"_s, SimulatedPortal::origin());
        window.find<QLineEdit>(u"otherEdit"_s)->editingFinished();
        QTest::qWait(1000);
        take(window, name + u"-portal"_s);
        window.goOn();
        window.signIn();
        take(window, name + u"-signedin"_s);
        window.prepare(ReviewPageId);
        QTest::qWait(500);
        take(window, name + u"-review"_s);
        window.prepare();
        take(window, name + u"-connect"_s);
        window.connectNow();
        if (window.next()->isEnabled())
            window.hearTheCloud();
        take(window, name + u"-connected"_s);
        takeRest(window, name);
    }

    // By hand, after it was made.
    void takeHandOff() const
    {
        ConnectedWindow window;
        m_looks.resize(*window.wizard);
        window.arrive();
        window.signIn();
        window.prepare();
        window.connectNow();
        window.hearTheCloud();
        while (window.page() != SignInPageId)
            window.wizard->back();
        window.button(u"byHandCheck"_s)->click();
        window.prepare(HandOffPageId);
        take(window, u"handoff-there"_s);
    }

    // Stopped while nobody knows whether it has arrived.
    void takeUnknownOutcome() const
    {
        ConnectedWindow window(u"portal/stalls-after-commit"_s);
        m_looks.resize(*window.wizard);
        window.arrive();
        window.signIn();
        window.prepare();
        window.pressConnect();
        QTest::qWait(2000);
        window.button(u"stopButton"_s)->click();
        take(window, u"connect-unknown"_s);
    }

private:
    void takeRest(PortalWindow &window, const QString &name) const
    {
        auto *scroll = window.find<QScrollArea>(u"scroll"_s);
        scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
        take(window, name + u"-connected-end"_s);
        window.wizard->back();
        QTest::qWait(500);
        window.type(u"nameEdit"_s, u"Headquarters, second floor"_s);
        window.goOn();
        window.wizard->back();
        QTest::qWait(500);
        take(window, name + u"-review-there"_s);
        window.goOn();
        if (window.next()->isEnabled() && window.goOn())
            take(window, name + u"-done"_s);
    }

    void take(PortalWindow &window, const QString &name) const
    {
        QTest::qWait(150); // layouts settle behind queued events
        window.wizard->grab().save(m_folder.filePath(name + u".png"_s));
        const QSize size = window.wizard->size();
        QTextStream(stdout) << name << ' ' << size.width() << 'x' << size.height() << Qt::endl;
    }

    QDir m_folder;
    const GalleryLooks &m_looks;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"gallery"_s);
    QApplication::setApplicationName(u"gallery"_s);
    const QStringList wishes = QApplication::arguments();
    const QDir folder(wishes.value(1, u"."_s));
    folder.mkpath(u"."_s);
    GalleryLooks looks(wishes);
    looks.dress();
    const Photographer photographer(folder, looks);
    photographer.takeUnknownPortal();
    photographer.takeUnreachablePortal();
    photographer.takeSignIn();
    photographer.takeMissingRole();
    photographer.takeTheWay(u"healthy"_s, u"healthy"_s);
    photographer.takeTheWay(u"portal/cloud-blocked"_s, u"blocked"_s);
    photographer.takeTheWay(u"portal/quota"_s, u"quota"_s);
    photographer.takeHandOff();
    photographer.takeUnknownOutcome();
    return 0;
}

#include "portalgallery.moc"
