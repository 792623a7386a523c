#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped command line against Apache httpd: TLS, Basic and redirects as a foreign server does them."""
import base64
import collections
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))
import apache
from simulator import Simulator

CLI, SIMULATOR = sys.argv[1:3]
EMAIL = "askcody@contoso.test"
PASSWORD = "Apache-judges-7!"
LADDER = ("net.dns", "net.tcp", "net.tls", "http.endpoint", "auth.login", "ews.version", "ews.mailbox",
          "ews.impersonation", "ews.rooms", "ews.availability", "ews.notifications")

TO_EXCHANGE = 'ProxyPass "/EWS/" "http://127.0.0.1:BACKEND/EWS/" flushpackets=on\n'
BASIC = """<Location "/EWS/">
    AuthType Basic
    AuthName "Exchange"
    AuthBasicProvider file
    AuthUserFile "FOLDER/users"
    Require valid-user
</Location>
"""
DIGEST = """<Location "/EWS/">
    AuthType Digest
    AuthName "Exchange"
    AuthDigestProvider file
    AuthUserFile "FOLDER/users"
    Require valid-user
</Location>
"""


class BehindApache(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="apache-ca-")
        cls.addClassCleanup(folder.cleanup)
        cls.certificates = apache.Certificates.make(pathlib.Path(folder.name))

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="apache-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.folder.chmod(0o755)  # started by root, Apache works as a user of its own

    def start(self, directives, password=PASSWORD, scenario="healthy"):
        """Apache with these directives; in front of Exchange if they lead there."""
        if "BACKEND" in directives:
            exchange = self.enter(Simulator(SIMULATOR, scenario, "--plain-http", "0", password=password))
            directives = directives.replace("BACKEND", str(exchange.facts["ports"]["mail.contoso.test:plain"]))
        if "AuthType Basic" in directives:
            line = apache.openssl(self.folder, "passwd", "-apr1", "-stdin", text=password + "\n")
            (self.folder / "users").write_text(f"{EMAIL}:{line}", encoding="utf-8")
        directives = directives.replace("FOLDER", str(self.folder))
        self.server = self.enter(apache.Apache(self.folder, self.certificates, directives))

    def enter(self, context):
        self.addCleanup(context.__exit__, None, None, None)
        return context.__enter__()

    def check(self, password=PASSWORD, trusted=True, options=()):
        """Runs the command line; gives its exit code and its findings by their ids."""
        file = self.folder / "hq.json"
        integration = {"type": "exchangeServer", "name": "HQ", "email": EMAIL,
                       "ewsUrl": f"https://localhost:{self.server.port}/EWS/Exchange.asmx",
                       "testMailbox": "room1@contoso.test", "forbiddenMailbox": "ceo@contoso.test"}
        file.write_text(json.dumps({"integration": integration}), encoding="utf-8")
        trust = ["--trust-ca", str(self.certificates.ca)] if trusted else []
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        result = subprocess.run([CLI, "check", str(file), "--password-stdin", "--format", "json", *trust, *options],
                                input=password.encode() + b"\n", capture_output=True, timeout=90, check=False,
                                env=environment)
        self.assertTrue(result.stdout, result.stderr)
        self.report = json.loads(result.stdout)
        return result.returncode, {finding["id"]: finding for finding in self.report["checks"]}

    def assertProblem(self, finding, code, status="fail"):
        told = (finding["status"], finding.get("problem", {}).get("code"))
        self.assertEqual(told, (status, code), finding)

    def assertLadderStands(self, exit_code, findings):
        for name in LADDER:
            self.assertIn(findings[name]["status"], ("pass", "warn"), findings[name])
        self.assertEqual((exit_code, self.report["verdict"]), (0, "warn"))

    def assertNothingTwice(self, asked):
        ids = collections.Counter(one.request_id for one in asked)
        self.assertNotIn("-", ids)
        self.assertEqual([name for name, count in ids.items() if count > 1], [])

    def logins(self, asked):
        """Those with a password: an empty Bearer token asks only whether such a header arrives at all."""
        return [one for one in asked if one.authorization not in ("-", "Bearer")]

    def test_the_whole_ladder_stands(self):
        self.start(TO_EXCHANGE + BASIC)
        exit_code, findings = self.check()
        self.assertLadderStands(exit_code, findings)
        # Honest about what this computer alone accepts.
        self.assertProblem(findings["net.tls"], "TLS_TRUSTED_HERE_ONLY", "warn")
        self.assertProblem(findings["cloud.reachability"], "HOST_PRIVATE_NAME", "warn")
        self.assertIn(findings["net.tls"]["facts"]["protocol"], ("TLS 1.3", "TLSv1.3", "TlsV1_3"))
        asked = self.server.asked()
        self.assertNothingTwice(asked)
        self.assertEqual({one.method for one in asked}, {"POST"})
        # 500 is the fault that refuses the forbidden mailbox.
        self.assertEqual(collections.Counter(one.status for one in self.logins(asked))["500"], 1)
        self.assertEqual({one.status for one in self.logins(asked)}, {"200", "500"})
        self.assertEqual({one.authorization for one in self.logins(asked)},
                         {"Basic " + base64.b64encode(f"{EMAIL}:{PASSWORD}".encode()).decode()})

    def test_a_wrong_password_costs_one_rejected_login(self):
        self.start(TO_EXCHANGE + BASIC)
        exit_code, findings = self.check(password="not the password")
        self.assertEqual(exit_code, 1)
        self.assertProblem(findings["auth.login"], "HTTP_401_BASIC_REJECTED")
        self.assertEqual(findings["ews.rooms"]["skippedBecause"], "auth.login")
        self.assertEqual([one.status for one in self.logins(self.server.asked())], ["401"])

    def test_other_spellings_cost_what_was_allowed(self):
        self.start(TO_EXCHANGE + BASIC)
        exit_code, findings = self.check(password="not the password", options=("--login-attempts", "3"))
        self.assertEqual(exit_code, 1)
        self.assertProblem(findings["auth.login"], "HTTP_401_BASIC_REJECTED")
        refused = [one.authorization for one in self.logins(self.server.asked())]
        self.assertTrue(2 <= len(refused) <= 3, refused)
        self.assertEqual(len(set(refused)), len(refused))

    def test_an_unknown_ca_gets_no_request(self):
        self.start(TO_EXCHANGE + BASIC)
        exit_code, findings = self.check(trusted=False)
        self.assertEqual(exit_code, 1)
        self.assertEqual(findings["net.tls"]["status"], "fail")
        self.assertRegex(findings["net.tls"]["problem"]["code"], "^TLS_")
        self.assertEqual(findings["auth.login"]["status"], "skipped")
        self.assertEqual(self.server.asked(), [])

    def test_where_only_digest_is_offered_basic_is_not_sent(self):
        self.start(TO_EXCHANGE + DIGEST)
        hashed = hashlib.md5(f"{EMAIL}:Exchange:{PASSWORD}".encode()).hexdigest()
        (self.folder / "users").write_text(f"{EMAIL}:Exchange:{hashed}\n", encoding="utf-8")
        exit_code, findings = self.check()
        self.assertEqual(exit_code, 1)
        self.assertProblem(findings["auth.login"], "HTTP_401_BASIC_NOT_OFFERED")
        self.assertEqual(findings["auth.login"]["problem"]["facts"]["offers"], ["Digest"])
        asked = self.server.asked()
        self.assertTrue(asked)
        self.assertEqual(self.logins(asked), [])

    def test_an_outdated_tls_is_named(self):
        self.start(TO_EXCHANGE + BASIC + "SSLProtocol -all +TLSv1.1\nSSLCipherSuite ALL:@SECLEVEL=0\n")
        try:
            apache.openssl(self.folder, "s_client", "-connect", f"127.0.0.1:{self.server.port}", "-tls1_1",
                           "-cipher", "ALL:@SECLEVEL=0")
        except subprocess.CalledProcessError:
            self.skipTest("this OpenSSL has no TLS 1.1 any more")
        exit_code, findings = self.check()
        self.assertEqual(exit_code, 1)
        self.assertProblem(findings["net.tls"], "TLS_PROTOCOL_VERSION")
        self.assertEqual(self.server.asked(), [])

    def test_a_login_page_is_not_exchange(self):
        self.start('Alias "/EWS/Exchange.asmx" "FOLDER/pages/login.html"\nForceType text/html\n')
        (self.folder / "pages" / "login.html").write_text(
            "<!DOCTYPE html><html><title>Sign in</title><form method=post><input name=user></form></html>")
        exit_code, findings = self.check()
        self.assertEqual(exit_code, 1)
        self.assertProblem(findings["http.endpoint"], "HTTP_200_HTML")
        asked = self.server.asked()
        self.assertTrue(asked)
        self.assertEqual(self.logins(asked), [])

    def test_a_redirect_to_outlook_on_the_web_is_not_followed(self):
        self.start('Redirect 302 "/EWS/" "https://localhost:PORT/owa/auth/logon.aspx"\n')
        exit_code, findings = self.check()
        self.assertEqual(exit_code, 1)
        self.assertProblem(findings["http.endpoint"], "HTTP_302_OWA")
        asked = self.server.asked()
        self.assertEqual({one.path for one in asked}, {"/EWS/Exchange.asmx"})
        self.assertEqual(self.logins(asked), [])

    def test_any_character_may_stand_in_a_password(self):
        for password in ("Größe: \"7\" 'Äpfel' \\ €%&<>$", ":leading colon", "trailing blank "):
            with self.subTest(password):
                self.start(TO_EXCHANGE + BASIC, password=password)
                self.assertLadderStands(*self.check(password=password))
                self.server.asked()  # ends it

    def test_connections_that_the_server_closes_lose_nothing(self):
        # Two calls are told to wait for longer than Apache keeps a connection that is not used.
        scenario = self.folder / "pauses.json"
        busy = [{"match": {"operation": name, "times": 1}, "code": "ErrorServerBusy", "message": "Later.",
                 "backOffMilliseconds": 1500} for name in ("ResolveNames", "GetRoomLists")]
        scenario.write_text(json.dumps({"title": "Pauses", "description": "Two calls have to wait a little.",
                                        "exchange": {"faults": busy}}), encoding="utf-8")
        for directive in ("KeepAliveTimeout 1", "MaxKeepAliveRequests 2", "KeepAlive Off"):
            with self.subTest(directive):
                self.start(TO_EXCHANGE + BASIC + directive + "\n", scenario=scenario)
                self.assertLadderStands(*self.check())
                asked = self.server.asked()
                self.assertNothingTwice(asked)
                self.assertGreater(len({one.client_port for one in asked}), 2)


if __name__ == "__main__":
    reason = apache.missing()
    if reason:
        print(f"skipped: {reason}")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
