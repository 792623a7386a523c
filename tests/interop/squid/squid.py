# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A squid of one's own: started by this user, with its own folder and port. No service, no root."""
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))
from freeport import free_port  # noqa: E402

PROGRAM = shutil.which("squid", path=os.environ.get("PATH", "") + ":/usr/sbin")
HELPERS = pathlib.Path("/usr/lib/squid")

CONFIGURATION = """
http_port 127.0.0.1:{port}
hosts_file {folder}/hosts
cache_log {folder}/cache.log
logformat asked %>Hs %rm %ru %un %{{Proxy-Authorization}}>h
access_log stdio:{folder}/access.log logformat=asked
cache deny all
pid_filename none
pinger_enable off
shutdown_lifetime 0 seconds
visible_hostname proxy.contoso.test
coredump_dir {folder}
{directives}
http_access allow localhost
http_access deny all
"""


class Squid:
    """As a context. hosts: the names that it knows, all of them at localhost."""

    def __init__(self, folder, directives="", hosts=("mail.contoso.test", "autodiscover.contoso.test")):
        self.folder = pathlib.Path(folder)
        self.folder.chmod(0o777)  # started by root, squid works as a user of its own
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        (self.folder / "hosts").write_text("".join(f"127.0.0.1 {name}\n" for name in hosts), encoding="ascii")
        (self.folder / "squid.conf").write_text(CONFIGURATION.format(
            port=self.port, folder=self.folder, directives=directives.replace("FOLDER", str(self.folder))),
            encoding="ascii")

    def __enter__(self):
        self._output = open(self.folder / "output.log", "wb")
        self._process = subprocess.Popen([PROGRAM, "-N", "-f", self.folder / "squid.conf"], stdin=subprocess.DEVNULL,
                                         stdout=self._output, stderr=self._output)
        deadline = time.monotonic() + 20
        while self._process.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.1)
        self.__exit__()
        raise RuntimeError("squid does not start: " + (self.folder / "output.log").read_text(errors="replace"))

    def asked(self):
        """Every request as its log has it: status, method, target, user, Proxy-Authorization. Ends squid."""
        self.__exit__()
        log = self.folder / "access.log"
        return [line.split(" ", 4) for line in log.read_text(errors="replace").splitlines()] if log.exists() else []

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(20)
        self._output.close()
