// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simsigninpage.h"

#include "simulators/simaccounts.h"
#include "simulators/simhtmlpage.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

SimReply page(int status, const QString &title, const QString &body)
{
    return SimHtmlPage{u"Demo: a simulated AskCody sign-in on this computer."_s, title, body, status}.reply();
}

QString accountHints()
{
    QStringList rows;
    const QList<SimAccount> accounts = SimAccount::all();
    for (const SimAccount &account : accounts)
        rows.append(u"<li>%1: %2</li>"_s.arg(account.email, account.roles.join(u", "_s)));
    return u"<p>Accounts of the demo, all with the password <code>%1</code>:</p><ul>%2</ul>"_s.arg(
        SimAccount::password(), rows.join(QString()));
}

} // namespace

SimReply SimSignInPage::reply() const
{
    QString fields = SimHtmlPage::hidden(u"transaction"_s, transaction);
    if (!knowsUser)
        fields += SimHtmlPage::signInFields(loginHint);
    if (!userCode.isEmpty())
        fields +=
            u"<p>The device shows the code <strong>%1</strong>. If it shows another one, deny.</p>"_s.arg(
                userCode.toHtmlEscaped());
    const QString body = SimHtmlPage::alert(complaint)
        + u"<p><strong>%1</strong> asks to sign you in, and to make and change Exchange integrations of your "
          "organisation.</p><form method=\"post\" action=\"%2\">%3%4</form>%5"_s.arg(
              application.toHtmlEscaped(), action, fields,
              SimHtmlPage::decision(u"Sign in and allow"_s, u"Deny"_s),
              knowsUser ? QString() : accountHints());
    return page(200, u"Sign in"_s, body);
}

SimReply SimSignInPage::message(int status, const QString &title, const QString &text)
{
    return page(status, title, SimHtmlPage::paragraph(text));
}

SimReply SimSignInPage::askUserCode(const QString &complaint)
{
    return page(200, u"Connect a device"_s,
                SimHtmlPage::alert(complaint)
                    + u"<form method=\"get\" action=\"device\"><label for=\"user_code\">The code that the "
                      "device shows</label><input id=\"user_code\" name=\"user_code\" autocomplete=\"off\">"
                      "<button type=\"submit\">Next</button></form>"_s);
}

} // namespace Setup
