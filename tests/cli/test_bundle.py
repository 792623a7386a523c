#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bundles on the command line: made-up names, what is in one, and files that state another result than they recorded."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unicodedata
import unittest

DEMO, CLI, ROOT = sys.argv[1:4]
PASSWORD = "Correct-Horse-7!"
STATES_ANOTHER = "This file states another result than its recording gives."
# What the world of the demo is called by.
REAL = ("contoso", "room1@", "ceo@", "Headquarters")  # "askcody" is the product's name, and stays

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)


def schema(name):
    with open(os.path.join(ROOT, "resources", name), encoding="utf-8") as file:
        return json.load(file)


def endings(report):
    return [(check["id"], check["status"], check.get("problem", {}).get("code")) for check in report["checks"]]


class Bundles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        document = {"integration": {"name": "Headquarters", "type": "exchangeServer", "email": "askcody@contoso.test",
                                    "testMailbox": "room1@contoso.test", "forbiddenMailbox": "ceo@contoso.test"}}
        cls.file = os.path.join(cls.folder, "hq.json")
        with open(cls.file, "w", encoding="utf-8") as file:
            json.dump(document, file)
        cls.good, cls.bad = (cls.recorded(name) for name in ("healthy", "basic-off"))

    @classmethod
    def recorded(cls, scenario, *options):
        path = os.path.join(cls.folder, scenario + "".join(options) + ".har")
        result = cls.check(scenario, "--record", path, *options)
        assert os.path.exists(path), result.stderr
        return path

    @classmethod
    def check(cls, scenario, *options):
        return subprocess.run([DEMO, "--scenario", scenario, "cli", "check", cls.file, "--password-stdin", *options],
                              input=PASSWORD.encode() + b"\n", capture_output=True, timeout=120, check=False)

    @staticmethod
    def run_cli(*arguments):
        return subprocess.run([CLI, *arguments], input=b"", capture_output=True, timeout=60, check=False)

    def replayed(self, path):
        result = self.run_cli("replay", path, "--format", "json")
        report = json.loads(result.stdout)
        jsonschema.validate(report, schema("report.schema.json"))
        return report

    def read(self, path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    def forged(self, change, name="forged.har"):
        """The bad bundle, of which somebody has changed what it states of its findings."""
        document = json.loads(self.read(self.bad))
        change(document["log"]["_setup"])
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file)
        return path

    @staticmethod
    def state_that_all_is_well(setup):
        for finding in setup["runs"][-1]["findings"]:
            finding["status"] = "pass"
            for member in ("problem", "skippedBecause", "notTested"):
                finding.pop(member, None)

    def assertNamesAreGone(self, text):
        self.assertEqual([name for name in REAL if name.lower() in text.lower()], [])

    def test_a_recording_is_saved_under_made_up_names(self):
        path = os.path.join(self.folder, "names.har")
        result = self.check("basic-off", "--record", path, "--made-up-names", "--format", "json")
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn(b"contoso.test", result.stdout)  # the report is for whoever ran it
        self.assertIn(b"Read it before you give the file away", result.stderr)
        self.assertNamesAreGone(self.read(path))
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        report = self.replayed(path)
        self.assertEqual(endings(report), endings(json.loads(result.stdout)))
        self.assertNotIn("statedOtherwise", report)

    def test_made_up_names_are_for_a_recording(self):
        result = self.check("basic-off", "--made-up-names")
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"--made-up-names belongs to --record", result.stderr)

    def test_what_is_in_a_bundle_can_be_read(self):
        result = self.run_cli("bundle", self.bad)
        self.assertEqual(result.returncode, 0, result.stderr)
        text = result.stdout.decode()
        for part in ("mail.contoso.test", "askcody@contoso.test", "HTTP_401_BASIC_NOT_OFFERED", "tlsLibrary"):
            self.assertIn(part, text)
        self.assertNotIn(PASSWORD, text)
        self.assertEqual(result.stderr, b"")

    def test_a_bundle_gets_made_up_names(self):
        shown = self.run_cli("bundle", self.bad, "--made-up-names")
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertNamesAreGone(shown.stdout.decode())
        self.assertIn(b"HTTP_401_BASIC_NOT_OFFERED", shown.stdout)
        path = os.path.join(self.folder, "renamed.har")
        saved = self.run_cli("bundle", self.bad, "--made-up-names", "--save", path)
        self.assertEqual((saved.returncode, saved.stdout), (0, b""), saved.stderr)
        self.assertIn(f"Saved as {path}.", saved.stderr.decode())
        self.assertNamesAreGone(self.read(path))
        self.assertEqual(endings(self.replayed(path)), endings(self.replayed(self.bad)))
        self.assertEqual(self.run_cli("compare", path, self.bad).returncode, 0)

    def test_without_made_up_names_it_stays_as_it_is(self):
        path = os.path.join(self.folder, "same.har")
        self.assertEqual(self.run_cli("bundle", self.bad, "--save", path).returncode, 0)
        self.assertEqual(json.loads(self.read(path)), json.loads(self.read(self.bad)))

    def test_what_is_no_bundle_is_said(self):
        for arguments, code in (((self.file,), "FILE_MALFORMED"), (("/nowhere.har",), "FILE_UNREADABLE"),
                                ((self.bad, "--save", "/nowhere/x.har"), "FILE_NOT_WRITABLE")):
            result = self.run_cli("bundle", *arguments)
            self.assertEqual((result.returncode, result.stdout), (2, b""))
            self.assertIn(code, result.stderr.decode())
        self.assertEqual(self.run_cli("bundle").returncode, 2)

    def test_what_a_file_states_is_not_believed(self):
        forged = self.forged(self.state_that_all_is_well)
        honest = self.replayed(self.bad)
        self.assertNotIn("statedOtherwise", honest)
        report = self.replayed(forged)
        self.assertEqual(endings(report), endings(honest))
        self.assertEqual(report["verdict"], "fail")
        stated = {check["id"]: check for check in report["statedOtherwise"]["checks"]}
        self.assertEqual(stated["auth.login"]["stated"], {"status": "pass"})
        self.assertEqual(stated["auth.login"]["given"], {"status": "fail", "code": "HTTP_401_BASIC_NOT_OFFERED"})
        for form in ("text", "html", "junit", "pdf"):
            result = self.run_cli("replay", forged, "--format", form)
            self.assertEqual(result.returncode, 1)
            said = result.stdout
            if form == "pdf":
                if not shutil.which("pdftotext"):
                    continue
                said = subprocess.run(["pdftotext", "-", "-"], input=said, capture_output=True, check=True).stdout
            read = unicodedata.normalize("NFKC", said.decode())  # "fi" is one character on paper
            self.assertIn(STATES_ANOTHER, " ".join(read.split()), form)

    def test_a_comparison_goes_by_the_recordings(self):
        forged = self.forged(self.state_that_all_is_well)
        alike = self.run_cli("compare", forged, self.bad)
        self.assertEqual(alike.returncode, 0, alike.stdout)
        self.assertIn(STATES_ANOTHER, alike.stdout.decode())
        differ = self.run_cli("compare", forged, self.good, "--format", "json")
        self.assertEqual(differ.returncode, 1)
        document = json.loads(differ.stdout)
        jsonschema.validate(document, schema("comparison.schema.json"))
        endpoint = next(rung for rung in document["different"] if rung["id"] == "auth.login")
        self.assertEqual(endpoint["a"], {"status": "fail", "code": "HTTP_401_BASIC_NOT_OFFERED"})
        self.assertIn("statedOtherwise", document["a"])
        self.assertNotIn("statedOtherwise", document["b"])
        self.assertNotIn(STATES_ANOTHER, self.run_cli("compare", self.bad, self.good).stdout.decode())

    def test_another_version_is_named(self):
        def older(setup):
            self.state_that_all_is_well(setup)
            setup["program"]["version"] = "0.0.1"
        said = " ".join(self.run_cli("replay", self.forged(older, "older.har")).stdout.decode().split())
        self.assertIn("It says that version 0.0.1 wrote it", said)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
