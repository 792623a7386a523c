#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exchange Online on the command line, whole and without hands: the program prints a link, and somebody who is not this
program opens it, signs in at the simulated Microsoft and decides.   test_online.py DEMO ROOT"""
import http.cookiejar
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.parse
import urllib.request

DEMO, ROOT = sys.argv[1:3]
PASSWORD = "Cloud-Demo-7!"  # of everybody in the simulated organisations
CLIENT = "5b0c1f9e-0000-4000-8000-00000000de30"

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

with open(os.path.join(ROOT, "resources", "report.schema.json"), encoding="utf-8") as schema:
    REPORT = json.load(schema)


class Person:
    """A browser of the standard library's: follows where it is led, and fills in the two forms."""

    def __init__(self, account, decision="allow"):
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.web = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        self.account = account
        self.decision = decision

    def visit(self, link):
        url, page = self.read(link)
        for _ in range(2):  # sign in, then decide; who has consented is not asked again
            form = re.search(r'<form method="post" action="([^"]+)"', page)
            if not form:
                return
            transaction = re.search(r'name="transaction" value="([^"]+)"', page).group(1)
            answers = {"transaction": transaction, "email": self.account, "password": PASSWORD, "decision": self.decision}
            url, page = self.read(urllib.parse.urljoin(url, form.group(1)), urllib.parse.urlencode(answers).encode())

    def read(self, url, data=None):
        try:
            with self.web.open(url, data, timeout=20) as answer:
                return answer.url, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return url, refusal.read().decode()


class Reluctant(Person):
    """Signs in, and allows no look at Graph."""

    def visit(self, link):
        self.decision = "deny" if "Place.Read.All" in urllib.parse.unquote(link) else "allow"
        super().visit(link)


class OnlineCommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = os.path.join(folder.name, "online.json")

    def describe(self, **changes):
        integration = {"name": "Fabrikam", "type": "exchangeOnline", "email": "admin@fabrikam.test", "clientId": CLIENT}
        values = {name: value for name, value in (integration | changes).items() if value is not None}
        with open(self.file, "w", encoding="utf-8") as file:
            json.dump({"integration": values}, file)

    def run_demo(self, *arguments, person=None, scenario="healthy"):
        """What it printed, what it said, its exit code, and the links that it asked to open."""
        process = subprocess.Popen([DEMO, "--scenario", scenario, "cli", *arguments], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        watchdog = threading.Timer(90, process.kill)
        watchdog.start()
        said, links = [], []

        def listen():
            for line in process.stderr:
                said.append(line)
                link = self.link_in(line, said)
                if person and link:
                    links.append(link)
                    threading.Thread(target=person.visit, args=(link,), daemon=True).start()

        listener = threading.Thread(target=listen)
        listener.start()
        printed = process.stdout.read()
        process.wait()
        listener.join()
        watchdog.cancel()
        process.stdout.close()
        process.stderr.close()
        for words in (printed, "".join(said)):
            self.assertNotIn(PASSWORD, words)
        return printed, "".join(said), process.returncode, links

    @staticmethod
    def link_in(line, said):
        """A link of its own line, or the page of another device with the code that stands below it."""
        if line.startswith("http"):
            return line.strip()
        page = re.search(r"open (http\S+) on any device", said[-2]) if len(said) > 1 else None
        return f"{page.group(1)}?user_code={line.strip()}" if page else None

    def check(self, person, *arguments, **world):
        printed, said, code, links = self.run_demo("check", self.file, "--format", "json", *arguments, person=person,
                                                   **world)
        self.assertTrue(printed, said)
        report = json.loads(printed)
        jsonschema.validate(report, REPORT)
        return {entry["id"]: entry for entry in report["checks"]}, report, code, links

    def test_a_check_signs_in_and_proves_what_can_be_proved(self):
        self.describe()
        checks, report, code, links = self.check(Person("admin@fabrikam.test"))
        self.assertEqual(len(links), 1)
        for check in ("discover.tenant", "microsoft.signin", "microsoft.role", "microsoft.mailbox"):
            self.assertEqual(checks[check]["status"], "pass", checks[check])
        self.assertEqual(checks["microsoft.consent"]["status"], "notTested")  # only AskCody can prove it
        self.assertEqual(code, {"pass": 0, "warn": 0, "incomplete": 7}[report["verdict"]])
        self.assertFalse([check for check in checks if check.startswith("portal.")])

    def test_who_declines_is_told_so(self):
        self.describe()
        checks, report, code, _ = self.check(Person("admin@fabrikam.test", "deny"))
        self.assertEqual((report["verdict"], code), ("fail", 1))
        self.assertEqual(checks["microsoft.signin"]["status"], "fail")
        self.assertEqual(checks["microsoft.signin"]["problem"]["code"], "AADSTS65004")
        self.assertEqual(checks["microsoft.mailbox"]["skippedBecause"], "microsoft.signin")

    def test_what_microsoft_demands_is_sent_back_on_every_way(self):
        """The simulated Microsoft gives no token to a sign-in that does not send its claims challenge back."""
        self.describe()
        for way in ((), ("--device",)):
            checks, _, _, links = self.check(Person("admin@fabrikam.test"), "--only", "microsoft.signin", *way,
                                             scenario="microsoft/claims-challenge")
            self.assertEqual(checks["microsoft.signin"]["status"], "pass", checks["microsoft.signin"])
            self.assertEqual(len(links), 2)

    def test_another_process_that_guesses_the_port_gets_nothing(self):
        """This process is a second one of the same user, and knows the port; the state it can only guess."""
        answers = []

        class Intruder(Person):
            def visit(self, link):
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)
                back = query["redirect_uri"][0]
                state = query["state"][0]
                guesses = ["favicon.ico", "?code=stolen", "?code=stolen&state=" + "0" * len(state),
                           "?code=stolen&state=" + state[:-1], "?error=access_denied&state=guess",
                           "elsewhere?code=stolen&state=" + state]
                for guess in guesses:
                    try:
                        with self.web.open(urllib.parse.urljoin(back, guess), timeout=5) as answer:
                            answers.append((guess, answer.status, answer.read().decode()))
                    except urllib.error.HTTPError as refusal:
                        answers.append((guess, refusal.code, refusal.read().decode()))
                super().visit(link)  # the administrator's browser still comes through

        self.describe()
        checks, _, _, links = self.check(Intruder("admin@fabrikam.test"))
        self.assertEqual(len(links), 1)
        self.assertEqual(len(answers), 6)
        for guess, status, text in answers:
            self.assertTrue(400 <= status < 500, (guess, status))
            self.assertNotIn("stolen", text)
        self.assertEqual(checks["microsoft.signin"]["status"], "pass", checks["microsoft.signin"])
        with self.assertRaises(urllib.error.URLError):  # and afterwards nobody listens
            back = urllib.parse.parse_qs(urllib.parse.urlsplit(links[0]).query)["redirect_uri"][0]
            Person("nobody").web.open(back, timeout=5)

    def test_ews_that_is_switched_off_is_said_with_its_cause(self):
        self.describe()
        checks, report, code, _ = self.check(Person("admin@fabrikam.test"), scenario="microsoft/ews-off")
        self.assertEqual((report["verdict"], code), ("fail", 1))
        self.assertEqual(checks["microsoft.ewspolicy"]["problem"]["code"], "HTTP_403_EWS_DISABLED")
        commands = " ".join(checks["microsoft.ewspolicy"]["explanation"]["commands"])
        self.assertIn("EwsEnabled", commands)

    def test_an_administrator_without_a_mailbox(self):
        self.describe(email="cloudadmin@fabrikam.test")
        checks, _, code, _ = self.check(Person("cloudadmin@fabrikam.test"))
        self.assertEqual(code, 1)
        self.assertEqual(checks["microsoft.mailbox"]["problem"]["code"], "MICROSOFT_MAILBOX_MISSING")

    def test_a_guest_is_told_and_not_turned_away(self):
        self.describe()
        checks, report, code, _ = self.check(Person("consultant@adatum.test"))
        signin = checks["microsoft.signin"]
        self.assertEqual((signin["status"], signin["problem"]["code"]), ("warn", "MICROSOFT_GUEST_ACCOUNT"))
        self.assertEqual(signin["explanation"]["causes"][0]["owner"], "entraAdmin")
        self.assertEqual(checks["microsoft.mailbox"]["problem"]["code"], "MICROSOFT_MAILBOX_MISSING")
        self.assertIn("guest", checks["microsoft.mailbox"]["explanation"]["causes"][0]["text"])
        self.assertEqual((report["verdict"], code), ("fail", 1))

    def test_without_an_application_nothing_is_pretended(self):
        self.describe(clientId=None)
        checks, report, code, links = self.check(None)
        self.assertEqual(links, [])
        self.assertEqual(checks["microsoft.signin"]["status"], "notTested")
        self.assertEqual({checks[check]["status"] for check in ("microsoft.mailbox", "microsoft.ewspolicy")}, {"skipped"})
        self.assertIn(checks["microsoft.signin"]["title"], " ".join(report["notTested"]))
        # The sign-in is what was asked for.
        self.assertEqual((report["verdict"], code), ("incomplete", 7))

    def test_graph_is_asked_for_only_where_it_is_wanted(self):
        self.describe()
        checks, _, _, links = self.check(Person("admin@fabrikam.test"))
        self.assertEqual((checks["graph.rooms"]["status"], len(links)), ("notTested", 1))
        checks, _, code, links = self.check(Person("admin@fabrikam.test"), "--graph")
        self.assertEqual(len(links), 2)
        self.assertIn("Place.Read.All", urllib.parse.unquote(links[1]))
        self.assertNotIn("Place.Read.All", urllib.parse.unquote(links[0]))
        self.assertEqual(checks["graph.rooms"]["status"], "pass", checks["graph.rooms"])
        self.assertEqual(code, 0)

    def test_who_declines_graph_has_lost_nothing_else(self):
        self.describe()
        checks, report, code, _ = self.check(Reluctant("admin@fabrikam.test"), "--graph")
        self.assertEqual(checks["microsoft.signin"]["status"], "pass")
        self.assertEqual(checks["graph.rooms"]["status"], "warn")
        self.assertEqual(checks["graph.rooms"]["problem"]["code"], "AADSTS65004")
        self.assertEqual((report["verdict"], code), ("warn", 0))

    def rooms(self, person):
        printed, said, code, _ = self.run_demo("rooms", self.file, "--format", "json", person=person)
        self.assertTrue(printed, said)
        report = json.loads(printed)
        jsonschema.validate(report, REPORT)
        self.assertEqual(report["command"], "rooms")
        return report, code

    def test_rooms_are_those_that_graph_names(self):
        self.describe()
        report, code = self.rooms(Person("admin@fabrikam.test"))
        self.assertEqual((report["verdict"], code), ("pass", 0))
        self.assertIn("room1@fabrikam.test", report["rooms"])
        self.assertTrue(report["roomLists"])
        self.assertEqual([entry["id"] for entry in report["results"]],
                         ["discover.tenant", "microsoft.signin", "graph.rooms"])
        printed, _, code, _ = self.run_demo("rooms", self.file, person=Person("admin@fabrikam.test"))
        lines = [line.strip() for line in printed.splitlines()]
        self.assertEqual(code, 0)
        for address in report["rooms"] + [entry["address"] for entry in report["roomLists"]]:
            self.assertIn(address, lines)

    def test_rooms_that_nobody_may_name_are_a_failure(self):
        self.describe()
        report, code = self.rooms(Reluctant("admin@fabrikam.test"))
        self.assertEqual((report["verdict"], code, report["rooms"]), ("fail", 1, []))
        self.assertEqual(report["results"][-1]["problem"]["code"], "AADSTS65004")

    def test_where_the_mailboxes_live(self):
        for account, words in (("admin@fabrikam.test", "in Exchange Online"), ("askcody@contoso.test", "on an Exchange Server"),
                               ("admin@adatum.test", "both on an Exchange Server and in Exchange Online")):
            printed, said, code, _ = self.run_demo("discover", account)
            self.assertEqual(code, 0, said)
            self.assertIn(words, " ".join(printed.split()))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
