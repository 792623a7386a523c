// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What support's windows do with a bundle of somebody they do not know, for libFuzzer: its text, made-up
// names in it, and how it differs from another one. What is shown has no effect on who reads it, made-up
// names leave a bundle that can be read, and nothing differs from itself.
#include "core/randomsource.h"
#include "net/recording.h"
#include "support/bundletext.h"
#include "support/comparison.h"
#include "support/pseudonymised.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace Setup;
using namespace Qt::StringLiterals;

namespace {

// The same names for the same bundle: what was found is found again.
class CountingSource : public RandomSource
{
public:
    QByteArray bytes(qsizetype count) override
    {
        QByteArray made(count, 0);
        for (char &byte : made) {
            m_next = m_next * 1'103'515'245 + 12'345;
            byte = static_cast<char>(m_next >> 16);
        }
        return made;
    }

private:
    unsigned m_next = 1;
};

void verify(bool holds, const char *what)
{
    if (holds)
        return;
    std::fputs(what, stderr);
    std::fputc('\n', stderr);
    std::abort();
}

bool isHarmless(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c == u'\n'
            || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format
                && c.category() != QChar::Separator_Line && c.category() != QChar::Separator_Paragraph);
    });
}

// Without the replays: they are another target's worth of time.
ComparedBundles compared(const Recording &recording, const Recording &other)
{
    const QList<Finding> here = statedFindings(recording);
    const QList<Finding> there = statedFindings(other);
    const ComparedBundles bundles{
        ComparedBundles::described(u"one"_s, recording, contradictions(here, there)),
        ComparedBundles::described(u"other"_s, other, contradictions(there, here)),
        Comparison::of(here, there)};
    verify(toJson(bundles)["different"_L1].isArray(), "the comparison has no list");
    verify(isHarmless(QString::fromUtf8(renderText(bundles))), "the comparison is not harmless");
    return bundles;
}

void pseudonymise(const QByteArray &har, const Recording &recording)
{
    CountingSource random;
    const auto made = Pseudonymised::of(har, random);
    verify(made.hasValue(), "what the program wrote takes no other names");
    const auto again = Recording::fromHar(made->har());
    verify(again.hasValue(), "under other names it cannot be read");
    verify(again->observations().size() == recording.observations().size(), "other names lost something");
    verify(isHarmless(bundleText(made->har())), "under other names its text is not harmless");
    static_cast<void>(compared(recording, *again));
}

} // namespace

// Qt's own reader of certificates wants an application.
extern "C" int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    static const QCoreApplication application(*count, *arguments);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto *bytes = reinterpret_cast<const char *>(data);
    const auto file = QByteArray::fromRawData(bytes, static_cast<qsizetype>(size));
    const auto read = Recording::fromHar(file);
    if (!read)
        return 0;
    verify(isHarmless(bundleText(file)), "its text is not harmless");
    const auto written = read->toHar();
    if (written)
        pseudonymise(*written, *read);
    const auto itself = compared(*read, *read);
    verify(itself.comparison.different.isEmpty(), "it differs from itself");
    return 0;
}
