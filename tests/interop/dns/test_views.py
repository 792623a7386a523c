#!/usr/bin/python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped command line where names and addresses lie: IPv6 that leads nowhere, two views of one name.

In namespaces of its own, with BIND as name server, which shows one view to who asks at 127.0.0.1 (inside) and another one
at 127.0.0.2 (outside), a hosts file, and the Exchange simulator: test_views.py CLI SIMULATOR
"""
import contextlib
import json
import http.client
import http.server
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).parents[2] / "support"), str(pathlib.Path(__file__).parents[1] / "tls")]
from certificates import PUBLIC, SERVER, Workshop
from commandline import CommandLine
from simulator import Simulator

PASSWORD = "Views-judge-7!"
ZONE = """$TTL 60
@ IN SOA ns.contoso.test. admin.contoso.test. 1 60 60 60 60
@ IN NS ns.contoso.test.
ns IN A 127.0.0.1
good IN A 203.0.113.10
refuses IN A 203.0.113.10
refuses IN AAAA 2001:db8::10
swallows IN A 203.0.113.10
swallows IN AAAA 2001:db8:1::10
partly IN A 203.0.113.10
partly IN A 203.0.113.11
split IN A 203.0.113.10
inside IN A 10.1.1.1
"""
# What split DNS does: the same names, and the address that is right on this side of the firewall.
EXCHANGE = "mail IN A {0}\nautodiscover IN A {0}\n"
NAMED = """options {{ directory "{0}"; listen-on port 53 {{ 127.0.0.1; 127.0.0.2; }}; listen-on-v6 {{ none; }}; recursion no;
  pid-file none; session-keyfile none; dnssec-validation no; }};
controls {{ }};
view "inside" {{ match-destinations {{ 127.0.0.1; }}; zone "contoso.test" {{ type primary; file "{0}/inner"; }}; }};
view "outside" {{ match-destinations {{ 127.0.0.2; }}; zone "contoso.test" {{ type primary; file "{0}/outer"; }}; }};
"""
RESOLVER = "nameserver {}\noptions timeout:1 attempts:1\n"
FILES = {"inner": ZONE + EXCHANGE.format("10.1.1.1"), "outer": ZONE + EXCHANGE.format("203.0.113.10"),
         "resolv.conf": RESOLVER.format("127.0.0.1"),
         "hosts": "127.0.0.1 localhost\n10.1.1.1 split.contoso.test\n10.1.1.1 onlyhere.contoso.test\n",
         "nsswitch.conf": "hosts: files dns\n"}
NETWORK = """ip link set lo up
ip addr add 127.0.0.2/32 dev lo
ip addr add 203.0.113.10/32 dev lo
ip addr add 203.0.113.11/32 dev lo
ip addr add 10.1.1.1/32 dev lo
ip addr add 2001:db8::10/128 dev lo nodad
ip addr add 2001:db8:1::10/128 dev lo nodad
"""


class Exchange(http.server.BaseHTTPRequestHandler):
    """Asks for a login, as Exchange does, and counts who brings one. What goes to the names that the views differ about
    is the simulator's."""

    protocol_version = "HTTP/1.1"
    logins = 0
    behind = None  # its port

    def pass_on(self, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.behind, timeout=20)
        connection.request(self.command, self.path, body, {**self.headers, "Host": "mail.contoso.test"})
        answer = connection.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        connection.close()

    def do_GET(self):
        self.pass_on(None)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Host"].split(":")[0] in ("mail.contoso.test", "autodiscover.contoso.test"):
            return self.pass_on(body)
        Exchange.logins += "Authorization" in self.headers
        self.send_response(401)
        for name, value in (("WWW-Authenticate", "Basic realm=\"x\""), ("X-FEServer", "EX1"), ("Content-Length", "0")):
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        pass


def swallow(address):
    """From now on nobody gets an answer there: the queue of those who wait to be accepted is full."""
    listener = socket.socket(socket.AF_INET6)
    listener.bind((address, 443))
    listener.listen(0)
    waiting = [listener]
    for _ in range(3):
        client = socket.socket(socket.AF_INET6)
        client.setblocking(False)
        client.connect_ex((address, 443))
        waiting.append(client)
    return waiting


