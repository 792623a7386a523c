// SPDX-FileCopyrightText: AskCody Exchange Setup contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretservice.h"

#include <dlfcn.h>

namespace Setup {
namespace {

// A function of a library that QtKeychain has loaded; null where it uses another keychain.
template<typename Function>
Function loadedFunction(const char *library, const char *name)
{
    void *handle = dlopen(library, RTLD_LAZY | RTLD_NOLOAD);
    return handle ? reinterpret_cast<Function>(dlsym(handle, name)) : nullptr;
}

} // namespace

void SecretService::dropSession()
{
    using Disconnect = void (*)();
    if (const auto disconnect = loadedFunction<Disconnect>("libsecret-1.so.0", "secret_service_disconnect"))
        disconnect();
}

void SecretService::outliveBus()
{
    constexpr int SessionBus = 2; // G_BUS_TYPE_SESSION
    constexpr int No = 0;
    using GetBus = void *(*)(int type, void *cancellable, void **error);
    using SetExit = void (*)(void *connection, int exits);
    using Unref = void (*)(void *object);
    const auto isLoaded = loadedFunction<void (*)()>("libsecret-1.so.0", "secret_service_disconnect");
    const auto getBus = loadedFunction<GetBus>("libgio-2.0.so.0", "g_bus_get_sync");
    const auto setExit = loadedFunction<SetExit>("libgio-2.0.so.0", "g_dbus_connection_set_exit_on_close");
    const auto unref = loadedFunction<Unref>("libgobject-2.0.so.0", "g_object_unref");
    if (!isLoaded || !getBus || !setExit || !unref)
        return;
    if (void *bus = getBus(SessionBus, nullptr, nullptr)) {
        setExit(bus, No);
        unref(bus);
    }
}

} // namespace Setup
