# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped command line, run once against a server of a test."""
import json
import os
import subprocess
import tempfile


class CommandLine:
    def __init__(self, program):
        self._program = program

    def check(self, url, *, trusted=None, only=None, proxy=None, password="Peers-judge-7!", email="askcody@contoso.test",
              options=(), environment=None, **integration):
        """Runs "check" for this EWS address; gives the findings by their ids."""
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump({"integration": {"type": "exchangeServer", "name": "HQ", "email": email,
                                       **({"ewsUrl": url} if url else {}), **integration}}, file)
            file.flush()
            arguments = [self._program, "check", file.name, "--password-stdin", "--format", "json", *options]
            if trusted:
                arguments += ["--trust-ca", str(trusted)]
            if only:
                arguments += ["--only", only]
            clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
            if proxy:
                clean |= {"https_proxy": proxy, "http_proxy": proxy}
            result = subprocess.run(arguments, input=password.encode() + b"\n", capture_output=True, timeout=90,
                                    check=False, env={**clean, **(environment or {})})
        if not result.stdout:
            raise AssertionError(f"no report, exit code {result.returncode}: {result.stderr.decode()}")
        self.report = json.loads(result.stdout)
        self.exit_code = result.returncode
        return {finding["id"]: finding for finding in self.report["checks"]}
