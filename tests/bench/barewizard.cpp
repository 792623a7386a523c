// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What our window is measured against: the least that a program with a QWizard does.

#include <QApplication>
#include <QLabel>
#include <QVBoxLayout>
#include <QWizard>

using namespace Qt::StringLiterals;

namespace {

QWizardPage *page(const QString &title)
{
    auto *const page = new QWizardPage;
    page->setTitle(title);
    auto *const layout = new QVBoxLayout(page);
    layout->addWidget(new QLabel(u"One line of text."_s));
    return page;
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    QWizard wizard;
    wizard.addPage(page(u"First"_s));
    wizard.addPage(page(u"Second"_s));
    wizard.show();
    return QApplication::exec();
}
