# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An Apache of one's own: started by this user, with its own folder, port and certificate. No service, no root."""
import dataclasses
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))
from freeport import free_port  # noqa: E402

PROGRAM = shutil.which("apache2", path=os.environ.get("PATH", "") + ":/usr/sbin") or shutil.which("httpd")
MODULES = pathlib.Path("/usr/lib/apache2/modules")
LOADED = ("mpm_prefork", "authn_core", "authz_core", "authz_user", "authn_file", "auth_basic", "auth_digest", "alias",
          "proxy", "proxy_http", "ssl")

CONFIGURATION = """
{modules}
ServerRoot "{folder}"
DefaultRuntimeDir "{folder}"
PidFile "{folder}/{port}.pid"
Mutex posixsem
ServerName localhost
{identity}
StartServers 6
ErrorLog "{folder}/error.log"
LogFormat "%>s\\t%m\\t%U\\t%{{remote}}p\\t%{{client-request-id}}i\\t%{{Authorization}}i" asked
CustomLog "{folder}/{port}.log" asked
Listen 127.0.0.1:{port}
SSLEngine on
SSLCertificateFile "{certificate}"
SSLCertificateKeyFile "{key}"
SSLSessionCache none
<Directory "{folder}/pages">
    Require all granted
</Directory>
{directives}
"""


def missing():
    """Why there can be no Apache here; empty if there can."""
    if not PROGRAM:
        return "apache2 is missing (Debian package: apache2-bin)"
    if not shutil.which("openssl"):
        return "openssl is missing (Debian package: openssl)"
    absent = [name for name in LOADED if not (MODULES / f"mod_{name}.so").exists()]
    return f"{MODULES} has no {', '.join(absent)} (Debian package: apache2-bin)" if absent else ""


def openssl(folder, *arguments, text=""):
    return subprocess.run(["openssl", *arguments], cwd=folder, input=text.encode(), check=True, timeout=30,
                          capture_output=True).stdout.decode()


@dataclasses.dataclass(frozen=True)
class Certificates:
    """A CA of one's own, and what it says of localhost."""

    ca: pathlib.Path
    certificate: pathlib.Path
    key: pathlib.Path

    @staticmethod
    def make(folder):
        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "7")
        openssl(folder, "req", "-x509", *curve, "-subj", "/CN=Test CA", "-keyout", "ca.key", "-out", "ca.pem",
                "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        openssl(folder, "req", "-x509", *curve, "-CA", "ca.pem", "-CAkey", "ca.key", "-subj", "/CN=localhost",
                "-keyout", "server.key", "-out", "server.pem", "-addext", "subjectAltName=DNS:localhost",
                "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth")
        return Certificates(*(folder / name for name in ("ca.pem", "server.pem", "server.key")))


@dataclasses.dataclass(frozen=True)
class Asked:
    """One request as Apache's log has it; what was not sent is "-"."""

    status: str
    method: str
    path: str
    client_port: str
    request_id: str
    authorization: str


class Apache:
    """As a context: it listens at localhost:port until the end of the context or until asked()."""

    def __init__(self, folder, certificates, directives):
        self.port = free_port()
        self._folder = folder
        self._log = folder / f"{self.port}.log"
        (folder / "pages").mkdir(exist_ok=True)
        identity = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
        text = CONFIGURATION.format(
            modules="\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in LOADED),
            folder=folder, identity=identity, port=self.port, certificate=certificates.certificate,
            key=certificates.key, directives=directives.replace("PORT", str(self.port)))
        (folder / "apache.conf").write_text(text, encoding="utf-8")

    def __enter__(self):
        self._output = open(self._folder / "output.log", "wb")
        self._process = subprocess.Popen([PROGRAM, "-D", "FOREGROUND", "-f", self._folder / "apache.conf"],
                                         stdin=subprocess.DEVNULL, stdout=self._output, stderr=self._output,
                                         start_new_session=True)
        deadline = time.monotonic() + 15
        while self._process.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        raise RuntimeError("Apache does not start: " + self.messages())

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._wait_for_log()
            self._process.terminate()
            self._process.wait(30)
        self._output.close()

    def _wait_for_log(self):
        """A request is logged when it has ended, which the client knows a little earlier."""
        size, quiet_since = -1, time.monotonic()
        while time.monotonic() - quiet_since < 0.3:
            if size != (size := self._log.stat().st_size if self._log.exists() else 0):
                quiet_since = time.monotonic()
            time.sleep(0.05)

    def messages(self):
        files = [self._folder / name for name in ("output.log", "error.log")]
        return "\n".join(file.read_text(errors="replace") for file in files if file.exists())

    def asked(self):
        """Every request, in the order of their ends. Apache has to end for this to be complete."""
        self.__exit__()
        return [Asked(*line.split("\t")) for line in self._log.read_text().splitlines()]
