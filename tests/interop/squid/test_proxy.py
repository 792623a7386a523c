#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped command line behind squid: what a proxy refuses, and what is told of it."""
import base64
import http.server
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse

sys.path[:0] = [str(pathlib.Path(__file__).parents[2] / "support"), str(pathlib.Path(__file__).parents[1] / "tls")]
import squid
from certificates import PUBLIC, SERVER, Workshop
from commandline import CommandLine
from freeport import free_port
from opensslserver import OpensslServer, PlainServer

CLI = CommandLine(sys.argv[1])
BASIC = """auth_param basic program /usr/lib/squid/basic_ncsa_auth FOLDER/users
auth_param basic credentialsttl 1 second
acl known proxy_auth REQUIRED
http_access deny !known
"""
NTLM = """auth_param ntlm program /usr/lib/squid/ntlm_fake_auth
acl known proxy_auth REQUIRED
http_access deny !known
"""


class ScriptServer:
    """As a context: serves a proxy script over http."""

    def __init__(self, script):
        self._script = script.encode()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "application/x-ns-proxy-autoconfig")
                self.send_header("Content-Length", str(len(outer._script)))
                self.end_headers()
                self.wfile.write(outer._script)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"pac+http://127.0.0.1:{self._server.server_port}/proxy.pac"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()


def libproxy(environment, url):
    """What the system's library says by itself; None where there is none."""
    program = """import ctypes, sys
library = ctypes.CDLL("libproxy.so.1")
library.px_proxy_factory_new.restype = ctypes.c_void_p
ask = library.px_proxy_factory_get_proxies
ask.argtypes, ask.restype = [ctypes.c_void_p, ctypes.c_char_p], ctypes.POINTER(ctypes.c_char_p)
print(ask(library.px_proxy_factory_new(), sys.argv[1].encode())[0].decode())"""
    result = subprocess.run([sys.executable, "-c", program, url], capture_output=True, text=True, check=False,
                            env={"PATH": "/usr/bin:/bin", **environment})
    return result.stdout.strip() if result.returncode == 0 else None


