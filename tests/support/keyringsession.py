# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A D-Bus session with a real gnome-keyring in it, apart from the user's own."""
import secrets
import shutil
import subprocess
import time

PEERS = {"dbus-daemon": "dbus", "gnome-keyring-daemon": "gnome-keyring", "secret-tool": "libsecret-tools"}
SERVER = "AskCody Exchange Setup"  # how the program's entries are filed


def missing():
    """What is not installed, as a sentence; empty when all is there."""
    absent = [f"{tool} (Debian package: {package})" for tool, package in PEERS.items() if not shutil.which(tool)]
    return "missing: " + ", ".join(absent) if absent else ""


class KeyringSession:
    """As a context: environment (which gets the bus's address) leads to an unlocked, empty keyring."""

    def __init__(self, environment, bus_configuration):
        self._environment = environment
        self._bus_command = ["dbus-daemon", "--nofork", "--print-address", "--config-file", bus_configuration]

    def __enter__(self):
        self._bus = subprocess.Popen(self._bus_command, env=self._environment, stdout=subprocess.PIPE,
                                     stderr=subprocess.DEVNULL)
        self._environment["DBUS_SESSION_BUS_ADDRESS"] = self._bus.stdout.readline().decode().strip()
        self._daemon = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
                                        env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self._daemon.stdin.write(secrets.token_hex(8).encode())
        self._daemon.stdin.close()
        deadline = time.monotonic() + 20
        while not self._stores():
            if time.monotonic() > deadline:
                self.__exit__()
                raise RuntimeError("gnome-keyring does not answer")
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        for process in (self._daemon, self._bus):
            process.terminate()
            process.wait(10)
        self._bus.stdout.close()

    def _stores(self):
        stored = self._tool("store", "--label=probe", "probe", "probe", text=b"probe").returncode == 0
        return stored and self._tool("clear", "probe", "probe").returncode == 0

    def lookup(self, name):
        """What is filed under this name, as bytes; empty when nothing is."""
        return self._tool("lookup", "server", SERVER, "user", name).stdout

    def everything(self):
        """All entries of the program, with their secrets, as text."""
        found = self._tool("search", "--all", "--unlock", "server", SERVER)
        return found.stdout + found.stderr

    def _tool(self, *arguments, text=b""):
        return subprocess.run(["secret-tool", *arguments], env=self._environment, input=text, capture_output=True,
                              timeout=20, check=False)
