// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/finding.h"
#include "core/integration.h"
#include "diagnosis/explanation.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace Setup {

class Catalogue;
class Placeholders;
struct CatalogueRemedy;

// The customer's own names, and what else the run has found. Empty: unknown, then texts and commands show a
// readable <placeholder>. Never holds a secret.
struct ExplanationContext
{
    QString account; // e-mail address of the service account, or of the administrator
    QString username; // the spelling that was tried, or works
    QString domain; // mail domain
    QString ewsHost;
    QString ewsUrl;
    QString mailbox; // the room or mailbox that the impersonation is tried on
    QString forbiddenMailbox;
    QString application; // ID of AskCody's application
    QString client; // and of the one that the administrator signed in with
    QString tenant; // the organisation in Entra
    QString cloud; // of Microsoft, in which it lives: what was announced depends on it
    QStringList servers; // names of Exchange servers, as seen in answers
    QList<Finding> findings; // of the run: facts of other checks are evidence
    QStringList askable; // checks that could run for this integration; empty: not known, any could
    QDateTime now; // what "today" means to the conditions
    bool isOfCloud = false; // the portal's cloud found it: it asks as AskCody's application
    bool isOtherSignedIn = false; // at Microsoft, under another name than "account": whose, is not kept

    // Takes the names from the integration, and the rest from the findings' facts "username", "ewsUrl",
    // "application", "tenant", "server", "servers" and "headers" (X-FEServer), wherever they stand, and
    // "accountIsTyped", "clientId" and "cloud" of microsoft.signin.
    static ExplanationContext of(const Integration &integration, const QList<Finding> &findings = {});
};

// Puts a Problem into words: looks it up in the catalogue, weighs the causes by what the run has seen, fills
// in the customer's names. What is to be done for the likeliest cause stands before what helps with any.
// Values from outside come out harmless: control and bidirectional characters visible, bounded in length, and
// in commands as single-quoted literals.
class Explainer
{
public:
    Explainer(); // with the standard catalogue
    explicit Explainer(const Catalogue &catalogue);

    Explanation explain(const Problem &problem, const QString &checkId,
                        const ExplanationContext &context = {}) const;

    // For any finding that is not a plain pass: its problem, why it was not tested, or which check stood in
    // the way. Empty for a pass.
    Explanation explain(const Finding &finding, const ExplanationContext &context = {}) const;

    // Every script of the catalogue, with the names of the context.
    QList<FixScript> scripts(const ExplanationContext &context) const;

private:
    void addRemedy(Explanation &explanation, const CatalogueRemedy &remedy, const Placeholders &values) const;

    const Catalogue &m_catalogue;
};

} // namespace Setup
