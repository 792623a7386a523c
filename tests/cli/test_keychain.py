#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one process of the command line keeps in a real gnome-keyring, the next one finds: the shipped program, an
Exchange on https://localhost, a session bus of its own."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import keyringsession
from simulator import Simulator

CLI, SIMULATOR, BUS, ROOT = map(os.path.abspath, sys.argv[1:5])
PASSWORD = "Kept-Across-Processes-7!"
INTEGRATION = "3b241101-e2bb-4255-8caf-4136c566a962"
ENTRY = f"integration/{INTEGRATION}/password"

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)
if keyringsession.missing():
    print("skipped: " + keyringsession.missing())
    sys.exit(77)

REPORT = json.loads((pathlib.Path(ROOT) / "resources" / "report.schema.json").read_text(encoding="utf-8"))


class Keychain(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="keychain-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "no_proxy": "localhost,127.0.0.1",
                            "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
            (self.root / name).mkdir(mode=0o700)
            self.environment[name] = str(self.root / name)
        world = self.root / "world.json"
        world.write_text(json.dumps({"title": "Here", "description": "A healthy Exchange that is called localhost.",
                                     "hosts": [{"name": "localhost", "port": 443}]}), encoding="utf-8")
        self.exchange = Simulator(SIMULATOR, world, password=PASSWORD)
        self.exchange.__enter__()
        self.addCleanup(self.exchange.__exit__)
        self.file = self.root / "hq.json"
        port = self.exchange.facts["ports"]["localhost:443"]
        self.file.write_text(json.dumps({"integration": {
            "type": "exchangeServer", "id": INTEGRATION, "name": "HQ", "email": "askcody@contoso.test",
            "ewsUrl": f"https://localhost:{port}/EWS/Exchange.asmx",
            "trustedCaFile": self.exchange.facts["caFile"]}}), encoding="utf-8")

    def open_keyring(self):
        keyring = keyringsession.KeyringSession(self.environment, BUS)
        keyring.__enter__()
        self.addCleanup(keyring.__exit__)
        return keyring

    def run_cli(self, *arguments, text=""):
        result = subprocess.run([CLI, *map(str, arguments)], input=text.encode(), capture_output=True,
                                env=self.environment, timeout=120, check=False)
        self.assertNotIn(PASSWORD.encode(), result.stdout + result.stderr)
        return result

    def check(self, *options, text=""):
        result = self.run_cli("check", self.file, "--format", "json", *options, text=text)
        report = json.loads(result.stdout)
        jsonschema.validate(report, REPORT)
        return result, report

    def login_of(self, report):
        return next(entry for entry in report["checks"] if entry["id"] == "auth.login")

    def names(self):
        result = self.run_cli("secrets", "list", "--format", "json")
        self.assertEqual(result.returncode, 0, result.stderr)
        report = json.loads(result.stdout)
        jsonschema.validate(report, REPORT)
        return [entry["name"] for entry in report["results"]]

    def test_a_password_that_worked_is_kept_for_the_next_process(self):
        self.open_keyring()
        self.assertEqual(self.names(), [])
        result, _ = self.check("--password-stdin", "--keep-secret", text=PASSWORD + "\n")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.names(), [ENTRY])
        self.assertIn(ENTRY.encode(), self.run_cli("secrets", "list").stdout)
        again, report = self.check()
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(self.login_of(report)["status"], "pass")

    def test_a_password_is_not_kept_unasked(self):
        keyring = self.open_keyring()
        self.check("--password-stdin", text=PASSWORD + "\n")
        self.assertEqual(self.names(), [])
        self.assertEqual(keyring.everything(), b"")

    def test_a_password_that_was_refused_is_not_kept(self):
        self.open_keyring()
        result, report = self.check("--password-stdin", "--keep-secret", text="wrong\n")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(self.login_of(report)["problem"]["code"], "HTTP_401_BASIC_REJECTED")
        self.assertEqual(self.names(), [])

    def test_what_is_forgotten_is_not_found(self):
        keyring = self.open_keyring()
        self.check("--password-stdin", "--keep-secret", text=PASSWORD + "\n")
        self.assertEqual(self.names(), [ENTRY])
        self.assertIn(ENTRY.encode(), self.run_cli("secrets", "forget", ENTRY).stderr)
        self.assertEqual(self.names(), [])
        self.assertEqual(keyring.everything(), b"")
        result, report = self.check()
        self.assertEqual(self.login_of(report)["problem"]["code"], "PASSWORD_MISSING")
        self.assertEqual(result.returncode, 1)

    def test_what_is_forgotten_is_printed_as_json(self):
        self.open_keyring()
        self.check("--password-stdin", "--keep-secret", text=PASSWORD + "\n")
        for names in ([ENTRY], []):
            forgotten = json.loads(self.run_cli("secrets", "forget", "--format", "json").stdout)
            jsonschema.validate(forgotten, REPORT)
            self.assertEqual([entry["name"] for entry in forgotten["results"]], names)

    def test_without_a_keychain_the_exit_code_is_5(self):
        kept, report = self.check("--password-stdin", "--keep-secret", text=PASSWORD + "\n")
        self.assertEqual(self.login_of(report)["status"], "pass")
        self.assertEqual(kept.returncode, 5)
        asked, _ = self.check()
        self.assertEqual(asked.returncode, 5)
        self.assertIn(b"KEYCHAIN_ABSENT", asked.stderr)
        names, report = self.check("--only", "net.tcp")  # which needs no password
        self.assertIn(names.returncode, (0, 7), names.stderr)
        self.assertNotIn(b"KEYCHAIN_", names.stderr)
        unknown = self.run_cli("secrets", "forget", ENTRY)  # never written, so nothing to ask a keychain about
        self.assertEqual(unknown.returncode, 2)
        self.assertIn(ENTRY.encode(), unknown.stderr)
        self.assertNotIn(b"KEYCHAIN_", unknown.stderr)
        refused = json.loads(self.run_cli("secrets", "forget", ENTRY, "--format", "json").stdout)
        jsonschema.validate(refused, REPORT)
        self.assertEqual((refused["verdict"], refused["problem"]["code"]), ("fail", "KEYCHAIN_ENTRY_MISSING"))
        plain, _ = self.check("--password-stdin", text=PASSWORD + "\n")  # who asks for no keychain needs none
        self.assertEqual(plain.returncode, 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
