# SPDX-FileCopyrightText: AskCody Exchange Setup contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The matrix is what its schema says, covers what it has to, and some of its rows hold for the demo program, too: a process
of its own for each, with arguments, streams and an exit code.   test_matrix.py DEMO ROOT"""
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

DEMO, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
del sys.argv[1:]
HERE = ROOT / "tests" / "matrix"
PASSWORD = "Correct-Horse-7!"
USUAL = {"name": "Headquarters", "type": "exchangeServer", "email": "askcody@contoso.test",
         "testMailbox": "room1@contoso.test", "forbiddenMailbox": "ceo@contoso.test"}
EXIT_CODES = {"pass": 0, "warn": 0, "fail": 1, "incomplete": 7}


def load(path):
    return json.loads(path.read_text("utf-8"))


def merged(base, changes):
    result = dict(base)
    for name, value in changes.items():
        both = isinstance(value, dict) and isinstance(result.get(name), dict)
        result[name] = merged(result[name], value) if both else value
    return result


class Matrix(unittest.TestCase):
    def setUp(self):
        self.rows = load(HERE / "matrix.json")["rows"]
        self.schema = load(HERE / "matrix.schema.json")

    def test_it_is_what_its_schema_says(self):
        jsonschema.Draft7Validator.check_schema(self.schema)
        jsonschema.validate(load(HERE / "matrix.json"), self.schema)

    def test_every_world_is_one(self):
        worlds = load(ROOT / "resources" / "scenario.schema.json")
        for row in self.rows:
            with self.subTest(row["name"]):
                named = row.get("scenario", "healthy")
                world = load(ROOT / "resources" / "scenarios" / (named + ".json"))
                jsonschema.validate(merged(world, row.get("world", {})), worlds)

    def test_no_field_is_forgotten(self):
        """At least so many rows of each, and both outcomes of what can be raised or overcome."""
        about = collections.Counter(row["about"] for row in self.rows)
        for field, least in {"dns": 8, "tcp": 6, "tls": 14, "proxy": 8, "http": 25, "login": 10, "ews": 25,
                             "autodiscover": 10, "answers": 5, "clock": 3, "online": 25}.items():
            self.assertGreaterEqual(about[field], least, field)
        self.assertTrue([row for row in self.rows if row["expect"].get("rejections") == 3])
        self.assertGreater(len([row for row in self.rows if "check" not in row["expect"]]), 10)


class Processes(unittest.TestCase):
    def run_row(self, row, folder):
        integration = os.path.join(folder, "integration.json")
        scenario = os.path.join(folder, "scenario.json")
        world = load(ROOT / "resources" / "scenarios" / (row.get("scenario", "healthy") + ".json"))
        for path, content in ((integration, {"integration": merged(USUAL, row.get("integration", {}))}),
                              (scenario, merged(world, row.get("world", {})))):
            with open(path, "w", encoding="utf-8") as file:
                json.dump(content, file)
        attempts = str(row.get("options", {}).get("loginAttempts", 1))
        done = subprocess.run([DEMO, "--scenario", scenario, "cli", "check", integration, "--password-stdin", "--format",
                               "json", "--login-attempts", attempts], input=PASSWORD.encode() + b"\n",
                              capture_output=True, timeout=60, check=False)
        return done, json.loads(done.stdout) if done.stdout else {}

    def judge(self, row):
        with tempfile.TemporaryDirectory() as folder:
            done, report = self.run_row(row, folder)
        expected = row["expect"]
        self.assertTrue(report, done.stderr)
        self.assertNotIn(PASSWORD.encode(), done.stdout + done.stderr)
        self.assertEqual(report["verdict"], expected["verdict"])
        self.assertEqual(done.returncode, EXIT_CODES[expected["verdict"]], done.stderr)
        first = next((check for status in ("fail", "warn") for check in report["checks"] if check["status"] == status), None)
        if "check" not in expected:
            self.assertIsNone(first)
            return
        explanation = first["explanation"]
        seen = (first["id"], first["status"], first["problem"]["code"], explanation["owner"])
        self.assertEqual(seen, (expected["check"], expected["status"], expected["code"], expected["owner"]))

    def test_rows_hold_for_a_process(self):
        rows = [row for row in load(HERE / "matrix.json")["rows"] if row.get("options", {}).get("asProcess")]
        self.assertGreater(len(rows), 12)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for row, outcome in [(row, pool.submit(self.judge, row)) for row in rows]:
                with self.subTest(row["name"]):
                    outcome.result()


if __name__ == "__main__":
    unittest.main()
