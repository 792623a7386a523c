# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers at localhost for one test each: openssl s_server, and one that speaks no TLS."""
import pathlib
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))
from freeport import free_port  # noqa: E402


class OpensslServer:
    """As a context. What clients say inside TLS is in what said() gives."""

    def __init__(self, identity, *options):
        self.port = free_port()
        self._command = ["openssl", "s_server", "-accept", f"127.0.0.1:{self.port}", "-cert", identity.certificate,
                         "-key", identity.key, *options]
        if identity.chain:
            bundle = identity.certificate.with_suffix(".chain")
            bundle.write_text("".join(path.read_text() for path in identity.chain))
            self._command += ["-cert_chain", bundle]

    def __enter__(self):
        self._process = subprocess.Popen(list(map(str, self._command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 15
        line = b""
        while b"ACCEPT" not in line and time.monotonic() < deadline:
            line = self._process.stdout.readline()
            if not line:
                raise RuntimeError("openssl s_server does not start")
        return self

    def said(self):
        self._process.terminate()
        return self._process.communicate(timeout=15)[0]

    def __exit__(self, *_):
        if self._process.poll() is None:
            self.said()


class PlainServer:
    """As a context: reads once, answers with these bytes, closes."""

    def __init__(self, answer, first=b""):
        self._answer = answer
        self._first = first
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.heard = []

    def __enter__(self):
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def _serve(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with client:
                client.settimeout(5)
                try:
                    client.sendall(self._first)
                    self.heard.append(client.recv(65536))
                    client.sendall(self._answer)
                except OSError:
                    pass

    def said(self):
        return b"".join(self.heard)

    def __exit__(self, *_):
        self._listener.close()
