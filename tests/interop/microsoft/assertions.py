# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""npm's jose as the maker and the judge of client assertions."""
import base64
import hashlib
import json
import pathlib
import shutil
import subprocess

from microsoftclient import NODE_FOLDER


class AssertionPeer:
    def __init__(self):
        shutil.copy(pathlib.Path(__file__).with_name("assertionpeer.mjs"), NODE_FOLDER)
        self._process = subprocess.Popen(
            ["node", NODE_FOLDER / "assertionpeer.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def _ask(self, command):
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def sign(self, pem, claims, header):
        return self._ask({"sign": {"pem": pem, "claims": claims, "header": header}})["assertion"]

    def verify(self, assertion, certificate, audience, issuer):
        return self._ask({"verify": {"assertion": assertion, "certificate": certificate, "audience": audience, "issuer": issuer}})

    @staticmethod
    def thumbprint(certificate):
        digest = hashlib.sha256(base64.b64decode(certificate)).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def close(self):
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()