class Views(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="views-")
        cls.addClassCleanup(folder.cleanup)
        workshop = Workshop(folder.name)
        cls.root = workshop.root("/O=Public Trust/CN=Public Root")
        identity = workshop.server(cls.root, SERVER + PUBLIC, name="*.contoso.test")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(identity.certificate, identity.key)
        for address in ("203.0.113.10", "10.1.1.1"):
            server = http.server.ThreadingHTTPServer((address, 443), Exchange)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.swallowing = swallow("2001:db8:1::10")
        simulator = Simulator(sys.argv[3], "healthy", "--plain-http", "0", password=PASSWORD)
        Exchange.behind = simulator.__enter__().facts["ports"]["mail.contoso.test:plain"]
        cls.addClassCleanup(simulator.__exit__)

    def check(self, name, only):
        return CLI.check(f"https://{name}.contoso.test/EWS/Exchange.asmx", trusted=self.root.certificate, only=only)

    def assertVerdict(self, finding, code, owner, cause, status="warn"):
        self.assertEqual((finding["status"], finding.get("problem", {}).get("code")), (status, code), finding)
        first = finding["explanation"]["causes"][0]
        self.assertEqual(first["owner"], owner, finding["explanation"])
        self.assertIn(cause, first["text"], finding["explanation"])

    def test_what_is_in_order_passes(self):
        findings = self.check("good", "http.endpoint")
        for name in ("net.dns", "net.tcp", "http.endpoint"):
            self.assertEqual(findings[name]["status"], "pass", findings[name])

    def test_ipv6_that_is_refused_or_swallowed(self):
        for name, address, result, owner, cause in (
                ("refuses", "2001:db8::10", "TCP_CONNECTION_REFUSED", "exchangeAdmin", "does not listen on IPv6"),
                ("swallows", "2001:db8:1::10", "TCP_TIMEOUT", "networkAdmin", "does not let it through")):
            with self.subTest(name):
                findings = self.check(name, "http.endpoint")
                self.assertVerdict(findings["net.tcp"], "NETWORK_IPV6_BROKEN", owner, cause)
                self.assertIn(address, findings["net.tcp"]["explanation"]["what"])
                self.assertEqual(findings["net.tcp"]["facts"]["results"],
                                 [{"address": "203.0.113.10", "result": "connected"},
                                  {"address": address, "result": result}])
                # Both families are tried at once, as browsers do: the rest of the ladder does not wait.
                self.assertEqual(findings["http.endpoint"]["status"], "pass", findings["http.endpoint"])
                self.assertLess(findings["http.endpoint"]["durationMs"], 2000)
                self.assertLess(findings["net.tls"]["durationMs"], 3000)

    def test_one_of_two_servers_is_down(self):
        finding = self.check("partly", "net.tcp")["net.tcp"]
        self.assertVerdict(finding, "NETWORK_PARTLY_REACHABLE", "exchangeAdmin", "One of several servers")
        self.assertIn("203.0.113.11", finding["explanation"]["what"])

    def test_the_hosts_file_says_something_else(self):
        findings = self.check("split", "cloud.reachability")
        # An inner address beside a public one looks like two zones, and Windows and macOS may ask both. So the hosts
        # file is named, and what decides is to look into it.
        self.assertVerdict(findings["net.dns"], "DNS_VIEWS_DIFFER", "networkAdmin", "internal and an external DNS zone")
        causes = findings["net.dns"]["explanation"]["causes"]
        self.assertIn("hosts file", " ".join(cause["text"] for cause in causes[1:]))
        self.assertIn("hosts file", json.dumps(causes[0]))
        facts = findings["net.dns"]["problem"]["facts"]
        self.assertEqual((facts["dns"], facts["system"]), (["203.0.113.10"], ["10.1.1.1"]))
        # What DNS says is what the cloud goes by.
        self.assertEqual(findings["cloud.reachability"]["facts"]["publicAddresses"], ["203.0.113.10"])

    def test_a_name_that_only_this_computer_knows(self):
        findings = self.check("onlyhere", "cloud.reachability")
        self.assertVerdict(findings["net.dns"], "DNS_VIEWS_DIFFER", "workstation", "hosts file")
        self.assertEqual(findings["net.dns"]["problem"]["facts"]["because"], "DNS_NXDOMAIN")
        self.assertVerdict(findings["cloud.reachability"], "HOST_PRIVATE_ADDRESS", "networkAdmin", "")

    def test_reachable_from_here_and_surely_not_from_outside(self):
        findings = self.check("inside", "cloud.reachability,http.endpoint")
        self.assertEqual(findings["http.endpoint"]["status"], "pass")
        self.assertVerdict(findings["cloud.reachability"], "HOST_PRIVATE_ADDRESS", "networkAdmin", "")

    @contextlib.contextmanager
    def looking_from(self, resolver):
        file = pathlib.Path("/etc/resolv.conf")
        before = file.read_text(encoding="ascii")
        file.write_text(RESOLVER.format(resolver), encoding="ascii")
        try:
            yield
        finally:
            file.write_text(before, encoding="ascii")

    def discover(self):
        """By the e-mail address alone."""
        return CLI.check(None, trusted=self.root.certificate, only="cloud.reachability,auth.login", password=PASSWORD)

    def test_autodiscover_inside_leads_to_the_inner_address(self):
        findings = self.discover()
        self.assertEqual(findings["discover.settings"]["facts"]["externalEwsUrl"],
                         "https://mail.contoso.test/EWS/Exchange.asmx")
        self.assertEqual(findings["auth.login"]["status"], "pass", findings["auth.login"])
        self.assertEqual(findings["net.dns"]["facts"]["addresses"], ["10.1.1.1"])
        # Nobody here can know the outer address: that there may be one is what is said, and who would know.
        finding = findings["cloud.reachability"]
        self.assertVerdict(finding, "HOST_PRIVATE_ADDRESS", "networkAdmin", "internal DNS gives the internal address")
        self.assertEqual(finding["facts"]["privateAddresses"], ["10.1.1.1"])

    def test_autodiscover_outside_leads_to_the_outer_address(self):
        with self.looking_from("127.0.0.2"):
            findings = self.discover()
        self.assertEqual(findings["auth.login"]["status"], "pass", findings)
        self.assertEqual(findings["net.dns"]["facts"]["addresses"], ["203.0.113.10"])
        self.assertEqual(findings["cloud.reachability"]["facts"]["publicAddresses"], ["203.0.113.10"])
        self.assertVerdict(findings["cloud.reachability"], "TLS_TRUSTED_HERE_ONLY", "exchangeAdmin", "own authority")

    @classmethod
    def tearDownClass(cls):
        assert Exchange.logins == 0, "nobody asked for a login"


