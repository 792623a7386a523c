#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault of a certificate and of a handshake, by OpenSSL's own server: the code, who must act, and why."""
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))
from certificates import AUTHORITY, FORMERLY, LATER, PUBLIC, SERVER, Workshop
from commandline import CommandLine
from opensslserver import OpensslServer, PlainServer
from tunnel import Tunnel

CLI = CommandLine(sys.argv[1])
OLD = ("-cipher", "ALL:@SECLEVEL=0")
MICROSOFT = "login.microsoftonline.com"


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="tls-")
        cls.addClassCleanup(folder.cleanup)
        cls.workshop = Workshop(folder.name)
        cls.root = cls.workshop.root("/O=Public Trust/CN=Public Root")
        cls.issuer = cls.workshop.issue("/O=Public Trust/CN=Public Issuer",
                                        "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n", cls.root)
        cls.good = cls.workshop.server(cls.issuer, SERVER + PUBLIC)

    def enter(self, context):
        self.addCleanup(context.__exit__, None, None, None)
        return context.__enter__()

    def run_against(self, server, check="net.tls", **how):
        server = self.enter(server)
        report = CLI.check(f"https://localhost:{server.port}/EWS/Exchange.asmx", trusted=self.root.certificate,
                           only=check, **how)
        return server, report[check]

    def assertVerdict(self, finding, code, owner, cause, status="fail"):
        self.assertEqual((finding["status"], finding.get("problem", {}).get("code")), (status, code), finding)
        first = finding["explanation"]["causes"][0]
        self.assertEqual(first["owner"], owner, finding["explanation"])
        self.assertIn(cause, first["text"], finding["explanation"])

    def judge(self, identity, code, owner, cause, options=()):
        """A certificate that is not taken: nothing is said to such a server."""
        server, finding = self.run_against(OpensslServer(identity, *options))
        self.assertVerdict(finding, code, owner, cause)
        self.assertNotIn(b"POST", server.said())
        return finding["problem"]["facts"]

    def test_a_good_one_is_taken(self):
        _, finding = self.run_against(OpensslServer(self.good))
        self.assertVerdict(finding, "TLS_TRUSTED_HERE_ONLY", "exchangeAdmin", "company's own authority", "warn")
        self.assertTrue(finding["facts"]["publicLog"])

    def test_expired(self):
        facts = self.judge(self.workshop.server(self.issuer, SERVER + PUBLIC, valid=FORMERLY), "TLS_CERT_EXPIRED",
                           "exchangeAdmin", "was not renewed")
        self.assertEqual(facts["chain"][0]["validUntil"], "2025-01-01T00:00:00Z")

    def test_an_expired_intermediate_is_told_of_the_intermediate(self):
        old = self.workshop.issue("/O=Public Trust/CN=Old Issuer", "basicConstraints=critical,CA:TRUE\n", self.root,
                                  valid=FORMERLY)
        facts = self.judge(self.workshop.server(old, SERVER + PUBLIC), "TLS_CERT_EXPIRED", "exchangeAdmin", "renewed")
        self.assertEqual(facts["faults"], [{"code": "TLS_CERT_EXPIRED", "depth": 1}])

    def test_not_yet_valid(self):
        self.judge(self.workshop.server(self.issuer, SERVER + PUBLIC, valid=LATER), "TLS_CERT_NOT_YET_VALID",
                   "workstation", "clock is behind")

    def test_for_another_name(self):
        self.judge(self.workshop.server(self.issuer, SERVER + PUBLIC, name="www.fabrikam.test"),
                   "TLS_HOSTNAME_MISMATCH", "exchangeAdmin", "name that the certificate does not cover")

    def test_self_signed(self):
        self.judge(self.workshop.server(None), "TLS_SELF_SIGNED", "exchangeAdmin", "during its installation")

    def test_an_authority_of_the_company(self):
        own = self.workshop.root("/O=Contoso/CN=Contoso Enterprise CA")
        facts = self.judge(self.workshop.server(own), "TLS_UNKNOWN_ISSUER", "exchangeAdmin", "company's own authority")
        self.assertFalse(facts["publicLog"])
        self.assertEqual(facts["issuer"], "Contoso Enterprise CA, Contoso")

    def test_an_authority_of_the_company_that_is_sent_along(self):
        own = self.workshop.issue("/O=Contoso/CN=Contoso Enterprise CA", "basicConstraints=critical,CA:TRUE\n")
        self.judge(self.workshop.server(own), "TLS_SELF_SIGNED_IN_CHAIN", "exchangeAdmin", "company's own authority")

    def test_the_intermediate_is_missing(self):
        alone = self.workshop.server(self.issuer, SERVER + PUBLIC)
        facts = self.judge(type(alone)(alone.certificate, alone.key), "TLS_UNKNOWN_ISSUER", "exchangeAdmin",
                           "does not send the intermediate certificate")
        self.assertTrue(facts["publicLog"])

    def test_a_weak_key(self):
        facts = self.judge(self.workshop.server(self.issuer, key=("RSA", "rsa_keygen_bits:1024")), "TLS_CERT_WEAK",
                           "exchangeAdmin", "key is too short", OLD)
        self.assertEqual((facts["key"], facts["weak"]), ("RSA 1024", True))

    def test_a_weak_signature(self):
        facts = self.judge(self.workshop.server(self.issuer, digest="sha1"), "TLS_CERT_WEAK", "exchangeAdmin",
                           "signed with SHA-1", OLD)
        self.assertEqual(facts["signature"], "ecdsa-with-SHA1")

    def test_for_clients_only(self):
        facts = self.judge(self.workshop.server(self.issuer, "extendedKeyUsage=clientAuth\n" + PUBLIC),
                           "TLS_UNTRUSTED_OR_PURPOSE", "exchangeAdmin", "without the purpose")
        self.assertEqual(facts["purposes"], ["clientAuth"])

    def test_a_key_that_may_not_sign(self):
        facts = self.judge(self.workshop.server(self.issuer, SERVER + "keyUsage=critical,cRLSign\n"),
                           "TLS_UNTRUSTED_OR_PURPOSE", "exchangeAdmin", "without the purpose")
        self.assertEqual(facts["usages"], ["cRLSign"])

    def test_names_that_the_authority_may_not_give(self):
        limited = self.workshop.issue(
            "/O=Public Trust/CN=Fabrikam Issuer",
            "basicConstraints=critical,CA:TRUE\nnameConstraints=critical,permitted;DNS:fabrikam.test\n", self.root)
        self.judge(self.workshop.server(limited), "TLS_NAME_CONSTRAINT", "exchangeAdmin", "not allowed to issue")

    def test_an_issuer_that_is_none(self):
        self.judge(self.workshop.server(self.workshop.server(self.issuer, name="device.contoso.test")),
                   "TLS_UNTRUSTED_OR_PURPOSE", "exchangeAdmin", "without the purpose")

    def test_old_protocols_alone(self):
        for version in ("-tls1", "-tls1_1"):
            with self.subTest(version):
                _, finding = self.run_against(OpensslServer(self.good, version, *OLD))
                self.assertVerdict(finding, "TLS_PROTOCOL_VERSION", "exchangeAdmin", "TLS 1.2 is switched off")

    def test_no_cipher_in_common(self):
        _, finding = self.run_against(OpensslServer(self.good, "-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA"))
        self.assertVerdict(finding, "TLS_HANDSHAKE_FAILURE", "exchangeAdmin", "no cipher in common")
        facts = finding["problem"]["facts"]
        self.assertEqual((facts["stage"], facts["alert"]), ("hello", 40))

    def test_a_client_certificate_before_tls_1_3(self):
        _, finding = self.run_against(OpensslServer(self.good, "-tls1_2", "-Verify", "1"))
        self.assertVerdict(finding, "TLS_CLIENT_CERTIFICATE", "networkAdmin", "in front of Exchange")
        facts = finding["problem"]["facts"]
        self.assertEqual((facts["stage"], facts["alert"]), ("keys", 40))

    def test_a_client_certificate_in_tls_1_3(self):
        # There the server judges when the handshake is over for the client.
        server, finding = self.run_against(OpensslServer(self.good, "-Verify", "1", "-verify_return_error"))
        self.assertVerdict(finding, "TLS_CLIENT_CERTIFICATE", "networkAdmin", "in front of Exchange")
        self.assertEqual(finding["problem"]["facts"]["alert"], 116)
        self.assertNotIn(b"POST", server.said())

    def test_whether_it_was_revoked_is_not_tested(self):
        self.run_against(OpensslServer(self.good))
        self.assertIn("was revoked", " ".join(CLI.report["notTested"]))
        self.run_against(PlainServer(b""))
        self.assertNotIn("was revoked", " ".join(CLI.report["notTested"]))

    def test_http_2_alone(self):
        """Agreed on in the handshake (ALPN); asked for HTTP/1.1 alone, the server hangs up with its reason."""
        server, finding = self.run_against(OpensslServer(self.good, "-alpn", "h2"), check="http.endpoint")
        self.assertVerdict(finding, "HTTP_VERSION_REFUSED", "networkAdmin", "HTTP/2 alone")
        self.assertNotIn(b"POST", server.said())

    def test_a_name_that_the_server_does_not_know(self):
        _, finding = self.run_against(OpensslServer(
            self.good, "-servername", "www.fabrikam.test", "-servername_fatal", "-cert2", self.good.certificate, "-key2",
            self.good.key))
        self.assertVerdict(finding, "TLS_NAME_UNKNOWN", "networkAdmin", "not set up for this host name")

    def test_plain_http(self):
        server, finding = self.run_against(PlainServer(b"HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n"))
        self.assertVerdict(finding, "TLS_NOT_SPOKEN", "exchangeAdmin", "without encryption")
        self.assertNotIn(b"POST", server.said())

    def test_another_service(self):
        _, finding = self.run_against(PlainServer(b"", first=b"220 mail.contoso.test ESMTP\r\n"))
        self.assertVerdict(finding, "TLS_NOT_SPOKEN", "exchangeAdmin", "without encryption")

    def test_closed_without_a_word(self):
        _, finding = self.run_against(PlainServer(b""))
        self.assertVerdict(finding, "TLS_CONNECTION_CLOSED", "networkAdmin", "firewall")
        self.assertEqual(finding["problem"]["facts"]["stage"], "hello")


