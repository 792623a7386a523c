// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wizard/trustbox.h"

#include "core/foreigntext.h"
#include "wizard/sectionlabel.h"
#include "wizard/valuelist.h"
#include "wizard/wrappedlabel.h"

#include <QCheckBox>
#include <QLocale>
#include <QSslCertificate>
#include <QVBoxLayout>

namespace Setup {

using namespace Qt::StringLiterals;

TrustBox::TrustBox(QWidget *parent)
    : QWidget(parent)
    , m_text(new WrappedLabel(this))
    , m_certificate(new ValueList(this))
    , m_box(new QCheckBox(tr("&Yes, this is our portal"), this))
{
    auto *title = new SectionLabel(this);
    title->setText(tr("Is this your organisation’s portal?"));
    m_text->setObjectName(u"trustText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_box->setObjectName(u"trustCheck"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    for (QWidget *part : {static_cast<QWidget *>(title), static_cast<QWidget *>(m_text),
                          static_cast<QWidget *>(m_certificate), static_cast<QWidget *>(m_box)})
        layout->addWidget(part);
    connect(m_box, &QCheckBox::toggled, this, &TrustBox::changed);
}

void TrustBox::ask(const QString &host, const QSslCertificate &certificate, bool hasChanged)
{
    m_text->setText(
        hasChanged
            ? tr("This portal shows another certificate than the one that was confirmed on this computer, "
                 "and of another issuer. Somebody may be reading along. Ask whoever runs the portal before "
                 "you go on.")
            : tr("This program does not know this portal. Whoever runs it gets to know what you enter, the "
                 "sealed password included. Compare its certificate with what your organisation or AskCody "
                 "has told you."));
    const QString fingerprint =
        QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':')).toUpper();
    m_certificate->clear();
    m_certificate->add(u"Host"_s, tr("Name"), host);
    m_certificate->add(u"Owner"_s, tr("Certificate of"),
                       ForeignText(certificate.subjectDisplayName()).text());
    m_certificate->add(u"Issuer"_s, tr("Issued by"), ForeignText(certificate.issuerDisplayName()).text());
    m_certificate->add(u"Until"_s, tr("Valid until"),
                       QLocale().toString(certificate.expiryDate().date(), QLocale::LongFormat));
    m_certificate->add(u"Fingerprint"_s, tr("SHA-256"), fingerprint);
    m_box->setChecked(false);
    show();
}

void TrustBox::settle()
{
    m_box->setChecked(true);
    hide();
}

bool TrustBox::isTrusted() const
{
    return m_box->isChecked();
}

void TrustBox::setChangeable(bool changeable)
{
    m_box->setEnabled(changeable);
}

} // namespace Setup
