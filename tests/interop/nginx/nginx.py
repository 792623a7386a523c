# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An nginx of one's own: started by this user, with its own folder, port and certificate. No service, no root."""
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))
from freeport import free_port  # noqa: E402

PROGRAM = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
    log_format asked '$status $request_method $uri $http_authorization';
    access_log {folder}/access.log asked;
    log_format packed '$uri $gzip_ratio';
    access_log {folder}/packed.log packed;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/html html asmx; }}
    limit_req_zone all zone=slow:1m rate=1r/s;
    server {{
        listen 127.0.0.1:{port} ssl{listen};
        ssl_certificate {certificate};
        ssl_certificate_key {key};
        root {folder}/pages;
        {directives}
    }}
}}
"""


class Nginx:
    """As a context: it listens at localhost:port."""

    def __init__(self, folder, identity, directives, listen=""):
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        (self.folder / "pages").mkdir(exist_ok=True)
        (self.folder / "nginx.conf").write_text(CONFIGURATION.format(
            folder=self.folder, port=self.port, certificate=identity.certificate, key=identity.key, listen=listen,
            directives=directives), encoding="utf-8")

    def __enter__(self):
        self._output = open(self.folder / "output.log", "wb")
        self._process = subprocess.Popen([PROGRAM, "-e", self.folder / "error.log", "-c", self.folder / "nginx.conf"],
                                         stdin=subprocess.DEVNULL, stdout=self._output, stderr=self._output)
        deadline = time.monotonic() + 15
        while self._process.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        raise RuntimeError("nginx does not start: " + (self.folder / "output.log").read_text(errors="replace"))

    def asked(self):
        """Every request: status, method, path, Authorization ("-": none). Ends nginx."""
        self.__exit__()
        log = self.folder / "access.log"
        return [line.split(" ", 3) for line in log.read_text().splitlines()] if log.exists() else []

    def packed(self):
        """The paths whose answers went out in gzip. Ends nginx."""
        self.__exit__()
        lines = (self.folder / "packed.log").read_text().splitlines()
        return [line.split(" ")[0] for line in lines if not line.endswith(" -")]

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(15)
        self._output.close()