class BehindSquid(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="squid-ca-")
        cls.addClassCleanup(folder.cleanup)
        workshop = Workshop(folder.name)
        cls.root = workshop.root("/O=Public Trust/CN=Public Root")
        cls.server = workshop.server(cls.root, SERVER + PUBLIC, name="mail.contoso.test")

    def enter(self, context):
        self.addCleanup(context.__exit__, None, None, None)
        return context.__enter__()

    def start(self, directives, users=""):
        folder = tempfile.TemporaryDirectory(prefix="squid-")
        self.addCleanup(folder.cleanup)
        (pathlib.Path(folder.name) / "users").write_text(users, encoding="ascii")
        self.squid = self.enter(squid.Squid(folder.name, directives))
        return self.squid.address

    def check(self, proxy, only="net.tls", environment=None):
        exchange = self.exchange = self.enter(OpensslServer(self.server))
        self.target = f"mail.contoso.test:{exchange.port}"
        return CLI.check(f"https://{self.target}/EWS/Exchange.asmx", trusted=self.root.certificate, only=only,
                         proxy=proxy, environment=environment)

    def assertVerdict(self, finding, code, owner, cause, status="fail"):
        self.assertEqual((finding["status"], finding.get("problem", {}).get("code")), (status, code), finding)
        first = finding["explanation"]["causes"][0]
        self.assertEqual(first["owner"], owner, finding["explanation"])
        self.assertIn(cause, first["text"], finding["explanation"])

    def logins(self, asked):
        """What was presented to the proxy as a login."""
        return [urllib.parse.unquote(one[4]) for one in asked if one[4] != "-"]

    def test_a_proxy_that_leads(self):
        findings = self.check(self.start(""))
        self.assertEqual(findings["net.tls"]["problem"]["code"], "TLS_TRUSTED_HERE_ONLY")
        self.assertEqual(findings["net.dns"]["notTested"], "PROXY_RESOLVES")
        self.assertEqual(findings["workstation.route"]["facts"]["routes"][0]["kind"], "httpProxy")

    def test_a_host_that_the_proxy_blocks(self):
        finding = self.check(self.start("acl blocked dstdomain .contoso.test\nhttp_access deny blocked\n"))["net.tls"]
        self.assertVerdict(finding, "PROXY_DENIED", "networkAdmin", "rules block this server")
        facts = finding["problem"]["facts"]
        self.assertEqual((facts["proxyStatus"], facts["inspectedBy"]), (403, "Squid"))
        self.assertEqual(facts["proxy"], f"127.0.0.1:{self.squid.port}")

    def test_a_proxy_that_wants_a_login(self):
        finding = self.check(self.start(BASIC))["net.tls"]
        self.assertVerdict(finding, "PROXY_407", "workstation", "has no login for it")
        facts = finding["problem"]["facts"]
        self.assertEqual((facts["proxyOffers"], facts["loginSent"]), (["Basic"], False))
        self.assertEqual(self.logins(self.squid.asked()), [])

    def test_a_wrong_login_is_presented_once(self):
        proxy = self.start(BASIC).replace("://", "://adele:wrong@")
        findings = self.check(proxy, only=None)
        self.assertVerdict(findings["net.tls"], "PROXY_407", "workstation", "refuses the login")
        self.assertTrue(findings["net.tls"]["problem"]["facts"]["loginSent"])
        presented = self.logins(self.squid.asked())
        # The proxy's account locks like any other; every check of the run stands behind the proxy.
        self.assertEqual(presented, ["Basic " + base64.b64encode(b"adele:wrong").decode()])

    def test_the_right_login(self):
        hashed = subprocess.run(["openssl", "passwd", "-apr1", "proxy-pw"], capture_output=True, check=True)
        proxy = self.start(BASIC, "adele:" + hashed.stdout.decode()).replace("://", "://adele:proxy-pw@")
        self.assertEqual(self.check(proxy)["net.tls"]["problem"]["code"], "TLS_TRUSTED_HERE_ONLY")

    def test_ntlm_without_a_login(self):
        """Left to itself, Qt 6.4 repeats NTLM's first message until the time is up."""
        findings = self.check(self.start(NTLM), only=None)
        finding = findings["net.tls"]
        self.assertVerdict(finding, "PROXY_407", "workstation", "has no login for it")
        self.assertEqual(finding["problem"]["facts"]["proxyOffers"], ["NTLM"])
        self.assertLess(finding["durationMs"], 5000)
        # What asks for addresses by HTTP meets the same proxy, and says the same of it.
        self.assertLess(findings["discover.candidates"]["durationMs"], 10_000)
        self.assertNotIn(b"Authorization", self.exchange.said())

    def test_a_script_that_names_the_proxy(self):
        """Qt asks libproxy. Debian's runs scripts with an additional package only, and is silent without it."""
        for modules in ({}, {"PX_MODULE_PATH": "/nonexistent"}):
            proxy = self.start("")
            script = self.enter(ScriptServer(f'function FindProxyForURL(url, host) {{ return "PROXY {proxy[7:]}"; }}'))
            asked = libproxy({"https_proxy": script.address, **modules}, "https://mail.contoso.test/")
            if asked is None:
                self.skipTest("this system has no libproxy")
            findings = self.check(script.address, environment=modules)
            route = findings["workstation.route"]
            with self.subTest(asked):
                self.assertEqual(route["facts"]["routes"][0]["source"], "script")
                if asked == proxy:
                    self.assertEqual(findings["net.tls"]["problem"]["code"], "TLS_TRUSTED_HERE_ONLY")
                    self.assertEqual(route["facts"]["routes"][0]["proxy"], proxy[7:])
                else:
                    self.assertEqual(asked, "direct://")
                    self.assertVerdict(route, "PROXY_PAC_NOT_READ", "workstation", "not installed", "warn")

    def gnome(self, **settings):
        """The settings of a desktop, made by its own tool; the environment that leads to them."""
        folder = tempfile.TemporaryDirectory(prefix="gnome-")
        self.addCleanup(folder.cleanup)
        own = {"XDG_CONFIG_HOME": folder.name, "GSETTINGS_BACKEND": "keyfile"}
        for name, value in settings.items():
            schema, key = ("org.gnome.system.proxy." + name).rsplit(".", 1) if "." in name else ("org.gnome.system.proxy", name)
            done = subprocess.run(["gsettings", "set", schema, key, value], env={**os.environ, **own}, check=False,
                                  capture_output=True)
            if done.returncode:
                self.skipTest("gsettings has no settings for proxies: " + done.stderr.decode())
        return {**own, "XDG_CURRENT_DESKTOP": "GNOME"}

    def test_a_proxy_in_the_settings_of_the_desktop(self):
        """Debian's libproxy reads them with an additional package only."""
        host, port = self.start("")[7:].split(":")
        desktop = self.gnome(**{"mode": "manual", "https.host": host, "https.port": port, "ignore-hosts": "['other.test']"})
        findings = self.check(None, environment=desktop)
        route = findings["workstation.route"]["facts"]["routes"][0]
        self.assertEqual((route["kind"], route["proxy"]), ("httpProxy", f"{host}:{port}"))
        self.assertIn(route["source"], ("desktop", "system"))
        self.assertEqual(findings["net.tls"]["problem"]["code"], "TLS_TRUSTED_HERE_ONLY")
        self.assertIn(["200", "CONNECT", self.target], [one[:3] for one in self.squid.asked()])

    def test_a_host_that_the_desktop_excepts(self):
        desktop = self.gnome(**{"mode": "manual", "https.host": "proxy.nowhere.invalid", "https.port": "8080",
                                "ignore-hosts": "['localhost', '*.contoso.test']"})
        route = self.check(None, environment=desktop)["workstation.route"]
        self.assertEqual((route["status"], route["facts"]["routes"][0]["kind"]), ("pass", "direct"), route)

    def test_a_script_in_the_settings_of_the_desktop(self):
        desktop = self.gnome(**{"mode": "auto", "autoconfig-url": "http://wpad.nowhere.invalid/proxy.pac"})
        route = self.check(None, environment=desktop)["workstation.route"]
        self.assertVerdict(route, "PROXY_PAC_NOT_READ", "workstation", "not installed", "warn")

    def test_a_target_that_the_proxy_does_not_reach(self):
        proxy = self.start("")
        findings = CLI.check(f"https://mail.contoso.test:{free_port()}/EWS/Exchange.asmx", only="net.tls",
                             proxy=proxy)
        self.assertVerdict(findings["net.tls"], "PROXY_CONNECT_FAILED", "networkAdmin", "behind the proxy does not answer")
        facts = findings["net.tls"]["problem"]["facts"]
        self.assertEqual((facts["proxyStatus"], facts["proxyError"]), (503, "ERR_CONNECT_FAIL"))

    def test_a_name_that_the_proxy_does_not_find(self):
        finding = CLI.check("https://mail.inside.test/EWS/Exchange.asmx", only="net.tls", proxy=self.start(""))["net.tls"]
        self.assertVerdict(finding, "PROXY_CONNECT_FAILED", "networkAdmin", "cannot look up")
        # Squid 5 says the second one where no resolver answers.
        self.assertIn(finding["problem"]["facts"]["proxyError"], ("ERR_DNS_FAIL", "ERR_CANNOT_FORWARD"))

    def test_a_proxy_that_is_down(self):
        findings = self.check(f"http://127.0.0.1:{free_port()}")
        self.assertVerdict(findings["net.tcp"], "PROXY_UNREACHABLE", "workstation", "out of date")

    def test_a_proxy_whose_name_nobody_knows(self):
        findings = self.check("http://proxy.nowhere.invalid:3128")
        self.assertVerdict(findings["net.dns"], "PROXY_UNREACHABLE", "workstation", "out of date")

    def test_a_web_server_instead_of_a_proxy(self):
        server = self.enter(PlainServer(b"HTTP/1.1 405 Not Allowed\r\nServer: nginx\r\nContent-Length: 0\r\n\r\n"))
        finding = self.check(f"http://127.0.0.1:{server.port}")["net.tls"]
        self.assertVerdict(finding, "PROXY_BROKEN", "workstation", "web server or another service")

    def test_a_proxy_that_hangs_up(self):
        server = self.enter(PlainServer(b""))
        finding = self.check(f"http://127.0.0.1:{server.port}")["net.tls"]
        self.assertVerdict(finding, "PROXY_BROKEN", "workstation", "web server or another service")

    def test_a_proxy_that_speaks_something_else(self):
        server = self.enter(PlainServer(b"", first=b"SSH-2.0-OpenSSH_9.2\r\n"))
        finding = self.check(f"http://127.0.0.1:{server.port}")["net.tls"]
        self.assertVerdict(finding, "PROXY_BROKEN", "workstation", "web server or another service")


if __name__ == "__main__":
    if not squid.PROGRAM or not shutil.which("openssl"):
        print("skipped: squid or openssl is missing (Debian packages: squid, openssl)")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
