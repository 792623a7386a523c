// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/analyzerresult.h"

#include "checks/checkids.h"
#include "core/filefacts.h"
#include "core/problemcodes.h"
#include "setup/analyzertree.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <map>

namespace Setup {

using namespace Qt::StringLiterals;

namespace {

using Steps = std::vector<AnalyzerStep>;

// What the analyzer says it is about to do, and which rung that is. The first that fits counts.
struct Phrase
{
    const char *words;
    QLatin1StringView rung;
    bool isOfOneHost;
};

constexpr std::array phrases{
    Phrase{"resolve the host name", CheckId::Dns, true},
    Phrase{"tcp port", CheckId::Tcp, true},
    Phrase{"ssl certificate", CheckId::Tls, true},
    Phrase{"client certificate authentication", CheckId::Tls, true},
    Phrase{"authentication methods", CheckId::Endpoint, true},
    Phrase{"autodiscover", CheckId::Settings, false},
    Phrase{"impersonat", CheckId::Impersonation, false},
    Phrase{"act as", CheckId::Impersonation, false},
    Phrase{"free/busy", CheckId::Availability, false},
    Phrase{"availability", CheckId::Availability, false},
    Phrase{"notification", CheckId::Notifications, false},
    Phrase{"subscri", CheckId::Notifications, false},
    Phrase{"temporary folder", CheckId::Login, false},
    Phrase{"mail item", CheckId::Login, false},
    Phrase{"test folder", CheckId::Login, false},
    Phrase{"log on", CheckId::Login, false},
};

constexpr std::array ladder{CheckId::Settings,      CheckId::Dns,          CheckId::Tcp,
                            CheckId::Tls,           CheckId::Endpoint,     CheckId::Login,
                            CheckId::Impersonation, CheckId::Availability, CheckId::Notifications};

const Phrase *phraseOf(const AnalyzerStep &step)
{
    const auto *found = std::find_if(phrases.begin(), phrases.end(), [&step](const Phrase &phrase) {
        return step.test.contains(QLatin1StringView(phrase.words), Qt::CaseInsensitive);
    });
    return found == phrases.end() ? nullptr : found;
}

QString hostIn(const QString &words)
{
    static const QRegularExpression expression(
        u"(?:https?://|host name |on host |remote server )([A-Za-z0-9][A-Za-z0-9.-]{0,252})"_s,
        QRegularExpression::CaseInsensitiveOption);
    QString host = expression.match(words).captured(1).toLower();
    while (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

// The step that this one is a part of.
size_t above(const Steps &steps, size_t index)
{
    for (size_t i = index; i-- > 0;)
        if (steps[i].depth < steps[index].depth)
            return i;
    return index;
}

// Named in the step itself, in one that it is a part of, or in the one before it on the same level: the
// certificate is that of the host whose port was tried just now.
QString hostOf(const Steps &steps, size_t index)
{
    if (const QString own = hostIn(steps[index].test); !own.isEmpty())
        return own;
    for (size_t i = index; i-- > 0 && steps[i].depth >= steps[index].depth;)
        if (steps[i].depth == steps[index].depth)
            if (const QString before = hostIn(steps[i].test); !before.isEmpty())
                return before;
    const size_t parent = above(steps, index);
    return parent == index ? QString() : hostOf(steps, parent);
}

bool isPartOf(const Steps &steps, size_t index, QLatin1StringView rung)
{
    for (size_t i = above(steps, index); i != index; index = i, i = above(steps, index))
        if (const Phrase *phrase = phraseOf(steps[i]); phrase && phrase->rung == rung)
            return true;
    return false;
}

bool isWorse(FindingStatus left, FindingStatus right)
{
    const auto gravity = [](FindingStatus status) {
        return status == FindingStatus::Fail ? 3
            : status == FindingStatus::Warn  ? 2
            : status == FindingStatus::Pass  ? 1
                                             : 0;
    };
    return gravity(left) > gravity(right);
}

// Where it broke: the innermost part that ended as the whole did.
const AnalyzerStep &innermost(const Steps &steps, size_t index)
{
    size_t found = index;
    for (size_t i = index + 1; i < steps.size() && steps[i].depth > steps[index].depth; ++i)
        if (steps[i].status == steps[index].status && steps[i].depth > steps[found].depth)
            found = i;
    return steps[found];
}

Finding findingOf(const Steps &steps, size_t index, QLatin1StringView rung)
{
    const AnalyzerStep &step = steps[index];
    Finding finding;
    finding.checkId = rung;
    finding.status = step.status;
    finding.duration = step.duration;
    if (step.status != FindingStatus::Fail && step.status != FindingStatus::Warn)
        return finding;
    const AnalyzerStep &part = innermost(steps, index);
    finding.facts = {{u"test"_s, part.test}, {u"message"_s, part.outcome}};
    if (!part.details.isEmpty())
        finding.facts.insert(u"details"_s, part.details);
    if (const QString host = hostOf(steps, index); !host.isEmpty())
        finding.facts.insert(u"host"_s, host);
    return finding;
}

} // namespace

Result<AnalyzerResult> readAnalyzerResult(const QByteArray &xml, const QString &ewsHost)
{
    const auto read = readAnalyzerTree(xml);
    if (!read)
        return read.problem();
    const Steps &steps = *read;
    std::map<QString, Finding> found;
    for (size_t i = 0; i < steps.size(); ++i) {
        const Phrase *phrase = phraseOf(steps[i]);
        // What is a part of a rung is told by it, also where Autodiscover looks at hosts of its own.
        if (!phrase || isPartOf(steps, i, phrase->rung))
            continue;
        if (phrase->isOfOneHost && !ewsHost.isEmpty() && hostOf(steps, i) != ewsHost.toLower())
            continue;
        const auto before = found.find(phrase->rung);
        if (before == found.end() || isWorse(steps[i].status, before->second.status))
            found[phrase->rung] = findingOf(steps, i, phrase->rung);
    }
    AnalyzerResult result{steps.front().test, steps.front().duration, {}};
    for (const QLatin1StringView rung : ladder)
        if (const auto finding = found.find(rung); finding != found.end())
            result.rungs.append(finding->second);
    if (result.rungs.isEmpty())
        return Problem{Code::FileMalformed, u"none of its steps is known"_s, {}};
    return result;
}

Result<AnalyzerResult> analyzerResultFromFile(const QString &path, const QString &ewsHost)
{
    QFile file(path);
    const QJsonObject where = aboutFile(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Code::FileUnreadable, file.errorString(), where};
    auto result = readAnalyzerResult(file.read(qint64{5} * 1024 * 1024), ewsHost);
    if (result)
        return result;
    Problem problem = result.problem();
    for (auto fact = where.begin(); fact != where.end(); ++fact)
        problem.facts.insert(fact.key(), fact.value());
    return problem;
}

} // namespace Setup