def enter_namespaces():
    for flags in (["--net", "--mount"], ["--user", "--map-root-user", "--net", "--mount"]):
        trial = subprocess.run(["unshare", *flags, "sh", "-c", "ip link set lo up && ip addr add 2001:db8::1/128 dev lo"],
                               capture_output=True, text=True, check=False)
        if trial.returncode == 0:
            os.execvp("unshare", ["unshare", *flags, sys.executable, __file__, "--inside", *sys.argv[1:]])
    print("skipped: namespaces are not permitted here:", trial.stderr.strip())
    sys.exit(77)


def prepare(folder):
    folder.chmod(0o755)
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    for name, text in {**FILES, "named.conf": NAMED.format(folder)}.items():
        (folder / name).write_text(text, encoding="ascii")
        if name in ("resolv.conf", "hosts", "nsswitch.conf"):
            subprocess.run(["mount", "--bind", folder / name, os.path.realpath("/etc/" + name)], check=True)
    subprocess.run(["sh", "-ec", NETWORK], check=True)
    named = subprocess.Popen([shutil.which("named"), "-g", "-c", folder / "named.conf"], stderr=subprocess.DEVNULL)
    for _ in range(100):
        dig = subprocess.run(["dig", "+short", "+tries=1", "+time=1", "@127.0.0.1", "ns.contoso.test"],
                             capture_output=True, check=False)
        if dig.stdout.strip() == b"127.0.0.1":
            return named
        time.sleep(0.1)
    raise RuntimeError("BIND does not answer")


if __name__ == "__main__":
    if "--inside" not in sys.argv:
        missing = [tool for tool in ("unshare", "ip", "named", "dig", "openssl") if not shutil.which(tool)]
        if missing:
            print("skipped: not installed:", ", ".join(missing))
            sys.exit(77)
        enter_namespaces()
    CLI = CommandLine(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="names-") as place:
        server = prepare(pathlib.Path(place))
        try:
            unittest.main(argv=sys.argv[:1], verbosity=2)
        finally:
            server.terminate()
            server.wait()
