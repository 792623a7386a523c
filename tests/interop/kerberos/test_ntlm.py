#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped command line against Apache with mod_auth_gssapi and gss-ntlmssp: NTLM over HTTP as another maker's server does it."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "apache"))
import apache

CLI = sys.argv.pop(1)
PASSWORD = "Ntlm-judges-7!"
MODULE = apache.MODULES / "mod_auth_gssapi.so"
MECHANISM = pathlib.Path("/etc/gss/mech.d/mech.ntlmssp.conf")

for reason in (apache.missing(),
               "" if MODULE.exists() else "mod_auth_gssapi is missing (Debian package: libapache2-mod-auth-gssapi)",
               "" if MECHANISM.exists() else "gss-ntlmssp is missing (Debian package: gss-ntlmssp)"):
    if reason:
        print("skipped:", reason)
        sys.exit(77)

NTLM = f"""LoadModule auth_gssapi_module {MODULE}
LoadModule cgi_module {apache.MODULES}/mod_cgi.so
ScriptAlias "/EWS/Exchange.asmx" "FOLDER/answer"
<Location "/EWS/">
    AuthType GSSAPI
    AuthName "Exchange"
    GssapiAllowedMech ntlmssp
    GssapiConnectionBound On
    Require valid-user
</Location>
DIRECTIVES
"""
# What EWS says to whoever is let in, as far as it matters here.
ANSWER = """#!/bin/sh
cat >/dev/null
printf 'Content-Type: text/xml\\r\\n\\r\\n'
printf '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>'
"""


class Ntlm(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="ntlm-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o755)  # started by root, Apache works as a user of its own
        self.certificates = apache.Certificates.make(self.folder)
        users = self.folder / "users"
        users.write_text(f"CONTOSO:askcody:{PASSWORD}\n", "utf-8")
        users.chmod(0o644)
        answer = self.folder / "answer"
        answer.write_text(ANSWER, "utf-8")
        answer.chmod(0o755)

    def start(self, directives=""):
        before = dict(os.environ)
        os.environ.update({"NTLM_USER_FILE": str(self.folder / "users"), "NETBIOS_COMPUTER_NAME": "EXCH01",
                           "NETBIOS_DOMAIN_NAME": "CONTOSO"})
        try:
            server = apache.Apache(self.folder, self.certificates, NTLM.replace("DIRECTIVES", directives).replace(
                "FOLDER", str(self.folder)))
            self.addCleanup(server.__exit__, None, None, None)
            self.server = server.__enter__()
        finally:
            os.environ.clear()
            os.environ.update(before)

    def check(self, password=PASSWORD, *options):
        """The finding of the sign-in, and how often the login went over the wire."""
        file = self.folder / "hq.json"
        integration = {"type": "exchangeServer", "name": "HQ", "email": "askcody@contoso.test",
                       "username": "CONTOSO\\askcody",
                       "ewsUrl": f"https://localhost:{self.server.port}/EWS/Exchange.asmx"}
        file.write_text(json.dumps({"integration": integration}), encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        result = subprocess.run([CLI, "check", str(file), "--password-stdin", "--format", "json", "--trust-ca",
                                 str(self.certificates.ca), *options], input=password.encode() + b"\n",
                                capture_output=True, timeout=90, check=False, env=environment)
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        findings = {finding["id"]: finding for finding in json.loads(result.stdout)["checks"]}
        asked = [one.authorization for one in self.server.asked() if one.path.startswith("/EWS")]
        self.assertFalse([one for one in asked if one.startswith("Basic")])
        return findings["auth.login"], sum("TlRMTVNTUAAD" in one for one in asked)

    def test_the_right_password_is_proved(self):
        self.start()
        finding, presentations = self.check()
        self.assertEqual(finding["problem"]["code"], "HTTP_401_BASIC_NOT_OFFERED", finding)
        facts = finding["problem"]["facts"]
        self.assertEqual((facts["password"], facts["ntlmWithBinding"], facts["ntlmWithoutBinding"]),
                         ("proved", "accepted", "notTried"))
        self.assertEqual(facts["logonDomain"], "CONTOSO")
        self.assertEqual(presentations, 1)

    def test_both_ways_are_taken_where_two_are_allowed(self):
        self.start()
        finding, presentations = self.check(PASSWORD, "--login-attempts", "2")
        self.assertEqual(finding["problem"]["facts"]["ntlmWithoutBinding"], "accepted", finding)
        self.assertEqual(presentations, 2)

    def test_a_wrong_password_goes_as_often_as_allowed(self):
        for allowed in (1, 2):
            with self.subTest(allowed=allowed):
                self.start()
                finding, presentations = self.check("Wrong-7!", "--login-attempts", str(allowed))
                self.assertEqual(finding["problem"]["code"], "HTTP_401_NTLM_REJECTED", finding)
                self.assertEqual(presentations, allowed)

    def test_a_server_that_keeps_no_connection_gets_no_login(self):
        self.start("KeepAlive Off")
        finding, presentations = self.check()
        self.assertEqual(finding["problem"]["code"], "HTTP_401_NTLM_OFF", finding)
        self.assertEqual(presentations, 0)


if __name__ == "__main__":
    unittest.main()
