#!/usr/bin/env python3
# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One set-up after the other is made in the portal: in a real gnome-keyring, its password and what was sealed are
there while they are wanted, and gone once the portal has confirmed it.   test_apply_keychain.py COMMANDS BUS"""
import base64
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import keyringsession

COMMANDS, BUS = map(os.path.abspath, sys.argv[1:3])
PASSWORD = b"Correct-Horse-7!"  # of the simulated service account
PORTAL = "https://portal.askcody.test"
OK, CANCELLED = 0, 3

if keyringsession.missing():
    print("skipped: " + keyringsession.missing())
    sys.exit(77)


class ApplyWithKeychain(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="keychain-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "no_proxy": "localhost,127.0.0.1",
                            "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
            (self.root / name).mkdir(mode=0o700)
            self.environment[name] = str(self.root / name)
        self.keyring = keyringsession.KeyringSession(self.environment, BUS)
        self.keyring.__enter__()
        self.addCleanup(self.keyring.__exit__)

    def open_world(self, scenario="healthy"):
        process = subprocess.Popen([COMMANDS, scenario, str(self.root / "drafts")], env=self.environment,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def close():
            process.stdin.close()
            process.wait(20)
            process.stdout.close()

        self.addCleanup(close)
        self.process = process
        login = self.run_command("login", "--portal", PORTAL)
        self.assertEqual(login["code"], OK, login)

    def run_command(self, *arguments, stop_at=""):
        self.process.stdin.write(json.dumps({"arguments": arguments, "stopAt": stop_at}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        self.assertNotIn(PASSWORD.decode(), answer["out"] + answer["said"])
        return answer

    def described(self, number):
        identity = f"3b241101-e2bb-4255-8caf-4136c566a96{number}"
        file = self.root / f"set-up-{number}.json"
        file.write_text(json.dumps({"portal": PORTAL, "integration": {
            "id": identity, "type": "exchangeServer", "name": f"Site {number}", "email": "askcody@contoso.test",
            "testMailbox": "room1@contoso.test", "forbiddenMailbox": "ceo@contoso.test"}}), encoding="utf-8")
        return identity, str(file)

    def entries_of(self, identity):
        listed = self.run_command("secrets", "list", "--format", "json")
        self.assertEqual(listed["code"], OK, listed)
        return [entry["name"] for entry in json.loads(listed["out"])["results"] if identity in entry["name"]]

    def password_of(self, identity):
        """What stands behind the header of the program's own."""
        stored = base64.b64decode(self.keyring.lookup(f"integration/{identity}/password"))
        return stored[-len(PASSWORD):]

    def assertNoPassword(self):
        values = re.findall(rb"^secret = (\S+)$", self.keyring.everything(), re.MULTILINE)
        self.assertTrue(values)  # the sign-in is kept
        for value in values:
            self.assertNotIn(PASSWORD, value)
            self.assertNotIn(PASSWORD, base64.b64decode(value))

    def in_the_portal(self):
        listed = self.run_command("list", "--portal", PORTAL, "--format", "json")
        self.assertEqual(listed["code"], OK, listed)
        return json.loads(listed["out"])["results"]

    def test_one_after_the_other_leaves_nothing_behind(self):
        self.open_world()
        for number in (1, 2, 3):
            identity, file = self.described(number)
            applied = self.run_command("apply", file, "--password-stdin")
            self.assertEqual(applied["code"], OK, applied)
            self.assertIn("The password is in the keychain.", applied["out"])
            self.assertEqual(self.entries_of(identity), [])
            self.assertEqual(self.password_of(identity), b"")
            self.assertNoPassword()
            self.assertEqual(len(self.in_the_portal()), number)

    def test_several_files_in_one_call(self):
        self.open_world()
        files = [self.described(number)[1] for number in (1, 2, 3)]
        applied = self.run_command("apply", *files, "--password-stdin")
        self.assertEqual(applied["code"], OK, applied)
        self.assertNoPassword()
        self.assertEqual(sorted(entry["name"] for entry in self.in_the_portal()), ["Site 1", "Site 2", "Site 3"])

    def test_it_is_there_while_it_is_wanted(self):
        self.open_world("portal/stalls-after-commit")
        first, file = self.described(1)
        cut_off = self.run_command("apply", file, "--password-stdin", stop_at="on its way")
        self.assertEqual(cut_off["code"], CANCELLED, cut_off)
        self.assertGreater(len(self.entries_of(first)), 1)  # with the sealed body
        self.assertEqual(self.password_of(first), PASSWORD)
        second, other = self.described(2)  # another one in between touches neither
        applied = self.run_command("apply", other, "--password-stdin")
        self.assertEqual(applied["code"], OK, applied)
        self.assertEqual(self.password_of(second), b"")
        self.assertEqual(self.password_of(first), PASSWORD)
        finished = self.run_command("apply", file)  # from where it stood: nobody types the password again
        self.assertEqual(finished["code"], OK, finished)
        self.assertEqual(self.entries_of(first), [])
        self.assertNoPassword()
        self.assertEqual(len(self.in_the_portal()), 2)

    def test_what_is_asked_to_be_kept_stays(self):
        self.open_world()
        kept, file = self.described(1)
        applied = self.run_command("apply", file, "--password-stdin", "--keep-secret")
        self.assertEqual(applied["code"], OK, applied)
        gone, other = self.described(2)
        applied = self.run_command("apply", other, "--password-stdin")
        self.assertEqual(applied["code"], OK, applied)
        self.assertEqual(self.entries_of(kept), [f"integration/{kept}/password"])
        self.assertEqual(self.password_of(kept), PASSWORD)
        self.assertEqual(self.password_of(gone), b"")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