class Compared(unittest.TestCase):
    """The same unknown issuer, and what another host shows meanwhile."""

    def run_through(self, exchange, microsoft, **how):
        """Both hosts through a tunnel; Microsoft's sign-in is one that every run asks."""
        with OpensslServer(exchange) as ews, OpensslServer(microsoft) as login, Tunnel(
                {"mail.contoso.test:443": ews.port, f"{MICROSOFT}:443": login.port}) as tunnel:
            report = CLI.check("https://mail.contoso.test/EWS/Exchange.asmx", proxy=tunnel.address, **how)
            self.assertNotIn(b"POST", ews.said())
            self.assertNotIn(b"Authorization", login.said())
        return report["net.tls"], tunnel.asked

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="tls-")
        cls.addClassCleanup(folder.cleanup)
        cls.workshop = Workshop(folder.name)
        cls.public = cls.workshop.root("/O=Public Trust/CN=Public Root")
        cls.login = cls.workshop.server(cls.public, SERVER + PUBLIC, name=MICROSOFT)

    def made_by(self, subject, **how):
        """Certificates for both hosts by one authority."""
        box = self.workshop.root(subject)
        return [self.workshop.server(box, name=name, **how) for name in ("mail.contoso.test", MICROSOFT)]

    def test_a_company_with_its_own_authority(self):
        own = self.workshop.root("/O=Contoso/CN=Contoso Enterprise CA")
        finding, _ = self.run_through(self.workshop.server(own, name="mail.contoso.test"), self.login)
        self.assertEqual(finding["problem"]["code"], "TLS_UNKNOWN_ISSUER")
        facts = finding["problem"]["facts"]
        self.assertEqual(facts["witness"], {"host": MICROSOFT, "issuer": "Public Root, Public Trust", "publicLog": True})
        self.assertFalse(facts["sameIssuerElsewhere"])
        self.assertIn("company's own authority", finding["explanation"]["causes"][0]["text"])

    def test_somebody_who_opens_everything(self):
        finding, _ = self.run_through(*self.made_by("/O=Contoso/CN=Gateway 4"))
        self.assertEqual((finding["status"], finding["problem"]["code"]), ("fail", "TLS_INSPECTED"))
        self.assertTrue(finding["problem"]["facts"]["sameIssuerElsewhere"])
        self.assertNotIn("inspectedBy", finding["problem"]["facts"])
        first = finding["explanation"]["causes"][0]
        self.assertEqual(first["owner"], "networkAdmin")
        self.assertIn("firewall or proxy opens", first["text"])

    def test_products_are_named(self):
        for subject, product, owner in (("/O=Zscaler Inc./CN=Zscaler Intermediate Root CA (example.net)", "Zscaler",
                                         "networkAdmin"),
                                        ("/O=Fortinet/CN=FG100FTK00000000", "Fortinet FortiGate", "networkAdmin"),
                                        ("/O=ESET, spol. s r. o./CN=ESET SSL Filter CA", "ESET", "workstation")):
            with self.subTest(product):
                finding, _ = self.run_through(*self.made_by(subject))
                self.assertEqual(finding["problem"]["code"], "TLS_INSPECTED")
                self.assertEqual(finding["problem"]["facts"]["inspectedBy"], product)
                self.assertEqual(finding["explanation"]["causes"][0]["owner"], owner)

    def test_a_company_whose_root_is_also_above_its_firewall(self):
        root = self.workshop.root("/O=Contoso/CN=Contoso Root CA")
        issuing = self.workshop.issue("/O=Contoso/CN=Contoso Issuing CA 1", AUTHORITY, root)
        firewall = self.workshop.issue("/O=Contoso/CN=Contoso TLS Gateway CA", AUTHORITY, root)
        finding, _ = self.run_through(self.workshop.server(issuing, name="mail.contoso.test"),
                                      self.workshop.server(firewall, name=MICROSOFT))
        self.assertEqual(finding["problem"]["code"], "TLS_UNKNOWN_ISSUER")
        self.assertFalse(finding["problem"]["facts"]["sameIssuerElsewhere"])

    def test_a_name_decides_nothing_against_what_others_show(self):
        for subject, product in (("/O=City of Palo Alto/CN=City of Palo Alto Issuing CA", None),
                                 ("/O=Nordberg Data AB/CN=Nordberg Data Root CA", None),
                                 ("/O=Zscaler Inc./CN=Zscaler Root CA", "Zscaler")):
            with self.subTest(subject):
                own = self.workshop.server(self.workshop.root(subject), name="mail.contoso.test")
                finding, _ = self.run_through(own, self.login)
                self.assertEqual(finding["problem"]["code"], "TLS_UNKNOWN_ISSUER")
                self.assertEqual(finding["problem"]["facts"].get("inspectedBy"), product)
                self.assertEqual(finding["explanation"]["causes"][0]["owner"],
                                 "networkAdmin" if product else "exchangeAdmin")

    def test_one_key_for_all_is_one_maker(self):
        box = [self.workshop.root(f"/O=Contoso/CN=Branch {number}") for number in (1, 2)]
        made = [self.workshop.server(box[0], name="mail.contoso.test")]
        made.append(self.workshop.server(box[1], name=MICROSOFT, of=made[0]))
        finding, _ = self.run_through(*made)
        self.assertEqual(finding["problem"]["code"], "TLS_INSPECTED")
        self.assertTrue(finding["problem"]["facts"]["sameIssuerElsewhere"])

    def test_a_clock_that_is_wrong_shows_everywhere(self):
        for dates, code in ((FORMERLY, "TLS_CERT_EXPIRED"), (LATER, "TLS_CERT_NOT_YET_VALID")):
            with self.subTest(code):
                made = [self.workshop.server(self.public, SERVER + PUBLIC, name=name, valid=dates)
                        for name in ("mail.contoso.test", MICROSOFT)]
                finding, _ = self.run_through(*made, trusted=self.public.certificate)
                self.assertEqual(finding["problem"]["code"], code)
                self.assertTrue(finding["problem"]["facts"]["sameFaultElsewhere"])
                first = finding["explanation"]["causes"][0]
                self.assertEqual(first["owner"], "workstation")
                self.assertIn("clock", first["text"])

    def test_nobody_is_asked_for_comparison_who_is_not_asked_anyway(self):
        own = self.workshop.root("/O=Contoso/CN=Contoso Enterprise CA")
        _, asked = self.run_through(self.workshop.server(own, name="mail.contoso.test"), self.login, only="net.tls")
        self.assertEqual(set(asked), {"mail.contoso.test:443"})


if __name__ == "__main__":
    if not shutil.which("openssl"):
        print("skipped: openssl is missing (Debian package: openssl)")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
