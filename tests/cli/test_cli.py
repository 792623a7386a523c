#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line as its users meet it: a real process, its streams and its exit code."""

import fcntl
import json
import os
import pty
import signal
import subprocess
import sys
import tempfile
import termios
import time
import unittest
import xml.etree.ElementTree

DEMO, CLI, ROOT = sys.argv[1:4]
PASSWORD = "Correct-Horse-7!"

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)


def schema(name):
    with open(os.path.join(ROOT, "resources", name), encoding="utf-8") as file:
        return json.load(file)


REPORT = schema("report.schema.json")
INTEGRATION = schema("integration.schema.json")


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def integration(self, name="hq.json", **changes):
        values = {"name": "HQ", "type": "exchangeServer", "email": "askcody@contoso.test", "username": "auto",
                  "exchangeVersion": "auto", "ewsUrl": "auto", "testMailbox": "room1@contoso.test",
                  "forbiddenMailbox": "ceo@contoso.test", "identificationCode": "default", "acceptHosts": []}
        values.update(changes)
        document = {"integration": {key: value for key, value in values.items() if value is not None}}
        with open(self.path(name), "w", encoding="utf-8") as file:
            json.dump(document, file)
        return self.path(name)

    def run_demo(self, *arguments, scenario="healthy", stdin=PASSWORD + "\n"):
        return subprocess.run([DEMO, "--scenario", scenario, "cli", *arguments], input=stdin.encode(),
                              capture_output=True, timeout=120, check=False)

    def run_cli(self, *arguments):
        return subprocess.run([CLI, *arguments], input=b"", capture_output=True, timeout=60, check=False)

    def refusal(self, result, *codes):
        """What stands on standard output where a command could not do its work: one object, and no checks."""
        document = self.report(result)
        self.assertIn(document["problem"]["code"], codes)
        self.assertIn(document["verdict"], ("fail", "cancelled"))
        self.assertTrue(document["explanation"]["title"])
        self.assertTrue({"checks", "results"}.isdisjoint(document))
        return document

    def report(self, result):
        document = json.loads(result.stdout)
        jsonschema.validate(document, REPORT)
        return document

    def finding(self, report, check):
        return next(entry for entry in report["checks"] if entry["id"] == check)

    def test_a_healthy_server_passes(self):
        result = self.run_demo("check", self.integration(), "--password-stdin", "--format", "json")
        report = self.report(result)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn(report["verdict"], ("pass", "warn"))
        self.assertTrue(report["notTested"])
        order = [entry["id"] for entry in report["checks"]]
        self.assertLess(order.index("net.dns"), order.index("net.tls"))
        version = self.finding(report, "ews.version")
        self.assertTrue({"build", "product", "supported"} <= set(version["facts"]))

    def test_the_example_files_obey_the_schema(self):
        with open(self.integration(), encoding="utf-8") as file:
            jsonschema.validate(json.load(file), INTEGRATION)

    def test_a_wrong_password_is_tried_once_and_explained(self):
        result = self.run_demo("check", self.integration(), "--password-stdin", "--format", "json", stdin="wrong\n")
        report = self.report(result)
        self.assertEqual(result.returncode, 1)
        login = self.finding(report, "auth.login")
        self.assertEqual(login["problem"]["code"], "HTTP_401_BASIC_REJECTED")
        self.assertEqual(login["explanation"]["causes"][0]["owner"], "exchangeAdmin")

    def test_basic_switched_off(self):
        result = self.run_demo("check", self.integration(), "--password-stdin", scenario="basic-off")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"[HTTP_401_BASIC_NOT_OFFERED]", result.stdout)
        self.assertIn(b"Set-WebServicesVirtualDirectory", result.stdout)

    def test_other_spellings_are_found_when_allowed(self):
        for scenario in ("user-name-needs-domain", "user-name-bare"):
            with self.subTest(scenario):
                once = self.run_demo("check", self.integration(), "--password-stdin", scenario=scenario)
                self.assertEqual(once.returncode, 1)
                more = self.run_demo("check", self.integration(), "--password-stdin", "--login-attempts", "3",
                                     "--format", "json", scenario=scenario)
                self.assertEqual(more.returncode, 0, more.stdout)
                report = self.report(more)
                self.assertNotIn("@", self.finding(report, "auth.login")["facts"]["username"])
                # Autodiscover refused another spelling than the one that works in the end.
                refused = self.finding(report, "discover.settings")
                self.assertEqual(refused["problem"]["facts"]["username"], "askcody@contoso.test")
                self.assertIn("askcody@contoso.test", refused["explanation"]["what"])

    def test_a_private_authority_is_told_from_a_missing_intermediate(self):
        for scenario, cause in (("cert-unknown-issuer", "The issuer is the company's own authority."),
                                ("cert-intermediate-missing", "The server does not send the intermediate certificate.")):
            with self.subTest(scenario):
                result = self.run_demo("check", self.integration(), "--password-stdin", "--format", "json",
                                       scenario=scenario)
                refused = self.finding(self.report(result), "net.tls")
                self.assertEqual(refused["problem"]["code"], "TLS_UNKNOWN_ISSUER")
                first = refused["explanation"]["causes"][0]
                self.assertEqual(first["text"], cause)
                self.assertTrue(first["evidenceFor"])

    def test_no_password_is_said(self):
        result = self.run_demo("check", self.integration(), "--format", "json")
        self.assertEqual(self.finding(self.report(result), "auth.login")["problem"]["code"], "PASSWORD_MISSING")
        self.assertEqual(result.returncode, 1)
        empty = self.run_demo("check", self.integration(), "--password-stdin", stdin="")
        self.assertEqual(empty.returncode, 2)
        self.assertEqual(empty.stdout, b"")

    def test_junit_and_html(self):
        junit = self.run_demo("check", self.integration(), "--password-stdin", "--format", "junit", scenario="basic-off")
        suite = xml.etree.ElementTree.fromstring(junit.stdout)
        self.assertEqual(suite.get("failures"), "1")
        html = self.run_demo("check", self.integration(), "--password-stdin", "--format", "html")
        self.assertTrue(html.stdout.startswith(b"<!DOCTYPE html>"))

    def test_only_runs_what_is_asked_and_needed(self):
        result = self.run_demo("check", self.integration(), "--password-stdin", "--only", "net.tls", "--format", "json")
        ids = [entry["id"] for entry in self.report(result)["checks"]]
        self.assertIn("net.tls", ids)
        self.assertNotIn("ews.rooms", ids)

    def test_a_recording_replays_without_the_server(self):
        har = self.path("run.har")
        made = self.run_demo("check", self.integration(), "--password-stdin", "--record", har, "--format", "json",
                             scenario="impersonation-denied")
        replayed = self.run_cli("replay", har, "--format", "json")
        self.assertEqual(replayed.returncode, made.returncode, replayed.stderr)
        statuses = [[(entry["id"], entry["status"], entry.get("problem", {}).get("code")) for entry in
                     self.report(result)["checks"]] for result in (made, replayed)]
        self.assertEqual(statuses[0], statuses[1])
        with open(har, "rb") as file:
            self.assertNotIn(PASSWORD.encode(), file.read())

    def test_several_files_are_all_done(self):
        good = self.integration("good.json")
        broken = self.path("broken.json")
        with open(broken, "w", encoding="utf-8") as file:
            file.write('{"integration": {')
        result = self.run_demo("check", broken, good, "--password-stdin")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"FILE_MALFORMED", result.stderr)
        self.assertIn(b"ews.rooms", result.stdout)

    def test_bad_files_are_explained(self):
        cases = {
            "no such file": (self.path("nowhere.json"), b"FILE_UNREADABLE"),
            "http address": (self.integration("a.json", ewsUrl="http://mail.contoso.test/EWS/Exchange.asmx"), b"https://"),
            "credentials in the address": (self.integration("b.json", ewsUrl="https://u:hidden@mail.contoso.test/"),
                                           b"INPUT_URL_CREDENTIALS"),
            "unknown version": (self.integration("c.json", exchangeVersion="Exchange2019"), b"INPUT_VERSION"),
            "misspelt field": (self.integration("d.json", testmailbox="x@y.z"), b"INPUT_UNKNOWN_FIELD"),
            "endless address": (self.integration("e.json", email="a" * 10000 + "@contoso.test"), b"INPUT_TOO_LONG"),
            "bidi": (self.integration("f.json", email="a\u202e@contoso.test"), b"INPUT_CHARACTERS"),
            "empty": (self.integration("g.json", email=""), b"INPUT_MISSING"),
        }
        for name, (path, expected) in cases.items():
            with self.subTest(name):
                result = self.run_cli("check", path)
                self.assertEqual(result.returncode, 2, result.stderr)
                self.assertIn(expected, result.stderr)
                self.assertEqual(result.stdout, b"")
                self.assertNotIn(b"hidden", result.stderr)
                self.assertNotIn("\u202e".encode(), result.stderr)
                asked = self.run_cli("check", path, "--format", "json")
                self.assertEqual((asked.returncode, asked.stderr), (2, result.stderr))
                code = self.refusal(asked, "FILE_UNREADABLE", "INPUT_URL_INSECURE", "INPUT_URL_CREDENTIALS", "INPUT_VERSION",
                                    "INPUT_UNKNOWN_FIELD", "INPUT_TOO_LONG", "INPUT_CHARACTERS",
                                    "INPUT_MISSING")["problem"]["code"]
                self.assertIn(code.encode(), result.stderr)
                self.assertNotIn(b"hidden", asked.stdout)
                self.assertNotIn("\u202e".encode(), asked.stdout)

    def test_an_unreadable_ca_file_is_explained(self):
        for content in (None, "not a certificate"):
            ca = self.path("ca.pem")
            if content is not None:
                with open(ca, "w", encoding="utf-8") as file:
                    file.write(content)
            result = self.run_demo("check", self.integration(), "--trust-ca", ca)
            self.assertEqual(result.returncode, 2)
            self.assertIn(b"CA_FILE_UNUSABLE", result.stderr)

    def test_usage(self):
        file = self.integration()
        for arguments in ((), ("frobnicate",), ("check",), ("check", file, "--format", "yaml"), ("rooms",),
                          ("rooms", file, "--format", "pdf"), ("rooms", file, file),
                          ("check", file, "--login-attempts", "4"), ("check", file, "--only", "no.such"),
                          ("check", file, "--accept-host", "https://x/"), ("check", file, "--password", "x"),
                          ("discover",), ("discover", "not-an-address"), ("explain", "NO_SUCH_CODE"),
                          ("secrets", "show"), ("check", file, file, "--format", "html"), ("replay", "/nowhere.har")):
            with self.subTest(arguments):
                result = self.run_demo(*arguments)
                self.assertEqual(result.returncode, 2)
                self.assertEqual(result.stdout, b"")
                self.assertTrue(result.stderr)

    def test_who_asks_for_json_gets_an_object_of_every_end(self):
        """A script reads one stream, and must not take silence for anything."""
        broken, other, har = self.path("broken.json"), self.path("other.json"), self.path("cut.har")
        for path, content in ((broken, '{"integration": {'), (other, '{"log": {}}'), (har, '{"log": {"entries": [')):
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
        good = self.integration()
        for command, arguments, codes in (
                ("check", (broken,), ("FILE_MALFORMED",)),
                ("check", ("/nowhere.json",), ("FILE_UNREADABLE",)),
                ("check", (good, "--rca", "/nowhere.xml"), ("FILE_UNREADABLE",)),
                ("check", (good, "--only", "no.such"), ("INPUT_ARGUMENTS",)),
                ("check", (good, good), ("INPUT_ARGUMENTS",)),
                ("check", (good, "--accept-host", "https://x/"), ("INPUT_HOST_NAME",)),
                ("check", (), ("INPUT_ARGUMENTS",)),
                ("rooms", (broken,), ("FILE_MALFORMED",)),
                ("apply", (good,), ("INPUT_MISSING",)),
                ("discover", ("not-an-address",), ("INPUT_EMAIL",)),
                ("explain", ("NO_SUCH_CODE",), ("INPUT_ARGUMENTS",)),
                ("explain", ("ErrorUnauthorized", "--seen", "/nowhere.json"), ("FILE_UNREADABLE",)),
                ("replay", ("/nowhere.har",), ("FILE_UNREADABLE",)),
                ("replay", (har,), ("FILE_MALFORMED",)),
                ("replay", (other,), ("FILE_MALFORMED",)),
                ("compare", (har, har), ("FILE_MALFORMED",)),
                ("secrets", ("show",), ("INPUT_ARGUMENTS",)),
                ("list", (), ("INPUT_ARGUMENTS",)),
                ("remove", (), ("INPUT_ARGUMENTS",))):
            with self.subTest(command=command, arguments=arguments):
                result = self.run_cli(command, *arguments, "--format", "json")
                self.assertEqual(result.returncode, 2, result.stderr)
                self.assertTrue(result.stderr)
                self.assertEqual(self.refusal(result, *codes)["command"], command)
                if arguments != (good, good):  # which is a fault only where one object is to be printed
                    text = self.run_cli(command, *arguments)
                    self.assertEqual((text.returncode, text.stdout), (2, b""))
        no_password = self.run_demo("check", good, "--password-stdin", "--format", "json", stdin="")
        self.assertEqual(no_password.returncode, 2)
        self.refusal(no_password, "PASSWORD_MISSING")

    def test_every_version_of_ews_may_be_named(self):
        for version, portal in (("V2017_07_11", "Exchange2013_SP1"), ("Exchange2007", "Exchange2007_SP1"),
                                ("Exchange2015", "Exchange2013_SP1")):
            with self.subTest(version):
                path = self.integration(exchangeVersion=version)
                with open(path, encoding="utf-8") as file:
                    jsonschema.validate(json.load(file), INTEGRATION)
                result = self.run_demo("check", path, "--password-stdin", "--only", "ews.version", "--format", "json")
                facts = self.finding(self.report(result), "ews.version")["facts"]
                self.assertEqual((facts["requestServerVersion"], facts["portalVersion"]), (version, portal))

    def test_a_mailbox_out_of_reach_is_asked_for(self):
        result = self.run_demo("check", self.integration(testMailbox=None), "--password-stdin", "--format", "json")
        report = self.report(result)
        self.assertEqual((result.returncode, report["verdict"]), (7, "incomplete"))
        self.assertEqual(self.finding(report, "ews.impersonation")["notTested"], "NO_TEST_MAILBOX")
        neither = self.run_demo("check", self.integration(testMailbox=None, forbiddenMailbox=None), "--password-stdin")
        self.assertEqual(neither.returncode, 0)

    def test_a_report_on_paper(self):
        result = self.run_demo("check", self.integration(), "--password-stdin", "--format", "pdf")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertTrue(result.stdout.startswith(b"%PDF-"))
        self.assertTrue(result.stdout.rstrip().endswith(b"%%EOF"))

    @unittest.skipUnless(os.path.exists("/dev/full"), "this system has no /dev/full")
    def test_a_result_that_is_lost_is_no_success(self):
        recording = self.path("run.har")
        self.assertEqual(self.run_demo("check", self.integration(), "--password-stdin", "--record", recording).returncode, 0)
        for arguments in (("replay", recording), ("replay", recording, "--format", "json"), ("explain", "--list"),
                          ("explain", "TLS_CERT_EXPIRED"), ("--help",)):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                result = subprocess.run([CLI, *arguments], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
                self.assertEqual(result.returncode, 2)
                self.assertEqual(result.stderr.count(b"could not be written"), 1, result.stderr)

    def test_each_account_has_a_password_of_its_own(self):
        mine, same = self.integration(), self.integration("same.json", email="ASKCODY@contoso.test")
        other = self.integration("other.json", email="other@contoso.test")
        check = ["check", mine, same, other, "--password-stdin", "--only", "auth.login"]
        one = self.run_demo(*check)
        self.assertEqual(one.returncode, 2)
        self.assertIn(b"other.json", one.stderr)
        self.assertIn(b"PASSWORD_MISSING", one.stderr)
        self.assertEqual(one.stdout.count(b"(auth.login, "), 2)
        both = self.run_demo(*check, stdin=PASSWORD + "\nAnother-One-8!\n")
        self.assertEqual(both.returncode, 1)  # the simulated Exchange knows one account
        self.assertEqual(both.stdout.count(b"(auth.login, "), 3)

    def test_rooms(self):
        result = self.run_demo("rooms", self.integration(), "--password-stdin")
        self.assertEqual(result.returncode, 0, result.stderr)
        text = result.stdout.decode()
        self.assertIn("Room lists:\n", text)
        self.assertIn("Rooms:\n", text)
        self.assertIn("  room1@contoso.test\n", text)
        self.assertNotIn(PASSWORD, text)
        report = self.report(self.run_demo("rooms", self.integration(), "--password-stdin", "--format", "json"))
        self.assertEqual((report["command"], report["verdict"]), ("rooms", "pass"))
        self.assertIn("room1@contoso.test", report["rooms"])
        self.assertEqual(sum(one["rooms"] for one in report["roomLists"]), len(report["rooms"]))
        self.assertEqual(report["results"][-1]["id"], "ews.rooms")

    def test_no_rooms_without_a_login(self):
        result = self.run_demo("rooms", self.integration(), "--password-stdin", stdin="Wrong-One-7!\n")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"HTTP_401_BASIC_REJECTED", result.stdout)
        report = self.report(self.run_demo("rooms", self.integration(), "--password-stdin", "--format", "json",
                                           stdin="Wrong-One-7!\n"))
        self.assertEqual((report["rooms"], report["roomLists"]), ([], []))

    def test_usage_says_what_is_missing(self):
        for command, missing in (("check", b"<file>... is missing"), ("apply", b"<file>... is missing"),
                                 ("discover", b"<email> is missing"), ("replay", b"<recording> is missing"),
                                 ("explain", b"<code> is missing"), ("secrets", b"<action> is missing"),
                                 ("remove", b"<id> is missing"), ("list", b"--portal is missing")):
            with self.subTest(command):
                options = ("--portal", "eu") if command == "remove" else ()
                result = self.run_cli(command, *options)
                self.assertEqual(result.returncode, 2)
                self.assertIn(missing, result.stderr)
                self.assertIn(b"askcody-exchange-setup-cli " + command.encode() + b" --help", result.stderr)

    def test_help_goes_to_standard_output(self):
        result = self.run_cli("--help")
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertIn(b"Usage: askcody-exchange-setup-cli <command>", result.stdout)
        for command in ("apply", "bundle", "check", "compare", "discover", "explain", "list", "login", "logout", "remove", "replay",
                        "rooms", "script",
                        "secrets"):
            for run in (self.run_cli, self.run_demo):
                result = run(command, "--help")
                self.assertEqual((result.returncode, result.stderr), (0, b""))
                first = result.stdout.splitlines()[0]
                self.assertTrue(first.startswith(b"Usage: askcody-exchange-setup-cli %s " % command.encode()), first)

    def test_discover(self):
        result = self.run_demo("discover", "askcody@contoso.test", "--format", "json")
        report = self.report(result)
        self.assertEqual(result.returncode, 0)
        self.assertEqual(report["results"][-1]["id"], "discover.candidates")
        text = self.run_demo("discover", "askcody@contoso.test")
        self.assertIn(b"autodiscover.contoso.test", text.stdout)

    def test_both_addresses_are_shown(self):
        inside = "https://exch01.contoso.test/EWS/Exchange.asmx"
        scenario = self.path("inside.json")
        with open(scenario, "w", encoding="utf-8") as file:
            json.dump({"title": "Two addresses", "description": "One of them for the inside of the network.",
                       "hosts": [{"name": "exch01.contoso.test", "serves": "exchange"}],
                       "exchange": {"autodiscover": {"internalUrl": inside}}}, file)
        result = self.run_demo("check", self.integration(), "--password-stdin", "--format", "json", scenario=scenario)
        found = self.report(result)["found"]
        self.assertEqual((found["ewsUrl"], found["internalEwsUrl"]), ("https://mail.contoso.test/EWS/Exchange.asmx", inside))
        text = self.run_demo("check", self.integration(), "--password-stdin", scenario=scenario)
        self.assertIn(("inside of the network only: " + inside).encode(), text.stdout)
        usual = self.report(self.run_demo("check", self.integration(), "--password-stdin", "--format", "json"))
        self.assertNotIn("internalEwsUrl", usual["found"])

    def test_discover_says_where_it_looked_in_vain(self):
        result = self.run_demo("discover", "x@nowhere.test", "--format", "json")
        report = self.report(result)
        self.assertEqual((result.returncode, report["verdict"]), (1, "fail"))
        found = report["results"][-1]
        self.assertEqual((found["id"], found["problem"]["code"]), ("discover.candidates", "AD_NOT_FOUND"))
        self.assertTrue(found["explanation"]["steps"])
        text = self.run_demo("discover", "x@nowhere.test")
        self.assertEqual(text.returncode, 1)
        for place in (b"https://nowhere.test/autodiscover/", b"https://autodiscover.nowhere.test/autodiscover/",
                      b"http://autodiscover.nowhere.test/", b"_autodiscover._tcp.nowhere.test", b"[AD_NOT_FOUND]"):
            self.assertIn(place, text.stdout)

    def test_a_foreign_host_gets_the_login_only_when_it_was_accepted(self):
        check = ["check", self.integration(), "--password-stdin", "--format", "json"]
        foreign = "autodiscover-redirect-foreign-host"
        asked = self.run_demo(*check, scenario=foreign)
        settings = self.finding(self.report(asked), "discover.settings")
        self.assertEqual(settings["problem"]["code"], "HOST_NOT_CONFIRMED")
        self.assertEqual(settings["problem"]["facts"]["host"], "autodiscover.hoster.test")
        for options in (["--accept-host", "autodiscover.hoster.test"], ["--accept-host", "Autodiscover.HOSTER.test"]):
            accepted = self.run_demo(*check, *options, scenario=foreign)
            self.assertEqual(accepted.returncode, 0, accepted.stderr)
            settings = self.finding(self.report(accepted), "discover.settings")
            self.assertEqual((settings["status"], settings.get("problem")), ("pass", None))
        other = self.run_demo(*check, "--accept-host", "hoster.test", scenario=foreign)  # not its subdomains
        settings = self.finding(self.report(other), "discover.settings")
        self.assertEqual(settings["problem"]["code"], "HOST_NOT_CONFIRMED")

    def test_what_was_asked_for_and_not_tested_is_exit_code_7(self):
        har = self.path("run.har")
        self.run_demo("check", self.integration(), "--password-stdin", "--record", har)
        with open(har, encoding="utf-8") as file:
            recording = json.load(file)
        entries = recording["log"]["entries"]
        recording["log"]["entries"] = [one for one in entries if "ews.impersonation" not in json.dumps(one)]
        self.assertLess(len(recording["log"]["entries"]), len(entries))
        with open(har, "w", encoding="utf-8") as file:
            json.dump(recording, file)
        result = self.run_cli("replay", har, "--format", "json")
        report = self.report(result)
        self.assertEqual((result.returncode, report["verdict"]), (7, "incomplete"))
        self.assertEqual(self.finding(report, "ews.impersonation")["notTested"], "NOT_IN_RECORDING")

    def test_every_code_is_explained(self):
        codes = self.run_cli("explain", "--list").stdout.decode().split()
        self.assertGreater(len(codes), 150)
        result = self.run_cli("explain", "ErrorImpersonateUserDenied", "--format", "json")
        document = self.report(result)
        self.assertEqual(document["results"][0]["code"], "ErrorImpersonateUserDenied")
        self.assertEqual(self.run_cli("explain", "ErrorNeverHeardOf").returncode, 0)

    def test_lists_are_objects_where_an_object_is_wanted(self):
        for arguments, name in ((("explain", "--list"), "ErrorImpersonateUserDenied"),
                                (("check", "--list-checks"), "auth.login")):
            lines = self.run_cli(*arguments).stdout.decode().split()
            listed = self.report(self.run_cli(*arguments, "--format", "json"))
            self.assertEqual([entry["name"] for entry in listed["results"]], lines)
            self.assertIn(name, lines)
            wrong = self.run_cli(*arguments, "--bogus")
            self.assertEqual((wrong.returncode, wrong.stdout), (2, b""))
        self.assertEqual(self.run_cli("script", "--list", "--bogus").returncode, 2)

    def test_what_is_no_command_is_named(self):
        result = self.run_cli("chek", self.integration())
        self.assertEqual(result.returncode, 2)
        self.assertIn(b'"chek" is not a command; "check" is', result.stderr)
        self.assertIn(b"Usage:", result.stderr)
        self.assertIn(b"frobnicate", self.run_cli("frobnicate", "--format", "json").stderr)
        self.assertEqual(self.run_cli("check", self.integration(), "--only", "").returncode, 2)

    def test_a_password_that_is_too_long_is_not_missing(self):
        result = self.run_demo("check", self.integration(), "--password-stdin", stdin="x" * 2000 + "\n")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"INPUT_TOO_LONG", result.stderr)

    def test_the_field_that_is_wrong_is_named(self):
        path = os.path.join(self.folder.name, "wrong.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"integration": {"type": "exchangeServer", "email": 5}}, file)
        result = self.run_cli("check", path)
        self.assertEqual(result.returncode, 2)
        self.assertIn("“email”".encode(), result.stderr)

    def test_what_microsoft_says_can_be_pasted(self):
        text = "AADSTS70002: Error validating credentials. AADSTS54005: The code was redeemed. Trace ID: 1"
        for typed, code in ((text, "AADSTS54005"), ("aadsts65001", "AADSTS65001"), ("AADSTS999999", "AADSTS999999"),
                            ('2000003;reason="x"', "DIAGNOSTICS_2000003"),
                            ("Graph:ErrorAccessDenied", "GRAPH_ErrorAccessDenied")):
            document = self.report(self.run_cli("explain", typed, "--format", "json"))
            self.assertEqual(document["results"][0]["code"], code)
            self.assertTrue(document["results"][0]["steps"])

    def test_what_the_portal_says_has_words_of_its_own(self):
        result = self.run_cli("explain", "errorunauthorized")  # as people type it
        self.assertEqual(result.returncode, 0)
        self.assertIn(b"AskCody could not sign in to Exchange", result.stdout)
        self.assertIn(b"--list", self.run_cli("explain", "NO_SUCH_CODE").stderr)

    def test_causes_are_weighed_by_what_a_report_saw(self):
        """AskCody's own page names six reasons in one order for everybody."""
        def first_cause(*options):
            results = self.report(self.run_cli("explain", "ErrorUnauthorized", "--format", "json", *options))["results"]
            return results[0]["causes"][0]
        self.assertEqual(first_cause()["id"], "credentials")
        self.assertEqual(first_cause()["decidedBy"]["check"], "auth.login")
        for scenario, cause in (("user-name-bare", "userNameForm"), ("basic-off", "basicOff"), ("no-mailbox", "mailbox"),
                                ("ntlm-off", "basicOff"), ("kerberos-only", "basicOff"), ("ntlm-wrong-password", "basicOff")):
            run = self.run_demo("check", self.integration(), "--password-stdin", "--login-attempts", "3", "--format", "json",
                                scenario=scenario)
            seen = self.path(scenario + ".json")
            with open(seen, "wb") as file:
                file.write(run.stdout)
            told = first_cause("--seen", seen)
            self.assertEqual((told["id"], told["confidence"]), (cause, "high"))
            self.assertTrue(told["evidenceFor"])
            text = self.run_cli("explain", "ErrorUnauthorized", "--seen", seen).stdout.decode()
            self.assertIn("For it: " + told["evidenceFor"][0], text)
        self.assertEqual(self.run_cli("explain", "ErrorUnauthorized", "--seen", self.path("none.json")).returncode, 2)
        self.assertEqual(self.run_cli("explain", "ErrorUnauthorized", "--seen", self.integration()).returncode, 2)

    def test_what_helps_with_the_first_cause_comes_first(self):
        run = self.run_demo("check", self.integration(), "--password-stdin", "--format", "json", scenario="impersonation-denied")
        checks = {check["id"]: check for check in json.loads(run.stdout)["checks"]}
        general = checks["ews.impersonation"]["explanation"]["commands"]
        self.assertIn("-GetEffectiveUsers", general[0])
        rooms = [{"mailbox": "a@contoso.test", "result": "reached"}, {"mailbox": "b@contoso.test", "result": "denied"}]
        seen = self.path("scope.json")
        with open(seen, "w", encoding="utf-8") as file:
            json.dump({"schema": "askcody-exchange-setup/report/1", "checks": [
                {"id": "ews.impersonation", "status": "fail", "problem": {"code": "ErrorImpersonateUserDenied",
                                                                          "facts": {"mailboxes": rooms}}}]}, file)
        told = self.run_cli("explain", "ErrorImpersonateUserDenied", "--seen", seen).stdout.decode()
        self.assertIn("Get-ManagementScope", told)
        self.assertNotIn("New-ManagementRoleAssignment", told)

    def test_a_check_that_the_run_did_not_have_decides_nothing(self):
        seen = self.path("few.json")
        with open(seen, "w", encoding="utf-8") as file:
            json.dump({"schema": "askcody-exchange-setup/report/1", "checks": [{"id": "net.dns", "status": "pass"}]}, file)
        def decides(*options):
            results = self.report(self.run_cli("explain", "HTTP_403_IP_OR_WAF", "--format", "json", *options))["results"]
            return [cause["decidedBy"].get("check") for cause in results[0]["causes"] if cause["id"] == "sources"]
        self.assertEqual(decides(), ["portal.probe"])
        self.assertEqual(decides("--seen", seen), [None])

    def test_a_script_is_written_and_not_run(self):
        names = [line.split()[0] for line in self.run_cli("script", "--list").stdout.decode().splitlines()]
        self.assertIn("basic-ews", names)
        self.assertIn("script basic-ews <file> --save askcody-basic-ews.ps1",
                      self.run_cli("explain", "HTTP_401_BASIC_NOT_OFFERED").stdout.decode())
        printed = self.run_cli("script", "service-account", self.integration())
        self.assertEqual((printed.returncode, printed.stderr), (0, b""))
        self.assertIn(b"$Account = 'askcody@contoso.test'\n", printed.stdout)
        path = self.path("room-list.ps1")
        saved = self.run_cli("script", "room-list", self.integration(), "--save", path)
        self.assertEqual((saved.returncode, saved.stdout), (0, b""))
        self.assertIn(b"-WhatIf", saved.stderr)
        with open(path, "rb") as file:
            content = file.read()
        self.assertTrue(content.startswith(b"\xef\xbb\xbf<#\r\n.SYNOPSIS\r\n"))
        self.assertNotIn(b"\n", content.replace(b"\r\n", b""))
        unknown = self.run_cli("script", "basic-ews")
        self.assertIn(b"angle brackets", unknown.stderr)
        self.assertEqual(self.run_cli("script", "no-such").returncode, 2)

    def test_a_report_says_what_was_found(self):
        result = self.run_demo("check", self.integration(), "--password-stdin")
        self.assertIn(b"EWS address: https://mail.contoso.test/EWS/Exchange.asmx", result.stdout)
        self.assertIn(b"User name that works: askcody@contoso.test", result.stdout)

    def test_what_was_not_reached_is_named(self):
        result = self.run_demo("check", self.integration(), "--password-stdin", scenario="basic-off")
        self.assertIn("Not reached, because of “Sign in to Exchange".encode(), result.stdout)

    def test_foreign_text_cannot_reach_the_terminal_raw(self):
        scenario = self.path("hostile.json")
        with open(os.path.join(ROOT, "resources", "scenarios", "healthy.json"), encoding="utf-8") as file:
            world = json.load(file)
        world["http"] = [{"match": {"path": "/EWS/"},
                          "reply": {"status": 500,
                                    "headers": {"Content-Type": "text/html", "X-FEServer": "\u001b]0;owned\u0007\u202e"},
                                    "body": "<title>\u001b[2J\u202e</title>"}}]
        with open(scenario, "w", encoding="utf-8") as file:
            json.dump(world, file)
        for form in ("text", "json", "junit", "html"):
            result = self.run_demo("check", self.integration(), "--password-stdin", "--format", form, scenario=scenario)
            self.assertIn(result.returncode, (1,), result.stderr)
            for stream in (result.stdout, result.stderr):
                self.assertNotIn(b"\x1b", stream)
                self.assertNotIn("\u202e".encode(), stream)

    def test_a_view_from_outside_stands_beside_ours(self):
        outside = os.path.join(ROOT, "tests", "data", "analyzer", "firewall.xml")
        recording = self.path("run.har")
        result = self.run_demo("check", self.integration(), "--password-stdin", "--format", "json", "--rca", outside,
                               "--record", recording)
        self.assertEqual(result.returncode, 0, result.stderr)
        seen = {check["id"]: check for check in self.report(result)["outside"]["checks"]}
        self.assertEqual({name for name, check in seen.items() if check["differs"]}, {"net.tcp"})
        self.assertEqual((seen["net.tcp"]["status"], seen["net.tcp"]["here"]), ("fail", "pass"))
        self.assertIn("blocked", seen["net.tcp"]["facts"]["message"])
        replayed = self.run_cli("replay", recording, "--rca", outside)
        self.assertIn(b"differs from here", replayed.stdout)
        for form in ("html", "junit"):
            self.assertIn(b"differs from here", self.run_cli("replay", recording, "--rca", outside, "--format", form).stdout)

    def test_a_view_from_outside_that_is_none_is_told_before_anything_is_asked(self):
        for name, content in (("page.xml", "<html><body>Results</body></html>"), ("absent.xml", None)):
            if content:
                with open(self.path(name), "w", encoding="utf-8") as file:
                    file.write(content)
            result = self.run_demo("check", self.integration(), "--password-stdin", "--rca", self.path(name), stdin="")
            self.assertEqual(result.returncode, 2, result.stderr)
            self.assertEqual(result.stdout, b"")
            self.assertIn(name.encode(), result.stderr)

    def start_at_a_terminal(self, *arguments, scenario="healthy"):
        """A process whose controlling terminal is a pty of ours, waiting at its prompt."""
        main, other = pty.openpty()
        self.addCleanup(os.close, main)
        self.addCleanup(os.close, other)

        def take_terminal():
            os.setsid()
            fcntl.ioctl(other, termios.TIOCSCTTY, 0)

        process = subprocess.Popen([DEMO, "--scenario", scenario, "cli", "check", self.integration(),
                                    "--password-stdin", *arguments], stdin=other, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, preexec_fn=take_terminal)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.kill)
        self.assertIn(b"Password", process.stderr.readline())
        self.assertFalse(self.echoes(main))
        return process, main

    @staticmethod
    def echoes(terminal):
        return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)

    @staticmethod
    def shown(terminal):
        os.set_blocking(terminal, False)
        try:
            return os.read(terminal, 4096)
        except BlockingIOError:
            return b""

    def start_and_wait(self, *arguments, scenario):
        """A check that has got its password and now waits for a server that does not answer."""
        process = subprocess.Popen([DEMO, "--scenario", scenario, "cli", "check", self.integration(),
                                    "--password-stdin", *arguments], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.kill)
        process.stdin.write((PASSWORD + "\n").encode())
        process.stdin.close()
        time.sleep(1.5)
        return process

    def test_an_interrupt_ends_it_with_a_report(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                process = self.start_and_wait("--format", "json", scenario="tcp-blackhole")
                begun = time.monotonic()
                process.send_signal(number)
                self.assertEqual(process.wait(20), 3)
                self.assertLess(time.monotonic() - begun, 2)
                report = json.loads(process.stdout.read())
                jsonschema.validate(report, REPORT)
                self.assertEqual(report["verdict"], "cancelled")
                self.assertIn("net.dns", [entry["id"] for entry in report["checks"]])
                self.assertEqual(process.stderr.read(), b"")

    def test_ctrl_c_at_the_terminal_ends_a_run(self):
        process, main = self.start_at_a_terminal("--format", "json", scenario="slow")
        os.write(main, (PASSWORD + "\n").encode())
        time.sleep(0.5)  # the first answer takes longer
        os.write(main, b"\x03")
        self.assertEqual(process.wait(10), 3)
        self.assertEqual(json.loads(process.stdout.read())["verdict"], "cancelled")
        self.assertTrue(self.echoes(main))

    def test_the_second_interrupt_does_not_wait(self):
        process = self.start_and_wait(scenario="tcp-blackhole")
        process.send_signal(signal.SIGSTOP)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)  # both are pending now: the second ends the program the hard way
        process.send_signal(signal.SIGCONT)
        self.assertIn(process.wait(5), (-signal.SIGTERM, -signal.SIGINT))

    def test_ctrl_c_at_the_password_prompt(self):
        for keys in (b"\x03", b"half a pass\x03", b"\x1c"):
            with self.subTest(keys):
                process, main = self.start_at_a_terminal()
                begun = time.monotonic()
                os.write(main, keys)
                self.assertEqual(process.wait(10), 3)
                self.assertLess(time.monotonic() - begun, 1.5)
                self.assertTrue(self.echoes(main))
                self.assertEqual(process.stdout.read(), b"")
                self.assertIn(b"CANCELLED", process.stderr.read())
                self.assertNotIn(b"half", self.shown(main))

    def test_a_polite_kill_at_the_password_prompt_restores_the_echo(self):
        process, main = self.start_at_a_terminal()
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(10), 3)
        self.assertTrue(self.echoes(main))

    def test_a_password_typed_at_a_terminal_is_not_echoed(self):
        process, main = self.start_at_a_terminal()
        os.write(main, (PASSWORD + "\n").encode())
        out, error = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, out)
        self.assertNotIn(PASSWORD.encode(), self.shown(main) + out + error)
        self.assertTrue(self.echoes(main))

    def test_an_empty_keychain_is_said(self):
        result = self.run_demo("secrets", "list", "--format", "json")
        self.assertEqual(result.returncode, 0)
        self.assertEqual(self.report(result)["results"], [])
        text = self.run_demo("secrets", "list")
        self.assertEqual((text.returncode, text.stdout), (0, b""))
        self.assertIn(b"keeps nothing", text.stderr)
        # Names that were kept: test_keychain.py, where there is a keychain.

    def test_the_shipped_programs_have_no_simulator(self):
        for program in (CLI, os.path.join(os.path.dirname(CLI), "askcody-exchange-setup")):
            with open(program, "rb") as file:
                content = file.read()
            for word in (b"WorldDoor", b"SimulatedWorld", b"SimLogon", b"WizardWalker", PASSWORD.encode()):
                self.assertNotIn(word, content, program)
        with open(DEMO, "rb") as file:
            self.assertIn(b"SimulatedWorld", file.read())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
