// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/earlydiscovery.h"

#include "checks/checkids.h"
#include "setup/found.h"

#include <algorithm>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

bool isAboutAddress(const std::unique_ptr<CheckRun> &run, const QString &account)
{
    return run && run->input().integration.account() == account;
}

bool isAboutDomain(const std::unique_ptr<CheckRun> &run, const QString &account)
{
    return run && mailDomain(run->input().integration.account()) == mailDomain(account);
}

// Nothing new would come of asking once more.
bool isEnough(const CheckRun &run, const RunInput &input)
{
    const QList<Finding> findings = run.runner().findings();
    const bool isOnItsWay = run.runner().isRunning() && !hasRun(findings, CheckId::Candidates);
    return run.input().trustedCaPem == input.trustedCaPem
        && (isOnItsWay || hasPassed(findings, CheckId::Candidates));
}

} // namespace

EarlyDiscovery::EarlyDiscovery(const CheckServices &services, const QList<CheckDefinition> &checks)
    : m_services(services)
    , m_checks(checks)
{}

EarlyDiscovery::~EarlyDiscovery() = default;

void EarlyDiscovery::byDomain(RunInput input)
{
    if (isAboutDomain(m_byDomain, input.integration.account()) && isEnough(*m_byDomain, input)) {
        QMetaObject::invokeMethod(this, &EarlyDiscovery::progressed, Qt::QueuedConnection);
        return;
    }
    input.byDomainAlone = true;
    input.only = {u"discover.tenant"_s, u"discover.candidates"_s};
    m_byDomain = begin(input);
    m_byDomain->start();
}

void EarlyDiscovery::byAddress(RunInput input)
{
    if (isAboutAddress(m_byAddress, input.integration.account()) && isEnough(*m_byAddress, input)) {
        QMetaObject::invokeMethod(this, &EarlyDiscovery::progressed, Qt::QueuedConnection);
        return;
    }
    input.beforeLogin = true;
    input.only = {u"discover.candidates"_s};
    m_byAddress = begin(input);
    m_byAddress->start();
}

std::unique_ptr<CheckRun> EarlyDiscovery::begin(const RunInput &input)
{
    RunInput asked = input;
    asked.password = {};
    asked.asksPortal = false;
    asked.askMicrosoft = false;
    auto run = std::make_unique<CheckRun>(asked, m_services, m_checks);
    // Microsoft's answer may take longer than that of the servers themselves.
    connect(&run->runner(), &CheckRunner::checkFinished, this, [this](const Finding &finding) {
        if (finding.checkId == CheckId::Candidates)
            emit progressed();
    });
    connect(&run->runner(), &CheckRunner::finished, this, &EarlyDiscovery::progressed);
    return run;
}

void EarlyDiscovery::cancel()
{
    for (const auto *run : {&m_byDomain, &m_byAddress})
        if (*run)
            (*run)->runner().cancel();
}

void EarlyDiscovery::cancelOthers(const QString &account)
{
    if (m_byDomain && !isAboutDomain(m_byDomain, account))
        m_byDomain->runner().cancel();
    if (m_byAddress && !isAboutAddress(m_byAddress, account))
        m_byAddress->runner().cancel();
}

QList<Finding> EarlyDiscovery::findings(const QString &account) const
{
    QList<Finding> all;
    if (isAboutAddress(m_byAddress, account))
        all += m_byAddress->runner().findings();
    if (isAboutDomain(m_byDomain, account))
        all += m_byDomain->runner().findings();
    // Where both have asked, the one that found something is right.
    std::stable_partition(all.begin(), all.end(),
                          [](const Finding &finding) { return finding.status != FindingStatus::Fail; });
    return all;
}

} // namespace Setup
