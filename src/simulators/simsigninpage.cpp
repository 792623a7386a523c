// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simsigninpage.h"

#include "simulators/simaccounts.h"

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

SimReply page(int status, const QString &title, const QString &body)
{
    const QString html =
        u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%1</title><meta "
        "name=\"viewport\" content=\"width=device-width\"><style>body{font:1rem sans-serif;max-width:26rem;"
        "margin:3rem auto;padding:0 1rem}label,input,button{display:block;margin:.5rem 0;font:inherit}input{"
        "width:100%;box-sizing:border-box;padding:.4rem}.demo{background:#fff3cd;color:#000;padding:.5rem}"
        "[role=alert]{color:#a00000}</style></head><body><p class=\"demo\">Demo: a simulated AskCody sign-in "
        "on this computer.</p><h1>%1</h1>%2</body></html>"_s.arg(title.toHtmlEscaped(), body);
    SimReply reply = simReply(status, "text/html; charset=utf-8", html.toUtf8());
    reply.headers.append(SimHeader{"Cache-Control", "no-store"});
    reply.headers.append(SimHeader{"X-Frame-Options", "DENY"});
    reply.headers.append(SimHeader{"Referrer-Policy", "no-referrer"});
    reply.headers.append(
        SimHeader{"Content-Security-Policy",
                  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"});
    return reply;
}

QString alert(const QString &complaint)
{
    return complaint.isEmpty() ? QString() : u"<p role=\"alert\">%1</p>"_s.arg(complaint.toHtmlEscaped());
}

QString hidden(const QString &name, const QString &value)
{
    return u"<input type=\"hidden\" name=\"%1\" value=\"%2\">"_s.arg(name, value.toHtmlEscaped());
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
    QString fields = hidden(u"transaction"_s, transaction);
    if (!knowsUser) {
        fields += u"<label for=\"email\">E-mail</label><input id=\"email\" name=\"email\" type=\"email\" "
                  "autocomplete=\"off\" value=\"%1\"><label for=\"password\">Password</label><input "
                  "id=\"password\" name=\"password\" type=\"password\" autocomplete=\"off\">"_s.arg(
                      loginHint.toHtmlEscaped());
    }
    if (!userCode.isEmpty())
        fields +=
            u"<p>The device shows the code <strong>%1</strong>. If it shows another one, deny.</p>"_s.arg(
                userCode.toHtmlEscaped());
    const QString body = alert(complaint)
        + u"<p><strong>%1</strong> asks to sign you in, and to make and change Exchange integrations of your "
          "organisation.</p><form method=\"post\" action=\"%2\">%3<button type=\"submit\" name=\"decision\" "
          "value=\"allow\" id=\"allow\">Sign in and allow</button><button type=\"submit\" name=\"decision\" "
          "value=\"deny\" id=\"deny\">Deny</button></form>%4"_s.arg(
              application.toHtmlEscaped(), action, fields, knowsUser ? QString() : accountHints());
    return page(200, u"Sign in"_s, body);
}

SimReply SimSignInPage::message(int status, const QString &title, const QString &text)
{
    return page(status, title, u"<p>%1</p>"_s.arg(text.toHtmlEscaped()));
}

SimReply SimSignInPage::askUserCode(const QString &complaint)
{
    return page(200, u"Connect a device"_s,
                alert(complaint)
                    + u"<form method=\"get\" action=\"device\"><label for=\"user_code\">The code that the "
                      "device shows</label><input id=\"user_code\" name=\"user_code\" autocomplete=\"off\">"
                      "<button type=\"submit\">Next</button></form>"_s);
}

} // namespace Setup
