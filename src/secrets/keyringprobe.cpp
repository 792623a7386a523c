// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keyringprobe.h"

#if defined(SETUP_WITH_DBUS)
#include "secrets/dbuskeyringprobe.h"
#endif

#include <QTimer>

namespace Setup {

using namespace Qt::StringLiterals;

#if defined(SETUP_WITH_DBUS)

std::unique_ptr<KeyringProbe> KeyringProbe::create()
{
    return std::make_unique<DBusKeyringProbe>();
}

#else

namespace {

// Where QtKeychain's own error codes say enough, only the name is missing.
class NamingProbe : public KeyringProbe
{
public:
    void start() override { QTimer::singleShot(0, this, &NamingProbe::tell); }

private:
    void tell()
    {
        KeyringSituation situation;
#if defined(Q_OS_WIN)
        situation.backend = u"Windows Credential Manager"_s;
#elif defined(Q_OS_MACOS)
        situation.backend = u"macOS Keychain"_s;
#endif
        emit finished(situation);
    }
};

} // namespace

std::unique_ptr<KeyringProbe> KeyringProbe::create()
{
    return std::make_unique<NamingProbe>();
}

#endif

} // namespace Setup
