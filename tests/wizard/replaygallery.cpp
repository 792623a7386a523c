// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of what support sees of a bundle, for people to look at: every page, the preview, and how another
// bundle differs:  replay_gallery FOLDER [scenario=basic-off] [other=healthy] [online] [names]
// [har=FILE] [with=FILE] and what GalleryLooks knows. Not a test: nothing is asserted here.

#include "gallerylooks.h"
#include "replaywindow.h"
#include "support/microsoftpath.h"
#include "support/pseudonymised.h"
#include "support/testedworld.h"
#include "wizard/bundlepreview.h"

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTextStream>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> recordedServer(const QString &scenario)
{
    TestedWorld tested(scenario);
    const auto session = tested.workbench.newSession();
    Integration integration = TestedWorld::integration();
    integration.portal = QUrl(u"https://app.onaskcody.com"_s);
    session->setIntegration(integration);
    session->setPassword(SimulatedWorld::password());
    if (TestedWorld::runToEnd(*session) == Verdict::Pass)
        session->markHandedOff();
    return session->recording();
}

Result<QByteArray> recordedOnline(const QString &scenario)
{
    MicrosoftPath path(*Scenario::load(scenario));
    path.run();
    return path.session().recording();
}

class Bundles
{
public:
    explicit Bundles(const GalleryLooks &looks)
        : m_looks(looks)
    {}

    // The one that is named, or the one of a scenario.
    QString file(const QString &named, const QString &scenario) const
    {
        if (!named.isEmpty())
            return named;
        auto har = m_looks.has(u"online"_s) ? recordedOnline(scenario) : recordedServer(scenario);
        if (har && m_looks.has(u"names"_s)) {
            SystemRandomSource random;
            const auto made = Pseudonymised::of(*har, random);
            har = made ? Result<QByteArray>(made->har()) : Result<QByteArray>(made.problem());
        }
        QFile written(m_folder.filePath(QString(scenario).replace(u'/', u'-') + u".har"_s));
        if (!har || !written.open(QIODevice::WriteOnly))
            return {};
        written.write(*har);
        return written.fileName();
    }

private:
    const GalleryLooks &m_looks;
    QTemporaryDir m_folder;
};

// A page as it is first seen, and what scrolling brings up.
void take(ReplayWindow &window, const QDir &folder, const QString &name)
{
    QTest::qWait(500); // until all is where it belongs, on a busy computer, too
    window.wizard.grab().save(folder.filePath(name + u".png"_s));
    auto *scroll = window.wizard.currentPage()->findChild<QScrollArea *>(u"scroll"_s);
    if (scroll && scroll->widget()->width() > scroll->viewport()->width())
        QTextStream(stdout)
            << name
            << u": cut, %1 of %2 are seen; it asks for %3, the page for %4, the window for %5"_s
                   .arg(scroll->viewport()->width())
                   .arg(scroll->widget()->width())
                   .arg(scroll->minimumSizeHint().width())
                   .arg(window.wizard.currentPage()->minimumSizeHint().width())
                   .arg(window.wizard.minimumSizeHint().width())
            << Qt::endl;
    if (!scroll || scroll->verticalScrollBar()->maximum() == 0)
        return;
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    QTest::qWait(50);
    window.wizard.grab().save(folder.filePath(name + u"-below.png"_s));
}

void takeDialogs(ReplayWindow &window, const QDir &folder, const GalleryLooks &looks, const QString &other)
{
    QMenu *menu = window.menu();
    menu->popup(window.wizard.mapToGlobal(QPoint(40, 40)));
    QTest::qWait(50);
    menu->grab().save(folder.filePath(u"menu.png"_s));
    menu->hide();
    QAction *save = window.menu()->findChild<QAction *>(u"saveBundleAction"_s);
    save->trigger();
    if (auto *preview = window.wizard.findChild<BundlePreview *>()) {
        looks.resize(*preview);
        QTest::qWait(100);
        preview->grab().save(folder.filePath(u"preview.png"_s));
        preview->findChild<QLineEdit *>(u"searchEdit"_s)->setText(u"contoso"_s);
        QTest::qWait(50);
        preview->grab().save(folder.filePath(u"preview-found.png"_s));
        preview->findChild<QCheckBox *>(u"namesCheck"_s)->click();
        QTest::qWait(500);
        preview->grab().save(folder.filePath(u"preview-names.png"_s));
        preview->close();
    }
    QObject *support = window.wizard.button(QWizard::CustomButton1)->findChild<QObject *>(u"support"_s);
    QMetaObject::invokeMethod(support, "compareWith", Q_ARG(QString, other));
    QTest::qWait(100);
    if (auto *dialog = window.wizard.findChild<QDialog *>(u"comparison"_s)) {
        looks.resize(*dialog);
        QTest::qWait(50);
        dialog->grab().save(folder.filePath(u"compare.png"_s));
        dialog->close();
    }
    const QList<QAction *> suppositions = window.menu()->findChild<QMenu *>(u"whatIfMenu"_s)->actions();
    if (suppositions.isEmpty())
        return;
    suppositions.constFirst()->trigger();
    if (window.hasEnded())
        take(window, folder, u"whatif"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"gallery"_s);
    QApplication::setApplicationName(u"gallery"_s);
    QApplication::setApplicationVersion(u"1.0"_s);
    QSettings().clear();
    const QDir folder(QApplication::arguments().value(1, u"."_s));
    folder.mkpath(u"."_s);
    GalleryLooks looks(QApplication::arguments());
    const auto orElse = [&looks](const QString &name, const QString &otherwise) {
        return looks.value(name).isEmpty() ? otherwise : looks.value(name);
    };
    const Bundles bundles(looks);
    const QString shown = bundles.file(looks.value(u"har"_s), orElse(u"scenario"_s, u"basic-off"_s));
    const QString other = bundles.file(looks.value(u"with"_s), orElse(u"other"_s, u"healthy"_s));
    looks.dress();
    ReplayWindow window(shown);
    looks.resize(window.wizard);
    take(window, folder, u"first"_s);
    while (window.next()) {
        const int page = window.wizard.currentId();
        if (!window.hasEnded())
            return 1;
        take(window, folder, u"page-%1"_s.arg(page));
        if (page == ChecksPageId)
            takeDialogs(window, folder, looks, other);
    }
    QTextStream(stdout) << u"done, %1x%2"_s.arg(window.wizard.width()).arg(window.wizard.height())
                        << Qt::endl;
    return 0;
}
