# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulated world as a process: runs while the context lasts."""
import base64
import json
import subprocess


class Simulator:
    """facts: what the program says of itself (ports, dns, caFile, email; password unless one was given)."""

    def __init__(self, program, scenario="healthy", *options, password=None):
        self._command = [program, str(scenario), *options]
        self._password = password
        if password is not None:
            self._command.append("--password-stdin")

    def __enter__(self):
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if self._password is not None:
            self._process.stdin.write(self._password.encode() + b"\n")
            self._process.stdin.flush()
        self.facts = json.loads(self._process.stdout.readline())
        return self

    def requests_of(self, server):
        """What this server ("mail.contoso.test:443") was asked so far, with bodies as bytes."""
        self._process.stdin.write(server.encode() + b"\n")
        self._process.stdin.flush()
        asked = json.loads(self._process.stdout.readline())
        return [{**one, "body": base64.b64decode(one["body"])} for one in asked]

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()
