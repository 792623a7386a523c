# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Kerberos realm of one's own: MIT's KDC on loopback, with its own folder and ports. No service, no root."""
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))
from freeport import free_port  # noqa: E402

SYSTEM_PATH = os.environ.get("PATH", "") + ":/usr/sbin"
REALM = "CONTOSO.TEST"


def missing():
    """Why there can be no realm here; empty if there can."""
    packages = {"krb5kdc": "krb5-kdc", "kdb5_util": "krb5-kdc", "kadmin.local": "krb5-admin-server",
                "kinit": "krb5-user", "curl": "curl"}
    absent = [f"{name} (Debian package: {package})" for name, package in packages.items()
              if not shutil.which(name, path=SYSTEM_PATH)]
    return f"not installed: {', '.join(absent)}" if absent else ""


class Realm:
    """As a context: the KDC answers until the end of the context. environment leads programs to it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self._port = free_port()
        (self.folder / "krb5.conf").write_text(
            f"[libdefaults]\ndefault_realm = {REALM}\ndns_lookup_kdc = false\ndns_lookup_realm = false\n"
            f"rdns = false\ndns_canonicalize_hostname = false\n"
            f"[realms]\n{REALM} = {{\nkdc = 127.0.0.1:{self._port}\n}}\n"
            f"[domain_realm]\nlocalhost = {REALM}\n", "utf-8")
        (self.folder / "kdc.conf").write_text(
            f"[kdcdefaults]\nkdc_listen = 127.0.0.1:{self._port}\nkdc_tcp_listen = 127.0.0.1:{self._port}\n"
            f"[realms]\n{REALM} = {{\ndatabase_name = {self.folder}/principal\n"
            f"key_stash_file = {self.folder}/stash\nacl_file = {self.folder}/acl\n}}\n"
            f"[logging]\nkdc = FILE:{self.folder}/kdc.log\n", "utf-8")
        self.environment = {**os.environ, "PATH": SYSTEM_PATH, "KRB5_CONFIG": str(self.folder / "krb5.conf"),
                            "KRB5_KDC_PROFILE": str(self.folder / "kdc.conf"),
                            "KRB5CCNAME": f"FILE:{self.folder}/tickets", "KRB5RCACHENAME": "none:"}

    def run(self, *command, text=""):
        return subprocess.run(command, env=self.environment, input=text.encode(), check=True, timeout=60,
                              capture_output=True).stdout.decode()

    def __enter__(self):
        self.run("kdb5_util", "create", "-s", "-P", "of the test alone", "-r", REALM)
        program = shutil.which("krb5kdc", path=SYSTEM_PATH)
        self._process = subprocess.Popen([program, "-n", "-r", REALM, "-P", self.folder / "kdc.pid"],
                                         env=self.environment, stdin=subprocess.DEVNULL,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the KDC does not start: " + self.log())

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(30)

    def add_person(self, name, password, *options):
        self.run("kadmin.local", "-q", " ".join(["addprinc", *options, "+requires_preauth", "-pw", password, name]))

    def add_service(self, name):
        """Its keytab."""
        keytab = self.folder / "service.keytab"
        self.run("kadmin.local", "-q", f"addprinc -randkey {name}")
        self.run("kadmin.local", "-q", f"ktadd -k {keytab} {name}")
        keytab.chmod(0o644)  # started by root, Apache works as a user of its own
        return keytab

    def sign_in(self, name, password):
        self.run("kinit", name, text=password + "\n")

    def log(self):
        file = self.folder / "kdc.log"
        return file.read_text(errors="replace") if file.exists() else ""
