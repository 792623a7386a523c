#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped command line against Apache with mod_auth_gssapi and MIT's KDC: Kerberos, where a password is of no use."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "apache"))
import apache
import realm

CLI = sys.argv.pop(1)
EMAIL = "askcody@contoso.test"
PASSWORD = "Kerberos-judges-7!"
MODULE = apache.MODULES / "mod_auth_gssapi.so"

for reason in (apache.missing(), realm.missing(), "" if MODULE.exists() else
               "mod_auth_gssapi is missing (Debian package: libapache2-mod-auth-gssapi)"):
    if reason:
        print("skipped:", reason)
        sys.exit(77)

KERBEROS = f"""LoadModule auth_gssapi_module {MODULE}
<Location "/EWS/">
    AuthType GSSAPI
    AuthName "Exchange"
    GssapiAllowedMech krb5
    GssapiCredStore keytab:KEYTAB
    OPTIONS
    Require valid-user
</Location>
"""


class Kerberos(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kerberos-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o755)  # started by root, Apache works as a user of its own
        self.certificates = apache.Certificates.make(self.folder)
        self.realm = self.enter(realm.Realm(self.folder))
        self.realm.add_person("askcody", PASSWORD)
        self.keytab = self.realm.add_service("HTTP/localhost")

    def enter(self, context):
        self.addCleanup(context.__exit__, None, None, None)
        return context.__enter__()

    def start(self, options=""):
        directives = KERBEROS.replace("KEYTAB", str(self.keytab)).replace("OPTIONS", options)
        before = dict(os.environ)
        os.environ.update(self.realm.environment)
        try:
            self.server = self.enter(apache.Apache(self.folder, self.certificates, directives))
        finally:
            os.environ.clear()
            os.environ.update(before)

    def check(self, password=PASSWORD, *options):
        file = self.folder / "hq.json"
        integration = {"type": "exchangeServer", "name": "HQ", "email": EMAIL,
                       "ewsUrl": f"https://localhost:{self.server.port}/EWS/Exchange.asmx"}
        file.write_text(json.dumps({"integration": integration}), encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        result = subprocess.run([CLI, "check", str(file), "--password-stdin", "--format", "json", "--trust-ca",
                                 str(self.certificates.ca), *options], input=password.encode() + b"\n",
                                capture_output=True, timeout=90, check=False, env=environment)
        self.assertTrue(result.stdout, result.stderr)
        self.assertEqual(result.returncode, 1, result.stdout)
        findings = {finding["id"]: finding for finding in json.loads(result.stdout)["checks"]}
        return findings["auth.login"]

    def by_ticket(self):
        """The status that somebody gets who has signed in to the realm."""
        self.realm.sign_in("askcody", PASSWORD)
        told = self.realm.run("curl", "--silent", "--noproxy", "*", "--cacert", str(self.certificates.ca),
                              "--negotiate", "--user", ":", "--output", "/dev/null", "--write-out",
                              "%{http_code}", f"https://localhost:{self.server.port}/EWS/Exchange.asmx")
        return int(told)

    def presentations(self):
        """Logins that came over the wire: Basic, or the third message of NTLM."""
        asked = self.server.asked()
        self.assertTrue(asked)
        return [one.authorization for one in asked if one.path.startswith("/EWS")
                and (one.authorization.startswith("Basic") or "TlRMTVNTUAAD" in one.authorization)]

    def test_a_ticket_is_welcome(self):
        """So this is a server where Kerberos works: the other tests mean what they say."""
        self.start()
        self.assertEqual(self.by_ticket(), 404)

    def test_negotiate_alone_takes_no_password(self):
        for password in (PASSWORD, "Wrong-7!"):
            for options in ((), ("--login-attempts", "3")):
                with self.subTest(password=password, options=options):
                    self.start()
                    finding = self.check(password, *options)
                    self.assertEqual(finding["problem"]["code"], "HTTP_401_KERBEROS_ONLY", finding)
                    self.assertEqual(finding["problem"]["facts"]["offers"], ["Negotiate"])
                    first = finding["explanation"]["causes"][0]
                    self.assertEqual(first["owner"], "exchangeAdmin")
                    self.assertIn("Basic", first["text"])
                    self.assertEqual(self.presentations(), [])
        self.assertNotIn("askcody", self.realm.log())

    def test_basic_beside_it_is_judged_by_the_realm(self):
        """A wrong password goes once, by Basic, and never again by another way."""
        self.start("GssapiBasicAuth On")
        finding = self.check("Wrong-7!")
        self.assertEqual(finding["problem"]["code"], "HTTP_401_BASIC_REJECTED", finding)
        self.assertIn("Negotiate", finding["problem"]["facts"]["offers"])
        self.assertEqual(len(self.presentations()), 1)


if __name__ == "__main__":
    unittest.main()
