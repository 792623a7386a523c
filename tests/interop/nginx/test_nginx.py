#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped command line against nginx: what stands before Exchange, and answers in its place."""
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).parents[2] / "support"), str(pathlib.Path(__file__).parents[1] / "tls")]
import nginx
from certificates import PUBLIC, SERVER, Workshop
from commandline import CommandLine
from freeport import free_port
from simulator import Simulator

CLI = CommandLine(sys.argv[1])
SIMULATOR = sys.argv[2]
PASSWORD = "Nginx-judges-7!"
TO_EXCHANGE = "location /EWS/ { proxy_pass http://127.0.0.1:BACKEND; MORE }"
LADDER = ("http.endpoint", "auth.login", "ews.version", "ews.mailbox", "ews.impersonation", "ews.rooms",
          "ews.availability", "ews.notifications")


class BehindNginx(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="nginx-ca-")
        cls.addClassCleanup(folder.cleanup)
        workshop = Workshop(folder.name)
        cls.root = workshop.root("/O=Public Trust/CN=Public Root")
        cls.identity = workshop.server(cls.root, SERVER + PUBLIC)

    def enter(self, context):
        self.addCleanup(context.__exit__, None, None, None)
        return context.__enter__()

    def start(self, directives, more="", pages=(), listen=""):
        folder = tempfile.TemporaryDirectory(prefix="nginx-")
        self.addCleanup(folder.cleanup)
        if "BACKEND" in directives:
            self.exchange = self.enter(Simulator(SIMULATOR, "healthy", "--plain-http", "0", password=PASSWORD))
            directives = directives.replace("BACKEND", str(self.exchange.facts["ports"]["mail.contoso.test:plain"]))
        self.nginx = nginx.Nginx(folder.name, self.identity, directives.replace("MORE", more), listen)
        for name, text in pages:
            file = pathlib.Path(folder.name) / "pages" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.enter(self.nginx)

    def check(self, only="http.endpoint"):
        return CLI.check(f"https://localhost:{self.nginx.port}/EWS/Exchange.asmx", trusted=self.root.certificate,
                         only=only, password=PASSWORD, testMailbox="room1@contoso.test",
                         forbiddenMailbox="ceo@contoso.test")

    def assertVerdict(self, code, owner, cause):
        """Told by http.endpoint, and no password went there."""
        finding = self.check()["http.endpoint"]
        self.assertEqual((finding["status"], finding.get("problem", {}).get("code")), ("fail", code), finding)
        first = finding["explanation"]["causes"][0]
        self.assertEqual(first["owner"], owner, finding["explanation"])
        self.assertIn(cause, first["text"], finding["explanation"])
        self.assertEqual({one[3] for one in self.nginx.asked()}, {"-"})
        return finding["problem"]["facts"]

    def test_the_whole_ladder_stands(self):
        for listen in ("", " http2"):
            with self.subTest(listen):
                self.start(TO_EXCHANGE, "proxy_buffering off;", listen=listen)
                findings = self.check(only=None)
                for name in LADDER:
                    self.assertIn(findings[name]["status"], ("pass", "warn"), findings[name])

    def test_sign_ins_that_are_taken_out_on_the_way(self):
        """Told apart from a wrong password, by what needs none."""
        self.start(TO_EXCHANGE, 'proxy_set_header Authorization "";')
        finding = self.check("auth.login")["auth.login"]
        self.assertEqual((finding["status"], finding["problem"]["code"]), ("fail", "HTTP_401_LOGIN_STRIPPED"), finding)
        first = finding["explanation"]["causes"][0]
        self.assertEqual(first["owner"], "networkAdmin")
        self.assertIn("does not pass the sign-in on", first["text"])
        self.assertIn("nginx", " ".join(finding["problem"]["facts"]["inFront"]))
        presented = [one[3] for one in self.nginx.asked() if one[3].startswith("Basic ")]
        self.assertEqual(len(presented), 1)

    def test_a_wrong_password_is_one(self):
        self.start(TO_EXCHANGE)
        finding = CLI.check(f"https://localhost:{self.nginx.port}/EWS/Exchange.asmx", trusted=self.root.certificate,
                            only="auth.login", password="Wrong-Horse-7!")["auth.login"]
        self.assertEqual(finding["problem"]["code"], "HTTP_401_BASIC_REJECTED", finding)

    def test_the_server_behind_is_down(self):
        self.start(f"location /EWS/ {{ proxy_pass http://127.0.0.1:{free_port()}; }}")
        self.assertVerdict("HTTP_502", "exchangeAdmin", "is down")

    def test_the_server_behind_is_silent(self):
        listener = nginx.socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        self.start(f"location /EWS/ {{ proxy_pass http://127.0.0.1:{listener.getsockname()[1]}; "
                   "proxy_read_timeout 1s; }")
        self.assertVerdict("HTTP_504", "exchangeAdmin", "overloaded")

    def test_requests_may_not_be_large(self):
        self.start(TO_EXCHANGE, "client_max_body_size 10;")
        self.assertVerdict("HTTP_413", "networkAdmin", "limit")

    def test_a_web_server_that_knows_no_post(self):
        self.start("", pages=[("EWS/Exchange.asmx", "<html>files</html>")])
        # Where it were IIS, the handler for .asmx would be missing.
        self.assertVerdict("HTTP_405", "networkAdmin", "lets only GET through")

    def test_unavailable(self):
        self.start("location /EWS/ { return 503; }")
        self.assertVerdict("HTTP_503", "networkAdmin", "no server left")

    def test_a_length_is_required(self):
        self.start("location /EWS/ { return 411; }")
        self.assertVerdict("HTTP_411", "networkAdmin", "reverse proxy changes requests")

    def test_another_version_of_http_is_required(self):
        self.start("location /EWS/ { return 505; }")
        self.assertVerdict("HTTP_VERSION_REFUSED", "networkAdmin", "HTTP/2")

    def test_a_client_certificate_is_required(self):
        self.start(f"ssl_client_certificate {self.root.certificate}; ssl_verify_client on; " + TO_EXCHANGE)
        self.assertVerdict("TLS_CLIENT_CERTIFICATE", "networkAdmin", "in front of Exchange")

    def test_a_sign_in_form_by_redirect(self):
        self.start("location /EWS/ { return 302 https://sso.contoso.test/adfs/ls/?wa=wsignin1.0; }")
        facts = self.assertVerdict("HTTP_302_PREAUTH", "networkAdmin", "authenticates before")
        self.assertEqual(facts["location"], "https://sso.contoso.test/adfs/ls/")

    def test_a_sign_in_form_in_place(self):
        self.start("error_page 405 =200 /form.html; location = /EWS/Exchange.asmx { return 405; }",
                   pages=[("form.html", "<!DOCTYPE html><html><head><title>Contoso remote access</title></head><form>"
                                        "<input name=user><input type=password name=pass></form></html>")])
        facts = self.assertVerdict("HTTP_200_PREAUTH", "networkAdmin", "signs people in")
        self.assertEqual(facts["title"], "Contoso remote access")

    def test_a_page_of_somebody_else(self):
        self.start("error_page 405 =200 /site.html; location = /EWS/Exchange.asmx { return 405; }",
                   pages=[("site.html", "<!DOCTYPE html><html><title>Welcome to our shop</title></html>")])
        self.assertEqual(self.assertVerdict("HTTP_200_HTML", "networkAdmin", "Another web server")["title"], "Welcome to our shop")

    def test_a_block_page(self):
        self.start('location /EWS/ { add_header Via "1.1 filter (Zscaler 6.2)" always; return 403; }')
        self.assertEqual(self.assertVerdict("PROXY_BLOCK_PAGE", "networkAdmin", "filter blocks")["inspectedBy"],
                         "Zscaler")

    def test_answers_that_are_packed(self):
        self.start(TO_EXCHANGE, "proxy_buffering off; gzip on; gzip_types *; gzip_min_length 1;")
        findings = self.check(only=None)
        for name in LADDER:
            self.assertIn(findings[name]["status"], ("pass", "warn"), findings[name])
        self.assertGreater(len(self.nginx.packed()), 5)

    def test_a_packing_that_nobody_asked_for(self):
        self.start('location /EWS/ { return 200 "packed"; add_header Content-Encoding br always; }')
        self.assertVerdict("ANSWER_ENCODING", "networkAdmin", "packs answers")

    def test_a_guest_network(self):
        for directive in ("return 302 http://192.168.8.1/hotspot/login?dst=x;", "return 511;"):
            with self.subTest(directive):
                self.start(f"location /EWS/ {{ {directive} }}")
                self.assertVerdict("CAPTIVE_PORTAL", "workstation", "guest network")

    def test_a_login_that_is_taken_out_on_the_way(self):
        # It costs one refused sign-in, as a wrong password does; what needs no password tells the two apart.
        self.start(TO_EXCHANGE, 'proxy_set_header Authorization "";')
        finding = self.check(only="auth.login")["auth.login"]
        self.assertEqual(finding["problem"]["code"], "HTTP_401_LOGIN_STRIPPED")
        self.assertEqual([one[0] for one in self.nginx.asked() if one[3].startswith("Basic")], ["401"])

    def test_who_is_not_told_how_long_stops(self):
        self.start(TO_EXCHANGE, "limit_req zone=slow; limit_req_status 429;")
        finding = self.check(only="auth.login")["auth.login"]
        self.assertEqual((finding["status"], finding["problem"]["code"]), ("fail", "HTTP_429"))
        self.assertEqual([one[0] for one in self.nginx.asked() if one[3] != "-"], ["429"])

    def test_who_is_told_how_long_goes_on(self):
        self.start("location @wait { add_header Retry-After 1 always; return 429; }" + TO_EXCHANGE,
                   "limit_req zone=slow; limit_req_status 429; error_page 429 @wait;")
        finding = self.check(only="auth.login")["auth.login"]
        self.assertEqual(finding["status"], "pass", finding)
        statuses = [one[0] for one in self.nginx.asked() if one[3] != "-"]
        self.assertEqual(statuses, ["429", "200"])


if __name__ == "__main__":
    if not nginx.PROGRAM or not shutil.which("openssl"):
        print("skipped: nginx or openssl is missing (Debian packages: nginx-light, openssl)")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
