// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulators/simhtmlpage.h"

namespace Setup {

using namespace Qt::StringLiterals;

SimReply SimHtmlPage::reply() const
{
    const QString html =
        u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%1</title><meta "
        "name=\"viewport\" content=\"width=device-width\"><style>body{font:1rem sans-serif;max-width:26rem;"
        "margin:3rem auto;padding:0 1rem}label,input,button{display:block;margin:.5rem 0;font:inherit}input{"
        "width:100%;box-sizing:border-box;padding:.4rem}input[type=checkbox]{display:inline;width:auto}"
        ".demo{background:#fff3cd;color:#000;padding:.5rem}"
        "[role=alert]{color:#a00000}</style></head><body><p class=\"demo\">%2</p><h1>%1</h1>%3</body></html>"_s
            .arg(title.toHtmlEscaped(), banner.toHtmlEscaped(), body);
    SimReply reply = simReply(status, "text/html; charset=utf-8", html.toUtf8());
    reply.headers.append(SimHeader{"Cache-Control", "no-store"});
    reply.headers.append(SimHeader{"X-Frame-Options", "DENY"});
    reply.headers.append(SimHeader{"Referrer-Policy", "no-referrer"});
    reply.headers.append(
        SimHeader{"Content-Security-Policy",
                  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"});
    return reply;
}

QString SimHtmlPage::alert(const QString &complaint)
{
    return complaint.isEmpty() ? QString() : u"<p role=\"alert\">%1</p>"_s.arg(complaint.toHtmlEscaped());
}

QString SimHtmlPage::paragraph(const QString &text)
{
    return u"<p>%1</p>"_s.arg(text.toHtmlEscaped());
}

QString SimHtmlPage::hidden(const QString &name, const QString &value)
{
    return u"<input type=\"hidden\" name=\"%1\" value=\"%2\">"_s.arg(name, value.toHtmlEscaped());
}

QString SimHtmlPage::signInFields(const QString &loginHint)
{
    return u"<label for=\"email\">E-mail</label><input id=\"email\" name=\"email\" type=\"email\" "
           "autocomplete=\"off\" value=\"%1\"><label for=\"password\">Password</label><input "
           "id=\"password\" name=\"password\" type=\"password\" autocomplete=\"off\">"_s.arg(
               loginHint.toHtmlEscaped());
}

QString SimHtmlPage::decision(const QString &allow, const QString &deny)
{
    return u"<button type=\"submit\" name=\"decision\" value=\"allow\" id=\"allow\">%1</button><button "
           "type=\"submit\" name=\"decision\" value=\"deny\" id=\"deny\">%2</button>"_s.arg(
               allow.toHtmlEscaped(), deny.toHtmlEscaped());
}

} // namespace Setup
